"""Bytes of a text file -> text: the encodings that offices and courts here really use."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)

_OURS = re.compile(r"[\t\r\n\x20-\x7e·—‘’“”…○①-⑳\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")


def decode_text(data: bytes) -> tuple[str, str] | None:
    """Return the text and the name of its encoding, or None where none fits.

    The ladder: byte order mark, strict UTF-8, strict GB18030, and last a guess over the whole
    (a guess over a part fails on a cut character). The guess must read as Chinese: mojibake
    is never stored.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, name)
    if b"\x00" in data:
        return _without_mark(data)
    return _strictly(data, "utf-8", "utf-8") or _strictly(data, "gb18030", "gb18030") or _guess(data)


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """Accept UTF-16 without its mark where every sign is one that a table of ours holds."""
    for codec in ("utf-16-le", "utf-16-be"):
        found = _strictly(data, codec, "utf-16")
        if found and _OURS.fullmatch(found[0]):
            return found
    return None


def _strictly(data: bytes, codec: str, name: str) -> tuple[str, str] | None:
    try:
        return data.decode(codec), name
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> tuple[str, str] | None:
    """Accept Big5 and its kin where the statistics are sure; refuse single-byte code pages."""
    best = from_bytes(data, cp_isolation=["big5", "big5hkscs", "cp950", "shift_jis"]).best()
    if best is None or best.chaos > 0.05:
        return None
    return str(best), best.encoding
