"""Who is planned to hear what: the stories of moves, cancellations, replacements and corrections."""

from datetime import timedelta

import icalendar
import pytest

from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    cancel_hearing,
    correct_hearing,
    move_hearing,
    postpone_hearing,
    reinstate_hearing,
)
from litigation.actions.plan_notices import plan_hearing
from litigation.law.clock import say_moment
from litigation.records.db import writing
from tests.actions.outbox import answer, ask, empty, notices, planned, tasks
from tests.factory import (
    CLERK,
    NOW,
    at,
    hearing_at,
    make_agency,
    make_case,
    make_liaison,
    make_official,
    make_user,
)
from tests.fakes.recorder import recording_gateways


@pytest.fixture
def place(app):
    """An agency with two heads and a liaison, a leader, and a hearing two weeks ahead."""

    class Place:
        agency = make_agency("澄州市云汀区市场监督管理局", short_name="区市场监管局")
        head = make_official(agency)
        second = make_official(agency, "陆知远")
        liaison = make_liaison(agency)
        leader = make_user("leadership", name="江予安", mobile="+8613600000417")
        lawsuit = make_case(agency, hearings=(hearing_at("2026-09-28 09:30"),))
        hearing = lawsuit.hearings[0]
        gateways = recording_gateways()

    return Place


def invites(gateways):
    """Each mailed calendar object as (recipient, method, sequence, start)."""
    found = []
    for message in gateways.mail.messages:
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                event = calendar.walk("VEVENT")[0]
                found.append(
                    (
                        str(message["To"].addresses[0].addr_spec),
                        str(calendar["METHOD"]),
                        event["SEQUENCE"],
                        event["DTSTART"].dt,
                    )
                )
    return found


def test_an_assigned_head_and_the_liaison_hear_at_once(place):
    ask(place.hearing, place.agency, place.head)
    due = [
        (each.event, each.recipient_kind, each.channel)
        for each in notices(state="planned")
        if each.due_at <= NOW
    ]
    assert sorted(due) == [
        ("appointment", "official", "mail"),
        ("appointment", "official", "sms"),
        ("appointment_copy", "liaison", "sms"),
    ]


