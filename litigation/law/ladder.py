"""催办阶梯: who is to be told what, when, until the head is sure to come and the outcome is known.

A pure function from the state of one duty at one hearing to its steps. A step's time
follows from when the state began (asked, answered, opened), not from ``now``, so that
planning again gives the same steps; ``now`` only marks those whose use is over. No rung is
left out silently: one that does not fit carries the reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from litigation.law.clock import shanghai_day
from litigation.law.ladder_state import Answer, Ask, DutyState, LadderSettings, Step
from litigation.law.office_hours import at
from litigation.law.rung import RECIPIENTS, Rung

PAST = "已过时效，不再发送"
"""Why a step is left out whose use is over."""


def ladder(state: DutyState, now: datetime, settings: LadderSettings | None = None) -> tuple[Step, ...]:
    """The steps of the duty in order of time, skipped ones included with their reason."""
    settings = settings or LadderSettings()
    steps = [
        *_ask_steps(state, settings),
        *_reminders(state, settings),
        *_certificate(state, settings),
        *_outcome(state, settings),
    ]
    marked = [_mark_expired(_mark_same_person(each, state), now) for each in steps]
    return tuple(sorted(marked, key=lambda each: (each.at, list(Rung).index(each.rung))))


def next_step(steps: Sequence[Step], now: datetime) -> Step | None:
    """The next live step after ``now``; an open duty before its hearing always has one."""
    return next((each for each in steps if each.live and each.at > now), None)


def _mark_same_person(step: Step, state: DutyState) -> Step:
    """Tell the principal nothing about a question that was put to the principal; leaders come next."""
    same = step.rung is Rung.PRINCIPAL and state.ask is not None and state.ask.is_principal
    if step.live and same:
        return replace(step, skipped_reason="被询问的就是本机关主要负责人，不再另报，下一步报区领导")
    return step


def _mark_expired(step: Step, now: datetime) -> Step:
    if step.live and step.expires_at is not None and step.expires_at <= now:
        return replace(step, skipped_reason=PAST)
    return step


def _step(rung: Rung, when: datetime, expires_at: datetime | None, skipped: str | None = None) -> Step:
    return Step(rung, when, RECIPIENTS[rung], expires_at, skipped)


def _audible(when: datetime, state: DutyState, settings: LadderSettings) -> datetime:
    """``when`` out of the quiet hours, which do not hold while the hearing is within a day."""
    if state.start - when <= settings.urgent:
        return when
    return settings.hours.after_quiet(when)


def _ask_steps(state: DutyState, settings: LadderSettings) -> list[Step]:
    """What leads to a confirmed head, by what the asked one has said."""
    ask = state.ask
    if ask is None:
        return _unassigned(state, settings)
    if ask.answer is Answer.CONFIRMED:
        return []
    if ask.answer is Answer.DECLINED:
        return _declined(state, settings, ask.answered_at or ask.asked_at)
    return _unanswered(state, settings, ask)


def _unanswered(state: DutyState, settings: LadderSettings, ask: Ask) -> list[Step]:
    """Ask, chase, telephone, ask somebody else, report."""
    asked = _audible(ask.asked_at, state, settings)
    phone = asked if _is_near(asked, state, settings) else _phone_time(asked, settings)
    tail = _after_phone(state, settings, phone, ask)
    steps = [
        _step(Rung.APPOINTMENT, asked, state.start),
        *_chases(state, settings, asked, _is_near(asked, state, settings), tail[0].at),
        _step(Rung.PHONE_TASK, phone, state.start),
        *tail,
    ]
    return steps + _leadership(state, settings, ask.asked_at, tail[-1].at)


def _is_near(asked: datetime, state: DutyState, settings: LadderSettings) -> bool:
    """Tell whether the hearing is so near that the telephone comes at once."""
    border = settings.hours.calendar.working_days_before(
        shanghai_day(state.start), settings.phone_at_once_days
    )
    return border <= shanghai_day(asked)


def _phone_time(asked: datetime, settings: LadderSettings) -> datetime:
    return settings.hours.add_days(asked, settings.phone_days)


def _chases(
    state: DutyState, settings: LadderSettings, asked: datetime, near: bool, substitute: datetime
) -> list[Step]:
    """The chases by message; on short time only while they still come before the substitute."""
    first, second = (settings.hours.add_hours(asked, each) for each in settings.chase_hours)
    limit = min(substitute, state.start) if near else state.start
    reason = "时间不足，直接电话联系"
    return [
        _step(Rung.CHASE_1, first, min(second, state.start), None if first < limit else reason),
        _step(Rung.CHASE_2, second, state.start, None if second < limit else reason),
    ]


def _after_phone(state: DutyState, settings: LadderSettings, phone: datetime, ask: Ask) -> list[Step]:
    """The substitute and the agency's principal after an unanswered call."""
    next_day = settings.hours.calendar.next_working_day(shanghai_day(phone))
    substitute = at(next_day, settings.substitute_at)
    principal = at(next_day, settings.principal_at)
    if ask.is_substitute:
        principal = min(principal, _principal_time(_audible(ask.asked_at, state, settings), settings))
    if state.start - phone <= settings.urgent or substitute >= state.start:
        substitute = _audible(phone + settings.short_step, state, settings)
        principal = _audible(substitute + settings.short_step, state, settings)
    if state.substitutes_left == 0:
        return _nobody_left(state, _fit([min(substitute, principal)], phone, state.start)[0])
    substitute, principal = _fit([substitute, principal], phone, state.start)
    return [
        _step(Rung.SUBSTITUTE, substitute, state.start),
        _step(Rung.PRINCIPAL, principal, state.start),
    ]


