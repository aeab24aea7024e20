"""A month is drafted, issued and frozen; a change proposes the next edition."""

import io
import re
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.cases_behind import PROFILE_PARTS, cases_behind, reasons_of, sittings_behind
from litigation.actions.close_month import (
    build_circular,
    draft_last_month,
    draft_month,
    issue_month,
    month_report,
    trend,
)
from litigation.actions.conclude import refresh_passed
from litigation.actions.facts import whole_register
from litigation.actions.month_figures import month_figures
from litigation.actions.propose_edition import latest_edition
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_excuse import Stated, decide_excuse, record_excuse
from litigation.law.attendance import Standing
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError, ReasonMissingError
from litigation.law.tally import tally
from litigation.records.agency import Agency
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official, make_user

AFTER = at("2026-10-09 14:00")
MONTH = "2026-09"


def a_month() -> tuple[Agency, Lawsuit]:
    """Five cases: attended, missed with a second hearing fixed, excused, unknown, and still to come."""
    agency, other = make_agency(), make_agency()
    head = make_official(agency, rank="principal")
    attended = make_case(agency, notice_kind="must")
    curable = make_case(agency, hearings=(hearing_at(), hearing_at("2026-10-20 09:30")))
    excused = make_case(other, agency)
    make_case(other)
    make_case(agency, hearings=(hearing_at("2026-10-30 09:30"),))
    came = Came(head.id, spoke=True, staff=1)
    record_attendance(attended.hearings[0].id, agency.id, came, now=AFTER, actor=CLERK)
    record_attendance(hearings_of(curable)[0].id, agency.id, Came(None, lawyers=1), now=AFTER, actor=CLERK)
    record_attendance(excused.hearings[0].id, agency.id, came, now=AFTER, actor=CLERK)
    record_excuse(excused.hearings[0].id, other.id, Stated("1", seal=True), now=AFTER, actor=CLERK)
    record_attendance(excused.hearings[0].id, other.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    decide_excuse(excused.hearings[0].id, other.id, "accepted", now=AFTER, actor=CLERK)
    refresh_passed(AFTER)
    return agency, curable


def hearings_of(lawsuit: Lawsuit) -> list[Hearing]:
    return sorted(lawsuit.hearings, key=lambda each: each.starts_at)


def test_the_stored_figures_are_those_of_the_facts_file(app_on: Flask) -> None:
    a_month()
    for month in (MONTH, "2026-10"):
        stored = month_figures(db.session, month, AFTER)
        assert stored == tally(whole_register(db.session), month, AFTER)


def test_every_figure_opens_exactly_its_cases(app_on: Flask) -> None:
    a_month()
    figures = month_figures(db.session, MONTH)
    assert (figures.den, figures.num, figures.open, figures.excused, figures.unknown) == (3, 1, 1, 1, 1)
    plain = ("den", "num", "excused", "open", "breached", "pending", "unknown", "lawyers_only")
    opened = {each: len(cases_behind(db.session, MONTH, each, AFTER)) for each in plain}
    assert opened == {each: figures.to_json()[each] for each in plain}
    for key in PROFILE_PARTS:
        behind = [len(cases_behind(db.session, MONTH, f"{key}.{part}", AFTER)) for part in ("num", "den")]
        assert tuple(behind) == figures.profiles[key], key
    for key, pair in figures.by_procedure.items():
        behind = [
            len(cases_behind(db.session, MONTH, f"procedure.{key}.{part}", AFTER)) for part in ("num", "den")
        ]
        assert tuple(behind) == pair
    for agency_id, line in figures.by_agency.items():
        for key, count in line.to_json().items():
            if key != "rate":
                assert len(cases_behind(db.session, MONTH, f"agency.{agency_id}.{key}", AFTER)) == count
    assert (
        tuple(len(sittings_behind(db.session, MONTH, each)) for each in ("num", "den"))
        == (figures.profiles["D"])
    )
    case_ids = [each.id for each in cases_behind(db.session, MONTH, "den", AFTER)]
    assert all(reasons_of(db.session, case_ids, AFTER).values())


@pytest.mark.parametrize(
    "figure", ["", "rate", "B", "B.sum", "procedure.fourth", "agency.x.num", "agency.1.rate"]
)
def test_a_figure_that_does_not_exist_opens_nothing(app: Flask, figure: str) -> None:
    with pytest.raises(NotFoundError):
        cases_behind(db.session, MONTH, figure, AFTER)


def test_a_month_is_drafted_when_it_has_ended_and_drafting_again_follows_the_facts(app: Flask) -> None:
    assert draft_last_month(AFTER) is None
    make_case(make_agency(), hearings=())
    draft = draft_last_month(AFTER)
    assert draft is not None
    assert (draft.month, draft.state, draft.figures["den"]) == (MONTH, "draft", 0)
    a_month()
    again = draft_month(MONTH, now=AFTER)
    assert again is not None
    assert (again.id, again.figures["den"]) == (draft.id, 3)


def test_issuing_freezes_the_figures_the_files_and_tells_the_leaders(app_on: Flask) -> None:
    a_month()
    make_user("leadership", mobile="+8613800009999")
    edition = issue_month(MONTH, now=AFTER, actor=CLERK)
    assert (edition.edition, edition.state, len(edition.seal)) == (1, "issued", 64)
    assert db.session.scalars(select(Notice.event).where(Notice.circular_id == edition.id)).all()
    first, second = (
        month_report(db.session, MONTH, AFTER),
        month_report(db.session, MONTH, at("2027-01-05 09:00")),
    )
    assert first == second
    text = re.sub(r"<[^>]+>", "", ZipFile(io.BytesIO(first.docx)).read("word/document.xml").decode())
    assert "已确认负责人出庭1件（1/4），另有1件结果待登记" in text
    assert draft_month(MONTH, now=AFTER) is None
    with pytest.raises(ConflictError, match="没有变化"):
        issue_month(MONTH, now=AFTER, actor=CLERK, reason="再发")


def test_a_cure_in_the_next_month_proposes_an_edition_that_a_person_issues(app_on: Flask) -> None:
    agency, curable = a_month()
    head = make_official(agency)
    issued = issue_month(MONTH, now=AFTER, actor=CLERK)
    later = at("2026-10-20 15:00")
    second = hearings_of(curable)[1]
    record_attendance(second.id, agency.id, Came(head.id), now=later, actor=CLERK)
    proposal = latest_edition(db.session, MONTH, "proposed")
    assert proposal is not None
    assert (proposal.edition, proposal.figures["num"], issued.figures["num"]) == (2, 2, 1)
    with pytest.raises(ReasonMissingError, match="更正原因"):
        issue_month(MONTH, now=later, actor=CLERK)
    edition = issue_month(MONTH, now=later, actor=CLERK, reason="第二次开庭负责人出庭")
    assert (edition.edition, edition.figures["num"]) == (2, 2)
    assert latest_edition(db.session, MONTH, "proposed") is None
    circular = build_circular(db.session, MONTH, later, 3)
    assert circular.previous is not None
    assert (circular.previous.edition, circular.previous.num) == (2, 2)


def test_a_proposal_is_taken_back_when_the_facts_are_again_as_issued(app: Flask) -> None:
    agency, curable = a_month()
    head = make_official(agency)
    issue_month(MONTH, now=AFTER, actor=CLERK)
    hearing_id, later = hearings_of(curable)[0].id, at("2026-10-12 09:00")
    record_attendance(hearing_id, agency.id, Came(head.id), now=later, actor=CLERK, reason="笔录更正")
    assert latest_edition(db.session, MONTH, "proposed") is not None
    back = Came(None, lawyers=1)
    record_attendance(hearing_id, agency.id, back, now=later, actor=CLERK, reason="前次更正有误")
    assert latest_edition(db.session, MONTH, "proposed") is None


def test_two_corrections_that_cancel_out_in_the_figures_still_propose_an_edition(app_on: Flask) -> None:
    agency = make_agency()
    head, other = make_official(agency), make_official(agency, "陆知远")
    hearing_id = make_case(agency).hearings[0].id
    record_attendance(hearing_id, agency.id, Came(head.id, spoke=True), now=AFTER, actor=CLERK)
    first = issue_month(MONTH, now=AFTER, actor=CLERK)
    came = Came(other.id, spoke=True)
    record_attendance(hearing_id, agency.id, came, now=AFTER, actor=CLERK, reason="登记错了人")
    proposal = latest_edition(db.session, MONTH, "proposed")
    assert proposal is not None
    assert proposal.figures == first.figures
    came = Came(head.id, spoke=True)
    record_attendance(hearing_id, agency.id, came, now=AFTER, actor=CLERK, reason="原来没有错")
    assert latest_edition(db.session, MONTH, "proposed") is None


def test_a_month_that_has_not_begun_is_not_issued(app: Flask) -> None:
    with pytest.raises(InvalidInputError, match="还没有开始"):
        issue_month("2026-11", now=AFTER, actor=CLERK)


def test_the_circular_lists_each_duty_with_its_reason_and_masks_the_plaintiff(app: Flask) -> None:
    a_month()
    circular = build_circular(db.session, MONTH, AFTER)
    assert len(circular.cases) == 5
    assert {each.plaintiff for each in circular.cases} == {"王某某"}
    assert [each.reason for each in circular.with_standing(Standing.EXCUSED)] == [
        "未出庭均经法院认定理由成立，留在分母，不计入分子"
    ]
    assert len(circular.unknown_cases) == 1
    assert len(circular.next_hearings) == 2
    assert [(each.month, each.den) for each in trend(db.session, MONTH)] == [(MONTH, 3)]
    assert sum(each.den for each in circular.agencies) == 4


def test_an_empty_month_has_a_report_without_a_rate(app: Flask) -> None:
    report = month_report(db.session, "2026-02", AFTER)
    assert (report.edition, report.figures["rate"]) == (0, "—")
