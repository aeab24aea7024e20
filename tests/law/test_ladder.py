from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.clock import SHANGHAI
from litigation.law.ladder import ladder, next_step
from litigation.law.ladder_state import Answer, Ask, DutyState, LadderSettings
from litigation.law.rung import RECIPIENTS, Recipient, Rung

SETTINGS = LadderSettings()
CHAIN = (Rung.APPOINTMENT, Rung.PHONE_TASK, Rung.SUBSTITUTE, Rung.PRINCIPAL)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def asked(start, when, **state):
    ask = Ask(at(when))
    return DutyState(at(start), at(when), ask=ask, substitutes_left=state.pop("left", 2), **state)


def times(state, now=None):
    return {
        each.rung: f"{each.at.astimezone(SHANGHAI):%m-%dT%H:%M}"
        for each in ladder(state, now or state.opened_at)
        if each.live
    }


def skipped(state):
    return {each.rung: each.skipped_reason for each in ladder(state, state.opened_at) if not each.live}


def test_with_time_enough_every_rung_has_its_hour():
    # Asked on Monday 9 November 2026, for a hearing on Monday 30 November.
    assert times(asked("2026-11-30T09:30", "2026-11-09T10:00")) == {
        Rung.APPOINTMENT: "11-09T10:00",
        Rung.CHASE_1: "11-09T14:00",
        Rung.PHONE_TASK: "11-11T10:00",
        Rung.CHASE_2: "11-11T16:00",
        Rung.SUBSTITUTE: "11-12T11:30",
        Rung.PRINCIPAL: "11-12T14:00",
        Rung.CERTIFICATE_TASK: "11-23T09:00",
        Rung.LEADERSHIP_1: "11-26T08:30",
        Rung.CERTIFICATE_CLERK: "11-26T09:00",
        Rung.LEADERSHIP_2: "11-27T08:30",
        Rung.CERTIFICATE_LEADERSHIP: "11-27T09:00",
        Rung.OUTCOME_ASK: "11-30T13:30",
        Rung.OUTCOME_TASK: "12-01T11:30",
        Rung.OUTCOME_LEADERSHIP: "12-02T11:30",
    }


def test_an_open_duty_alarms_the_principal_only_after_the_clerk_had_time():
    def principal(start):
        state = DutyState(at(start), at("2026-11-09T10:00"), substitutes_left=2)
        return times(state)[Rung.PRINCIPAL]

    assert principal("2026-11-30T09:30") == "11-11T14:00"
    assert principal("2026-11-12T09:30") == "11-09T14:00"
    nobody = DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), substitutes_left=0)
    assert times(nobody)[Rung.PRINCIPAL] == "11-09T10:00"


def test_reminders_go_to_a_confirmed_head_and_the_one_for_monday_on_friday():
    ask = Ask(at("2026-11-09T10:00"), Answer.CONFIRMED, at("2026-11-09T11:00"))
    state = DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), ask=ask, certificate_done=True)
    found = times(state)
    assert [
        found[rung] for rung in (Rung.REMINDER_7, Rung.REMINDER_3, Rung.REMINDER_1, Rung.REMINDER_DAY)
    ] == [
        "11-19T09:00",
        "11-25T09:00",
        "11-27T09:00",
        "11-30T07:30",
    ]
    assert not set(found) & set(CHAIN)


def test_a_reminder_that_was_due_before_the_confirmation_is_left_out_with_its_reason():
    ask = Ask(at("2026-11-25T10:00"), Answer.CONFIRMED, at("2026-11-25T11:00"))
    state = DutyState(at("2026-11-30T09:30"), at("2026-11-25T10:00"), ask=ask, certificate_done=True)
    assert skipped(state) == {Rung.REMINDER_7: "确认时已过该时点", Rung.REMINDER_3: "确认时已过该时点"}


def test_an_appointment_in_the_quiet_hours_waits_for_half_past_eight():
    assert times(asked("2026-11-30T09:30", "2026-11-09T22:10"))[Rung.APPOINTMENT] == "11-10T08:30"
    assert times(asked("2026-11-30T09:30", "2026-11-10T06:10"))[Rung.APPOINTMENT] == "11-10T08:30"


