"""From a court's file to the register: received, decided, written all or nothing, and only once."""

import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.actor import Actor
from litigation.actions.answer_row import RowAnswer, answer_row, open_rows
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.import_hearings import (
    ImportResult,
    Terms,
    apply_run,
    discard_run,
    receive_file,
    receive_text,
)
from litigation.actions.verify_register import verify_register
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError
from litigation.records.agency import Agency, AgencyAlias
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.import_run import Blob, ImportRow, ImportRun
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Notice
from tests.factory import CLERK, NOW, SECRET, at, make_agency, make_official

SAMPLES = Path(__file__).parents[1] / "intake" / "sheets"
RECEIVED = date(2026, 9, 14)
MARKET = "澄州市云汀区市场监督管理局"
HEADINGS = "案号,原告,被告,案由,开庭时间,法院,法庭,备注"
COURT = "云汀区人民法院"


def line(
    number: int,
    start: str = "2026-09-28 09:30",
    agency: str = MARKET,
    room: str = "第三法庭",
    note: str = "",
    case: str = "",
) -> str:
    case = case or f"（2026）鲁9902行初{number}号"
    return f"{case},王建国,{agency},行政处罚,{start},{COURT},{room},{note}"


def receive(*lines: str, name: str = "开庭排期表.csv", **options: Any) -> ImportRun:
    data = "\n".join((HEADINGS, *lines)).encode()
    return receive_file(data, name, RECEIVED, now=NOW, actor=CLERK, **options)  # type: ignore[arg-type]  # keywords passed on


def apply(run: ImportRun, **options: Any) -> ImportResult:
    return apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET, **options)  # type: ignore[arg-type]  # keywords passed on


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def heaps(run: ImportRun) -> list[str]:
    return [row.heap for row in run.rows]


def the_hearing() -> Hearing:
    return db.session.scalars(select(Hearing)).one()


def test_receiving_writes_no_case_and_keeps_the_original(app_on: Flask) -> None:
    make_agency(MARKET)

    run = receive(line(1), line(2))

    assert (run.state, heaps(run), run.counts["new"]) == ("waiting", ["new", "new"], 2)
    assert (count(Lawsuit), count(Hearing)) == (0, 0)
    assert db.session.get_one(Blob, run.blob_sha256).data.decode().startswith("案号")
    assert run.rows[0].line == 2


def test_applying_makes_cases_hearings_and_duties(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    run = receive(line(1), line(2))

    result = apply(run)

    assert result.sentence == "已写入 2 行：新增 2。"
    assert run.state == "applied"
    lawsuit = db.session.scalars(select(Lawsuit).order_by(Lawsuit.id)).first()
    assert (lawsuit.number, lawsuit.procedure, lawsuit.standing) == (
        "(2026)鲁9902行初1号",
        "first_instance",
        "pending",
    )
    assert [duty.agency_id for duty in lawsuit.duties] == [agency.id]
    assert [party.name for party in lawsuit.parties] == ["王建国", MARKET]
    hearing = lawsuit.hearings[0]
    assert (hearing.starts_at, hearing.courtroom) == (at("2026-09-28 09:30"), "第三法庭")
    assert run.rows[0].hearing_id == hearing.id


def test_the_same_file_again_changes_and_sends_nothing_and_says_so(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1), line(2)))
    before = {model: count(model) for model in (Lawsuit, Hearing, Notice)}

    run = receive(line(1), line(2))
    result = apply(run)

    assert heaps(run) == ["same", "same"]
    assert result.sentence == "与现有登记相同（2 行），没有改动，也没有发通知。"
    assert {model: count(model) for model in before} == before


def test_the_same_file_that_still_waits_is_received_once(app_on: Flask) -> None:
    make_agency(MARKET)

    assert receive(line(1)).id == receive(line(1)).id


