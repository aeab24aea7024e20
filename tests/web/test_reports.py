"""通报 and 概况 by page: what is printed, what a number opens, and what issuing freezes."""

import io
from datetime import timedelta

import pytest
from docx import Document
from python_calamine import load_workbook
from sqlalchemy import select

from litigation.actions.circular_lines import VOICES
from litigation.actions.record_attendance import Came, record_attendance
from litigation.records.circular import Circular
from litigation.records.db import db
from litigation.web.sentence import figure_words
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case, make_official
from tests.web.district import District


@pytest.fixture
def august(district: District) -> dict[str, int]:
    """Two cases heard in August: one attended and silent, one with nobody."""
    with district.app.app_context():
        agency = make_agency("云汀区丙标记局", short_name="区丙标记局")
        head = make_official(agency, "秦越舟", rank="principal", post="局长")
        cases = [make_case(agency, hearings=(hearing_at(f"2026-08-{day} 09:00"),)) for day in (10, 20)]
        ids = {"agency": agency.id, "head": head.id}
        for number, lawsuit in enumerate(cases):
            ids[f"case_{number}"], ids[f"hearing_{number}"] = lawsuit.id, lawsuit.hearings[0].id
        day = at("2026-08-21 09:00")
        record_attendance(ids["hearing_0"], agency.id, Came(head.id, spoke=False), now=day, actor=CLERK)
        record_attendance(ids["hearing_1"], agency.id, Came(None, lawyers=1), now=day, actor=CLERK)
    return ids


def test_a_month_prints_fraction_and_rate_and_each_number_opens_its_cases(district: District, august) -> None:
    clerk = district.browser("clerk")
    page = clerk.get("/reports/2026-08")
    assert "50.0%" in page.text
    links = {a.get("href") for a in page.all("a") if a.get("class") == "n"}
    assert {"/reports/2026-08/num", "/reports/2026-08/den", "/reports/2026-08/D.den"} <= links
    for href in links:
        clerk.get(href)
    behind = clerk.get("/reports/2026-08/breached")
    assert "1 件，按案号排列" in behind.text
    assert f"/cases/{august['case_1']}" in behind.text


def test_no_percent_while_an_outcome_is_missing(district: District, august) -> None:
    with district.app.app_context():
        from litigation.records.agency import Agency

        agency = db.session.get_one(Agency, august["agency"])
        make_case(agency, hearings=(hearing_at("2026-08-25 09:00"),))
    page = district.browser("leadership").get("/reports/2026-08")
    main = page.words()
    assert "1 / 3 件" in main
    assert "结果待登记" in main
    assert "%" not in page.words(page.all("section")[0])


def test_a_month_without_hearings_says_so(district: District) -> None:
    page = district.browser("clerk").get("/reports/2026-07")
    assert "无开庭案件" in page.text
    assert "0%" not in page.words()


@pytest.mark.parametrize(
    "path", ["2026-13", "2026-8", "nonsense", "2026-08/nothing", "2026-08/D.x", "2026-08/agency.1.x"]
)
def test_what_is_no_month_or_figure_is_not_found(district: District, path: str) -> None:
    district.browser("clerk").get(f"/reports/{path}", status=404)


def test_issuing_freezes_the_figures_and_a_correction_needs_its_reason(district: District, august) -> None:
    clerk = district.browser("clerk")
    path = "/reports/2026-08/issue"
    assert clerk.submit(clerk.get(path), path, status=303) == "/reports/2026-08"
    assert "第 1 版" in clerk.get("/reports/2026-08").text
    with district.app.app_context():
        came = Came(august["head"], spoke=True)
        now = at("2026-09-14 11:00")
        record_attendance(august["hearing_1"], august["agency"], came, now=now, actor=CLERK, reason="补录")
    page = clerk.get("/reports/2026-08")
    assert "已报 1/2 ↔ 现在 2/2" in page.text
    assert "50.0%" in page.text
    assert "100%" in clerk.get("/reports/2026-08?edition=0").text
    assert "须写明" in clerk.submit(clerk.get(path), path, status=422).text
    clerk.submit(clerk.get(path), path, status=303, reason="8月20日 一案补录")
    assert "第 2 版" in clerk.get("/reports/2026-08").text
    assert "50.0%" in clerk.get("/reports/2026-08?edition=1").text
    with district.app.app_context():
        assert len(db.session.scalars(select(Circular)).all()) == 2


def test_an_old_edition_shows_and_opens_what_it_was(district: District, august) -> None:
    clerk = district.browser("clerk")
    path = "/reports/2026-08/issue"
    clerk.submit(clerk.get(path), path, status=303)
    with district.app.app_context():
        came = Came(august["head"], spoke=True)
        now = at("2026-09-14 11:00")
        record_attendance(august["hearing_1"], august["agency"], came, now=now, actor=CLERK, reason="补录")
    clerk.submit(clerk.get(path), path, status=303, reason="8月20日 一案补录")
    first = clerk.get("/reports/2026-08?edition=1")
    assert "负责人未出庭1件" in first.words()
    assert "本通报为第" not in first.words()
    assert "这一版已由第 2 版更正" in first.words()
    links = {a.get("href") for a in first.all("a") if a.get("class") == "n"}
    assert "/reports/2026-08/num?edition=1" in links
    for href in links:
        assert "封存时的名单" in clerk.get(href).text
    assert len(clerk.get("/reports/2026-08/num?edition=1").all("tr")) == 2
    assert len(clerk.get("/reports/2026-08/num").all("tr")) == 3
    second = clerk.get("/reports/2026-08")
    assert "已报 1/2 ↔ 现在 2/2" in second.words()
    assert "更正原因：8月20日 一案补录" in second.words()
    assert "未出庭：无" in second.words()


