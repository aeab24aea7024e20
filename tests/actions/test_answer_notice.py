"""What a head's yes and no do, by link and on the telephone."""

from datetime import timedelta

import pytest

from litigation.actions.answer_notice import Refusal, confirm, decline, find_invitation, record_call
from litigation.actions.climb_ladder import plan_due
from litigation.actions.link import hash_token, make_token
from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.actions.proof import Proof
from litigation.law.error import ConflictError, InvalidInputError, LinkDeadError, ReasonMissingError
from litigation.records.assignment import Answer, Assignment
from litigation.records.db import db
from tests.actions.outbox import ask, empty, notices, planned, tasks
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways

HEAD = CLERK


@pytest.fixture
def place(app_on):
    class Place:
        agency = make_agency("澄州市云汀区市场监督管理局", short_name="区市场监管局")
        head = make_official(agency)
        second = make_official(agency, "陆知远")
        hearing = make_case(agency, hearings=(hearing_at("2026-09-28 09:30"),)).hearings[0]
        assignment = ask(hearing, agency, head)
        token = make_token(SECRET, "head", assignment.nonce)
        gateways = recording_gateways()

    return Place


def state(assignment_id):
    db.session.rollback()
    return db.session.get(Assignment, assignment_id, populate_existing=True).state


def current(hearing):
    db.session.rollback()
    query = db.select(Assignment).filter(
        Assignment.hearing_id == hearing.id, Assignment.state.in_(("asked", "confirmed"))
    )
    return db.session.scalars(query).one_or_none()


def yes(place, key="k1", revision=1, now=NOW):
    return confirm(place.token, key, revision=revision, now=now, actor=HEAD)


def no(place, refusal=None, key="k2", revision=1, now=NOW):
    refusal = refusal or Refusal("3", "主持防汛会议")
    return decline(place.token, refusal, key, revision=revision, now=now, actor=HEAD, secret=SECRET)


def test_the_page_finds_its_hearing_by_the_tokens_hash(place):
    found = find_invitation(hash_token(place.token), NOW)
    assert (found.hearing.id, found.status, found.can_answer) == (place.hearing.id, "asked", True)


def test_an_invented_token_finds_nothing(place):
    with pytest.raises(LinkDeadError):
        find_invitation(hash_token("invented"), NOW)


def test_a_yes_confirms_and_ends_the_chasing(place):
    yes(place)
    assert state(place.assignment.id) == "confirmed"
    rungs = {rung for rung, _ in planned()}
    assert "reminder_7" in rungs
    assert "chase_1" not in rungs


def test_the_same_yes_twice_is_one_answer(place):
    yes(place)
    yes(place)
    assert db.session.scalar(db.select(db.func.count()).select_from(Answer)) == 1


def test_a_yes_to_the_old_time_is_no_yes_to_the_new_one(place):
    move_hearing(place.hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "改期", now=NOW, actor=CLERK)
    with pytest.raises(ConflictError, match="看新的时间"):
        yes(place, revision=1)
    yes(place, revision=2)
    assert state(place.assignment.id) == "confirmed"


def test_the_page_shows_the_old_time_until_the_new_one_is_answered(place):
    yes(place)
    move_hearing(place.hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "改期", now=NOW, actor=CLERK)
    found = find_invitation(hash_token(place.token), NOW)
    assert found.status == "lapsed"
    assert found.was["old_starts_on"] == "2026-09-28"
    assert found.was["old_court"] == "云汀区人民法院"


def test_a_no_asks_the_next_head_at_once(place):
    empty(place.gateways, NOW)
    asked = no(place)
    assert asked.official_id == place.second.id
    assert state(place.assignment.id) == "declined"
    (task,) = tasks(kind="declined")
    assert task.title == "沈若衡不能出庭：须履行他人不能代替的公务。已改问陆知远。"
    empty(place.gateways, NOW)
    assert any("现改请您出庭应诉" in each.body for each in place.gateways.sms.texts)


def test_the_same_no_twice_asks_one_head(place):
    first = no(place)
    assert no(place).id == first.id


def test_a_no_with_nobody_left_says_so(place):
    second = no(place)
    token = make_token(SECRET, "head", second.nonce)
    assert decline(token, Refusal("1"), "k9", revision=1, now=NOW, actor=HEAD, secret=SECRET) is None
    titles = [each.title for each in tasks(kind="declined")]
    assert titles[-1].endswith("其余负责人都已问过或去不了，请确定出庭人选。")


def test_ground_four_needs_words(place):
    with pytest.raises(ReasonMissingError):
        no(place, Refusal("4"))
    with pytest.raises(InvalidInputError):
        no(place, Refusal("9", "x"))
    assert state(place.assignment.id) == "asked"


def test_a_proof_is_kept_and_what_is_no_picture_is_refused(place):
    with pytest.raises(InvalidInputError, match="只收照片"):
        no(place, Refusal("2", "", Proof(b"<html>")))
    no(place, Refusal("2", "", Proof(b"\xff\xd8\xff\xe0" + b"x" * 99)))
    db.session.rollback()
    assert db.session.get(Assignment, place.assignment.id, populate_existing=True).proof_sha256


