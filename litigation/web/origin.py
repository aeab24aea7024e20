"""Forms of link pages: the token in the path is the capability, and the browser says where it stood."""

from urllib.parse import urlsplit

from flask import Request, abort, current_app, request

KEY_LENGTH = 60


def refuse_other_origins() -> None:
    """Refuse a form sent from another site; browsers that say nothing are judged by their fetch mark."""
    if request.method != "POST":
        return
    origin = request.headers.get("Origin")
    if origin is None:
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403)
    elif origin.rstrip("/") not in _own_origins(request):
        abort(403)


def idempotency_key() -> str:
    """Return the key of the form sent, so that sending it twice is one answer."""
    key = request.form.get("key", "")
    if not 8 <= len(key) <= KEY_LENGTH or not key.isascii():
        abort(400)
    return key


def _own_origins(asked: Request) -> tuple[str, str]:
    """Return the address of the configuration, and the one this trusted host was asked at."""
    here = urlsplit(asked.host_url)
    base_url: str = current_app.config["LITIGATION"].base_url
    return base_url, f"{here.scheme}://{here.netloc}"
