"""与法院名单核对: each case and agency in the court's monthly list beside the register.

The court's list says of a case which days were heard and whether a head came; the register says
the same of each agency at each hearing. A line is one case number (which fixes the procedure)
with one agency. Nothing here says who is right: the law of R2020 art. 14 only makes the court
count, and the office answer for its own count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litigation.law.clock import month_of
from litigation.law.court_figures import Difference
from litigation.law.word import N_, Word


class ListHeap(Word):
    """The four heaps of a comparison, the gravest first."""

    DIFFER = "differ", N_("记载不一致")
    WE_LACK = "we_lack", N_("我方缺")
    COURT_LACKS = "court_lacks", N_("法院缺")
    AGREE = "agree", N_("一致")


LONGEST_KEY = 380
"""Characters of a line's key; a place number may follow it."""

HEAPS: Mapping[Difference, ListHeap] = {
    Difference.UNREADABLE: ListHeap.WE_LACK,
    Difference.NO_CASE: ListHeap.WE_LACK,
    Difference.NO_HEARING: ListHeap.WE_LACK,
    Difference.OTHER_AGENCY: ListHeap.WE_LACK,
    Difference.OURS_ONLY: ListHeap.COURT_LACKS,
    Difference.UNRECORDED: ListHeap.DIFFER,
    Difference.NOT_HELD: ListHeap.DIFFER,
    Difference.ATTENDED: ListHeap.DIFFER,
    Difference.DAY: ListHeap.DIFFER,
    Difference.HEAD: ListHeap.DIFFER,
    Difference.RANK: ListHeap.DIFFER,
}


@dataclass(frozen=True, slots=True)
class OurHearing:
    """What the register says of one agency at one 开庭 of a case; ids are those of the register.

    ``held`` None: the outcome is missing. ``came`` None: the agency's row is missing. A relieved
    agency owes nobody (R2020 art. 3). ``principal`` tells whether the head is the 正职.
    """

    case_id: str
    number: str
    agency_id: str
    agency: str
    hearing_id: str
    day: date | None
    held: bool | None
    came: bool | None
    head: str = ""
    principal: bool | None = None
    relieved: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CourtLine:
    """What the court says of one case and one agency.

    ``number`` is the machine form, None where it cannot be read; ``agency_id`` None with an
    ``agency`` named: none of the case's; without: the list names none. ``row`` is the id of the
    row it stands in.
    """

    row: str
    number: str | None
    written: str
    days: tuple[date, ...] = ()
    agency_id: str | None = None
    agency: str = ""
    came: bool | None = None
    heads: tuple[str, ...] = ()
    principal: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the comparison; ``key`` names it for as long as the case and the agency are the same."""

    key: str
    heap: ListHeap
    difference: Difference | None
    court: CourtLine | None
    ours: tuple[OurHearing, ...]


def compare_list(
    court: Iterable[CourtLine], ours: Sequence[OurHearing], known: Iterable[str], month: str
) -> tuple[ComparedLine, ...]:
    """Compare a court's list of ``month`` (``YYYY-MM``) with the register.

    ``ours`` holds every 开庭 of the cases listed and every one held in the month; ``known`` are the
    numbers of the listed cases that the register has.
    """
    by_number: dict[str, list[OurHearing]] = {}
    for each in ours:
        by_number.setdefault(each.number, []).append(each)
    registered, found, named = set(known), [], set()
    for line in court:
        mine = _of_agency(by_number.get(line.number or "", []), line)
        chosen = _heard(mine, line, month)
        found.append(_compare(line, mine, chosen, registered, by_number))
        named |= {(each.hearing_id, each.case_id, each.agency_id) for each in chosen}
        named |= {(each.hearing_id, each.case_id, each.agency_id) for each in mine if not line.days}
    rest = [each for each in ours if (each.hearing_id, each.case_id, each.agency_id) not in named]
    found += _court_lacks(rest, found, month)
    return tuple(_distinct(found))


def _of_agency(hearings: Sequence[OurHearing], line: CourtLine) -> list[OurHearing]:
    """The hearings of the line's agency; of all that owe where the list names no agency."""
    if line.agency:
        return [each for each in hearings if each.agency_id == line.agency_id]
    owed = [each for each in hearings if not each.relieved]
    return owed or list(hearings)


def _heard(mine: Sequence[OurHearing], line: CourtLine, month: str) -> list[OurHearing]:
    """The hearings that the line speaks of: those of its days, else those of the month."""
    if line.days:
        return [each for each in mine if each.day in line.days]
    return [each for each in mine if each.day is not None and month_of(each.day) == month]


def _compare(
    line: CourtLine,
    mine: Sequence[OurHearing],
    chosen: Sequence[OurHearing],
    registered: set[str],
    by_number: Mapping[str, Sequence[OurHearing]],
) -> ComparedLine:
    difference = _difference(line, mine, chosen, registered, by_number)
    heap = HEAPS[difference] if difference else ListHeap.AGREE
    return ComparedLine(_key(line), heap, difference, line, tuple(chosen or mine))


