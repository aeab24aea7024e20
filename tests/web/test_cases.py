"""案件 by page: the list and its filters, one case, and cases and hearings kept by hand."""

import pytest
from sqlalchemy import select

from litigation.actions.assign_heads import Choice, assign
from litigation.records.agency import Agency
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Task
from tests.factory import CLERK, NOW, SECRET, hearing_at, make_case
from tests.web.district import District


@pytest.fixture
def clerk(district: District):
    return district.browser("clerk")


def case_form(clerk, district: District, **values: str) -> dict[str, str]:
    """The new-case form filled in."""
    filled = {
        "number": "（2026）鲁9902行初500号",
        "plaintiffs": "周平\n周安",
        "agency_1": str(district.a.agency),
        "cause": "行政许可",
        "day": "2026-10-12",
        "hour": "09:30",
        "courtroom": "第三法庭",
    }
    return {**clerk.get("/cases/new").form("/cases/new"), **filled, **values}


def rows(app, query):
    with app.app_context():
        found = db.session.scalars(query).all()
        db.session.remove()
    return found


def test_a_list_masks_plaintiffs_and_finds_by_number_agency_and_head(clerk, district: District) -> None:
    page = clerk.get("/cases")
    assert "王建国" not in page.text
    assert "王某某" in page.text
    for words in ("行初", "甲标记", "沈甲标记"):
        assert f"/cases/{district.a.case}" in clerk.get(f"/cases?q={words}").text
    assert f'/cases/{district.b.case}"' not in clerk.get("/cases?q=沈甲标记").text
    assert "没有符合条件的案件" in clerk.get("/cases?q=没有这个人").text


@pytest.mark.parametrize("query", ["standing=nonsense&page=-3&per=7", "agency=x&when=coming", "page=999999"])
def test_nonsense_in_the_address_is_no_fault(clerk, query: str) -> None:
    clerk.get(f"/cases?{query}")


def test_a_percent_sign_finds_only_what_holds_one(clerk, district: District) -> None:
    assert "没有符合条件的案件" in clerk.get("/cases?q=%25").words()


def test_paging_keeps_filters_and_takes_nothing_else_along(clerk) -> None:
    page = clerk.get("/cases?q=行初&per=20&_external=1&_scheme=javascript")
    assert not [href for href in page.links().values() if "javascript" in href]


def test_one_case_shows_the_full_name_and_leaves_a_trace(clerk, district: District) -> None:
    page = clerk.get(f"/cases/{district.a.case}")
    assert "王建国" in page.heading
    assert f"沈{district.a.marker}" in page.text
    with district.app.app_context():
        from litigation.records.journal import AccessLine

        lines = db.session.scalars(select(AccessLine).where(AccessLine.kind == "case")).all()
        assert [line.subject_id for line in lines] == [district.a.case]


def test_a_liaison_sees_its_own_agency_alone(district: District) -> None:
    liaison = district.browser("liaison")
    assert district.b.marker not in liaison.get("/cases").text
    assert district.b.marker not in liaison.get("/calendar?from=2026-09").text
    liaison.get(f"/cases/{district.a.case}")
    liaison.get(f"/cases/{district.b.case}", status=404)


def test_a_liaison_sees_nothing_of_a_co_defendants_head(district: District) -> None:
    with district.app.app_context():
        agencies = [db.session.get_one(Agency, place.agency) for place in (district.a, district.b)]
        joint = make_case(*agencies, hearings=(hearing_at("2026-10-26 09:30"),))
        for place in (district.a, district.b):
            choice = Choice(joint.hearings[0].id, place.agency, place.official)
            assign(choice, now=NOW, actor=CLERK, secret=SECRET)
        joint_id, other = joint.id, f"沈{district.b.marker}"
    assert other in district.browser("clerk").get(f"/cases/{joint_id}").text
    page = district.browser("liaison").get(f"/cases/{joint_id}")
    assert f"沈{district.a.marker}" in page.text
    assert other not in page.text
    for link in page.links().values():
        if link.startswith("/duties/"):
            district.browser("liaison").get(link)


