"""导入 by page: received, checked row by row, written at once; a second time changes nothing."""

import io

import pytest
from sqlalchemy import select

from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.import_run import ImportRow, ImportRun
from litigation.records.lawsuit import Lawsuit
from litigation.web.import_view import Piece, cut
from tests.web.district import District

HEAD = "案号,原告,被告,案由,开庭时间,法庭\n"


def row(sequence: int, agency: str, when: str = "2026年9月29日 10:00", room: str = "第六法庭") -> str:
    return f"（2026）鲁9903行初{sequence}号,周平,{agency},行政强制,{when},{room}\n"


def sheet(district: District) -> str:
    """Three rows: good, with an impossible date, with an agency of another name."""
    own = f"云汀区{district.a.marker}局"
    return HEAD + row(701, own) + row(702, own, "2206年9月28日 09:00") + row(703, "云汀区城管局")


@pytest.fixture
def clerk(district: District):
    return district.browser("clerk")


def send(clerk, text: str, name: str = "排期表.csv", kind: str = "hearings") -> str:
    """Upload a file as a person does; return the check page's address."""
    token = clerk.get("/imports").form("/imports/upload")["csrf_token"]
    data = {
        "csrf_token": token,
        "kind": kind,
        "received_on": "2026-09-14",
        "file": (io.BytesIO(text.encode("utf-8-sig")), name),
    }
    target = clerk.post("/imports/upload", data, status=303, content_type="multipart/form-data")
    assert target.startswith("/imports/")
    return target


def stored(district: District, query):
    with district.app.app_context():
        return db.session.scalars(query).all()


def row_of(district: District, heap: str) -> int:
    return stored(district, select(ImportRow.id).where(ImportRow.heap == heap))[0]


def test_nothing_is_written_before_a_person_says_so(clerk, district: District) -> None:
    page = clerk.get(send(clerk, sheet(district)))
    assert not stored(district, select(Lawsuit).where(Lawsuit.court_code == "鲁9903"))
    assert "2206年9月28日" in page.text
    assert "哪个机关？原文写“云汀区城管局”" in page.text
    assert "写入 1 行：" in page.words(page.all("body")[0])
    assert "未处理的 2 行留在这里" in page.text


def test_the_good_rows_are_written_and_the_others_stay(clerk, district: District) -> None:
    path = send(clerk, sheet(district))
    clerk.submit(clerk.get(path), f"{path}/apply", status=303)
    assert [
        each.sequence for each in stored(district, select(Lawsuit).where(Lawsuit.court_code == "鲁9903"))
    ] == [701]
    page = clerk.get(path)
    assert "已写入 1 行" in page.text
    assert "还有 2 行要处理" in page.text


def test_the_same_file_again_changes_nothing_and_says_so(clerk, district: District) -> None:
    text = HEAD + row(701, f"云汀区{district.a.marker}局")
    first = send(clerk, text)
    clerk.submit(clerk.get(first), f"{first}/apply", status=303)
    second = send(clerk, text)
    assert second != first
    page = clerk.get(second)
    assert "没有要改动的内容" in page.text
    clerk.submit(page, f"{second}/apply", status=303)
    assert "与现有登记相同" in clerk.get(second).text
    assert len(stored(district, select(Hearing))) == 3


def test_the_same_file_again_before_it_is_written_opens_the_first_and_says_so(
    clerk, district: District
) -> None:
    text = HEAD + row(701, f"云汀区{district.a.marker}局")
    first = send(clerk, text)
    assert "已经读过" not in clerk.get(first).text
    assert send(clerk, text) == first
    assert "同样的内容已经读过，还没有处理完，请接着核对。" in clerk.get(first).text


def test_a_wrong_date_is_corrected_in_place(clerk, district: District) -> None:
    path = send(clerk, sheet(district))
    number = row_of(district, "wrong")
    action = f"{path}/rows/{number}"
    page = clerk.get(path)
    assert "2206年9月28日" in page.form(action).get("start", "") or page.form(action)["start"] == ""
    token = page.form(action)["csrf_token"]
    again = clerk.post(action, {"csrf_token": token, "do": "edit", "start": "不是日期"}, status=422)
    assert "不是日期" in again.text
    clerk.post(action, {"csrf_token": token, "do": "edit", "start": "2026-09-28 09:00"}, status=303)
    (fixed,) = stored(district, select(ImportRow).where(ImportRow.id == number))
    assert fixed.heap == "new"


def test_an_agency_is_named_once_for_all(clerk, district: District) -> None:
    path = send(clerk, HEAD + row(703, "云汀区城管局") + row(704, "云汀区城管局", room="第七法庭"))
    number = row_of(district, "doubtful")
    page = clerk.get(path)
    action = f"{path}/rows/{number}"
    fields = page.form(action)
    assert fields["remember"] == "yes"
    clerk.post(action, {**fields, "option": "outside"}, status=303)
    assert {each.heap for each in stored(district, select(ImportRow))} == {"new"}


def test_an_answer_needs_a_choice(clerk, district: District) -> None:
    path = send(clerk, HEAD + row(703, "云汀区城管局"))
    action = f"{path}/rows/{row_of(district, 'doubtful')}"
    page = clerk.submit(clerk.get(path), action, status=422)
    assert "请选择一项" in page.text


