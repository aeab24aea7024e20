"""A text with everything found in it once: numbers, moments, labels, courts, rooms, records."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from litigation.intake.contact import find_phone
from litigation.intake.division import Record, divide, own_numbers
from litigation.intake.label import Labelled, find_labels
from litigation.intake.moment import Moment, read_moments
from litigation.intake.moment_role import Placed, Role, has_cue, place_moments
from litigation.intake.party import find_addressees
from litigation.intake.pasted_table import PastedTable, find_table
from litigation.intake.quoted import history_begins
from litigation.intake.source_text import Found, SourceText
from litigation.intake.spelt_number import in_figures
from litigation.intake.turned_number import find_listed_numbers, find_turned_numbers
from litigation.intake.venue import NamedCourt, find_courts, find_rooms, is_alone
from litigation.law.case_number import BrokenNumber, FoundNumber, find_broken_numbers, find_case_numbers

# 具体开庭时间另行通知 | 待定
_OPEN_DATE = re.compile(r"(?:开庭|庭审)?(?:时间|日期)[^。;\n]{0,10}(?:另行通知|待定|另定)")
# 定于贰零贰陆年…开庭 : a date that cannot be read
_UNREAD_DATE = re.compile(r"(?<!原)(?:定于|将于)[^。;\nXx×*]{0,40}(?:开庭|开庭审理|庭审)(?!公告|通知)")


# 不服某区人民法院(2026)…号判决 : the court below
_BELOW = re.compile(r"(?:不服|原审|一审|上诉于|作出的?|移送|撤销|维持)[^。;\n]{0,6}$")

# (2026)浙8601行初51?号 : a figure that nobody could read
_ILLEGIBLE = tuple("?？*×□■")
# 郑东路院区 审3，承办：翟艳红
_CALLED_UP = re.compile(r"承办|主审|合议|书记员|审\s?[0-9]{1,2}(?![0-9])")
_ERRAND = re.compile("领取|缴费|缴纳|立案|送达|查收|签收|判决书|裁定书|调解书|阅卷|签字")
_OF_A_HEARING = (Role.HEARING, Role.NEW)
T = TypeVar("T")


def _within(items: Sequence[T], begins: Sequence[int], start: int, end: int) -> tuple[T, ...]:
    return tuple(items[bisect_left(begins, start) : bisect_left(begins, end)])


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
        words = in_figures(self.source.words)
        turned = (*find_turned_numbers(words), *find_listed_numbers(words))
        for one in turned:
            words = words[: one.start] + "#" * (one.end - one.start) + words[one.end :]
        found = (one for one in find_case_numbers(words) if words[one.end : one.end + 1] not in _ILLEGIBLE)
        return tuple(sorted((*turned, *found), key=lambda one: one.start))

    @cached_property
    def numbers(self) -> tuple[FoundNumber, ...]:
        """The numbers of the cases that the text is about."""
        return own_numbers(self.text, self.all_numbers)

    @cached_property
    def broken_numbers(self) -> tuple[BrokenNumber, ...]:
        """What looks like a case number and cannot be read."""
        words = in_figures(self.source.words)
        illegible = tuple(
            BrokenNumber(one.start, one.end, one.original)
            for one in find_case_numbers(words)
            if words[one.end : one.end + 1] in _ILLEGIBLE
        )
        return (*find_broken_numbers(words), *illegible)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment outside of case numbers."""
        # (2026)鲁0202行初8号下午2:30 : 8号下午 is no day
        signs = list(self.text)
        for one in self.all_numbers:
            signs[one.start : one.end] = "#" * (one.end - one.start)
        return read_moments("".join(signs), self.received_on)

    @cached_property
    def labels(self) -> tuple[Labelled, ...]:
        """The labels with their values; in a table the cells act as labels."""
        if self.table is None:
            return find_labels(self.text)
        first, last = self.table.start, self.table.end
        outside = [one for one in find_labels(self.text) if one.end <= first or one.begin >= last]
        return tuple(sorted((*outside, *self.table.labels), key=lambda one: one.begin))

    @cached_property
    def kind_labels(self) -> tuple[Labelled, ...]:
        """The labels that say what is held: 传唤事由."""
        return tuple(one for one in self.labels if one.field == "kind")

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
    def own_courts(self) -> tuple[NamedCourt, ...]:
        """The courts named, without those whose judgment is appealed against."""
        return tuple(
            one for one in self.courts if not _BELOW.search(self.text[max(0, one.start - 12) : one.start])
        )

    @cached_property
    def rooms(self) -> tuple[Found, ...]:
        """The courtrooms named."""
        return find_rooms(self.text, self.courts, self.barriers)

    @cached_property
    def heading_rooms(self) -> tuple[Found, ...]:
        """Rooms alone on their lines that head the cases under them: 第一法庭⏎09:00 (2026)…."""
        if len(self.records) < 2 or self.table:
            return ()
        values = [label for label in self.labels if label.field == "room"]
        alone = tuple(
            one
            for one in self.rooms
            if is_alone(self.text, one) and not any(label.start <= one.start < label.end for label in values)
        )
        first = self.records[0].numbers
        return alone if len(alone) > 1 and first and alone[0].end <= first[0].start else ()

    def labels_within(self, start: int, end: int) -> tuple[Labelled, ...]:
        """The labels that begin between two offsets."""
        return _within(self.labels, self._label_begins, start, end)

    def moments_within(self, start: int, end: int) -> tuple[Moment, ...]:
        """The moments that begin between two offsets."""
        return _within(self.moments, self._moment_begins, start, end)

    def rooms_within(self, start: int, end: int) -> tuple[Found, ...]:
        """The courtrooms that begin between two offsets."""
        return _within(self.rooms, self._room_begins, start, end)

    def barriers_within(self, start: int, end: int) -> tuple[int, ...]:
        """The barriers between two offsets, both included."""
        return _within(self.barriers, self.barriers, start, end + 1)

    @cached_property
    def _label_begins(self) -> tuple[int, ...]:
        return tuple(one.begin for one in self.labels)

    @cached_property
    def _moment_begins(self) -> tuple[int, ...]:
        return tuple(one.begin for one in self.moments)

    @cached_property
    def _room_begins(self) -> tuple[int, ...]:
        return tuple(one.start for one in self.rooms)

    @cached_property
    def phone(self) -> Found | None:
        """The court's telephone, wherever it stands."""
        return find_phone(self.text, 0, len(self.text))

    @cached_property
    def speaks_of_hearing(self) -> bool:
        """Tell whether the text speaks of a hearing at all."""
        if self.table is not None or has_cue(self.text, 0, len(self.text)):
            return True
        if not self.numbers or _ERRAND.search(self.text):
            return False
        in_court = _CALLED_UP.search(self.text) or any(one.value.endswith("庭") for one in self.rooms)
        return bool(in_court) and any(one.clock and one.day for one in self.moments)

    def last_day_before(self, offset: int) -> tuple[Placed, ...]:
        """The last day of a hearing that stands before an offset; empty if there is none."""
        stops = self._day_stops
        index = bisect_right(stops, offset)
        return self.hearing_days[index - 1 : index]

    @cached_property
    def hearing_days(self) -> tuple[Placed, ...]:
        """The moments that have the day of a hearing."""
        return tuple(
            one for one in self.placed_everywhere if one.role in (Role.HEARING, Role.NEW) and one.moment.day
        )

    @cached_property
    def _day_stops(self) -> tuple[int, ...]:
        return tuple(one.moment.stop for one in self.hearing_days)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The stretches about one case each."""
        if self.table and (rows := tuple(self._rows(self.table))):
            return rows
        return divide(self.text, self.numbers, self.moments, self.labels)

    def _rows(self, table: PastedTable) -> Iterator[Record]:
        """The rows that name a case or a moment; totals, notes and repeated headings do neither."""
        begins = [one.start for one in self.numbers]
        for start, end in table.rows:
            numbers = _within(self.numbers, begins, start, end)
            if numbers or any(one.day for one in self.moments_within(start, end)):
                yield Record(start, end, numbers)

    @cached_property
    def addressees(self) -> tuple[Found, ...]:
        """The agencies that the letter is addressed to."""
        return find_addressees(self.text, 0, len(self.text))

    def placed(self, start: int, end: int) -> tuple[Placed, ...]:
        """The moments between two offsets with their roles."""
        moments, labels = self.moments_within(start, end), self.labels_within(start, end)
        return place_moments(self.text, moments, labels, start, end)

    @cached_property
    def cancelled(self) -> Placed | None:
        """The only day of a list's heading, if it is taken back."""
        if len(self.records) < 2:
            return None
        old = [one for one in self.placed_everywhere if one.role is Role.OLD and one.moment.day]
        first = self.records[0].numbers[:1]
        heads = len(old) == 1 and first and old[0].moment.stop <= first[0].start
        return old[0] if heads and old[0].moment.clock is None else None

    @cached_property
    def history(self) -> int:
        """Where quoted mails begin."""
        return history_begins(self.text)

    @cached_property
    def placed_everywhere(self) -> tuple[Placed, ...]:
        """All moments with their roles, each judged within its record."""
        spans = [0, *(one.start for one in self.records), len(self.text)]
        pairs = itertools.pairwise(sorted(set(spans)))
        return tuple(placed for start, end in pairs for placed in self.placed(start, end))

    def loose_warnings(self) -> tuple[str, ...]:
        """What is to be said of a text that gave no hearing."""
        unread = not self.hearing_days and _UNREAD_DATE.search(self.text)
        return ("date_not_fixed",) if unread or _OPEN_DATE.search(self.text) else ()
