"""Headings of a table -> fields: which column holds what, and where the data begins."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litigation.intake.heading_words import SYNONYMS
from litigation.intake.workbook import Cell


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one kind of table; a heading row names at least one of the ``keys``."""

    field_of: Mapping[str, str]
    keys: frozenset[str]


def vocabulary(synonyms: Mapping[str, Sequence[str]], keys: frozenset[str]) -> Vocabulary:
    """Turn field -> words into what ``find_layout`` looks up."""
    return Vocabulary({word: field for field, words in synonyms.items() for word in words}, keys)


HEARING_WORDS = vocabulary(
    SYNONYMS,
    frozenset({"case_number", "date", "time", "start", "morning", "afternoon", "parties", "defendants"}),
)

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff*＊:：、/／()（）\[\]【】〔〕.。·_\-—]+")
# 原告（上诉人） 开庭时间(年月日时) 法庭*（必填）: what stands in brackets explains the heading
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")

# 审判长/主审人 | 法庭、地点 | 联络员及电话: the first word decides
_ALSO = re.compile(r"[/、,]|(?<=.)[及和与或](?=.)")

# 被告1 | 负责人2 : one of several columns of a kind
_NUMBERED = re.compile(r"(?<=[一-鿿]{2})[1-9]$")

_SEARCHED_ROWS = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold which field, and the index of the first row of data.

    A field may have several columns, in their order from left to right. ``above`` is what
    stood over the headings (titles), ``headings`` the texts as they were written; ``guessed``
    are the columns whose field only their cells told; ``named`` says that a person named them.
    """

    columns: Mapping[str, tuple[int, ...]]
    first: int
    headings: tuple[str, ...] = ()
    above: str = ""
    guessed: tuple[int, ...] = ()
    named: bool = False

    def column(self, field: str) -> int | None:
        """Return the first column of a field."""
        found = self.columns.get(field)
        return found[0] if found else None


def heading_key(text: object) -> str:
    """Return a heading as it is compared: half width, lower case, without marks and blanks."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def _field_of(text: str, words: Mapping[str, str]) -> str | None:
    """Return the field that a heading names, or None."""
    if len(text) > 40:
        return None
    written = unicodedata.normalize("NFKC", text)
    bare = _BRACKETED.sub("", written)
    return (
        words.get(heading_key(written))
        or words.get(heading_key(bare))
        or words.get(heading_key(_ALSO.split(bare, maxsplit=1)[0]))
        or words.get(_NUMBERED.sub("", heading_key(bare)))
    )


def field_of_heading(text: str) -> str | None:
    """Return the field of a cause list that a heading names, or None."""
    return _field_of(text, HEARING_WORDS.field_of)


def find_layout(
    rows: Sequence[Sequence[Cell]],
    mapping: Mapping[str, str] | None = None,
    vocabulary: Vocabulary = HEARING_WORDS,
) -> Layout | None:
    """Find the heading rows (up to three) of a sheet; None where none can be recognised.

    ``mapping`` gives headings that a person assigned by hand: heading -> field.
    """
    learned = {heading_key(heading): field for heading, field in (mapping or {}).items()}
    words = {**vocabulary.field_of, **learned}
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        named = {field for field in _fields(row, words) if field and field != "ordinal"}
        if len(named) >= 2 and named & vocabulary.keys:
            return _complete(rows, index, words)
    return None


def column_letter(index: int) -> str:
    """Return the letter of a column as spreadsheet programmes show it; 0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def repeats_headings(row: Sequence[Cell], layout: Layout) -> bool:
    """Tell whether a row says the headings again, as printed lists do on every page."""
    same = sum(
        1
        for heading, cell in zip(layout.headings, row, strict=False)
        if heading and isinstance(cell, str) and cell.strip() and heading.endswith(heading_key(cell) or "\0")
    )
    return same >= 2


def _fields(row: Sequence[Cell], words: Mapping[str, str]) -> list[str | None]:
    return [_field_of(cell, words) if isinstance(cell, str) and cell else None for cell in row]


def _complete(rows: Sequence[Sequence[Cell]], index: int, words: Mapping[str, str]) -> Layout:
    """Join the heading row with the rows below it that go on naming columns."""
    texts = [str(cell).strip() if isinstance(cell, str) else "" for cell in rows[index]]
    fields = _fields(rows[index], words)
    last = index
    for below in [each for each in range(index + 1, min(index + 5, len(rows))) if any(rows[each])][:2]:
        deeper = _fields(rows[below], words)
        # A row of data may hold words that head columns elsewhere (上午, 部门, 正职), but mostly others.
        changed = [new for old, new in zip(fields, deeper, strict=False) if new and new != old]
        known = sum(1 for field in deeper if field)
        others = sum(1 for cell in rows[below] if isinstance(cell, str) and cell.strip()) - known
        if len({field for field in deeper if field}) < 2 or not changed or others > known:
            break
        for column, new in enumerate(deeper):
            while column >= len(fields):
                fields.append(None)
                texts.append("")
            if new:
                fields[column] = _refine(fields[column], new)
                texts[column] += str(rows[below][column]).strip()
        last = below
    columns: dict[str, list[int]] = {}
    for column, field in enumerate(fields):
        if field and field != "ordinal":
            columns.setdefault(field, []).append(column)
    titles = (cell.strip() for row in rows[:index] for cell in row if isinstance(cell, str))
    return Layout(
        _settle({field: tuple(found) for field, found in columns.items()}),
        last + 1,
        tuple(heading_key(text) for text in texts),
        " ".join(dict.fromkeys(titles)).strip()[:400],
    )


def _refine(upper: str | None, lower: str) -> str:
    """Return the more exact of two stacked headings: 开庭时间 over 上午 is a morning time."""
    if upper in ("time", "date", "start") and lower == "ordinal":
        return upper
    return _STACKED.get((upper or "", lower), lower)


_STACKED = {
    ("plaintiffs", "name"): "plaintiffs",
    ("defendants", "name"): "defendants",
    ("liaison", "name"): "liaison",
    ("liaison", "mobile"): "liaison_mobile",
    ("liaison", "email"): "liaison_email",
    ("principals", "name"): "principals",
    ("deputies", "name"): "deputies",
}
"""A heading over 姓名, 手机 says whose they are."""

# The column that a vague heading fills where no column says it outright.
_STAND_INS = (
    ("defendants", "unit"),
    ("cause", "case_type"),
    ("judge", "presiding"),
    ("judge", "panel"),
    ("case_number", "later_number"),
    ("case_number", "earlier_number"),
    ("case_number", "number_sequence"),
    ("court", "later_court"),
    ("court", "earlier_court"),
)


def _settle(columns: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Decide what 时间 means: an hour beside a date, or the whole start where it stands alone."""
    if both := columns.pop("start_place", None):
        columns.setdefault("start" if "start" not in columns else "time", both)
        columns.setdefault("place", both)
    if "number_court" in columns and "number_sequence" not in columns and "case_number" in columns:
        columns["number_sequence"] = columns["case_number"]
    if "date" not in columns and "day" in columns:
        columns["date"] = columns.pop("day")
    if "start" not in columns and "date" not in columns and "time" in columns:
        columns["start"] = columns.pop("time")
    if sessions := columns.get("sessions"):
        columns.setdefault("start", sessions)
    if "attending" in columns and "judge" not in columns:
        columns.pop("phone", None)
    for name, stand_in in _STAND_INS:
        if name not in columns and stand_in in columns and (name != "defendants" or "parties" not in columns):
            columns[name] = columns.pop(stand_in)
            if stand_in == "number_sequence":
                columns[stand_in] = columns[name]
    return columns