def test_quiet_hours_do_not_hold_when_the_hearing_is_within_a_day():
    assert times(asked("2026-11-10T09:30", "2026-11-09T22:10"))[Rung.APPOINTMENT] == "11-09T22:10"


def test_within_three_working_days_the_telephone_comes_at_once():
    found = times(asked("2026-11-12T09:30", "2026-11-09T10:00"))
    assert found[Rung.PHONE_TASK] == "11-09T10:00"
    assert found[Rung.SUBSTITUTE] == "11-10T11:30"
    assert found[Rung.PRINCIPAL] == "11-10T14:00"


def test_on_the_last_day_head_telephone_and_substitute_follow_in_half_hours():
    state = asked("2026-11-10T09:30", "2026-11-09T15:00")
    found = times(state)
    assert [found[rung] for rung in CHAIN] == ["11-09T15:00", "11-09T15:00", "11-09T15:30", "11-09T16:00"]
    assert found[Rung.LEADERSHIP_1] == "11-09T16:30"
    assert skipped(state) == {
        Rung.CHASE_1: "时间不足，直接电话联系",
        Rung.CHASE_2: "时间不足，直接电话联系",
        Rung.LEADERSHIP_2: "时间不足，并入第一次报告",
    }


def test_friday_evening_before_a_monday_hearing_still_reaches_everybody():
    found = times(asked("2026-11-30T09:30", "2026-11-27T17:00"))
    assert [found[rung] for rung in CHAIN] == ["11-27T17:00", "11-27T17:00", "11-27T17:30", "11-27T18:00"]


def test_a_decline_asks_the_next_head_at_once_and_the_principal_at_two():
    ask = Ask(at("2026-11-09T10:00"), Answer.DECLINED, at("2026-11-10T11:05"))
    found = times(DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), ask=ask, substitutes_left=1))
    assert found[Rung.SUBSTITUTE] == "11-10T11:05"
    assert found[Rung.PRINCIPAL] == "11-10T14:00"
    assert Rung.CERTIFICATE_TASK not in found


def test_with_nobody_left_the_principal_hears_at_once():
    ask = Ask(at("2026-11-09T10:00"), Answer.DECLINED, at("2026-11-10T11:05"))
    found = times(DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), ask=ask))
    assert found[Rung.PRINCIPAL] == "11-10T11:05"
    assert Rung.SUBSTITUTE not in found


def test_an_unanswered_substitute_leads_to_the_principal_the_same_afternoon():
    ask = Ask(at("2026-11-12T11:30"), is_substitute=True)
    found = times(DutyState(at("2026-11-30T09:30"), at("2026-11-12T11:30"), ask=ask, substitutes_left=1))
    assert found[Rung.PRINCIPAL] == "11-12T14:00"


def test_a_duty_without_a_head_gives_the_clerk_a_task_and_leaders_hear():
    found = times(DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), substitutes_left=3))
    assert found[Rung.ASSIGN_TASK] == "11-09T10:00"
    assert found[Rung.LEADERSHIP_1] == "11-26T08:30"


def test_what_is_no_longer_of_use_is_marked():
    state = asked("2026-11-30T09:30", "2026-11-09T10:00")
    late = ladder(state, at("2026-11-30T09:30"))
    assert [each.rung for each in late if each.live] == [
        Rung.OUTCOME_ASK,
        Rung.OUTCOME_TASK,
        Rung.OUTCOME_LEADERSHIP,
    ]
    assert all("时效" in each.skipped_reason for each in late if not each.live)


def test_the_outcome_is_not_asked_for_at_night():
    found = times(DutyState(at("2026-11-09T18:00"), at("2026-11-01T10:00"), end=at("2026-11-09T19:30")))
    assert found[Rung.OUTCOME_ASK] == "11-10T08:30"


def test_every_rung_has_recipients():
    assert set(RECIPIENTS) == set(Rung)
    assert RECIPIENTS[Rung.CHASE_2] == (Recipient.HEAD, Recipient.SECOND_CONTACT)