def test_a_new_case_is_checked_before_it_is_stored(clerk, district: District) -> None:
    fields = case_form(clerk, district)
    checked = clerk.post("/cases/new", fields, status=200)
    assert "产生 1 项应诉义务" in checked.text
    assert not rows(district.app, select(Lawsuit).where(Lawsuit.sequence == 500))
    target = clerk.submit(checked, "/cases/new", status=303)
    (lawsuit,) = rows(district.app, select(Lawsuit).where(Lawsuit.sequence == 500))
    assert target == f"/cases/{lawsuit.id}"
    page = clerk.get(target)
    assert "已登记案件，产生 1 项应诉义务。" in page.text
    assert "周平、周安诉" in page.heading


def test_what_is_changed_after_the_check_is_checked_again(clerk, district: District) -> None:
    checked = clerk.post("/cases/new", case_form(clerk, district), status=200)
    clerk.submit(checked, "/cases/new", status=200, day="2026-10-13")
    assert not rows(district.app, select(Lawsuit).where(Lawsuit.sequence == 500))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "随便写的", "案号无法识别"),
        ("number", "", "请填写案号"),
        ("plaintiffs", "", "请填写原告"),
        ("day", "2026-02-30", "日期“2026-02-30”不存在"),
        ("hour", "25:00", "时间“25:00”不存在"),
    ],
)
def test_a_wrong_value_is_named_at_its_field_and_input_is_kept(
    clerk, district: District, field: str, value: str, sentence: str
) -> None:
    page = clerk.post("/cases/new", case_form(clerk, district, **{field: value}), status=422)
    assert sentence in page.text
    assert page.form("/cases/new")["cause"] == "行政许可"


def test_a_court_the_table_does_not_know_is_asked_for_once(clerk, district: District) -> None:
    unknown = case_form(clerk, district, number="（2026）鲁9955行初1号")
    page = clerk.post("/cases/new", unknown, status=422)
    assert "法院代字不在代码表中，请填写法院。" in page.text
    checked = clerk.post("/cases/new", {**unknown, "court": "湖西区人民法院"}, status=200)
    path = clerk.submit(checked, "/cases/new", status=303)
    (first,) = rows(district.app, select(Lawsuit).where(Lawsuit.court_code == "鲁9955"))
    (hearing,) = rows(district.app, select(Hearing).where(Hearing.court == "湖西区人民法院"))
    assert hearing.courtroom == "第三法庭"
    clerk.submit(clerk.get(f"{path}/edit"), f"{path}/edit", status=303, cause="行政强制", court="")
    (after,) = rows(district.app, select(Lawsuit).where(Lawsuit.id == first.id))
    assert after.court == "湖西区人民法院"
    again = clerk.post("/cases/new", {**unknown, "number": "（2026）鲁9955行初2号"}, status=200)
    assert "湖西区人民法院" in again.words()


def test_a_number_registered_already_is_refused(clerk, district: District) -> None:
    (known,) = rows(district.app, select(Lawsuit).where(Lawsuit.id == district.a.case))
    checked = clerk.post("/cases/new", case_form(clerk, district, number=known.number), status=200)
    page = clerk.submit(checked, "/cases/new", status=422)
    assert "已经登记" in page.text


def test_a_correction_keeps_what_the_form_does_not_ask(clerk, district: District) -> None:
    path = f"/cases/{district.a.case}/edit"
    assert clerk.submit(clerk.get(path), path, status=303, cause="行政强制") == f"/cases/{district.a.case}"
    (lawsuit,) = rows(district.app, select(Lawsuit).where(Lawsuit.id == district.a.case))
    assert lawsuit.cause == "行政强制"
    page = clerk.get(f"/cases/{district.a.case}")
    assert "王建国" in page.heading
    assert f"云汀区{district.a.marker}局" in page.heading


