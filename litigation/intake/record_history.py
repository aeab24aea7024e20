"""Moments that are no news: those of quoted mails, and the day that a list takes back for all its cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from litigation.intake.moment_role import Placed, Role
from litigation.intake.page import Page

_HELD = (Role.HEARING, Role.NEW)
_HEADING = 200
_LIST = 2


def without_history(page: Page, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Take the moments of quoted mails for old ones, where the answer above names another."""
    begins = page.history
    above = [one for one in placed if one.moment.begin < begins and one.moment.day]
    timed = {one.moment.start for one in above if one.moment.clock}
    said = [one for one in above if one.role in _HELD and (one.moment.clock or one.evidence > 1)]
    days = {one.moment.day for one in said}
    return tuple(
        _as_history(one, timed, days) if one.moment.begin >= begins and one.role in _HELD else one
        for one in placed
    )


def _as_history(one: Placed, timed: set[datetime | date | None], days: set[date | None]) -> Placed:
    """A moment of a quoted mail: nothing new if said above, old if another day is named above."""
    if one.moment.start in timed:
        return replace(one, role=Role.OTHER)
    return replace(one, role=Role.OLD) if days and one.moment.day not in days else one


def on_the_cancelled_day(page: Page, start: int, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Put the hours of a list on the day in its heading that is taken back: 周三下午的两个庭取消."""
    cancelled = page.cancelled
    if page.hearing_days or cancelled is None or cancelled.moment.stop > start + _HEADING:
        return placed
    day = replace(cancelled.moment, clock=None)
    return tuple(
        replace(one, role=Role.OLD, moment=one.moment.on(day))
        if one.moment.dayless and one.role is Role.HEARING
        else one
        for one in placed
    )


def on_the_common_day(
    page: Page, placed: tuple[Placed, ...], earlier: Sequence[Placed]
) -> tuple[Placed, ...]:
    """Put the hours of a list on the one day said behind it: 以上案件均于6月18日开庭."""
    days = {one.moment.day for one in page.hearing_days}
    if earlier or len(days) != 1 or len(page.records) < _LIST or any(one.moment.day for one in placed):
        return placed
    common = page.hearing_days[-1].moment
    last = page.records[-1].numbers[-1:]
    if common.clock or not last or common.begin < last[0].end:
        return placed
    return tuple(
        replace(one, moment=one.moment.on(common)) if one.moment.dayless and one.role in _HELD else one
        for one in placed
    )


def said_of_all(page: Page, start: int) -> str:
    """The line that takes back a day for all cases under it, if it stands before the record at ``start``."""
    cancelled = page.cancelled
    if page.hearing_days or cancelled is None or cancelled.moment.begin >= start:
        return ""
    begin = page.text.rfind("\n", 0, cancelled.moment.begin) + 1
    end = page.text.find("\n", cancelled.moment.stop)
    return "\n" + page.text[begin : end if end >= 0 else len(page.text)]
