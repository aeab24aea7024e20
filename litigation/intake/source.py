"""One door for whatever comes in: a mail, table, calendar, document or court's text; told by content."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.calendar_file import read_calendar
from litigation.intake.court_text import read_text
from litigation.intake.document import is_document, read_document, refused_kind
from litigation.intake.draft import Reading
from litigation.intake.encoding import decode_text
from litigation.intake.letter import is_letter
from litigation.intake.letter_reading import OLD_OUTLOOK, is_outlook, read_letter
from litigation.intake.sheet import read_sheet

_CALENDARS = (".ics", ".vcs", ".ical", ".ifb")
_TEXTS = (".txt", ".text", ".md")
_TABLES_TOO = frozenset({"headings_missing", "rows_missing"})
MAX_TEXT = 400_000
"""Characters of a text that are read; a court's notice has a few hundred."""


def read_source(
    data: bytes, filename: str, received_on: date, mapping: Mapping[str, str] | None = None
) -> Reading:
    """Read a file by its content; the suffix only decides where the content could be either.

    Delimited text without headings is read as a court's text.
    """
    name = PurePosixPath(filename).name or "文件"
    suffix = PurePosixPath(name).suffix.lower()
    if is_letter(data, name):
        return read_letter(data, name, received_on, mapping, read_source)
    if is_outlook(data):
        return Reading(name, problems=(OLD_OUTLOOK,))
    if is_document(data):
        return read_document(data, name, received_on, mapping)
    if refused := refused_kind(data, name):
        return Reading(name, problems=(refused,))
    if suffix in _CALENDARS or _is_calendar(data):
        return read_calendar(data, name, received_on)
    if suffix in _TEXTS and (decoded := decode_text(data)):
        return read_text(decoded[0][:MAX_TEXT], received_on, name)
    reading = read_sheet(data, name, received_on, mapping)
    if reading.hearings or not {problem.code for problem in reading.problems} & _TABLES_TOO:
        return reading
    text = _as_text(data, name, received_on)
    return replace(text, columns=reading.columns) if text else reading


def _is_calendar(data: bytes) -> bool:
    head = data[:4096].replace(b"\x00", b"").upper()
    return b"BEGIN:VCALENDAR" in head


def _as_text(data: bytes, name: str, received_on: date) -> Reading | None:
    """Read delimited text as running text where that finds a hearing."""
    decoded = None if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else decode_text(data)
    if decoded is None:
        return None
    reading = read_text(decoded[0][:MAX_TEXT], received_on, name)
    return reading if reading.hearings else None