@pytest.mark.parametrize("path", ["den?edition=7", "nothing?edition=1", "D.x?edition=1", "B.x?edition=1"])
def test_what_an_edition_does_not_state_is_not_found(district: District, august, path: str) -> None:
    clerk = district.browser("clerk")
    clerk.submit(clerk.get("/reports/2026-08/issue"), "/reports/2026-08/issue", status=303)
    clerk.get(f"/reports/2026-08/{path}", status=404)
    assert "没有案件" in clerk.get("/reports/2026-08/excused?edition=1").text


def test_the_running_month_is_not_offered_for_sealing(district: District) -> None:
    assert "封存并通报" not in district.browser("clerk").get("/reports/2026-09").text


def test_leadership_reads_and_cannot_seal(district: District, august) -> None:
    leader = district.browser("leadership")
    assert "封存并通报" not in leader.get("/reports/2026-08").text
    leader.get("/reports/2026-08/issue", status=403)


def test_word_and_excel_say_what_the_page_says(district: District, august) -> None:
    client = district.browser("leadership").client
    docx = client.get("/reports/2026-08/circular.docx")
    assert docx.headers["Content-Disposition"].startswith("attachment")
    text = "\n".join(each.text for each in Document(io.BytesIO(docx.data)).paragraphs)
    assert "开庭审理2件" in text
    assert "出庭1件" in text
    book = load_workbook(io.BytesIO(client.get("/reports/2026-08/circular.xlsx").data))
    assert book.sheet_names


def test_overview_withholds_nothing_and_claims_nothing(district: District, august) -> None:
    page = district.browser("leadership").get("/overview")
    assert "50.0%" in page.text
    assert "连续" not in page.words(page.all("section")[0])
    assert "区丙标记局" in page.text


def test_an_unbroken_record_counts_months_with_and_without_hearings(district: District, august) -> None:
    with district.app.app_context():
        came = Came(august["head"], spoke=True)
        record_attendance(
            august["hearing_1"],
            august["agency"],
            came,
            now=at("2026-09-01 09:00"),
            actor=CLERK,
            reason="补录",
        )
    page = district.browser("leadership").get("/overview")
    assert "100%" in page.text
    assert "自 2026年8月起连续 1 个月" in page.words()


def test_the_scheduler_is_reported_when_it_is_silent(district: District, at_the_moment) -> None:
    from litigation.records.db import writing
    from litigation.records.notice import Heartbeat

    clerk = district.browser("clerk")
    assert "调度没有运行" in clerk.get("/cases").text
    with district.app.app_context(), writing() as session:
        session.add(Heartbeat(worker="w", started_at=NOW, beat_at=NOW))
    assert "调度正常" in clerk.get("/cases").text
    at_the_moment.shift(timedelta(minutes=10))
    assert "没有响应" in clerk.get("/cases").text


def test_the_origin_of_the_denominator_and_a_remedy_open_their_cases(district: District, august) -> None:
    with district.app.app_context():
        came = Came(august["head"], spoke=True, remedy=True, remedy_task="修订流程", remedy_due_on=NOW.date())
        now = at("2026-08-22 09:00")
        row = record_attendance(
            august["hearing_0"], august["agency"], came, now=now, actor=CLERK, reason="补录"
        )
        attendance_id = row.id
    clerk = district.browser("clerk")
    page = clerk.get("/reports/2026-08")
    assert "本月排期的案件2" in page.words()
    assert "庭后确定整改事项1项，已办结0项" in page.words()
    assert f"/cases/{august['case_0']}" in clerk.get("/reports/2026-08/remedy.due").text
    clerk.get("/reports/2026-08/remedy.never", status=404)
    path = f"/attendance/{attendance_id}/remedy"
    case = clerk.get(f"/cases/{august['case_0']}")
    assert "修订流程" in case.words()
    clerk.submit(case, path, status=303)
    assert "已标为办结" in clerk.get("/cases").text
    assert "已办结 1 项" in clerk.get("/reports/2026-08").words()
    case = clerk.get(f"/cases/{august['case_0']}")
    assert "整改已办结，9月14日" in case.words()
    clerk.submit(case, path, status=303)
    assert "已办结 0 项" in clerk.get("/reports/2026-08").words()


def test_every_figure_of_an_agency_has_its_words(app) -> None:
    with app.test_request_context():
        for part in ("den", "num", "unknown", *VOICES):
            assert part not in figure_words(f"agency.7.{part}")
