"""Long imports, undo and columns by page: watched, taken back, named by hand."""

import threading

import pytest
from sqlalchemy import select, update

from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.import_run import ImportRow, ImportRun, ImportWork
from litigation.records.lawsuit import Lawsuit
from litigation.web import import_work
from tests.web.district import District
from tests.web.test_imports import HEAD, clerk, row, row_of, send, stored

__all__ = ["clerk"]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Keep what would be done beside the page, to be done when the test says so."""
    waiting: list[tuple] = []
    monkeypatch.setattr(import_work, "LARGE_FILE", 100)
    monkeypatch.setattr(import_work, "MANY_ROWS", 1)

    def hold(work, run_id: int, worker: str, *more: object) -> None:
        app, actor = import_work.current_app._get_current_object(), import_work.current_actor()
        waiting.append((work, app, actor, run_id, worker, *more))

    monkeypatch.setattr(import_work, "_in_background", hold)
    return waiting


def let_go(waiting: list[tuple]) -> None:
    """Do it on a thread of its own, as the pages do."""
    work, *arguments = waiting.pop(0)
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    thread.join()


def rows_of_own(district: District) -> str:
    own = f"云汀区{district.a.marker}局"
    return HEAD + row(701, own) + row(702, own, room="第七法庭")


def state(district: District) -> str:
    return stored(district, select(ImportRun.state))[0]


def test_a_large_file_is_read_beside_the_page_and_written_the_same_way(
    clerk, district: District, held: list[tuple]
) -> None:
    path = send(clerk, rows_of_own(district))
    page = clerk.get(path)
    assert "正在打开文件，登记还没有改动。" in page.text
    assert page.links()["刷新"] == path
    told = clerk.client.get(f"{path}/progress").get_json()
    assert (told["over"], told["total"]) == (False, 0)

    let_go(held)

    assert clerk.client.get(f"{path}/progress").get_json() == {"over": True}
    page = clerk.get(path)
    assert "写入 2 行" in page.text
    clerk.submit(page, f"{path}/apply", status=303)
    assert "正在写入 2 行，写完以前登记不变。" in clerk.get(path).text
    clerk.submit(page, f"{path}/apply", status=409)
    let_go(held)
    assert "已写入 2 行：新增 2。" in clerk.get(path).text
    assert len(stored(district, select(Lawsuit).where(Lawsuit.court_code == "鲁9903"))) == 2


def test_a_reading_that_died_is_offered_again(clerk, district: District, held: list[tuple]) -> None:
    path = send(clerk, rows_of_own(district))
    held.clear()
    with district.app.app_context(), writing() as session:
        session.execute(update(ImportWork).values(lease_until=None))
    page = clerk.get(path)
    assert "没有读完，登记没有改动。" in page.text
    assert clerk.submit(page, f"{path}/read", status=303) == path
    let_go(held)
    assert "写入 2 行" in clerk.get(path).text
    assert state(district) == "waiting"


def test_a_fault_while_reading_is_said_and_nothing_is_lost(
    clerk, district: District, held: list[tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = send(clerk, rows_of_own(district))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(import_work, "read_waiting", fail)
    let_go(held)

    assert "读取时出了差错" in clerk.get(path).text
    assert state(district) == "unread"
    assert clerk.client.get(f"{path}/original").status_code == 200


def test_a_whole_import_is_taken_back_after_a_question(clerk, district: District) -> None:
    path = send(clerk, rows_of_own(district))
    clerk.submit(clerk.get(path), f"{path}/apply", status=303)
    page = clerk.get(clerk.get(path).links()["撤销整次导入"])
    assert "撤回新增的 2 次开庭和 2 个案件。" in page.text

    assert clerk.submit(page, f"{path}/undo", status=303) == path

    page = clerk.get(path)
    assert "已撤销整次导入：撤回新增的 2 次开庭、2 个案件。" in page.text
    assert "撤销整次导入" not in page.links()
    assert not stored(district, select(Lawsuit).where(Lawsuit.court_code == "鲁9903"))


def test_what_is_in_the_way_of_taking_back_is_named(clerk, district: District) -> None:
    path = send(clerk, rows_of_own(district))
    clerk.submit(clerk.get(path), f"{path}/apply", status=303)
    with district.app.app_context(), writing() as session:
        (number,) = session.scalars(select(ImportRow.hearing_id).where(ImportRow.line == 3))
        session.get_one(Hearing, number).version += 1

    page = clerk.get(f"{path}/undo")

    assert "第 3 行(2026)鲁9903行初702号（后来改过）" in page.text
    assert not [button for button in page.all("button") if page.words(button) == "撤销整次导入"]


def test_columns_that_nobody_can_tell_are_named_on_a_page(clerk, district: District) -> None:
    own = f"云汀区{district.a.marker}局"
    path = send(clerk, f"甲栏,乙栏,丙栏\n（2026）鲁9903行初701号,{own},2026-09-29 10:00\n")
    page = clerk.get(clerk.get(path).links()["指明各列是什么"])
    assert "（2026）鲁9903行初701号" in page.text
    with district.app.app_context():
        mark = db.session.scalars(select(ImportRun)).one().layouts[0]["mark"]

    fields = {f"{mark}-0": "plaintiffs", f"{mark}-1": "", f"{mark}-2": ""}
    again = clerk.submit(page, f"{path}/columns", status=422, **fields)
    assert "请指明哪一列是案号。" in again.text
    fields = {f"{mark}-0": "case_number", f"{mark}-1": "defendants", f"{mark}-2": "start"}
    assert clerk.submit(page, f"{path}/columns", status=303, **fields) == path

    checked = clerk.get(path)
    assert "写入 1 行" in checked.text
    assert "指明各列是什么" not in checked.links()
    assert checked.links()["列认错了，改各列"] == f"{path}/columns"


def test_an_auditor_finds_no_way_to_act_on_a_file_that_was_refused(clerk, district: District) -> None:
    path = send(clerk, "")
    assert "手工登记" in clerk.get(path).links()
    page = district.browser("auditor").get(path)
    assert not {"粘贴文字", "手工登记", "换一份文件"} & set(page.links())


def test_an_answer_given_meanwhile_by_somebody_else_is_shown_instead(clerk, district: District) -> None:
    path = send(clerk, rows_of_own(district))
    action = f"{path}/rows/{row_of(district, 'new')}"
    first = {**clerk.get(path).form(action), "do": "skip"}
    clerk.post(action, first, status=303)

    page = clerk.post(action, {**first, "do": "edit", "courtroom": "第九法庭"}, status=409)

    assert "处理过，没有改动。请看现在的内容再决定。" in page.text
    assert "还是要登记" in page.text


def test_another_user_sees_who_works_on_the_import(clerk, district: District) -> None:
    path = send(clerk, rows_of_own(district))
    action = f"{path}/rows/{row_of(district, 'new')}"
    clerk.post(action, {**clerk.get(path).form(action), "do": "skip"}, status=303)

    assert "正在核对这份文件" not in clerk.get(path).text
    assert "正在核对这份文件" in district.browser("admin").get(path).text