def test_a_stale_correction_writes_nothing(clerk, district: District) -> None:
    path = f"/cases/{district.a.case}/edit"
    old = clerk.get(path)
    clerk.submit(clerk.get(path), path, status=303, cause="行政强制")
    page = clerk.submit(old, path, status=422, cause="行政赔偿")
    assert "刚被别人改过" in page.text


def test_a_moved_date_shows_old_and_new_and_asks_for_confirmation_again(clerk, district: District) -> None:
    path = f"/hearings/{district.a.hearing}/move"
    clerk.submit(clerk.get(path), path, status=303, day="2026-10-20", hour="14:00", reason="法院电话通知")
    page = clerk.get(f"/cases/{district.a.case}")
    assert "9月28日 周一 09:30" in page.text
    assert "10月20日 周二 14:00" in page.text
    assert "法院电话通知" in page.text


def test_a_move_needs_a_date_or_the_word_that_there_is_none(clerk, district: District) -> None:
    path = f"/hearings/{district.a.hearing}/move"
    page = clerk.submit(clerk.get(path), path, status=422, day="", hour="", reason="法院通知")
    assert "请填写新日期" in page.text
    clerk.submit(page, path, status=303, unknown="y")
    assert "日期未定" in clerk.get(f"/cases/{district.a.case}").text
    (task,) = rows(district.app, select(Task).where(Task.kind == "date"))
    assert f"/tasks/{task.id}" in clerk.get("/").text
    assert path in clerk.get(f"/tasks/{task.id}").text


def test_a_cancelled_hearing_stays_and_is_struck(clerk, district: District) -> None:
    path = f"/hearings/{district.a.hearing}/cancel"
    clerk.submit(clerk.get(path), path, status=303, withdrawn="yes", reason="原告撤诉")
    page = clerk.get(f"/cases/{district.a.case}")
    assert "void-text" in page.text
    assert "原告撤诉" in page.text


def test_a_cancellation_is_taken_back_from_the_case(clerk, district: District) -> None:
    case = f"/cases/{district.a.case}"
    path = f"/hearings/{district.a.hearing}"
    clerk.submit(clerk.get(f"{path}/cancel"), f"{path}/cancel", status=303, withdrawn="no", reason="误传")
    assert f"{path}/reinstate" in clerk.get(case).text
    page = clerk.submit(clerk.get(f"{path}/reinstate"), f"{path}/reinstate", status=422, reason="")
    clerk.submit(page, f"{path}/reinstate", status=303, reason="法院更正")
    assert "已恢复这次开庭" in clerk.get(case).text
    (hearing,) = rows(district.app, select(Hearing).where(Hearing.id == district.a.hearing))
    assert (hearing.cancelled_at, hearing.outcome) == (None, None)


def test_a_vanished_hearing_is_asked_about_and_kept(clerk, district: District) -> None:
    path = f"/hearings/{district.a.hearing}/missing"
    clerk.submit(clerk.get(path), path, status=303, still_on="yes")
    (hearing,) = rows(district.app, select(Hearing).where(Hearing.id == district.a.hearing))
    assert hearing.cancelled_at is None


def test_a_courtroom_is_corrected_without_a_new_revision(clerk, district: District) -> None:
    path = f"/hearings/{district.a.hearing}/correct"
    clerk.submit(clerk.get(path), path, status=303, courtroom="第六法庭")
    (hearing,) = rows(district.app, select(Hearing).where(Hearing.id == district.a.hearing))
    assert (hearing.courtroom, hearing.revision) == ("第六法庭", 1)


def test_a_further_hearing_can_be_entered(clerk, district: District) -> None:
    path = f"/cases/{district.a.case}/hearings/new"
    clerk.submit(clerk.get(path), path, status=303, day="2026-11-02", hour="10:00")
    assert "11月2日 周一 10:00" in clerk.get(f"/cases/{district.a.case}").text
