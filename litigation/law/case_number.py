"""案号: reading and printing the numbers of court cases, and what follows from them.

法〔2015〕137号 (in force 2016-01-01, amended by 法〔2018〕335号) gives the elements:
``（年度）法院代字[专门审判代字]类型代字编号号``. Identity is the tuple of these; brackets, blanks,
字第, leading zeros and the suffix 之一 belong to a document, not to the case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import total_ordering

from litigation.law.case_type import ADMINISTRATIVE_TYPES, KNOWN_TYPES
from litigation.law.number_pattern import (
    AND_OTHERS,
    BROKEN,
    CANONICAL,
    FOLD,
    LOOKALIKES,
    NEXT,
    NUMBERED_THING,
    PATTERNS,
    TAIL,
    ZEROS,
)
from litigation.law.procedure import Procedure

LONGEST_RANGE = 50
"""A range such as 12—15号 is expanded up to this many numbers."""

EARLIEST_YEAR, LATEST_YEAR = 1980, 2099

_KNOWN = frozenset(KNOWN_TYPES)
_YEARS = {str(year): year for year in range(EARLIEST_YEAR, LATEST_YEAR + 1)}
_RANGE_LINKS = frozenset({"-", "--", "~", "至", "到"})
_DIGITS = str.maketrans(
    {**dict.fromkeys(ZEROS + "零", "0"), "I": "1", "l": "1"}
    | dict(zip("一二三四五六七八九", "123456789", strict=True))
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@total_ordering
@dataclass(frozen=True, slots=True)
class CaseNumber:
    """案号. ``court`` is the code without the special word: ``鲁0202``, ``鲁``, ``最高法``.

    ``year`` is None and ``court`` empty where the text left them out; ``special`` is 知 or None.
    Numbers sort by year, court, special, type and sequence, what is missing first.
    """

    year: int | None
    court: str
    special: str | None
    type: str
    sequence: int

    def __str__(self) -> str:
        """The machine form, ``(2026)鲁0202行初12号``."""
        year = "" if self.year is None else f"({self.year})"
        return f"{year}{self.court}{self.special or ''}{self.type}{self.sequence}号"

    def printed(self) -> str:
        """The form of pages and papers, ``（2026）鲁0202行初12号``."""
        return str(self).replace("(", "（").replace(")", "）")

    def __lt__(self, other: "CaseNumber") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, str, str, str, int]:
        return self.year or 0, self.court, self.special or "", self.type, self.sequence

    @property
    def key(self) -> tuple[int | None, str, str | None, str, int]:
        """What makes two numbers the same case."""
        return self.year, self.court, self.special, self.type, self.sequence

    @property
    def procedure(self) -> Procedure | None:
        """The procedure fixed by the type code; None if not administrative."""
        return ADMINISTRATIVE_TYPES.get(self.type)

    @property
    def administrative(self) -> bool:
        """Tell whether the type is one of administrative litigation; 行保 is not."""
        return self.type in ADMINISTRATIVE_TYPES


_new = object.__new__
_set_year, _set_court, _set_special, _set_type, _set_sequence = (
    getattr(CaseNumber, name).__set__ for name in ("year", "court", "special", "type", "sequence")
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A case number in a text; ``start`` and ``end`` are offsets in that text.

    The members of a list or range each have the place of what is written for them.
    Warnings: ``case_number_suspect`` (a part is missing, unusual or was repaired),
    ``ocr_repaired`` (a letter was read as a digit).
    """

    number: CaseNumber
    start: int
    end: int
    original: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenNumber:
    """Looks like a case number and cannot be read as one (``case_number_invalid``)."""

    start: int
    end: int
    original: str


def read_case_number(text: str) -> CaseNumber | None:
    """Read a text that is one case number and nothing else; None otherwise."""
    return _read_plain(text) or _read_alone(text)


def _read_alone(text: str) -> CaseNumber | None:
    """Read a number in any shape that has nothing beside it."""
    found = _find_carefully(text)
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip():
        return None
    return found[0].number


def _read_plain(text: str) -> CaseNumber | None:
    """Read the plain form in one look; whatever is the least unusual goes the careful way.

    The fields are set slot by slot: a frozen dataclass's own constructor takes as long as
    the regular expression, and registers hold millions.
    """
    match = CANONICAL.fullmatch(text)
    if match is None:
        return None
    year, court, code, sequence = match.groups()
    known_year = _YEARS.get(year)
    if known_year is None or code not in _KNOWN:
        return None
    number = _new(CaseNumber)
    _set_year(number, known_year)
    if court == "最高法知":
        _set_court(number, "最高法")
        _set_special(number, "知")
    else:
        _set_court(number, court)
        _set_special(number, None)
    _set_type(number, code)
    _set_sequence(number, int(sequence))
    return number


