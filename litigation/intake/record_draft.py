"""One record of a text → its drafts: every number at every moment, with what the record says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from litigation.intake.agency_name import is_agency
from litigation.intake.cause import clean_cause
from litigation.intake.clock import HALF
from litigation.intake.confidence import doubts_about
from litigation.intake.contact import find_clerk, find_judge, find_phone
from litigation.intake.court_choice import choose_court, choose_room
from litigation.intake.division import Record
from litigation.intake.draft import HearingDraft
from litigation.intake.hearing_kind import kind_at
from litigation.intake.list_timing import timing_of_list
from litigation.intake.moment import Moment
from litigation.intake.moment_role import Placed
from litigation.intake.page import Page
from litigation.intake.party import find_parties
from litigation.intake.party_role import Parties
from litigation.intake.record_history import (
    on_the_cancelled_day,
    on_the_common_day,
    said_of_all,
    without_history,
)
from litigation.intake.record_moments import complete, hours_by_number
from litigation.intake.record_values import labelled_end, places, values, written
from litigation.intake.source_text import Found
from litigation.intake.timing import Timing, put_off, settle_timing
from litigation.intake.venue import read_mode
from litigation.law.case_number import FoundNumber
from litigation.law.procedure import Procedure

# what may be left of an hour where a text was cut: 上午 | 09: | 下午14:3
_CUT_HOUR = re.compile(rf"[\s,T(]{{0,3}}(?:{HALF}|上|下|中)?\s{{0,3}}[0-9]{{0,2}}\s?(?:[:时点]\s?[0-9]?)?\s*")
_AROUND = 600
_UNDATED = frozenset({"date_not_fixed", "date_invalid"})
_LEVELS = frozenset(
    {
        Procedure.FIRST_INSTANCE,
        Procedure.SECOND_INSTANCE,
        Procedure.RETRIAL,
        Procedure.RETRIAL_REVIEW,
        Procedure.ENFORCEMENT_REVIEW,
    }
)
# 分别改至8月20日上午9时、10时: each number its own time
_RESPECTIVELY = re.compile(r"分别|依次|各自|先后")
# 本院定于2026年9月8日… : the court speaks, though the case is not named
_ANNOUNCED = re.compile(r"(?:本院|我院)[^。;\n]{0,8}定于(?![^。;\n]{0,40}(?:召开|举办|旁听|观摩|培训|座谈))")
# 您单位作为被告的行政案件定于2026年9月8日9:30在第一法庭开庭
_SUMMONED = re.compile(
    r"案件?[^。;\n]{0,12}(?:定于|将于|于)[^。;\n]{0,40}(?:开庭|宣判|询问|听证|庭审)(?![^。;\n]{0,20}(?:旁听"
    r"|观摩|直播))"
)
# 额尔古纳法院那边说1月14号开庭
_TOLD = re.compile(
    r"(?:法院|中院|法官|书记员)[^。;\n]{0,16}(?:说|通知|电话|告诉"
    r"|来电)[^。;\n]{0,24}开庭(?![^。;\n]{0,20}(?:旁听|观摩|直播))"
)
# 应诉通知书, 举证通知书: a date to follow is no hearing yet
_OPENING_PAPER = re.compile(r"立案|缴费|审核|(?:应诉|举证|受理(?:案件)?|参加诉讼|权利义务|告知)(?:通知)?书")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a record says of all its hearings."""

    parties: Parties
    judge: Found | None
    clerk: Found | None
    phone: Found | None
    mode: str | None
    administrative: bool | None
    warnings: tuple[str, ...]


def read_record(page: Page, record: Record) -> Iterator[HearingDraft]:
    """Read the drafts of one record; none if it fixes no hearing."""
    single = len(page.records) == 1
    if not page.speaks_of_hearing:
        return
    facts = _facts(page, record, single)
    if not record.numbers and not _is_about_a_case(page, record, facts):
        return
    earlier = page.last_day_before(record.start)
    placed = without_history(page, page.placed(record.start, record.end))
    placed = on_the_cancelled_day(page, record.start, placed)
    placed = on_the_common_day(page, placed, earlier)
    placed = complete(page.text, placed, earlier, carried=page.table is not None)
    by_number = hours_by_number(page.text, placed, record.numbers)
    shared = tuple(one for one in placed if not any(one in own for own in by_number.values()))
    for index, number in enumerate(record.numbers or (None,)):
        own = by_number.get(number.number.sequence) if number else None
        timing = _timing(page, record, own or shared)
        if timing and timing.starts:
            timing = _share(page, record, timing, index)
            yield from _drafts(page, record, facts, timing, number, index)


