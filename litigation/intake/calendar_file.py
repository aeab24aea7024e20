"""Calendar files (.ics, .vcs) -> hearings, whoever produced them.

Identity is (UID, RECURRENCE-ID); of several versions the one with the highest SEQUENCE, then
DTSTAMP, then LAST-MODIFIED stands. A cancelled event is a cancelled hearing. No address in
the file is ever followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from litigation.intake.calendar_lines import Component, Parsed, Property, parse_calendars
from litigation.intake.calendar_series import MOST_INSTANCES, Series, expand_rule
from litigation.intake.calendar_zone import LocalTime, Zones
from litigation.intake.day import doubts_of_day
from litigation.intake.draft import HearingDraft, Place, Problem, Reading
from litigation.intake.table_words import read_kind, read_parties, split_place
from litigation.law.case_number import find_case_numbers

MOST_EVENTS = 20_000

# PT1H30M | P1D | P1DT2H | P1W
_DURATION = re.compile(
    r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?"
)
# 开庭:王某诉某局行政处罚案 | 已取消: 开庭通知:李某诉某街道办事处
_LEAD = re.compile(
    r"^(?:(?:已取消|取消|二审|一审|再审)?\s*(?:开庭|庭审|询问|听证|谈话|宣判)?(?:通知)?\s*[:：])+\s*"
)
# <p>案号：（2026）…</p> in X-ALT-DESC, where Outlook leaves the description empty
_HTML_TAG = re.compile(r"<[^>]{0,400}>")
_CANCELLED_SUMMARY = re.compile(r"^\s*(?:已取消|取消|canceled|cancelled)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Event:
    """One VEVENT with its draft(s) and what decides between versions of it."""

    key: tuple[str, str]
    version: tuple[int, str, str]
    drafts: tuple[HearingDraft, ...]


def read_calendar(data: bytes, filename: str, received_on: date) -> Reading:
    """Read the events of a calendar file as hearings.

    A bad event is a problem with its line, and the others go on; a file that is no calendar,
    is cut off, or holds no event gives only problems. Times come out as Shanghai wall clock.
    """
    source = PurePosixPath(filename).name or "日历"
    parsed = parse_calendars(data)
    if isinstance(parsed, Problem):
        return Reading(source, problems=(parsed,))
    problems: list[Problem] = []
    events: dict[tuple[str, str], _Event] = {}
    warnings = list(parsed.warnings)
    for position, event in enumerate(_events(parsed, received_on, problems, warnings)):
        key = event.key if event.key[0] else ("", str(position))
        if key not in events or event.version >= events[key].version:
            events[key] = event
    drafts = [draft for event in _without_moved(events) for draft in event.drafts]
    if not drafts and not problems:
        problems.append(Problem("events_missing", "日历里没有日程。请确认导出时选中了开庭的日历。"))
    return Reading(source, tuple(drafts), tuple(problems), tuple(dict.fromkeys(warnings)))


def _events(
    parsed: Parsed, received_on: date, problems: list[Problem], warnings: list[str]
) -> Iterator[_Event]:
    read = 0
    for calendar in parsed.calendars:
        zones = Zones(calendar)
        cancelling = calendar.text("METHOD").upper() == "CANCEL"
        if calendar.text("VERSION").startswith("1"):
            warnings.append("vcalendar_1_0")
        for component in calendar.inside:
            if component.name != "VEVENT":
                continue
            read += 1
            if read > MOST_EVENTS:
                problems.append(Problem("file_too_large", "日程超过 2 万条，其余没有读取。请分段导出。"))
                return
            found = _event(component, zones, cancelling, received_on)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found


def _event(component: Component, zones: Zones, cancelling: bool, received_on: date) -> _Event | Problem:
    start_property = component.first("DTSTART")
    place = Place(row=component.line)
    summary = component.text("SUMMARY")
    if start_property is None:
        return Problem("date_missing", "这条日程没有开始时间。请补上开庭时间。", summary[:200], place)
    start = zones.read(start_property)
    if start is None:
        value, line = start_property.value, Place(row=start_property.line)
        return Problem(
            "date_invalid", f"日程的开始时间“{value[:40]}”不存在或看不懂。请改正后再导入。", value[:200], line
        )
    draft = _draft(component, start, _end(component, zones, start.value), place)
    if cancelling or component.text("STATUS").upper() == "CANCELLED" or _CANCELLED_SUMMARY.match(summary):
        draft = replace(draft, status="cancelled")
    drafts = _series(component, draft, zones)
    if isinstance(drafts, Problem):
        return drafts
    drafts = tuple(_with_day_doubts(each, received_on) for each in drafts)
    recurrence = component.first("RECURRENCE-ID")
    key = (component.text("UID"), _instance(recurrence, zones) if recurrence else "")
    return _Event(key, _version(component), drafts)


def _instance(recurrence: Property, zones: Zones) -> str:
    """Name an instance of a series by its local start: the series may say another zone than its exception."""
    moment = zones.read(recurrence)
    return f"{moment.value:%Y%m%dT%H%M%S}" if moment is not None else recurrence.value[:15]


def _draft(component: Component, start: LocalTime, end: datetime | date | None, place: Place) -> HearingDraft:
    summary, where, words = (component.text(name) for name in ("SUMMARY", "LOCATION", "DESCRIPTION"))
    words = words or _HTML_TAG.sub(" ", component.text("X-ALT-DESC")[:20_000])
    original = "\n".join(text for text in (summary, where, words[:2000]) if text)
    found = find_case_numbers(f"{summary}\n{words[:4000]}")
    number = found[0].number if found else None
    warnings = start.warnings
    if not isinstance(start.value, datetime):
        warnings += ("time_missing",)
    if not component.text("UID"):
        warnings += ("missing_uid",)
    if len({each.number for each in found}) > 1:
        warnings += ("case_number_suspect",)
    parties = read_parties(_LEAD.sub("", summary))
    court, courtroom = split_place(where.replace("\n", " "))
    return HearingDraft(
        case_number=str(number) if number else None,
        start=start.value,
        end=end,
        court=court,
        courtroom=(courtroom or "").strip(",，;； ") or None,
        plaintiffs=parties.plaintiffs,
        defendants=parties.defendants,
        cause=parties.cause,
        trial_level=number.procedure.label if number and number.procedure else None,
        administrative=number.administrative if number else None,
        kind=read_kind(summary),
        uid=component.text("UID") or None,
        warnings=warnings,
        original=original,
        place=place,
    )


def _end(component: Component, zones: Zones, start: datetime | date) -> datetime | date | None:
    """Return the stated end; an all-day event without one lasts a day, an hour stays open."""
    stated = component.first("DTEND")
    end = zones.read(stated) if stated else None
    if end is not None and type(end.value) is type(start):
        return end.value if end.value > start else None
    if length := read_duration(component.text("DURATION")):
        return start + length
    return None if isinstance(start, datetime) else start + timedelta(days=1)


def read_duration(text: str) -> timedelta | None:
    """Read ``PT1H30M``; None where it is no length of time."""
    parts = _DURATION.fullmatch(text.strip())
    if parts is None or not any(parts.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _series(component: Component, draft: HearingDraft, zones: Zones) -> tuple[HearingDraft, ...] | Problem:
    """Expand a recurring event into single hearings, each to be asked about."""
    rules, added = component.every("RRULE"), _moments(component, "RDATE", zones)
    if not rules and not added:
        return (draft,)
    assert draft.start is not None
    found = expand_rule(rules[0].value, draft.start) if rules else Series((draft.start,))
    if found.refused or len(rules) > 1:
        sentence = "这条日程按过密或无法理解的规律重复，没有读取。开庭请逐次登记。"
        return Problem("series_refused", sentence, rules[0].value[:200], Place(row=rules[0].line))
    excluded = set(_moments(component, "EXDATE", zones))
    more = [moment for moment in added if type(moment) is type(draft.start)]
    starts = list(dict.fromkeys((*found.starts, *more)))[:MOST_INSTANCES]
    length = draft.end - draft.start if draft.end is not None else None
    return tuple(
        replace(
            draft,
            start=start,
            end=start + length if length is not None else None,
            uid=f"{draft.uid}/{start:%Y%m%dT%H%M%S}" if draft.uid else None,
            warnings=(*draft.warnings, "series"),
        )
        for start in starts
        if start not in excluded
    )


def _moments(component: Component, name: str, zones: Zones) -> list[datetime | date]:
    """Return the moments that EXDATE or RDATE lists; of a period the beginning."""
    return [
        moment.value
        for line in component.every(name)
        for value in line.value.split(",")[:500]
        if (moment := zones.read(replace(line, value=value.split("/")[0]))) is not None
    ]


def _with_day_doubts(draft: HearingDraft, received_on: date) -> HearingDraft:
    day = draft.start.date() if isinstance(draft.start, datetime) else draft.start
    doubts = doubts_of_day(day, received_on) if day else ()
    return replace(draft, warnings=draft.warnings + doubts) if doubts else draft


def _version(component: Component) -> tuple[int, str, str]:
    sequence = component.text("SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
    return number, component.text("DTSTAMP"), component.text("LAST-MODIFIED")


def _without_moved(events: dict[tuple[str, str], _Event]) -> Iterator[_Event]:
    """Take out of each series the instances that an event of their own replaces."""
    moved: dict[str, set[str]] = {}
    for uid, recurrence in events:
        if recurrence:
            moved.setdefault(uid, set()).add(recurrence[:8])
    for (uid, recurrence), event in events.items():
        if recurrence or uid not in moved or len(event.drafts) == 1:
            yield event
            continue
        drafts = tuple(each for each in event.drafts if f"{each.start:%Y%m%d}" not in moved[uid])
        yield replace(event, drafts=drafts)
