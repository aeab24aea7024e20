from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from litigation.actions.actor import SYSTEM
from litigation.actions.conclude import conclude_cases, refresh_passed
from litigation.actions.journal import record_act
from litigation.actions.verify_register import STANDINGS, verify_register
from litigation.law.clock import SHANGHAI
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.import_run import Blob
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
HELD = datetime(2026, 8, 5, 1, 30, tzinfo=UTC)
AHEAD = datetime(2026, 9, 15, 1, 30, tzinfo=UTC)


@pytest.fixture
def register(app: Flask) -> Flask:
    """Two cases of one agency: the first heard and attended, the second still to come."""
    with writing() as session:
        session.add(Agency(id=1, name="云汀区综合行政执法局", short_name="区综合执法局", kind="department"))
        session.add(Agency(id=2, name="云汀区人民政府", short_name="区政府", kind="government"))
        session.flush()
        session.add(Official(id=1, agency_id=1, name="沈若衡", rank="deputy"))
        session.add(Official(id=2, agency_id=2, name="江予安", rank="deputy"))
        for number, (starts_at, outcome) in enumerate(((HELD, "held"), (AHEAD, None)), 1):
            add_case(session, number, starts_at, outcome)
        session.add(
            Attendance(
                hearing_id=1,
                agency_id=1,
                official_id=1,
                present=True,
                certificate="accepted",
                left="no",
                spoke=True,
                settlement=False,
                recorded_at=HELD,
            )
        )
        session.add(assignment(1, hearing_id=2))
        session.flush()
        conclude_cases(session, [1, 2], NOW)
        record_act(session, NOW, SYSTEM, "case.create", "lawsuit", 1, number="1")
        record_act(session, NOW, SYSTEM, "case.create", "lawsuit", 2, number="2")
    return app


def add_case(session, number, starts_at, outcome):
    session.add(
        Lawsuit(
            id=number,
            number=f"(2026)鲁9902行初{number}号",
            year=2026,
            court_code="鲁9902",
            type="行初",
            sequence=number,
            procedure="first_instance",
            created_at=HELD,
        )
    )
    session.add(
        Hearing(
            id=number,
            uid=f"{number}@litigation",
            starts_at=starts_at,
            starts_on=starts_at.date(),
            created_at=HELD,
            outcome=outcome,
            outcome_recorded_at=HELD if outcome else None,
        )
    )
    session.flush()
    session.add(Party(case_id=number, role="defendant", name="云汀区综合行政执法局", agency_id=1))
    session.add(AppearanceDuty(case_id=number, agency_id=1))
    session.add(HearingCase(hearing_id=number, case_id=number))
    session.flush()


def assignment(number, hearing_id, **fields):
    plain = {
        "id": number,
        "hearing_id": hearing_id,
        "agency_id": 1,
        "official_id": 1,
        "state": "asked",
        "nonce": str(number),
        "token_hash": str(number),
        "assigned_at": HELD,
    }
    return Assignment(**{**plain, **fields})


def change(*statements: str) -> None:
    """Change rows past every action, as a hand in the database would."""
    with writing() as session:
        for statement in statements:
            session.execute(text(statement))


def faults(now: datetime = NOW) -> dict[str, list[str]]:
    found = verify_register(now=now).findings
    return {name: [each.sentence for each in findings] for name, findings in found.items() if findings}


def test_a_register_written_by_actions_is_sound(register):
    verification = verify_register(now=NOW)
    assert verification.sound, verification.findings
    assert (verification.cases, verification.waiting) == (2, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lawsuit SET standing = 'breached' WHERE id = 1",
        "UPDATE lawsuit SET month = '2026-07' WHERE id = 1",
        "UPDATE lawsuit SET head_rank = 'principal' WHERE id = 1",
        "UPDATE lawsuit SET settled = 1 WHERE id = 1",
        "UPDATE appearance_duty SET standing = 'excused' WHERE case_id = 1",
        "UPDATE hearing SET sitting_attended = 0 WHERE id = 1",
        "INSERT INTO unknown_month (case_id, month) VALUES (1, '2026-08')",
        "UPDATE attendance SET present = 0",
        "DELETE FROM appearance_duty WHERE case_id = 2",
    ],
)
def test_a_conclusion_that_does_not_follow_from_the_facts_is_found(register, statement):
    change(statement)
    assert STANDINGS in faults()


def test_a_hearing_whose_time_has_just_passed_is_no_fault_but_waits(register):
    later = AHEAD + timedelta(hours=1)
    verification = verify_register(now=later)
    assert verification.sound
    assert verification.waiting == 1
    refresh_passed(later)
    assert verify_register(now=later).waiting == 0
    assert verify_register(now=later).sound


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM journal_line WHERE id = 1", "中间有行被删除"),
        ("UPDATE journal_line SET act = 'case.delete' WHERE id = 2", "被改动过"),
        ('UPDATE journal_line SET details = \'{"number": "9"}\' WHERE id = 2', "明细与校验码不符"),
        ("UPDATE journal_line SET subject_id = 7 WHERE id = 1", "被改动过"),
    ],
)
def test_a_journal_touched_by_hand_does_not_hold_together(register, statement, message):
    change(statement)
    assert any(message in sentence for sentence in faults()["操作日志"])


def test_a_line_written_by_shanghai_time_reads_back_the_same(register):
    """The hash is of the instant, whatever zone the writer's clock was in."""
    with writing() as session:
        record_act(session, NOW.astimezone(SHANGHAI), SYSTEM, "case.update", "lawsuit", 1)
    assert faults() == {}


def test_erased_words_do_not_break_the_chain(register):
    change("UPDATE journal_line SET details = '{\"erased\": true}' WHERE id = 1")
    assert faults() == {}


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE lawsuit SET sequence = 9 WHERE id = 2", "案号"),
        ("UPDATE hearing SET starts_on = '2026-09-16' WHERE id = 2", "开庭日期"),
        ("UPDATE party SET agency_id = 2 WHERE case_id = 2", "应诉义务"),
        ("UPDATE assignment SET official_id = 2", "本机关负责人"),
        ("UPDATE attendance SET official_id = 2", "本机关负责人"),
        ("UPDATE hearing SET cancelled_at = created_at, outcome = 'cancelled' WHERE id = 2", "派员状态"),
    ],
)
def test_each_invariant_names_the_row_that_breaks_it(register, statement, check):
    change(statement)
    assert check in faults()


def test_a_head_asked_to_two_places_at_once_is_found(register):
    with writing() as session:
        add_case(session, 3, AHEAD + timedelta(minutes=90), None)
        session.add(assignment(2, hearing_id=3))
        session.flush()
        conclude_cases(session, [3], NOW)
    assert list(faults()) == ["时间冲突"]


def test_stored_bytes_that_changed_are_found(register):
    with writing() as session:
        session.add(Blob(sha256="0" * 64, size=1, type="text/plain", data=b"x", created_at=NOW))
    assert list(faults()) == ["文件"]


def test_verifying_changes_nothing(register):
    change("UPDATE lawsuit SET standing = 'breached' WHERE id = 1")
    assert faults() == faults()


def test_a_hearing_without_an_hour_is_checked_by_its_day(register):
    change("UPDATE hearing SET starts_at = NULL, starts_on = '2026-09-15' WHERE id = 2")
    assert faults() == {}