def test_a_head_who_changes_a_no_into_a_yes_takes_the_seat_back(place):
    empty(place.gateways, NOW)
    second = no(place)
    empty(place.gateways, NOW)
    yes(place, key="k3")
    assert state(place.assignment.id) == "confirmed"
    assert state(second.id) == "relieved"
    assert {each.recipient_id for each in notices(event="relieved", state="planned")} == {place.second.id}


def test_the_seat_stays_with_a_substitute_who_has_confirmed(place):
    second = no(place)
    confirm(make_token(SECRET, "head", second.nonce), "k4", revision=1, now=NOW, actor=HEAD)
    with pytest.raises(ConflictError, match="已有其他负责人"):
        yes(place, key="k5")
    assert find_invitation(hash_token(place.token), NOW).is_released


def test_a_replaced_heads_link_is_dead(place):
    ask(place.hearing, place.agency, place.second, reason="改派")
    with pytest.raises(LinkDeadError):
        find_invitation(hash_token(place.token), NOW)
    with pytest.raises(LinkDeadError):
        yes(place)


def test_a_cancelled_hearing_says_so_and_takes_no_answer(place):
    cancel_hearing(place.hearing.id, "撤诉", now=NOW, actor=CLERK)
    assert find_invitation(hash_token(place.token), NOW).status == "cancelled"
    with pytest.raises(LinkDeadError):
        yes(place, revision=2)


def test_nothing_is_answered_once_the_hearing_has_begun(place):
    with pytest.raises(InvalidInputError, match="开庭时间已过"):
        yes(place, now=place.hearing.starts_at)
    late = place.hearing.starts_at + timedelta(days=7)
    with pytest.raises(LinkDeadError):
        find_invitation(hash_token(place.token), late)


def climb_until(place, kind, until):
    now = NOW
    while now <= until:
        empty(place.gateways, now)
        plan_due(now, secret=SECRET)
        if tasks(kind=kind):
            return now
        now += timedelta(hours=1)
    raise AssertionError(f"no {kind} task until {until}")


def test_an_unanswered_head_becomes_a_call_with_number_and_script(place):
    when = climb_until(place, "phone", at("2026-09-17 12:00"))
    assert when >= at("2026-09-16 10:20")
    (task,) = tasks(kind="phone")
    assert task.title == "给沈若衡副局长打电话：区市场监管局 9月28日 周一 09:30开庭能否出庭"
    assert "王某某诉澄州市云汀区市场监督管理局" in task.script
    assert task.official_id == place.head.id


def test_an_unanswered_call_brings_the_substitute_and_then_the_principal(place):
    climb_until(place, "phone", at("2026-09-17 12:00"))
    now = at("2026-09-16 12:00")
    while current(place.hearing).official_id == place.head.id:
        now += timedelta(minutes=30)
        assert now < at("2026-09-18 12:00")
        plan_due(now, secret=SECRET)
    assert at("2026-09-17 11:30") <= now < at("2026-09-17 12:01")
    assert state(place.assignment.id) == "relieved"


def test_the_heads_are_asked_in_turn_and_never_in_a_circle(place):
    now = NOW
    while now < place.hearing.starts_at:
        plan_due(now, secret=SECRET)
        now += timedelta(hours=2)
    db.session.rollback()
    asked = db.session.scalars(db.select(Assignment.official_id).order_by(Assignment.id)).all()
    assert asked == [place.head.id, place.second.id]
    assert current(place.hearing).official_id == place.second.id


def test_a_call_that_was_answered_yes_confirms(place):
    climb_until(place, "phone", at("2026-09-17 12:00"))
    (task,) = tasks(kind="phone")
    record_call(task.id, "confirmed", note="本人接听", now=at("2026-09-16 15:00"), actor=CLERK, secret=SECRET)
    assert state(place.assignment.id) == "confirmed"
    assert tasks(kind="phone")[0].result == "能出庭。本人接听"
    with pytest.raises(ConflictError):
        record_call(task.id, "confirmed", now=at("2026-09-16 15:00"), actor=CLERK, secret=SECRET)


def test_a_call_that_was_answered_no_asks_the_next(place):
    climb_until(place, "phone", at("2026-09-17 12:00"))
    (task,) = tasks(kind="phone")
    when = at("2026-09-16 15:00")
    with pytest.raises(InvalidInputError):
        record_call(task.id, "declined", now=when, actor=CLERK, secret=SECRET)
    asked = record_call(
        task.id, "declined", refusal=Refusal("2", "住院"), now=when, actor=CLERK, secret=SECRET
    )
    assert asked.official_id == place.second.id


def test_a_call_nobody_took_lets_the_ladder_go_on(place):
    climb_until(place, "phone", at("2026-09-17 12:00"))
    (task,) = tasks(kind="phone")
    record_call(task.id, "no_answer", now=at("2026-09-16 15:00"), actor=CLERK, secret=SECRET)
    assert state(place.assignment.id) == "asked"
    plan_due(at("2026-09-17 11:30"), secret=SECRET)
    assert current(place.hearing).official_id == place.second.id
