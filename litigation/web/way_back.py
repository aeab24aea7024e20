"""Where to go after a form: only to a page of this register, whatever the address says."""

from urllib.parse import urlsplit


def local_path(text: str | None, otherwise: str) -> str:
    r"""Return ``text`` when it is a plain path of this site, else ``otherwise``.

    Refused are ``//evil``, ``/\evil``, ``https:evil``, ``/%09/evil`` and whatever else a
    browser may read as another host.
    """
    path = text or ""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return otherwise
    if "%0" in path or any(c <= " " or c == "\x7f" for c in path):
        return otherwise
    parts = urlsplit(path)
    return otherwise if parts.scheme or parts.netloc else path
