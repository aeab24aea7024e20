"""Which of the courts and rooms a text names is the hearing's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from litigation.intake.court_guess import guess_court
from litigation.intake.division import Record
from litigation.intake.moment import Moment
from litigation.intake.page import Page
from litigation.intake.room_value import joined, stated_room
from litigation.intake.source_text import Found
from litigation.intake.venue import NamedCourt, find_place, turns_online
from litigation.law.case_number import FoundNumber
from litigation.law.courts import court_name, may_mean

# 变更为本院|第五审判庭
_CHANGED_ROOM = re.compile(r"(?:变更|调整|更改|更正|改|移)(?:为|至|到|在)\s?(?:本院|我院)?$")
# ① 第一审判庭 | （2）第三法庭
_MARK = re.compile(r"(?P<mark>[①-⑳]|[(（][1-9一二三四五六七八九][)）])\s{0,2}$")
# 都在三楼2庭 : said below a list
_OF_ALL = re.compile(r"(?:都|均|一律|统一)(?:在|是|为)\s?(?:本院|我院)?$")
# 另案…于同日下午三时在同一法庭进行庭前会议
_SAME_ROOM = re.compile(r"同一个?(?:法庭|审判庭|地点)")
_NEAR = 60
_LEVEL_BY_LENGTH = {1: "高级", 3: "中级", 5: "基层"}


@dataclass(frozen=True, slots=True)
class CourtChoice:
    """The hearing's court, where it is named, and whether the number names another one."""

    name: str | None
    found: Found | None
    warnings: tuple[str, ...] = ()


def choose_court(page: Page, record: Record, number: FoundNumber | None) -> CourtChoice:
    """Choose among the courts named; none named, the number's code names it."""
    named = page.own_courts
    inside = [one for one in named if record.start <= one.start < record.end]
    candidates = inside or [one for one in named if one.start < record.start] or named
    code = number.number.court if number else ""
    own = [
        one if one.code == code else replace(one, name=court_name(code) or one.name, code=code)
        for one in (*candidates, *named)
        # 河东区法院 is one of several: the number's code tells which
        if code and (one.code == code or may_mean(page.text[one.start : one.end], code))
    ]
    chosen = next(iter(own or candidates), None)
    if chosen is None:
        name = court_name(code) if code else None
        guessed = None if name else guess_court(page.text, 0, len(page.text))
        if guessed:
            return CourtChoice(guessed.name, Found(guessed.name, guessed.start, guessed.end))
        return CourtChoice(name, None)
    warnings = ("court_code_mismatch",) if code and not own and _contradicts(candidates, code) else ()
    return CourtChoice(chosen.name, Found(chosen.name, chosen.start, chosen.end), warnings)


def _contradicts(named: Sequence[NamedCourt], code: str) -> bool:
    """Tell whether none of the courts named can be the one of the code."""
    if any(one.code for one in named) or court_name(code):
        return True
    return not any(_level(one.name) == _LEVEL_BY_LENGTH.get(len(code)) for one in named)


def _level(name: str) -> str:
    return "高级" if "高级" in name else "中级" if "中级" in name else "基层"


def choose_room(page: Page, record: Record, moment: Moment | None) -> Found | None:
    """Choose the room: the labelled one, a changed one, the nearest after the moment, else any."""
    # 原定在第二法庭线下开庭,现变更为在线开庭 : that room is given up
    inside = page.rooms_within(turns_online(page.text, record.start, record.end), record.end)
    if headings := page.heading_rooms:
        inside = tuple(one for one in inside if one not in headings)
        if not inside:
            return _heading_above(headings, record, moment)
    if moment and not record.start <= moment.begin < record.end:
        inside = inside or page.rooms_within(moment.stop, moment.stop + _NEAR)
    for label in page.labels_within(record.start, record.end):
        if label.field == "room" and label.end > label.start:
            labelled = [one for one in inside if label.start <= one.start < label.end]
            if labelled:
                return _same_mark(page.text, labelled, moment) or joined(page.text, labelled)
            if stated := stated_room(page.text, label):
                return stated
    changed = [one for one in inside if _CHANGED_ROOM.search(page.text[max(0, one.start - 8) : one.start])]
    if changed:
        return changed[-1]
    if moment and (near := [one for one in inside if 0 <= one.start - moment.stop <= _NEAR]):
        return near[0]
    if moment and (before := [one for one in inside if 0 <= moment.begin - one.end <= _NEAR]):
        return before[-1]
    if not inside and _SAME_ROOM.search(page.text, record.start, record.end):
        return next(reversed(page.rooms_within(0, record.start)), None)
    if inside or not moment:
        return next(iter(inside or _shared_rooms(page)), None)
    place = find_place(page.text, moment.stop, min(record.end, moment.stop + _NEAR))
    return next(iter(_shared_rooms(page)), None) or place


def _same_mark(text: str, rooms: Sequence[Found], moment: Moment | None) -> Found | None:
    """The room with the moment's own mark: ①9月24日 ②10月13日, ①第九审判庭 ②第三审判庭."""
    mark = _MARK.search(text, max(0, moment.begin - 6), moment.begin) if moment else None
    for room in rooms if mark else ():
        own = _MARK.search(text, max(0, room.start - 6), room.start)
        if own and mark and own["mark"] == mark["mark"]:
            return room
    return None


def _shared_rooms(page: Page) -> tuple[Found, ...]:
    """The rooms said before the first case and the first hour of a list: they hold for all."""
    first = page.records[0]
    numbers = [one.start for one in first.numbers[:1]]
    hours = [one.begin for one in page.moments if one.clock and one.day is None][:1]
    above = page.rooms_within(0, min([*numbers, *hours], default=first.start))
    below = page.rooms_within(page.records[-1].start, page.records[-1].end)
    return above or tuple(one for one in below if _OF_ALL.search(page.text, max(0, one.start - 6), one.start))


def _heading_above(headings: tuple[Found, ...], record: Record, moment: Moment | None) -> Found | None:
    at = record.numbers[0].start if record.numbers else moment.begin if moment else record.start
    return next((one for one in reversed(headings) if one.end <= at), None)
