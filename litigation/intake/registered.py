"""The registered hearings that an import is compared with, found by number, date and uid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from litigation.intake.draft import HearingDraft
from litigation.law.case_number import read_case_number


@dataclass(frozen=True, slots=True)
class RegisteredHearing:
    """One hearing of the register; times in Shanghai wall clock, ``None`` while the date is open.

    ``closed`` says that its outcome is recorded, ``missed`` that an earlier list left it out and
    nobody has settled that since. ``case_numbers`` are machine forms.
    """

    id: int
    case_numbers: tuple[str, ...]
    start: datetime | date | None = None
    end: datetime | None = None
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    clerk: str = ""
    phone: str = ""
    mode: str = "in_person"
    kind: str = "开庭"
    cancelled: bool = False
    closed: bool = False
    missed: bool = False
    source_uid: str | None = None
    plaintiffs: frozenset[str] = frozenset()

    @property
    def live(self) -> bool:
        """Tell whether the hearing is still expected to take place."""
        return not self.cancelled and not self.closed

    @property
    def day(self) -> date | None:
        """The day of the hearing."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


class Registered:
    """The hearings indexed for comparison."""

    def __init__(self, hearings: Iterable[RegisteredHearing], known_cases: Iterable[str] = ()) -> None:
        """``known_cases`` are numbers of cases that have no hearing yet."""
        self.hearings: list[RegisteredHearing] = list(hearings)
        self._by_number: dict[str, list[RegisteredHearing]] = {}
        self._by_uid: dict[str, RegisteredHearing] = {}
        self._by_start: dict[datetime | date, list[RegisteredHearing]] = {}
        for hearing in self.hearings:
            for number in hearing.case_numbers:
                self._by_number.setdefault(number, []).append(hearing)
            if hearing.source_uid:
                self._by_uid[hearing.source_uid] = hearing
            if hearing.start is not None:
                self._by_start.setdefault(hearing.start, []).append(hearing)
        self._cases = set(self._by_number) | set(known_cases)
        self._listed: set[str] = set()

    def of_number(self, number: str) -> list[RegisteredHearing]:
        """Return the hearings of a case."""
        return self._by_number.get(number, [])

    def of_uid(self, uid: str | None) -> RegisteredHearing | None:
        """Return the hearing that an earlier calendar file gave."""
        return self._by_uid.get(uid) if uid else None

    def knows(self, number: str) -> bool:
        """Tell whether the case is registered."""
        return number in self._cases

    def nearly(self, draft: HearingDraft) -> tuple[str, RegisteredHearing] | None:
        """Find a hearing at the same time of the same people whose number differs in one sign only.

        Cases of one series are heard at one time under neighbouring numbers; their plaintiffs
        tell them apart.
        """
        if draft.case_number is None or draft.start is None:
            return None
        for hearing in self._by_start.get(draft.start, ()):
            if not hearing.live or not hearing.plaintiffs.intersection(draft.plaintiffs):
                continue
            for number in hearing.case_numbers:
                if number not in self._listed and _one_apart(number, draft.case_number):
                    return number, hearing
        return None

    def list_numbers(self, numbers: Iterable[str | None]) -> None:
        """Remember which numbers the source itself names: those are no slips of each other."""
        self._listed = {number for number in numbers if number}


def upcoming_missing(
    registered: Registered, drafts: Sequence[HearingDraft], touched: set[int], received_on: date
) -> list[RegisteredHearing]:
    """Return live hearings that a whole list of their courts should have named and does not.

    Only courts that the list names, and only days within those it covers, from the day it
    came in.
    """
    days = [day for draft in drafts if (day := _day(draft)) is not None and day >= received_on]
    if not days:
        return []
    numbers = {draft.case_number for draft in drafts}
    courts = {court for draft in drafts if (court := court_of(draft))}
    return [
        hearing
        for hearing in registered.hearings
        if hearing.live
        and not hearing.missed
        and hearing.id not in touched
        and hearing.day is not None
        and received_on <= hearing.day <= max(days)
        and not numbers.intersection(hearing.case_numbers)
        and any(_court_code(number) in courts for number in hearing.case_numbers)
    ]


def court_of(draft: HearingDraft) -> str | None:
    """Return the code of the court that a draft's number names."""
    return _court_code(draft.case_number) if draft.case_number else None


def _court_code(number: str) -> str | None:
    read = read_case_number(number)
    return read.court if read else None


def _day(draft: HearingDraft) -> date | None:
    return draft.start.date() if isinstance(draft.start, datetime) else draft.start


def _one_apart(one: str, other: str) -> bool:
    """Tell whether two numbers differ by one sign changed, dropped, added or swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        differing = [index for index in range(len(one)) if one[index] != other[index]]
        if len(differing) == 2:
            left, right = differing
            return right == left + 1 and one[left] == other[right] and one[right] == other[left]
        return len(differing) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