def test_a_moved_hearing_stays_its_row_and_everyone_hears_of_it(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    head = make_official(agency)
    apply(receive(line(1)))
    hearing = the_hearing()
    assign(Choice(hearing.id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)
    for notice in db.session.scalars(select(Notice)):
        notice.state, notice.sent_at = "sent", NOW
    db.session.commit()
    uid = hearing.uid

    run = receive(line(1, "2026-09-30 14:00"))
    assert [row.finding["title"] for row in run.rows] == ["改期"]
    later = NOW + timedelta(hours=1)
    result = apply_run(run.id, run.version, now=later, actor=CLERK, secret=SECRET)

    moved = the_hearing()
    assert (moved.uid, moved.starts_at, moved.revision) == (uid, at("2026-09-30 14:00"), 2)
    assert result.counts["changed"] == 1
    assert result.told >= 1


def test_another_courtroom_keeps_the_answers(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    head = make_official(agency)
    apply(receive(line(1)))
    assign(Choice(the_hearing().id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)

    apply(receive(line(1, room="第六法庭")))

    assert (the_hearing().courtroom, the_hearing().revision) == ("第六法庭", 1)
    assert db.session.scalars(select(Assignment)).one().state == "asked"


def test_a_withdrawn_row_cancels_the_hearing(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1)))

    apply(receive(line(1, note="原告撤诉，庭审取消")))

    assert the_hearing().cancelled_at is not None
    assert the_hearing().outcome == "withdrawn"


def test_a_whole_list_marks_what_it_no_longer_names_and_unmarks_it_later(app_on: Flask) -> None:
    make_agency(MARKET)
    full = [line(number) for number in range(1, 6)]
    apply(receive(*full))

    run = receive(*full[:4], name="开庭排期表.csv")
    assert heaps(run) == ["same"] * 4 + ["missing"]
    apply(run)
    missing = db.session.get_one(Hearing, run.rows[-1].hearing_id)
    assert missing.missing_since == NOW
    assert missing.cancelled_at is None

    apply(receive(*full, line(6)))
    assert db.session.get_one(Hearing, missing.id).missing_since is None


def test_what_one_list_left_out_is_not_counted_again_by_the_next(app_on: Flask) -> None:
    make_agency(MARKET)
    first, last = line(118), line(120, "2026-09-30 09:30")
    apply(receive(first, line(119, "2026-09-29 09:30"), last))
    fresh = line(121, "2026-09-30 10:30")
    apply(receive(first, last, fresh))

    run = receive(first, last, fresh, line(122, "2026-09-29 14:30"))
    assert "missing" not in heaps(run)


def test_a_list_that_shrank_is_refused_and_can_be_overridden_with_a_reason(app_on: Flask) -> None:
    make_agency(MARKET)
    full = [line(number) for number in range(1, 11)]
    apply(receive(*full))

    refused = receive(*full[:6])
    assert (refused.state, refused.rows) == ("refused", [])
    assert "上次有 10 行" in refused.message
    assert receive(*full[:6], terms=Terms(shrunk_reason="法院分两批发")).state == "waiting"


@pytest.mark.parametrize("data", [b"", b"<html>login</html>", b"PK\x03\x04cut"])
def test_a_file_that_cannot_be_used_is_kept_as_refused(app_on: Flask, data: bytes) -> None:
    run = receive_file(data, "a.xlsx", RECEIVED, now=NOW, actor=CLERK)

    assert run.state == "refused"
    assert run.message.endswith("。")


def test_doubtful_rows_stay_and_the_others_are_written(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(2, "下午十一时"), line(3, "2026年9月28日下午十一时整"))

    assert heaps(run) == ["new", "wrong", "doubtful"]
    result = apply(run)

    assert (result.counts["new"], result.left) == (1, 2)
    assert run.state == "waiting"
    assert result.sentence.endswith("另有 2 行留待处理。")


def test_strict_writes_nothing_unless_all_is_good(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(3, "2026年9月28日下午十一时整"))

    with pytest.raises(InvalidInputError, match="1 行存疑或有误"):
        apply(run, strict=True)
    assert count(Lawsuit) == 0


def test_a_chosen_hour_makes_the_row_good(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(3, "2026年9月28日下午十一时整"))
    (row,) = run.rows
    question = row.finding["questions"][0]

    answer_row(
        run.id, row.id, RowAnswer(question["key"], question["options"][0]["code"]), now=NOW, actor=CLERK
    )

    assert row.heap == "new"
    apply(run)
    assert the_hearing().starts_at == at("2026-09-28 11:00")
    again = receive(line(3, "2026年9月28日下午十一时整"))
    assert heaps(again) == ["same"]


def test_a_typed_date_makes_a_wrong_row_good(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1, "2206年9月28日上午9时"))
    (row,) = run.rows
    assert row.heap == "wrong"

    with pytest.raises(InvalidInputError, match="看不懂"):
        answer_row(run.id, row.id, RowAnswer(values={"start": "不知道"}), now=NOW, actor=CLERK)
    answer_row(run.id, row.id, RowAnswer(values={"start": "2026-09-28 09:00"}), now=NOW, actor=CLERK)

    assert row.heap == "new"
    assert row.original.startswith("（2026）鲁9902行初1号")


def test_one_answer_about_a_name_serves_every_row_and_is_learned(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    make_agency("澄州市云汀区城市管理局")
    run = receive(line(1, agency="市场监管局"), line(2, agency="市场监管局"))
    first, second = run.rows
    question = first.finding["questions"][0]
    option = question["options"][0]["code"]

    answer_row(run.id, first.id, RowAnswer(question["key"], option, remember=True), now=NOW, actor=CLERK)

    assert (first.heap, second.heap) == ("new", "new")
    apply(run)
    assert {duty.agency_id for duty in db.session.scalars(select(AppearanceDuty))} == {agency.id}
    assert db.session.scalars(select(AgencyAlias.name)).all() == ["市场监管局"]
    assert heaps(receive(line(3, "2026-09-29 09:00", "市场监管局"), name="补充.csv")) == ["new"]


def test_an_unknown_agency_can_be_entered_from_the_row(app_on: Flask) -> None:
    run = receive(line(1))
    question = run.rows[0].finding["questions"][0]

    answer_row(run.id, run.rows[0].id, RowAnswer(question["key"], "create"), now=NOW, actor=CLERK)
    apply(run)

    assert db.session.scalars(select(Agency.name)).all() == [MARKET]
    assert count(AppearanceDuty) == 1


def test_a_row_set_aside_does_not_hold_up_the_run(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(2, "待定"))

    answer_row(run.id, run.rows[1].id, RowAnswer(skip=True), now=NOW, actor=CLERK)
    assert open_rows(db.session(), run.id) == []
    apply(run, strict=True)

    assert run.state == "applied"
    assert count(Lawsuit) == 1


def test_numbers_heard_together_are_one_hearing_of_several_cases(app_on: Flask) -> None:
    make_agency(MARKET)

    apply(receive(line(0, case="（2026）鲁9902行初12-14号")))

    assert (count(Lawsuit), count(Hearing), count(HearingCase)) == (3, 1, 3)


def test_an_agency_that_appealed_owes_as_well(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    text = (
        line(0, case="（2026）鲁99行终3号")
        .replace("王建国", "甲")
        .replace(MARKET, "王建国")
        .replace("甲", MARKET)
    )

    apply(receive(text))

    lawsuit = db.session.scalars(select(Lawsuit)).one()
    assert [(party.role, party.agency_id) for party in lawsuit.parties] == [
        ("appellant_defendant", agency.id),
        ("plaintiff", None),
    ]
    assert [duty.agency_id for duty in lawsuit.duties] == [agency.id]


def test_a_run_is_applied_once(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)

    with pytest.raises(ConflictError, match="已经处理过"):
        apply(run)


def test_two_who_apply_at_once_write_one_set_of_rows(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(*(line(number) for number in range(1, 20)))
    outcomes: list[str] = []

    def press() -> None:
        with app_on.app_context():
            try:
                apply_run(run.id, 1, now=NOW, actor=CLERK, secret=SECRET)
                outcomes.append("written")
            except ConflictError:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "written"]
    assert count(Hearing) == 19


def test_two_who_upload_the_same_file_at_once_make_one_import(app_on: Flask) -> None:
    make_agency(MARKET)
    received: list[int] = []

    def upload() -> None:
        with app_on.app_context():
            received.append(receive(*(line(number) for number in range(1, 20))).id)
            db.session.remove()

    threads = [threading.Thread(target=upload) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(received) == 2
    assert (len(set(received)), count(ImportRun), count(ImportRow)) == (1, 1, 19)


def test_what_changed_while_somebody_looked_is_shown_again(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1)))
    waiting = receive(line(1, "2026-09-29 09:00"))
    apply(receive(line(1, "2026-09-30 09:00"), name="二.csv"))

    result = apply(waiting)

    assert result.left == 1
    assert waiting.rows[0].finding["questions"][0]["code"] == "register_changed"
    assert the_hearing().starts_at == at("2026-09-30 09:00")


def test_a_discarded_run_writes_nothing_and_cannot_be_applied(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))

    discard_run(run.id, run.version, now=NOW, actor=CLERK)

    with pytest.raises(ConflictError):
        apply(run)
    assert count(Lawsuit) == 0


def test_pasted_text_goes_the_same_way(app_on: Flask) -> None:
    make_agency(MARKET)
    text = (
        f"{COURT}定于2026年9月28日上午9时30分在第三审判庭公开开庭审理原告王建国诉被告{MARKET}行政处罚一案，"
        "案号（2026）鲁9902行初12号。"
    )

    run = receive_text(text, RECEIVED, now=NOW, actor=CLERK)
    apply(run)

    assert the_hearing().starts_at == at("2026-09-28 09:30")
    assert receive_text("您的快递到了，取件码1234。", RECEIVED, now=NOW, actor=CLERK).state == "refused"


def test_what_was_stored_is_what_the_facts_amount_to(app_on: Flask) -> None:
    make_agency(MARKET)
    past = line(3, "2026-09-10 09:30")
    run = receive(line(1), line(2, agency=f"{MARKET}、崂山区教育局"), past)
    question = run.rows[2].finding["questions"][0]
    answer_row(run.id, run.rows[2].id, RowAnswer(question["key"], "keep"), now=NOW, actor=CLERK)
    apply(run, strict=True)

    standings = db.session.scalars(select(Lawsuit.standing).order_by(Lawsuit.sequence)).all()
    assert standings == ["pending", "pending", "unknown"]
    verification = verify_register(now=NOW)
    assert verification.sound, verification.findings


def test_only_the_office_may_import(app_on: Flask) -> None:
    with pytest.raises(NotAllowedError):
        receive_file(b"x", "a.csv", RECEIVED, now=NOW, actor=Actor("方以宁", "liaison"))


def test_the_journal_names_the_import_and_no_person(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1)))

    lines = db.session.scalars(select(JournalLine).where(JournalLine.subject == "import")).all()
    assert [each.act for each in lines] == ["import.receive", "import.apply"]
    assert "王建国" not in str([each.details for each in lines])