def _difference(
    line: CourtLine,
    mine: Sequence[OurHearing],
    chosen: Sequence[OurHearing],
    registered: set[str],
    by_number: Mapping[str, Sequence[OurHearing]],
) -> Difference | None:
    """Where the two part, the gravest alone; None where they agree."""
    if line.number is None:
        return Difference.UNREADABLE
    if line.number not in registered:
        return Difference.NO_CASE
    if line.agency and line.agency_id is None:
        return Difference.OTHER_AGENCY
    if not mine:
        return Difference.OTHER_AGENCY if by_number.get(line.number) else Difference.NO_HEARING
    missing = [day for day in line.days if all(each.day != day for each in chosen)]
    if not chosen:
        return _without_hearing(line, mine)
    if all(each.held is False for each in chosen):
        return Difference.NOT_HELD
    held = [each for each in chosen if each.held is not False]
    return _presence(line, held) or (Difference.NO_HEARING if missing else None)


def _without_hearing(line: CourtLine, mine: Sequence[OurHearing]) -> Difference:
    """The register has the case and no hearing on that day: another day, or none at all."""
    months = {month_of(day) for day in line.days}
    near = [each for each in mine if each.held is not False and each.day and month_of(each.day) in months]
    return Difference.DAY if near else Difference.NO_HEARING


def _presence(line: CourtLine, held: Sequence[OurHearing]) -> Difference | None:
    """Compare who came; what the court does not say differs from nothing."""
    came = _came(held, named=bool(line.agency))
    if came is None:
        return Difference.UNRECORDED
    if line.came is None:
        return None
    if line.came is not came:
        return Difference.ATTENDED
    if not came:
        return None
    heads = {each.head for each in held if each.came and each.head}
    if heads and line.heads and not heads & set(line.heads):
        return Difference.HEAD
    ranks = {each.principal for each in held if each.came}
    return Difference.RANK if line.principal is not None and line.principal not in ranks else None


def _came(held: Sequence[OurHearing], *, named: bool) -> bool | None:
    """Whether a head came: to any of an agency's hearings; for all agencies where none is named."""
    if named:
        return _any_came(held)
    answers = [_any_came([each for each in held if each.agency_id == agency]) for agency in _agencies(held)]
    if False in answers:
        return False
    return None if None in answers else True


def _any_came(held: Sequence[OurHearing]) -> bool | None:
    answers = [False if each.relieved and each.came is None else each.came for each in held]
    if True in answers:
        return True
    return None if None in answers else False


def _agencies(hearings: Iterable[OurHearing]) -> list[str]:
    return list(dict.fromkeys(each.agency_id for each in hearings))


def _court_lacks(
    rest: Sequence[OurHearing], found: Sequence[ComparedLine], month: str
) -> Iterator[ComparedLine]:
    """What was held in the month and the court does not list; a day that differs is said once."""
    told = {
        (each.case_id, each.agency_id)
        for line in found
        if line.difference is Difference.DAY
        for each in line.ours
    }
    groups: dict[tuple[str, str], list[OurHearing]] = {}
    for each in rest:
        counts = each.held and not each.relieved and each.day is not None and month_of(each.day) == month
        if counts and (each.case_id, each.agency_id) not in told:
            groups.setdefault((each.case_id, each.agency_id), []).append(each)
    for (_case, agency), hearings in groups.items():
        key = f"{hearings[0].number}|{agency}|ours"
        yield ComparedLine(key, ListHeap.COURT_LACKS, Difference.OURS_ONLY, None, tuple(hearings))


def _key(line: CourtLine) -> str:
    whose = line.agency_id or line.agency
    days = "、".join(day.isoformat() for day in line.days)
    return f"{line.number or line.written}|{whose}|{days}"[:LONGEST_KEY]


def _distinct(lines: Iterable[ComparedLine]) -> Iterator[ComparedLine]:
    """A list may say the same twice: the second is left out, a contradiction keeps both under own keys."""
    seen: dict[str, int] = {}
    kept: set[tuple[str, Difference | None]] = set()
    for line in lines:
        if (line.key, line.difference) in kept:
            continue
        kept.add((line.key, line.difference))
        times = seen[line.key] = seen.get(line.key, 0) + 1
        yield (
            line
            if times == 1
            else ComparedLine(f"{line.key}#{times}", line.heap, line.difference, line.court, line.ours)
        )


def count_heaps(lines: Iterable[ComparedLine]) -> dict[ListHeap, int]:
    """Count the lines of each heap."""
    counts = dict.fromkeys(ListHeap, 0)
    for line in lines:
        counts[line.heap] += 1
    return counts
