"""派员 by page: proposals with reasons, another choice, and leaving a duty open."""

from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from tests.factory import make_agency, make_case, make_official
from tests.web.district import District


def open_duty(district: District) -> tuple[int, int, int, int]:
    """A case nobody is asked for, with two heads to choose from; returns ids."""
    with district.app.app_context():
        agency = make_agency("云汀区丙标记局", short_name="区丙标记局")
        first, second = (
            make_official(agency, "秦越舟"),
            make_official(agency, "顾文澈", post="局长", rank="principal"),
        )
        lawsuit = make_case(agency)
        return lawsuit.hearings[0].id, agency.id, first.id, second.id


def head_of(district: District, hearing_id: int) -> list[str]:
    with district.app.app_context():
        hearing = db.session.get_one(Hearing, hearing_id)
        return [each.official.name for each in hearing.assignments if each.state == "asked"]


def test_the_ticked_proposals_are_taken_over_together(district: District) -> None:
    hearing, *_ = open_duty(district)
    clerk = district.browser("clerk")
    page = clerk.get("/assignments")
    assert "区丙标记局" in page.text
    assert "今年出庭 0 次" in page.text
    clerk.submit(page, "/assignments", status=303)
    assert len(head_of(district, hearing)) == 1
    assert "没有待派的开庭" in clerk.get("/assignments").text


def test_nothing_ticked_asks_nobody(district: District) -> None:
    hearing, *_ = open_duty(district)
    clerk = district.browser("clerk")
    token = clerk.get("/assignments").form("/assignments")["csrf_token"]
    clerk.post("/assignments", {"csrf_token": token}, status=303)
    assert head_of(district, hearing) == []
    assert "没有勾选建议，没有派任何人" in clerk.get("/assignments").text


def test_a_head_who_cannot_be_told_is_named_at_once(district: District) -> None:
    hearing, agency, _first, second = open_duty(district)
    with district.app.app_context(), writing() as session:
        head = session.get_one(Official, second)
        head.mobile, head.email = None, None
    clerk, path = district.browser("clerk"), f"/assignments/{hearing}/{agency}"
    after = clerk.submit(clerk.get(path), path, status=303, official=str(second))
    page = clerk.get(str(after)).text
    assert "顾文澈没有手机号和邮箱，通知不到" in page
    assert "通知正在发出" not in page


def test_another_head_than_the_proposed_one_can_be_asked(district: District) -> None:
    hearing, agency, _first, second = open_duty(district)
    clerk, path = district.browser("clerk"), f"/assignments/{hearing}/{agency}"
    clerk.submit(clerk.get(path), path, status=303, official=str(second))
    assert head_of(district, hearing) == ["顾文澈"]


def test_a_duty_is_left_open_only_with_a_reason(district: District) -> None:
    hearing, agency, *_ = open_duty(district)
    clerk, path = district.browser("clerk"), f"/assignments/{hearing}/{agency}"
    page = clerk.submit(clerk.get(path), path, status=422, official="open")
    assert "请写明理由" in page.text
    clerk.submit(page, path, status=303, official="open", reason="等法院改期")
    assert head_of(district, hearing) == []


def test_a_head_of_another_agency_is_refused(district: District) -> None:
    hearing, agency, *_ = open_duty(district)
    clerk, path = district.browser("clerk"), f"/assignments/{hearing}/{agency}"
    fields = {**clerk.get(path).form(path), "official": str(district.a.official)}
    page = clerk.post(path, fields, status=422)
    assert "不能作为本案出庭负责人" in page.text


def test_forged_choices_are_no_fault(district: District) -> None:
    hearing, agency, *_ = open_duty(district)
    clerk, path = district.browser("clerk"), f"/assignments/{hearing}/{agency}"
    token = clerk.get(path).form(path)["csrf_token"]
    clerk.post(path, {"csrf_token": token, "official": "x"}, status=422)
    clerk.post("/assignments", {"csrf_token": token, "take": "1:x"}, status=422)
    clerk.get("/assignments/987654/1", status=404)


def test_an_auditor_reads_proposals_without_a_button(district: District) -> None:
    open_duty(district)
    page = district.browser("auditor").get("/assignments")
    assert "派员并通知" not in page.text


def test_a_certificate_is_marked_ready_and_back(district: District) -> None:
    clerk = district.browser("clerk")
    case = f"/cases/{district.a.case}"
    for expected in ("改回未备齐", "标为已备齐"):
        page = clerk.get(case)
        clerk.submit(page, f"/assignments/{district.a.assignment}/certificate", status=303)
        assert expected in clerk.get(case).text


def test_a_head_who_is_not_asked_any_more_has_nothing_to_hand_over(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.get_one(Assignment, district.a.assignment).state = "ended"
    page = district.browser("clerk").get(f"/assignments/{district.a.assignment}/hand-over")
    assert "不能交接" in page.words()