def test_a_row_can_be_set_aside_and_taken_back(clerk, district: District) -> None:
    path = send(clerk, HEAD + row(701, f"云汀区{district.a.marker}局"))
    action = f"{path}/rows/{row_of(district, 'new')}"
    token = clerk.get(path).form(action)["csrf_token"]
    clerk.post(action, {"csrf_token": token, "do": "skip"}, status=303)
    page = clerk.get(path)
    assert "还是要登记" in page.text
    assert "没有要改动的内容" in page.text
    clerk.post(action, {"csrf_token": token, "do": "take"}, status=303)
    assert "写入 1 行" in clerk.get(path).text


def test_a_pasted_postponement_shows_old_and_new_and_who_hears_of_it(clerk, district: District) -> None:
    number = stored(district, select(Lawsuit).where(Lawsuit.id == district.a.case))[0].number
    moved = "原定2026年9月28日9时30分开庭，现改为2026年10月12日下午3点在第二法庭开庭。"
    text = f"【云汀区人民法院】{number}一案，{moved}"
    page = clerk.get("/imports/paste")
    path = clerk.submit(page, "/imports/paste", status=303, text=text)
    shown = clerk.get(path)
    assert "改期" in shown.text
    assert "10月12日 周一 15:00" in shown.text
    clerk.submit(shown, f"{path}/apply", status=303)
    (hearing,) = stored(district, select(Hearing).where(Hearing.id == district.a.hearing))
    assert hearing.revision == 2


def test_a_text_that_is_no_hearing_is_refused_with_a_way_on(clerk) -> None:
    page = clerk.get("/imports/paste")
    path = clerk.submit(page, "/imports/paste", status=303, text="请点击链接领取文书 http://x.example/abc")
    shown = clerk.get(path)
    assert "没有可登记的开庭" in shown.text
    assert "手工登记" in shown.text


def test_an_empty_form_says_what_is_missing(clerk) -> None:
    token = clerk.get("/imports").form("/imports/upload")["csrf_token"]
    page = clerk.post("/imports/upload", {"csrf_token": token, "received_on": "2026-09-14"}, status=422)
    assert "请选择文件" in page.text
    page = clerk.submit(clerk.get("/imports/paste"), "/imports/paste", status=422)
    assert "请先粘贴" in page.text


def test_a_dropped_import_writes_nothing_and_keeps_the_original(clerk, district: District) -> None:
    text = HEAD + row(701, f"云汀区{district.a.marker}局")
    path = send(clerk, text, "排期 <b>.csv")
    page = clerk.get(f"{path}/discard")
    assert clerk.submit(page, f"{path}/discard", status=303) == "/imports"
    original = clerk.client.get(f"{path}/original")
    assert original.data.decode("utf-8-sig") == text
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Type"] == "application/octet-stream"
    (run,) = stored(district, select(ImportRun))
    assert run.state == "discarded"
    clerk.get(path)


def test_two_presses_write_once(clerk, district: District) -> None:
    path = send(clerk, HEAD + row(701, f"云汀区{district.a.marker}局"))
    page = clerk.get(path)
    clerk.submit(page, f"{path}/apply", status=303)
    clerk.submit(page, f"{path}/apply", status=409)
    assert len(stored(district, select(Lawsuit).where(Lawsuit.sequence == 701))) == 1


def test_an_auditor_reads_without_buttons(clerk, district: District) -> None:
    path = send(clerk, sheet(district))
    page = district.browser("auditor").get(path)
    assert "放弃这次导入" not in page.text
    assert "重新读取" not in page.text


def test_each_heap_can_be_shown_alone(clerk, district: District) -> None:
    path = send(clerk, sheet(district))
    assert "鲁9903行初703号" not in clerk.get(f"{path}?show=wrong").words()
    clerk.get(f"{path}?show=nonsense&page=9")


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("一二三", [], [Piece("一二三")]),
        ("一二三", [(1, 2, "x")], [Piece("一"), Piece("二", "x"), Piece("三")]),
        ("一二三", [(0, 2, "x"), (1, 3, "read")], [Piece("一二", "x"), Piece("三")]),
        ("", [], []),
    ],
)
def test_marks_never_overlap_and_lose_no_word(text: str, spans: list, expected: list) -> None:
    assert cut(text, spans) == expected


def test_a_list_of_people_is_checked_and_applied_the_same_way(clerk, district: District) -> None:
    head = "机关名称,简称,类型,姓名,职务,负责人类别,手机\n"
    text = head + "云汀区卫生健康局,区卫健局,部门,石青,局长,正职,13800002001\n"
    path = send(clerk, text, "名册.csv", kind="people")
    page = clerk.get(path)
    assert "负责人 石青" in page.text
    assert "13800002001" not in page.text
    clerk.submit(page, f"{path}/apply", status=303)
    agencies = clerk.get("/agencies")
    assert "云汀区卫生健康局" in agencies.text
    assert "没有要改动的内容" in clerk.get(send(clerk, text, "名册2.csv", kind="people")).text