def test_the_text_says_when_and_where_and_carries_the_heads_own_link(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    text = next(each for each in place.gateways.sms.texts if each.to == place.head.mobile)
    assert "9月28日 周一 09:30" in text.body
    assert "云汀区人民法院第三法庭" in text.body
    assert "https://yunting.example/h/" in text.body
    assert "王" not in text.body
    assert text.valid_until == place.hearing.starts_at


def test_the_stored_body_holds_no_link(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    for notice in notices(state="sent"):
        assert "/h/" not in notice.body
    assert any("〔链接〕" in each.body for each in notices(state="sent"))


def test_planning_twice_changes_nothing(place):
    ask(place.hearing, place.agency, place.head)
    before = [(each.key, each.state, each.due_at) for each in notices()]
    with writing() as session:
        plan_hearing(session, place.hearing.id, NOW + timedelta(minutes=5))
    assert [(each.key, each.state, each.due_at) for each in notices()] == before


def test_quiet_hours_hold_the_appointment_back_until_half_past_eight(place):
    late = at("2026-09-14 22:10")
    ask(place.hearing, place.agency, place.head, now=late)
    assert {each.due_at for each in notices(event="appointment")} == {at("2026-09-15 08:30")}


def test_an_unanswered_head_is_chased_and_the_leaders_stand_ready(place):
    ask(place.hearing, place.agency, place.head)
    rungs = [rung for rung, _ in planned()]
    assert {"chase_1", "chase_2", "leadership_1", "leadership_2"} <= set(rungs)
    assert ("reminder_7", "sms") not in planned()


def test_a_confirmed_head_is_reminded_and_no_longer_chased(place):
    assignment = ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    answer(assignment, "confirmed", NOW + timedelta(hours=1))
    with writing() as session:
        plan_hearing(session, place.hearing.id, NOW + timedelta(hours=1))
    rungs = {rung for rung, _ in planned()}
    assert {"reminder_7", "reminder_3", "reminder_1", "reminder_day"} <= rungs
    assert not {"chase_1", "chase_2", "leadership_1"} & rungs
    assert {each.ended_reason for each in notices(rung="chase_1")} == {"答复或派员已有变化"}


def test_a_moved_hearing_leaves_no_message_with_the_old_time(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    later = NOW + timedelta(hours=1)
    move_hearing(
        place.hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "法院改期", now=later, actor=CLERK
    )
    assert all(each.revision == 2 for each in notices(state="planned"))
    empty(place.gateways, later)
    moved = [each.body for each in place.gateways.sms.texts if "改期" in each.body]
    assert len(moved) == 2
    for body in moved:
        assert "原定9月28日 周一 09:30，现为9月30日 周三 14:00" in body


def test_the_invitation_moves_with_the_hearing(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    later = NOW + timedelta(hours=1)
    move_hearing(
        place.hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "法院改期", now=later, actor=CLERK
    )
    empty(place.gateways, later)
    cancel_hearing(place.hearing.id, "撤诉", withdrawn=True, now=later + timedelta(hours=1), actor=CLERK)
    empty(place.gateways, later + timedelta(hours=1))
    assert invites(place.gateways) == [
        (place.head.email, "REQUEST", 0, at("2026-09-28 09:30")),
        (place.head.email, "REQUEST", 1, at("2026-09-30 14:00")),
        (place.head.email, "CANCEL", 2, at("2026-09-30 14:00")),
    ]


def test_somebody_who_had_not_heard_yet_is_simply_appointed_for_the_new_time(place):
    ask(place.hearing, place.agency, place.head)
    move_hearing(
        place.hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "法院改期", now=NOW, actor=CLERK
    )
    empty(place.gateways, NOW)
    bodies = [each.body for each in place.gateways.sms.texts]
    assert len(bodies) == 2
    assert all("9月30日 周三 14:00" in body and "改期" not in body for body in bodies)
    assert {each.ended_reason for each in notices(revision=1, rung="appointment")} == {"开庭已改期"}


def test_two_moves_in_a_row_name_the_time_people_last_heard(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    for day in ("2026-09-29 09:30", "2026-09-30 14:00"):
        move_hearing(place.hearing.id, NewDate(starts_at=at(day)), "法院改期", now=NOW, actor=CLERK)
    empty(place.gateways, NOW)
    moved = [each.body for each in place.gateways.sms.texts if "改期" in each.body]
    assert len(moved) == 2
    assert all("原定9月28日 周一 09:30，现为9月30日" in body for body in moved)


def test_a_cancelled_hearing_ends_what_was_planned_and_tells_who_was_told(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    cancel_hearing(place.hearing.id, "法院取消", now=NOW, actor=CLERK)
    assert {each.event for each in notices(state="planned")} == {"cancelled"}
    empty(place.gateways, NOW)
    told = [each.to for each in place.gateways.sms.texts if "已取消" in each.body]
    assert sorted(told) == sorted([place.head.mobile, place.liaison.mobile])


def test_nobody_hears_of_the_cancellation_who_never_heard_of_the_hearing(place):
    ask(place.hearing, place.agency, place.head)
    cancel_hearing(place.hearing.id, "法院取消", now=NOW, actor=CLERK)
    assert notices(state="planned") == []


def test_a_postponed_hearing_is_taken_out_of_the_calendar_until_its_new_date(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    postpone_hearing(place.hearing.id, "法院延期", now=NOW, actor=CLERK)
    empty(place.gateways, NOW)
    assert any("延期，新的时间由法院另行通知" in each.body for each in place.gateways.sms.texts)
    move_hearing(
        place.hearing.id, NewDate(starts_at=at("2026-10-20 09:00")), "法院定期", now=NOW, actor=CLERK
    )
    empty(place.gateways, NOW)
    assert [(method, sequence) for _, method, sequence, _ in invites(place.gateways)] == [
        ("REQUEST", 0),
        ("CANCEL", 1),
        ("REQUEST", 2),
    ]


def test_a_new_courtroom_is_announced_and_the_answer_stands(place):
    assignment = ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    answer(assignment, "confirmed", NOW)
    correct_hearing(place.hearing.id, Correction(courtroom="第六法庭"), now=NOW, actor=CLERK)
    empty(place.gateways, NOW)
    texts = [each.body for each in place.gateways.sms.texts if "更正为云汀区人民法院第六法庭" in each.body]
    assert len(texts) == 2
    assert invites(place.gateways)[-1][1:3] == ("REQUEST", 1)
    correct_hearing(place.hearing.id, Correction(judge="周法官"), now=NOW, actor=CLERK)
    assert [each for each in notices(state="planned") if each.event == "corrected"] == []


def test_a_replaced_head_is_told_and_the_new_one_is_asked(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    ask(place.hearing, place.agency, place.second, reason="改派")
    empty(place.gateways, NOW)
    last = {each.to: each.body for each in place.gateways.sms.texts}
    assert "不再请您出庭" in last[place.head.mobile]
    assert "现改请您出庭应诉" in last[place.second.mobile]
    assert {each[:3] for each in invites(place.gateways)} == {
        (place.head.email, "REQUEST", 0),
        (place.head.email, "CANCEL", 1),
        (place.second.email, "REQUEST", 1),
    }


def test_a_replaced_head_who_never_heard_is_left_in_peace(place):
    ask(place.hearing, place.agency, place.head)
    ask(place.hearing, place.agency, place.second, reason="改派")
    empty(place.gateways, NOW)
    assert place.head.mobile not in {each.to for each in place.gateways.sms.texts}


def test_a_head_who_declined_is_released_only_when_another_has_confirmed(place):
    first = ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    answer(first, "declined", NOW)
    second = ask(place.hearing, place.agency, place.second)
    assert notices(event="relieved") == []
    answer(second, "confirmed", NOW)
    with writing() as session:
        plan_hearing(session, place.hearing.id, NOW)
    assert {each.recipient_id for each in notices(event="relieved")} == {place.head.id}


def test_a_reinstated_hearing_asks_again(place):
    ask(place.hearing, place.agency, place.head)
    empty(place.gateways, NOW)
    cancel_hearing(place.hearing.id, "法院取消", now=NOW, actor=CLERK)
    empty(place.gateways, NOW)
    reinstate_hearing(place.hearing.id, "误取消", now=NOW, actor=CLERK)
    place.gateways.sms.texts.clear()
    empty(place.gateways, NOW)
    assert place.head.mobile in {each.to for each in place.gateways.sms.texts}
    assert invites(place.gateways)[-1][1] == "REQUEST"


def test_a_head_nobody_can_reach_raises_an_alarm_at_once(place):
    silent = make_official(place.agency, "顾言之", mobile=None, email=None)
    ask(place.hearing, place.agency, silent)
    (task,) = tasks(kind="contact")
    assert "顾言之副局长没有手机号和邮箱" in task.title


def test_a_head_without_a_mobile_gets_mail_alone(place):
    silent = make_official(place.agency, "顾言之", mobile=None)
    ask(place.hearing, place.agency, silent)
    assert {each.channel for each in notices(recipient_kind="official", recipient_id=silent.id)} == {"mail"}


def test_a_coming_hearing_without_a_head_is_a_task(place):
    (task,) = tasks(kind="assign")
    assert task.title == f"派负责人：区市场监管局 {say_moment(place.hearing.starts_at)}开庭"


def test_history_that_is_loaded_asks_nobody_by_message(place):
    old = make_case(place.agency, hearings=(hearing_at("2025-03-03 09:30"),)).hearings[0]
    assert notices(hearing_id=old.id) == []
    assert len(tasks(kind="outcome")) == 1


def test_a_passed_hearing_asks_the_liaison_for_its_outcome(place):
    lawsuit = make_case(place.agency, hearings=(hearing_at("2026-09-14 09:00"),))
    ask_at = [(each.event, each.due_at) for each in notices(hearing_id=lawsuit.hearings[0].id)]
    assert ("outcome", at("2026-09-14 13:00")) in ask_at


def test_co_defendants_are_told_apart(place):
    other = make_agency("澄州市云汀区自然资源局")
    head = make_official(other, "钟砚秋", post="局长", rank="principal")
    lawsuit = make_case(place.agency, other, hearings=(hearing_at("2026-10-12 09:30"),))
    hearing = lawsuit.hearings[0]
    ask(hearing, place.agency, place.head)
    ask(hearing, other, head)
    leadership = notices(hearing_id=hearing.id, rung="leadership_1")
    assert {each.agency_id for each in leadership} == {place.agency.id, other.id}
