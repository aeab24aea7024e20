"""A reason for absence on its page: stated, looked at, decided by the court alone (R2020 arts. 8, 9)."""

from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_excuse import Stated, excuse_of, record_excuse
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.import_run import Blob
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case
from tests.web.district import District

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def decline(district: District, proof: bytes | None = PNG) -> str:
    """The head of agency A has refused with a proof; return the page's address."""
    with district.app.app_context(), writing() as session:
        assignment = session.get_one(Assignment, district.a.assignment)
        assignment.state, assignment.answered_at = "declined", NOW
        assignment.decline_ground, assignment.decline_words = "3", "参加省级答辩"
        if proof:
            session.add(Blob(sha256="a" * 64, size=len(proof), type="image/png", data=proof, created_at=NOW))
            session.flush()
            assignment.proof_sha256 = "a" * 64
    return f"/hearings/{district.a.hearing}/excuse/{district.a.agency}"


def test_a_refusal_is_shown_with_its_proof(district: District) -> None:
    path = decline(district)
    page = district.browser("clerk").get(path)
    assert "参加省级答辩" in page.text
    proof = f"/assignments/{district.a.assignment}/proof"
    assert proof in page.text
    answer = district.browser("auditor").client.get(proof)
    assert (answer.data, answer.mimetype) == (PNG, "image/png")
    assert district.browser("liaison").client.get(proof).status_code == 403


def test_a_refusal_becomes_a_reason_and_the_court_decides(district: District) -> None:
    path = decline(district)
    browser = district.browser("clerk")
    form = {**browser.get(path).form(path), "what": "stated"}
    assert form["stated-ground"] == "3"
    browser.post(path, form, status=303)
    view = {"what": "view", "view-office_view": "doubts", "view-office_words": "另有副职在岗"}
    token = {"csrf_token": form["csrf_token"]}
    browser.post(path, {**token, **view, "view-sent_on": "2026-09-14"}, status=303)
    page = browser.get(path)
    assert "理由不足" in page.text
    assert "9月14日" in page.text
    browser.post(path, {**token, "what": "decision", "decision-decision": "rejected"}, status=303)
    with district.app.app_context():
        row = excuse_of(db.session(), district.a.hearing, district.a.agency)
        assert row is not None
        assert (row.court_decision, row.office_view, row.proof) == ("rejected", "doubts", True)
    changed = browser.post(path, {**token, "what": "decision", "decision-decision": "accepted"}, status=422)
    assert "写明理由" in changed.text


def test_a_day_to_come_is_no_day_of_handing_in(district: District) -> None:
    path = decline(district)
    browser = district.browser("clerk")
    form = {**browser.get(path).form(path), "what": "stated"}
    browser.post(path, form, status=303)
    late = {"csrf_token": form["csrf_token"], "what": "view", "view-office_view": "none"}
    page = browser.post(path, {**late, "view-sent_on": "2026-10-01"}, status=422)
    assert "今天之后" in page.text


def test_an_undecided_reason_is_on_the_board_with_its_cure(district: District) -> None:
    with district.app.app_context():
        agency = make_agency("云汀区城市管理局", short_name="区城管局")
        lawsuit = make_case(agency, hearings=(hearing_at("2026-09-10 09:30"),), now=at("2026-09-01 09:00"))
        hearing = lawsuit.hearings[0].id
        record_attendance(hearing, agency.id, Came(None), now=NOW, actor=CLERK)
        record_excuse(hearing, agency.id, Stated("1", "台风"), now=NOW, actor=CLERK)
        path, case = f"/hearings/{hearing}/excuse/{agency.id}", lawsuit.id
    browser = district.browser("clerk")
    assert browser.get("/").links()["登记法院意见"] == path
    assert path in browser.get(f"/cases/{case}").text