def find_case_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Find every case number in ``text``, lists and ranges expanded, in the order of the text."""
    plain = _read_plain(text)
    if plain is not None:
        return (FoundNumber(plain, 0, len(text), text),)
    return _find_carefully(text)


def _find_carefully(text: str) -> tuple[FoundNumber, ...]:
    """Find numbers in whatever shape, pattern by pattern in the order of trust."""
    folded = text.translate(FOLD)
    taken: list[FoundNumber] = []
    covered = bytearray(len(folded))
    for pattern, doubtful in PATTERNS:
        for match in pattern.finditer(folded):
            if any(covered[match.start() : match.end()]):
                continue
            for one in _read_match(text, folded, match, doubtful):
                taken.append(one)
                covered[one.start : one.end] = b"\1" * (one.end - one.start)
    taken.sort(key=lambda one: (one.start, one.end))
    return tuple(_fill_between(folded, taken))


def find_broken_numbers(text: str) -> tuple[BrokenNumber, ...]:
    """Find what looks like a case number and is none that can be read."""
    covered = bytearray(len(text))
    for one in find_case_numbers(text):
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    return tuple(
        BrokenNumber(match.start(), match.end(), text[match.start() : match.end()])
        for match in BROKEN.finditer(text.translate(FOLD))
        if not any(covered[match.start() : match.end()])
    )


def _read_match(text: str, folded: str, match: re.Match[str], doubtful: bool) -> Iterator[FoundNumber]:
    number = _number_of(match)
    if number is None:
        return
    letters = any(sign in match.group() for sign in LOOKALIKES)
    tail = TAIL.match(folded, match.end())
    end = first_end = tail.end() if tail else match.end()
    members, end = _read_list(folded, end, number.sequence)
    others = AND_OTHERS.match(folded, end)
    short = others is not None and _count(others["count"]) > len(members) + 1
    warnings: tuple[str, ...] = ("ocr_repaired",) if letters else ()
    if doubtful or letters or short or not (tail or members):
        warnings += ("case_number_suspect",)
    yield FoundNumber(number, match.start(), first_end, text[match.start() : first_end], warnings)
    for sequence, start, stop in members:
        member = replace(number, sequence=sequence)
        yield FoundNumber(member, start, stop, text[start:stop], warnings)


def _number_of(match: re.Match[str]) -> CaseNumber | None:
    parts = {name: re.sub(r"\s", "", value) for name, value in match.groupdict().items() if value}
    year_text = parts.get("year") or parts.get("bare")
    year = int(year_text.translate(_DIGITS)) if year_text else None
    court = parts.get("court", "")
    court = (
        "最高法"
        if court.startswith("最高")
        else court[:1] + court[1:].translate(_DIGITS)
        if _coded(court)
        else court
    )
    if _coded(court) and len(court) not in {1, 3, 5}:
        return None
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    sequence = int(parts["sequence"].translate(_DIGITS))
    special = parts.get("special") if court == "最高法" else None
    return CaseNumber(year, court, special, parts["type"], sequence) if sequence else None


def _coded(court: str) -> bool:
    """Tell whether a court is written by code (one sign, then digits) and not by abbreviation."""
    return bool(court) and court[1:].translate(_DIGITS).isascii()


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _COUNTS[text]


def _read_list(folded: str, position: int, first: int) -> tuple[list[tuple[int, int, int]], int]:
    """Read what follows the first number: members as (sequence, start, end), and the end of the list.

    A further number counts only if 号 closes the list after it.
    """
    end = cursor = position
    members: list[tuple[int, int, int]] = []
    waiting: list[tuple[int, int, int]] = []
    last = first
    while step := NEXT.match(folded, cursor):
        if NUMBERED_THING.match(folded, step.end()):
            break
        waiting += _members(step, last)
        last, cursor = int(step["sequence"]), step.end()
        if tail := TAIL.match(folded, cursor):
            members += waiting
            waiting, cursor, end = [], tail.end(), tail.end()
            members[-1:] = [(*member[:2], end) for member in members[-1:]]
    return members, end


def _members(step: re.Match[str], last: int) -> list[tuple[int, int, int]]:
    sequence = int(step["sequence"])
    if step["link"] not in _RANGE_LINKS:
        return [(sequence, step.start("sequence"), step.end())] if sequence else []
    if not last < sequence < last + LONGEST_RANGE:
        return []
    return [(value, step.start(), step.end()) for value in range(last + 1, sequence + 1)]


def _fill_between(folded: str, found: list[FoundNumber]) -> Iterator[FoundNumber]:
    """Expand (2026)鲁0202行初12号至(2026)鲁0202行初15号, both ends written in full."""
    for index, one in enumerate(found):
        before = found[index - 1] if index else None
        if before and folded[before.end : one.start].strip() in _RANGE_LINKS:
            low, high = before.number.sequence, one.number.sequence
            if replace(before.number, sequence=high) == one.number and low < high < low + LONGEST_RANGE:
                for value in range(low + 1, high):
                    yield replace(one, number=replace(one.number, sequence=value))
        yield one
