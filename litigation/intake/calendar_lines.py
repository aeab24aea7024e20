"""Bytes of a calendar file -> components with their properties (RFC 5545 section 3.1, vCalendar 1.0).

Producers fold inside characters, end lines in three ways, leave text unescaped and write
names in any case. So bytes are unfolded before they are decoded, and a value is the rest of
its line whatever stands in it.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from litigation.intake.draft import Place, Problem

MAX_BYTES = 8 * 1024 * 1024
MAX_LINES = 400_000
MAX_DEPTH = 8

# SUMMARY;LANGUAGE=zh-cn:... | DTSTART;TZID="China Standard Time":2026... | X-P="a:b;c"
_NAME = re.compile(r"[A-Za-z0-9\-_.]+")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9\-_]+)(?:=("[^"]*"|[^;:"]*(?:"[^"]*")?[^;:]*))?')
_ESCAPED = re.compile(r"\\([\\;,nN:\"])")


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: name in capitals, parameters by name in capitals, value, line number."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value of a TEXT property without escapes."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()


@dataclass(slots=True)
class Component:
    """VCALENDAR, VEVENT, VTIMEZONE …: properties in their order, and components inside."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """Return the first property with this name, or None."""
        return next((each for each in self.properties if each.name == name), None)

    def every(self, name: str) -> list[Property]:
        """Return all properties with this name."""
        return [each for each in self.properties if each.name == name]

    def text(self, name: str) -> str:
        """Return the unescaped text of a property, empty where it is missing."""
        found = self.first(name)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The calendars of a file, and the warnings of their encoding."""

    calendars: tuple[Component, ...]
    warnings: tuple[str, ...]


_NO_CALENDAR = Problem("calendar_missing", "文件里没有日历内容。请从日历软件重新导出 .ics 文件。")


def parse_calendars(data: bytes) -> Parsed | Problem:
    """Decode, unfold and parse; a file that cannot be trusted to be whole is refused as one."""
    if len(data) > MAX_BYTES:
        return Problem("file_too_large", "日历文件超过 8 MB，不能导入。请只导出开庭的日历。")
    if not data.strip():
        return Problem("file_empty", "文件是空的。请核对是否选错文件。")
    plain = _to_bytes(data)
    if plain is None or b"\x00" in plain[0]:
        return _NO_CALENDAR
    content, warnings = plain
    logical = _unfold(content)
    if not re.search(rb"BEGIN\s*:\s*VCALENDAR", content[:4096], re.IGNORECASE) or len(logical) > MAX_LINES:
        return _NO_CALENDAR
    codec = _codec(content, logical)
    if codec is None:
        return Problem("file_encoding", "看不懂这个日历文件的编码。请重新导出为 UTF-8。")
    if codec != "utf-8":
        warnings += ("encoding_gbk",)
    return _build(((number, line.decode(codec)) for number, line in logical), warnings)


def _to_bytes(data: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Strip the byte order mark, bring UTF-16 to UTF-8 and line ends to one."""
    warnings: tuple[str, ...] = ()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return None
        warnings = ("encoding_utf16",)
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), warnings


def _unfold(content: bytes) -> list[tuple[int, bytes]]:
    """Join folded lines as bytes; a quoted-printable value also goes on after a soft ``=``."""
    logical: list[tuple[int, list[bytes]]] = []
    soft = False
    for number, line in enumerate(content.split(b"\n"), 1):
        if logical and soft:
            logical[-1][1].append(line)
        elif logical and line[:1] in (b" ", b"\t"):
            logical[-1][1].append(line[1:])
        elif line.strip():
            logical.append((number, [line]))
        else:
            continue
        parts = logical[-1][1]
        soft = parts[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0].upper().partition(b":")[0]
        if soft:
            parts[-1] = parts[-1][:-1]
    return [(number, b"".join(parts)) for number, parts in logical]


def _codec(content: bytes, logical: list[tuple[int, bytes]]) -> str | None:
    joined = b"\n".join(line for _, line in logical)
    for codec in ("utf-8", "gb18030"):
        try:
            joined.decode(codec)
        except UnicodeDecodeError:
            continue
        return codec
    return None


def _build(lines: Iterator[tuple[int, str]], warnings: tuple[str, ...]) -> Parsed | Problem:
    """Nest the lines into components; BEGIN and END must balance."""
    calendars: list[Component] = []
    stack: list[Component] = []
    for number, line in lines:
        found = _property(number, line)
        if found is None:
            continue
        if found.name == "BEGIN":
            component = Component(found.value.strip().upper(), number)
            if stack:
                stack[-1].inside.append(component)
            elif component.name == "VCALENDAR":
                calendars.append(component)
            stack.append(component)
            if len(stack) > MAX_DEPTH:
                return _broken(number)
        elif found.name == "END":
            if not stack or stack.pop().name != found.value.strip().upper():
                return _broken(number)
        elif stack:
            stack[-1].properties.append(found)
    if stack:
        return _broken(stack[-1].line)
    return Parsed(tuple(calendars), warnings) if calendars else _NO_CALENDAR


def _property(number: int, line: str) -> Property | None:
    """Cut a content line; a line without a colon is no property and is passed over."""
    head = _NAME.match(line)
    if head is None:
        return None
    name, position = head.group().upper().rpartition(".")[2], head.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(line, position):
        parameters[found[1].upper()] = (found[2] or "").strip('" ')
        position = found.end()
    if not line[position:].lstrip().startswith(":"):
        return None
    value = line[position:].lstrip()[1:]
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in (each.upper() for each in parameters):
        value = _quoted_printable(value, parameters.get("CHARSET", "utf-8"))
    return Property(name, parameters, value, number)


def _quoted_printable(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode())
    for codec in (charset, "utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return value


def _broken(line: int) -> Problem:
    sentence = f"日历文件不完整（第 {line} 行起没有结束），没有读取。请重新导出或请对方重发。"
    return Problem("file_broken", sentence, place=Place(row=line))
