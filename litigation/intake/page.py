"""A text with everything found in it once: numbers, moments, labels, courts, rooms, records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from litigation.intake.division import Record, divide, own_numbers
from litigation.intake.label import Labelled, find_labels
from litigation.intake.moment import Moment, read_moments
from litigation.intake.moment_role import Placed, place_moments
from litigation.intake.party import find_addressees
from litigation.intake.pasted_table import PastedTable, find_table
from litigation.intake.source_text import Found, SourceText
from litigation.intake.venue import NamedCourt, find_courts, find_rooms
from litigation.law.case_number import BrokenNumber, FoundNumber, find_broken_numbers, find_case_numbers

# 具体开庭时间另行通知 | 待定
_OPEN_DATE = re.compile(r"(?:开庭|庭审)?(?:时间|日期)[^。;\n]{0,10}(?:另行通知|待定|另定)")


@dataclass(frozen=True)
class Page:
    """The prepared text of one source; offsets everywhere are those of ``text``."""

    source: SourceText
    received_on: date

    @classmethod
    def of(cls, source: SourceText, received_on: date) -> "Page":
        """Wrap a prepared text; what is found in it is found when first asked for."""
        return cls(source, received_on)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.source.text

    @cached_property
    def all_numbers(self) -> tuple[FoundNumber, ...]:
        """Every case number, those of earlier judgments too."""
        return find_case_numbers(self.source.words)

    @cached_property
    def numbers(self) -> tuple[FoundNumber, ...]:
        """The numbers of the cases that the text is about."""
        return own_numbers(self.text, self.all_numbers)

    @cached_property
    def broken_numbers(self) -> tuple[BrokenNumber, ...]:
        """What looks like a case number and cannot be read."""
        return find_broken_numbers(self.source.words)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment outside of case numbers."""
        covered = bytearray(len(self.text) + 1)
        for one in self.all_numbers:
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
        found = read_moments(self.text, self.received_on)
        return tuple(one for one in found if not covered[one.begin])

    @cached_property
    def labels(self) -> tuple[Labelled, ...]:
        """The labels with their values; in a table the cells act as labels."""
        if self.table is None:
            return find_labels(self.text)
        first, last = self.table.start, self.table.end
        outside = [one for one in find_labels(self.text) if one.end <= first or one.begin >= last]
        return tuple(sorted((*outside, *self.table.labels), key=lambda one: one.begin))

    @cached_property
    def table(self) -> PastedTable | None:
        """The table of the text, if it has one that holds all its cases."""
        table = find_table(self.text)
        if table and all(table.start <= one.start < table.end for one in self.numbers):
            return table
        return None

    @cached_property
    def courts(self) -> tuple[NamedCourt, ...]:
        """The courts named."""
        return find_courts(self.text)

    @cached_property
    def barriers(self) -> tuple[int, ...]:
        """Offsets where a number or a moment ends; no name reaches across."""
        return tuple(sorted({one.end for one in self.all_numbers} | {one.stop for one in self.moments}))

    @cached_property
    def rooms(self) -> tuple[Found, ...]:
        """The courtrooms named."""
        return find_rooms(self.text, self.courts, self.barriers)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The stretches about one case each."""
        if self.table and (rows := tuple(self._rows(self.table))):
            return rows
        return divide(self.text, self.numbers, self.moments, self.labels)

    def _rows(self, table: PastedTable) -> Iterator[Record]:
        """The rows that name a case or a moment; totals, notes and repeated headings do neither."""
        for start, end in table.rows:
            numbers = tuple(one for one in self.numbers if start <= one.start < end)
            if numbers or any(start <= one.begin < end and one.day for one in self.moments):
                yield Record(start, end, numbers)

    @cached_property
    def addressees(self) -> tuple[Found, ...]:
        """The agencies that the letter is addressed to."""
        return find_addressees(self.text, 0, len(self.text))

    def placed(self, start: int, end: int) -> tuple[Placed, ...]:
        """The moments between two offsets with their roles."""
        return place_moments(self.text, self.moments, self.labels, start, end)

    @cached_property
    def placed_everywhere(self) -> tuple[Placed, ...]:
        """All moments with their roles."""
        return self.placed(0, len(self.text))

    def loose_warnings(self) -> tuple[str, ...]:
        """What is to be said of a text that gave no hearing."""
        return ("date_not_fixed",) if _OPEN_DATE.search(self.text) else ()