@pytest.mark.parametrize(
    "name", ["d01_title_totals.xlsx", "d04_datetime.ods", "d07_gb18030.csv", "d08_serials.xlsx"]
)
def test_a_court_s_real_list_goes_in_whole(app_on: Flask, name: str) -> None:
    districts = ("市南", "市北", "崂山")
    for district in districts:
        for kind in (
            "市场监督管理局",
            "住房和城乡建设局",
            "综合行政执法局",
            "人力资源和社会保障局",
            "人民政府",
        ):
            make_agency(f"青岛市{district}区{kind}")
    data = (SAMPLES / name).read_bytes()

    run = receive_file(data, name, date(2026, 3, 25), now=at("2026-03-25 09:00"), actor=CLERK)

    assert set(heaps(run)) == {"new"}
    result = apply_run(run.id, run.version, now=at("2026-03-25 09:10"), actor=CLERK, strict=True)
    assert result.counts["new"] == len(run.rows) == count(Hearing)
    assert count(ImportRow) == len(run.rows)


def test_links_and_codes_of_a_pasted_message_are_never_stored(app: Flask) -> None:
    text = "【云汀区人民法院】您有案件文书送达，请点击链接查收：https://sd.invalid/v3/x1，验证码411059。"
    run = receive_text(text, date(2026, 9, 14), now=NOW, actor=CLERK)
    kept = db.session.get_one(Blob, run.blob_sha256).data.decode()
    assert "sd.invalid" not in kept
    assert "411059" not in kept
    assert all("411059" not in row.original for row in run.rows)