STARTS = st.timedeltas(timedelta(), timedelta(days=180)).map(lambda each: at("2026-09-01T08:00") + each)
LEADS = st.timedeltas(timedelta(minutes=1), timedelta(days=40))


@st.composite
def open_duties(draw):
    start = draw(STARTS)
    opened = start - draw(LEADS)
    ask = None
    answer = draw(st.sampled_from([None, *Answer]))
    if answer is not None:
        replied = opened + (start - opened) * draw(st.floats(0, 0.99)) if answer is not Answer.NONE else None
        ask = Ask(opened, answer, replied, draw(st.booleans()))
    return DutyState(
        start, opened, ask=ask, substitutes_left=draw(st.integers(0, 3)), certificate_done=draw(st.booleans())
    )


@given(open_duties(), st.floats(0, 0.999))
def test_an_open_duty_before_its_hearing_always_has_a_next_step(state, part):
    now = state.opened_at + (state.start - state.opened_at) * part
    assert next_step(ladder(state, now), now) is not None


@given(open_duties())
def test_nothing_is_planned_before_its_cause_nor_asked_after_the_start(state):
    for step in ladder(state, state.opened_at):
        if step.live:
            assert step.at >= state.opened_at
            assert step.expires_at is None or step.at < step.expires_at <= state.start
            assert step.at < state.start or step.rung.startswith("outcome")


@given(open_duties())
def test_no_rung_is_left_out_silently_and_the_chain_keeps_its_order(state):
    steps = {each.rung: each for each in ladder(state, state.opened_at)}
    if state.ask is None or state.ask.answer is not Answer.CONFIRMED:
        assert {Rung.PRINCIPAL, Rung.LEADERSHIP_1, Rung.LEADERSHIP_2} <= set(steps)
        assert steps[Rung.PRINCIPAL].live
        assert steps[Rung.LEADERSHIP_1].live or steps[Rung.LEADERSHIP_2].live
    if state.ask and state.ask.answer is Answer.NONE:
        assert {*CHAIN, Rung.CHASE_1, Rung.CHASE_2} <= set(steps)
        order = [
            steps[rung].at
            for rung in CHAIN
            if steps[rung].live and not (state.ask.is_substitute and rung is Rung.PRINCIPAL)
        ]
        assert order == sorted(order)


@given(open_duties(), st.floats(0, 0.999))
def test_planning_again_later_moves_no_step(state, part):
    later = state.opened_at + (state.start - state.opened_at) * part
    first = {each.rung: each.at for each in ladder(state, state.opened_at)}
    assert {each.rung: each.at for each in ladder(state, later)} == first


@pytest.mark.parametrize("minutes", [1, 10, 45])
def test_minutes_before_the_hearing_the_whole_chain_still_fits(minutes):
    start = at("2026-11-10T09:30")
    when = start - timedelta(minutes=minutes)
    live = [
        each for each in ladder(DutyState(start, when, ask=Ask(when), substitutes_left=1), when) if each.live
    ]
    assert {*CHAIN, Rung.LEADERSHIP_1} <= {each.rung for each in live}


def test_a_minute_before_the_hearing_with_nobody_left_the_leaders_still_hear_before_it():
    start = at("2026-09-01T08:00")
    when = start - timedelta(minutes=1)
    steps = [each for each in ladder(DutyState(start, when, ask=Ask(when)), when) if each.live]
    assert all(each.at < start for each in steps if not each.rung.startswith("outcome"))
    assert {Rung.PRINCIPAL, Rung.LEADERSHIP_1} <= {each.rung for each in steps}


def test_the_principal_is_not_told_of_a_question_put_to_the_principal():
    # R2020 art. 2: the principal may be the asked head; the next rung is the leadership.
    ask = Ask(at("2026-11-09T10:00"), is_principal=True)
    state = DutyState(at("2026-11-30T09:30"), at("2026-11-09T10:00"), ask=ask, substitutes_left=2)
    assert "主要负责人" in skipped(state)[Rung.PRINCIPAL]
    assert times(state)[Rung.LEADERSHIP_1] == "11-26T08:30"
    assert next_step(ladder(state, at("2026-11-12T15:00")), at("2026-11-12T15:00")) is not None