def _principal_time(asked: datetime, settings: LadderSettings) -> datetime:
    """Two in the afternoon of the day somebody was asked, or of the next working day."""
    same_day = at(shanghai_day(asked), settings.principal_at)
    if asked < same_day and settings.hours.calendar.is_working_day(shanghai_day(asked)):
        return same_day
    return at(settings.hours.calendar.next_working_day(shanghai_day(asked)), settings.principal_at)


def _nobody_left(state: DutyState, when: datetime) -> list[Step]:
    """The principal hears at the hour at which a substitute would have been asked."""
    return [
        _step(Rung.SUBSTITUTE, when, state.start, "没有可以改请的负责人，直接报主要负责人"),
        _step(Rung.PRINCIPAL, when, state.start),
    ]


def _fit(times: Sequence[datetime], begin: datetime, start: datetime) -> list[datetime]:
    """``times`` as they are if they end before ``start``, else evenly between ``begin`` and it."""
    if max(times) < start:
        return list(times)
    share = (start - begin) / (len(times) + 1)
    return [begin + share * position for position in range(1, len(times) + 1)]


def _declined(state: DutyState, settings: LadderSettings, declined: datetime) -> list[Step]:
    """Ask the next head at once; the principal hears the same day, or at once if nobody is left."""
    at_once = _audible(declined, state, settings)
    if state.substitutes_left == 0:
        tail = _nobody_left(state, at_once)
    else:
        principal = _soon(state, settings, at_once)
        tail = [
            _step(Rung.SUBSTITUTE, at_once, state.start),
            _step(Rung.PRINCIPAL, principal, state.start),
        ]
    return tail + _leadership(state, settings, declined, tail[-1].at)


def _unassigned(state: DutyState, settings: LadderSettings) -> list[Step]:
    """Nobody is asked yet: the clerk assigns, the principal hears if that takes too long.

    Too long is what an asked head has until the telephone rings: a list that names a hearing
    months ahead alarms no principal on the day it comes in.
    """
    opened = state.opened_at
    at_once = _audible(opened, state, settings)
    waited = at_once if _is_near(at_once, state, settings) else _phone_time(at_once, settings)
    principal = _soon(state, settings, waited) if state.substitutes_left else at_once
    tail = [_step(Rung.ASSIGN_TASK, opened, state.start), _step(Rung.PRINCIPAL, principal, state.start)]
    return tail + _leadership(state, settings, opened, principal)


