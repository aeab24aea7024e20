"""材料 by page: the certificate from missing to filed, the statement and the request to postpone."""

import io

from docx import Document
from sqlalchemy import select

from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.journal import JournalLine
from litigation.records.paper import Paper
from tests.factory import NOW, make_official
from tests.web.district import District

PDF = b"%PDF-1.4 a sealed paper"


def text_of(data: bytes) -> str:
    return "\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs)


def state(district: District, **values) -> str:
    with district.app.app_context(), writing() as session:
        row = session.get_one(Assignment, district.a.assignment)
        for name, value in values.items():
            setattr(row, name, value)
        return row.certificate_state


def seat_path(district: District) -> str:
    return f"/hearings/{district.a.hearing}/papers/{district.a.agency}"


def test_a_certificate_is_written_sealed_and_filed(district: District) -> None:
    clerk, path = district.browser("clerk"), f"/assignments/{district.a.assignment}/certificate"
    case = clerk.get(f"/cases/{district.a.case}")
    assert "未备齐" in case.words()
    page = clerk.get(seat_path(district))
    clerk.submit(page, f"{path}/paper", status=303)
    assert state(district) == "made"
    page = clerk.get(seat_path(district))
    assert "待盖章" in page.words()
    with district.app.app_context():
        paper = db.session.scalars(select(Paper)).one()
        paper_id = paper.id
        acts = db.session.scalars(select(JournalLine.act).where(JournalLine.subject == "paper")).all()
    assert acts == ["paper.issue"]
    got = clerk.client.get(f"/papers/{paper_id}")
    assert "attachment" in got.headers["Content-Disposition"]
    text = text_of(got.data)
    assert "沈甲标记同志作为行政机关负责人出庭应诉" in text
    assert "王建国" in text
    sent = {**page.form(path), "scan": (io.BytesIO(PDF), "scan.pdf"), "ready": "yes"}
    clerk.post(path, sent, status=303, content_type="multipart/form-data")
    assert state(district) == "filed"
    page = clerk.get(seat_path(district))
    assert "盖章的身份证明书" in page.words()
    story = clerk.get(f"/cases/{district.a.case}").words()
    assert "生成行政机关负责人身份证明书" in story
    assert "收到盖章的身份证明书" in story
    clerk.post(path, {**page.form(path), "ready": "no"}, status=303)
    assert state(district) == "made"


def test_what_is_no_scan_is_refused_and_nothing_is_marked(district: District) -> None:
    clerk, path = district.browser("clerk"), f"/assignments/{district.a.assignment}/certificate"
    page = clerk.get(seat_path(district))
    sent = {**page.form(path), "scan": (io.BytesIO(b"MZ"), "scan.exe"), "ready": "yes"}
    clerk.post(path, sent, status=303, content_type="multipart/form-data")
    assert "只收照片" in clerk.get(seat_path(district)).text
    assert state(district) == "missing"


def test_no_head_can_come_and_both_papers_are_written(district: District) -> None:
    with district.app.app_context():
        agency = db.session.get_one(Assignment, district.a.assignment).agency
        chief = make_official(agency, "顾长庚", rank="principal", post="局长").id
    state(district, state="declined", decline_ground="3", decline_words="在防汛指挥部值守")
    clerk = district.browser("clerk")
    path = seat_path(district)
    page = clerk.get(path)
    assert "在防汛指挥部值守" in page.text
    wrong = clerk.submit(page, path, status=422, kind="statement")
    assert "请写明这位负责人不能出庭的具体情况" in wrong.text
    assert "请至少写一项证明材料" in wrong.text
    reasons = {f"head_{chief}": "住院治疗", "proofs": "值班表\n诊断证明", "staff": "韩叙白 科长"}
    assert clerk.submit(page, path, status=303, kind="statement", **reasons) == path
    clerk.submit(page, path, status=303, kind="postponement", day="2026-10-12", hour="09:30", **reasons)
    with district.app.app_context():
        papers = db.session.scalars(select(Paper).order_by(Paper.id)).all()
        ids = [each.id for each in papers]
        assert [each.kind for each in papers] == ["statement", "postponement"]
    said, asked = (text_of(clerk.client.get(f"/papers/{each}").data) for each in ids)
    assert "第八条第三项" in said
    assert "顾长庚（局长）：住院治疗" in said
    assert "委托相应的工作人员韩叙白（科长）" in said
    assert "2026年10月12日上午9时30分" in asked
    assert "延期开庭申请书" in clerk.get(path).words()


def test_a_liaison_writes_the_papers_of_their_own_agency_alone(district: District) -> None:
    liaison = district.browser("liaison")
    path = f"/assignments/{district.a.assignment}/certificate/paper"
    liaison.submit(liaison.get(seat_path(district)), path, status=303)
    assert "生成或上传" in liaison.get(f"/cases/{district.a.case}").text
    other = district.b
    liaison.get(f"/hearings/{other.hearing}/papers/{other.agency}", status=404)
    clerk = district.browser("clerk")
    page = clerk.get(f"/hearings/{other.hearing}/papers/{other.agency}")
    clerk.submit(page, f"/assignments/{other.assignment}/certificate/paper", status=303)
    with district.app.app_context():
        foreign = db.session.scalars(select(Paper.id).where(Paper.agency_id == other.agency)).one()
    liaison.get(f"/papers/{foreign}", status=404)
    assert liaison.client.get("/papers/999").status_code == 404


def test_a_confirmed_head_passes_the_certificate_on_without_the_plaintiffs_name(district: District) -> None:
    guest = district.browser()
    link = f"/h/{district.a.token}"
    assert guest.client.get(f"{link}/certificate.docx").status_code == 404
    state(district, state="confirmed", answered_by="link")
    with district.app.app_context(), writing() as session:
        session.get_one(Assignment, district.a.assignment).answered_at = NOW
    assert "转方甲标记盖章" in guest.get(link).text
    text = text_of(guest.client.get(f"{link}/certificate.docx").data)
    assert "沈甲标记" in text
    assert "王建国" not in text