def _timing(page: Page, record: Record, placed: Sequence[Placed]) -> Timing | None:
    kinds = [_kind(page, record, one.moment) for one in placed]
    labels = page.labels_within(record.start, record.end)
    states = [one for one in labels if one.field == "status"]
    remark = "".join(f"\n状态:{page.text[one.start : one.end]}" for one in states)
    words = page.text[record.start : record.end] + remark + said_of_all(page, record.start)
    timing = settle_timing(words, placed, kinds, record.start)
    if timing is None and page.table:
        if not any(one.field in {"start", "old", "new"} for one in page.table.labels):
            return None
        return Timing((None,), warnings=("date_not_fixed",))
    if timing is None and len(page.records) > 1:
        timing = timing_of_list(page, record)
    if timing is None and record.numbers and put_off(words):
        return Timing((None,), "postponed", warnings=("date_not_fixed",))
    if timing is None and record.numbers and page.loose_warnings() and not _OPENING_PAPER.search(page.text):
        timing = Timing((None,), warnings=("date_not_fixed",))
    return timing


def _share(page: Page, record: Record, timing: Timing, index: int) -> Timing:
    """Give each of several numbers its own of as many times, where they are said to be respective."""
    if len(timing.starts) == len(record.numbers) > 1 and _RESPECTIVELY.search(
        page.text, record.start, record.end
    ):
        old = timing.olds[index] if len(timing.olds) == len(record.numbers) else timing.old
        return replace(timing, starts=(timing.starts[index],), old=old, warnings=())
    return timing


def _kind(page: Page, record: Record, moment: Moment | None) -> str:
    begin, end = record.start, record.end
    if moment:
        begin, end = max(begin, moment.begin - _AROUND), min(end, moment.stop + _AROUND)
    others = page.moments_within(begin, end)
    labels = [one for one in page.kind_labels if record.start <= one.begin < record.end]
    return str(kind_at(page.text, moment, others, labels, record.start, record.end))


def _facts(page: Page, record: Record, single: bool) -> _Facts:
    text, start, end = page.text, record.start, record.end
    labels = page.labels_within(start, end)
    barriers = page.barriers_within(start, end)
    parties = find_parties(text, labels, start, end, barriers, page.addressees)
    administrative = _is_administrative(record, parties)
    warnings: tuple[str, ...] = ()
    if not record.numbers:
        warnings = ("case_number_missing",)
        if page.broken_numbers:
            warnings = ("case_number_invalid", "case_number_missing")
    phone = find_phone(text, start, end) or (None if single else page.phone)
    return _Facts(
        parties,
        find_judge(text, labels, start, end),
        find_clerk(text, labels, start, end),
        phone,
        read_mode(text[start:end]) or (None if single else _mode_of_all(page)),
        administrative,
        warnings,
    )


def _mode_after(page: Page, record: Record, timing: Timing, moment: Moment | None) -> str | None:
    """How the court sits now: 原计划线上调解，改为后天上午十一点当面调解."""
    if timing.old is None or moment is None or moment.begin < timing.old.stop:
        return None
    return read_mode(page.text[moment.begin : record.end])


def _mode_of_all(page: Page) -> str | None:
    """How the court sits in all cases of a list, said before the first."""
    first = page.records[0]
    return read_mode(page.text[: first.numbers[0].start if first.numbers else first.start])


def _is_administrative(record: Record, parties: Parties) -> bool | None:
    """By the number; without one, a case against an agency is taken to be."""
    if record.numbers:
        return record.numbers[0].number.administrative
    if not parties.defendants:
        return None
    return any(is_agency(one.value) for one in parties.defendants)


def _is_about_a_case(page: Page, record: Record, facts: _Facts) -> bool:
    """Without a number a text must name parties or summon somebody, or show a broken number."""
    if page.table:
        return facts.administrative is not False
    if "模拟法庭" in page.text:
        return False
    summons = any(one.field in {"summoned", "kind"} for one in page.labels)
    appeal = len(page.all_numbers) > len(page.numbers)
    announced = bool(_ANNOUNCED.search(page.text) or (page.courts and _SUMMONED.search(page.text)))
    told = "案" in page.text and _TOLD.search(page.text)
    return bool(facts.parties.defendants or summons or appeal or announced or told or page.broken_numbers)


