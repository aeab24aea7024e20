"""Words of a mail: headers and bodies decoded as they were really written, HTML made plain.

Offices here label GB18030 as gb2312, send UTF-8 under a GBK label, and raw bytes in headers
that allow none. The label is a hint; what reads as text wins.
"""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import EmailMessage
from html import unescape

from litigation.intake.encoding import decode_text

MAX_HTML = 1_000_000
"""Characters of HTML that are looked at; a court's letter has a few thousand."""

_OURS = frozenset({"gb2312", "gbk", "gb18030", "cp936", "gb_2312-80", "x-gbk"})
# What programs write that were never told where they are: no letter here is in western Europe's signs.
_UNTOLD = frozenset({"unknown-8bit", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252"})
# What two stray GBK bytes make when they pass for UTF-8; a Chinese text has none of it.
_NOT_CHINESE = re.compile("[\x80-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u07ff]")
_BLANKS = re.compile(r"[ \xa0\u3000\r\f\v]+")
_BREAKS = frozenset(
    {"address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_WHOLE = frozenset({"script", "style", "title", "textarea"})
_UNSEEN = frozenset({"template", "noscript", "object", "svg", "select"})
_HIDING = frozenset({"div", "span", "p", "td", "tr", "table"})
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]{0,30})(?P<attributes>(?:\s[^<>]{0,4000})?/?)>")


def header_words(raw: str) -> str:
    """Decode a header as it stands in the mail: encoded words, raw bytes, wrong labels.

    ``raw`` carries bytes that are no ASCII as surrogates, as the parser keeps them.
    """
    unfolded = re.sub(r"[\r\n]+[ \t]*", " ", raw)
    if any("\udc80" <= sign <= "\udcff" for sign in unfolded):
        return _one_line(_decoded(unfolded.encode("utf-8", "surrogateescape"), ""))
    try:
        pieces = decode_header(unfolded)
    except (HeaderParseError, ValueError):  # an encoded word whose base64 is broken
        return _one_line(unfolded)
    words = (each if isinstance(each, str) else _decoded(each, charset or "") for each, charset in pieces)
    return _one_line("".join(words))


def body_words(part: EmailMessage) -> str:
    """Decode a text part; lines that were only wrapped for the way are joined again (RFC 3676)."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = _decoded(payload, str(part.get_param("charset", "") or ""))
    if str(part.get_param("format", "")).lower() == "flowed":
        joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = re.sub(r"(?<=\S) \r?\n(?!-- )", joint, text)
    return text


def plain_words(html: str) -> str:
    """Turn HTML into lines: cells of a table parted by tabs, scripts and hidden things left out.

    The library's parser needs hours for some broken pages; this one passes over each sign once.
    """
    page, html = _Page(), _without_comments(html[:MAX_HTML])
    position = 0
    while (tag := _TAG.search(html, position)) is not None:
        page.say(html[position : tag.start()])
        position = tag.end()
        name, attributes = tag["name"].lower(), tag["attributes"]
        if tag["end"]:
            page.end(name)
        elif name in _WHOLE:
            end = re.compile(f"</{name}", re.I).search(html, position)
            position = end.start() if end else len(html)
        else:
            page.begin(name, hidden=bool(_HIDDEN.search(attributes)) and not attributes.endswith("/"))
    page.say(html[position:])
    lines = (_BLANKS.sub(" ", line).strip(" ").rstrip("\t") for line in "".join(page.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _without_comments(html: str) -> str:
    """Drop comments; one that does not end hides the rest, as it does for a reader."""
    first, *others = html.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in others)


def _decoded(data: bytes, label: str) -> str:
    """Decode bytes; never fails, and a label is believed only where it makes sense."""
    label = label.strip().strip("'\"").lower()
    label = "" if label in _UNTOLD else "hz" if label.startswith("hz") else label
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and label != "hz" and not (label in _OURS and _NOT_CHINESE.search(utf8)):
        return utf8
    codec = "gb18030" if label in _OURS else label
    if codec not in ("", "utf-8", "utf8") and (text := _strictly(data, codec)) is not None:
        return text
    found = decode_text(data)
    return found[0] if found else data.decode("gb18030" if label in _OURS else "utf-8", "replace")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class _Page:
    """Collects what a reader would see."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._unseen = ""
        self._depth = 0
        self._cells = 0

    def begin(self, tag: str, *, hidden: bool) -> None:
        """Begin a line or a cell; something hidden hides all it holds."""
        if self._unseen:
            self._depth += tag == self._unseen
        elif tag in _UNSEEN or (hidden and tag in _HIDING):
            self._unseen, self._depth = tag, 1
        elif tag == "tr":
            self._cells = 0
            self.found.append("\n")
        elif tag in _CELLS:
            self.found.append("\t" if self._cells else "")
            self._cells += 1
        elif tag in _BREAKS:
            self.found.append(" " if self._cells else "\n")

    def end(self, tag: str) -> None:
        """End a line, or what was hidden."""
        if self._unseen:
            self._depth -= tag == self._unseen
            if not self._depth:
                self._unseen = ""
        elif tag in ("tr", "table"):
            self._cells = 0
            self.found.append("\n")
        elif tag in _BREAKS and tag != "br":
            self.found.append(" " if self._cells else "\n")

    def say(self, words: str) -> None:
        """Keep words; a line's end in HTML is a blank."""
        if not self._unseen:
            self.found.append(re.sub(r"\s+", " ", unescape(words)))