def _soon(state: DutyState, settings: LadderSettings, since: datetime) -> datetime:
    """When the principal hears: the same day at two, or after a short step when time is short."""
    principal = _principal_time(since, settings)
    if state.start - since <= settings.urgent or principal >= state.start:
        principal = _audible(since + settings.short_step, state, settings)
    return _fit([principal], since, state.start)[0]


def _leadership(state: DutyState, settings: LadderSettings, since: datetime, after: datetime) -> list[Step]:
    """Leaders hear twice while nobody is sure to come; on short time once, after the principal."""
    day = shanghai_day(state.start)
    first, second = (
        settings.hours.days_before(day, each, settings.leadership_at) for each in settings.leadership_days
    )
    if first >= since:
        return [_step(Rung.LEADERSHIP_1, first, second), _step(Rung.LEADERSHIP_2, second, state.start)]
    if second >= since:
        reason = "指派时已过该时点，由第二次报告代替"
        return [
            _step(Rung.LEADERSHIP_1, first, second, reason),
            _step(Rung.LEADERSHIP_2, second, state.start),
        ]
    at_once = _audible(after + settings.short_step, state, settings)
    (at_once,) = _fit([at_once], after, state.start)
    return [
        _step(Rung.LEADERSHIP_1, at_once, state.start),
        _step(Rung.LEADERSHIP_2, second, state.start, "时间不足，并入第一次报告"),
    ]


def _reminders(state: DutyState, settings: LadderSettings) -> list[Step]:
    """Reminders for a confirmed head; the one for a Monday goes out on Friday."""
    ask = state.ask
    if ask is None or ask.answer is not Answer.CONFIRMED:
        return []
    since = ask.answered_at or ask.asked_at
    day = shanghai_day(state.start)
    times = [settings.hours.days_before(day, each, settings.reminder_at) for each in settings.reminder_days]
    times.append(at(day, settings.morning_at))
    ends = [*times[1:], state.start]
    rungs = (Rung.REMINDER_7, Rung.REMINDER_3, Rung.REMINDER_1, Rung.REMINDER_DAY)
    return [
        _step(rung, when, min(end, state.start), _why_no_reminder(when, since, state.start))
        for rung, when, end in zip(rungs, times, ends, strict=True)
    ]


def _why_no_reminder(when: datetime, since: datetime, start: datetime) -> str | None:
    if when >= start:
        return "开庭早于该时点"
    return "确认时已过该时点" if when < since else None


def _certificate(state: DutyState, settings: LadderSettings) -> list[Step]:
    """Until the identity certificate is there: the liaison, the clerk, the leaders (R2020 art. 6)."""
    ask = state.ask
    if ask is None or ask.answer is Answer.DECLINED or state.certificate_done:
        return []
    day = shanghai_day(state.start)
    begin = _audible(ask.asked_at, state, settings)
    times: list[datetime] = []
    for count in settings.certificate_days:
        when = settings.hours.days_before(day, count, settings.certificate_at)
        earliest = _audible(times[-1] + settings.short_step, state, settings) if times else begin
        times.append(max(when, earliest))
    times = [begin, *_fit(times[1:], begin, state.start)] if max(times) >= state.start else times
    rungs = (Rung.CERTIFICATE_TASK, Rung.CERTIFICATE_CLERK, Rung.CERTIFICATE_LEADERSHIP)
    return [_step(rung, when, state.start) for rung, when in zip(rungs, times, strict=True)]


def _outcome(state: DutyState, settings: LadderSettings) -> list[Step]:
    """After the hearing: ask, give a task, report, until the outcome is recorded."""
    if state.outcome_recorded:
        return []
    end = state.end or state.start + settings.hearing_length
    rungs = (Rung.OUTCOME_ASK, Rung.OUTCOME_TASK, Rung.OUTCOME_LEADERSHIP)
    return [
        _step(rung, settings.hours.after_quiet(end + timedelta(hours=hours)), None)
        for rung, hours in zip(rungs, settings.outcome_hours, strict=True)
    ]