def _drafts(
    page: Page, record: Record, facts: _Facts, timing: Timing, number: FoundNumber | None, index: int
) -> Iterator[HearingDraft]:
    court = choose_court(page, record, number)
    cause = facts.parties.cause
    named = clean_cause(cause.value, facts.administrative) if cause else None
    for moment in timing.starts:
        room = None if moment is None and timing.status == "postponed" else choose_room(page, record, moment)
        found = _found(facts, court.found, room, _plaintiffs(facts.parties, record, index))
        if named is None:
            found.pop("cause", None)
        doubts = (*_doubts(page, record, moment, timing), *facts.warnings, *court.warnings)
        yield HearingDraft(
            case_number=str(number.number) if number else None,
            start=moment.start if moment else None,
            end=(moment.end if moment else None) or labelled_end(page, record, moment),
            court=court.name,
            courtroom=written(page, room),
            mode=_mode_after(page, record, timing, moment) or facts.mode,
            plaintiffs=values(page, found["plaintiffs"]),
            defendants=values(page, found["defendants"]),
            third_parties=values(page, found["third_parties"]),
            cause=named,
            trial_level=_level(number),
            administrative=facts.administrative,
            judge=written(page, facts.judge),
            clerk=written(page, facts.clerk),
            phone=facts.phone.value if facts.phone else None,
            kind=_kind(page, record, moment or timing.old),
            status=timing.status,
            old_start=timing.old.start if timing.old else None,
            warnings=tuple(dict.fromkeys((*doubts, *_number_doubts(page, number)))),
            original=_original(page, record),
            place=page.source.place(record.start, record.end),
            places=places(page, found, number, moment, timing),
        )


def _found(
    facts: _Facts, court: Found | None, room: Found | None, plaintiffs: tuple[Found, ...]
) -> dict[str, tuple[Found, ...]]:
    """The values by field, for their places."""
    single = {
        "cause": facts.parties.cause,
        "judge": facts.judge,
        "clerk": facts.clerk,
        "phone": facts.phone,
        "courtroom": room,
        "court": court,
    }
    return {
        "plaintiffs": plaintiffs,
        "defendants": facts.parties.defendants,
        "third_parties": facts.parties.third_parties,
        **{name: (value,) for name, value in single.items() if value},
    }


def _doubts(page: Page, record: Record, moment: Moment | None, timing: Timing) -> tuple[str, ...]:
    doubts = (*(moment.warnings if moment else ()), *timing.warnings)
    if moment and moment.start:
        labels = page.labels_within(record.start, record.end)
        dated = [one for one in labels if one.field in {"start", "new"}]
        labelled = any(one.start <= moment.begin <= one.end for one in dated)
        moments = page.moments_within(record.start, record.end)
        doubts += doubts_about(page.text, moment, moments, record.start, record.end, labelled=labelled)
    if (moment is None or moment.start is None) and not _UNDATED.intersection(doubts):
        doubts += ("date_not_fixed",)
    if timing.old and _CUT_HOUR.fullmatch(page.text[timing.old.stop :]):
        # The text ends in the middle of the old date, or right behind it: nobody can tell.
        doubts += ("time_ambiguous",)
    return doubts


def _original(page: Page, record: Record) -> str:
    """The words of the record; the whole text if it has but one."""
    if len(page.records) == 1:
        return page.source.original
    place = page.source.place(record.start, record.end)
    return page.source.original[place.start : place.end].strip()


def _plaintiffs(parties: Parties, record: Record, index: int) -> tuple[Found, ...]:
    """原告分别为甲、乙: each case its own plaintiff."""
    if parties.distributed and len(parties.plaintiffs) == len(record.numbers) > 1:
        return (parties.plaintiffs[index],)
    return parties.plaintiffs


def _number_doubts(page: Page, number: FoundNumber | None) -> tuple[str, ...]:
    """The number's own doubts; one of a year to come is a slip."""
    if number is None:
        return ()
    ahead = number.number.year is not None and number.number.year > page.received_on.year
    return (*number.warnings, "case_number_suspect") if ahead else number.warnings


def _level(number: FoundNumber | None) -> str | None:
    procedure = number.number.procedure if number else None
    return procedure.label if procedure in _LEVELS else None
