"""What was recognised in a picture is registered only after a person has compared it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask

from litigation.actions import import_hearings
from litigation.actions.answer_row import RowAnswer, answer_row
from litigation.actions.import_hearings import apply_run, receive_file
from litigation.intake.draft import HearingDraft, Place, Reading
from litigation.records.db import db
from litigation.records.import_run import ImportRow, ImportRun
from tests.factory import CLERK, NOW, SECRET, make_agency

MARKET = "澄州市云汀区市场监督管理局"
RECEIVED = date(2026, 9, 14)


def _draft(number: int, *, sure: int = 99, row: int | None = None) -> HearingDraft:
    box = (100, 100 * number, 900, 100 * number + 40)
    place = Place(
        "第 1 页表格 1" if row else None, row, None, None if row else 0, None if row else 40, 1, box, sure
    )
    return HearingDraft(
        case_number=f"(2026)鲁9902行初{number}号",
        start=datetime.fromisoformat("2026-09-28T09:30"),
        court="云汀区人民法院",
        plaintiffs=("王建国",),
        defendants=(MARKET,),
        administrative=True,
        trial_level="一审",
        warnings=("ocr",),
        original=f"（2026）鲁9902行初{number}号 2026年9月28日9:30",
        place=place,
        places={"start": replace(place, sure=sure)},
    )


@pytest.fixture
def photographed(app_on: Flask, monkeypatch: pytest.MonkeyPatch):
    """Receive drafts as if a photo had been read."""
    make_agency(MARKET)

    def receive(*drafts: HearingDraft) -> ImportRun:
        monkeypatch.setattr(
            import_hearings, "read_source", lambda data, name, day, mapping=None: Reading("照片.jpg", drafts)
        )
        return receive_file(b"\xff\xd8\xff", "照片.jpg", RECEIVED, now=NOW, actor=CLERK)

    return receive


def _questions(row: ImportRow) -> list[str]:
    return [asked["text"] for asked in row.finding.get("questions", ())]


def _keep(run: ImportRun, row: ImportRow) -> None:
    (asked,) = row.finding["questions"]
    answer_row(run.id, row.id, RowAnswer(asked["key"], "keep"), now=NOW, actor=CLERK)


def test_nothing_recognised_is_written_unseen(photographed) -> None:
    run = photographed(_draft(1))

    assert [row.heap for row in run.rows] == ["doubtful"]
    assert _questions(run.rows[0]) == ["这是从图片上认出的，与原件一致吗？"]
    assert apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET).counts["new"] == 0


def test_a_comparison_makes_the_row_new_and_its_place_stays(photographed) -> None:
    run = photographed(_draft(1))
    _keep(run, run.rows[0])
    row = db.session.get_one(ImportRow, run.rows[0].id)

    assert row.heap == "new"
    assert list(row.draft["place"]["box"]) == [100, 100, 900, 140]


def test_one_comparison_of_a_page_serves_its_clear_rows_alone(photographed) -> None:
    run = photographed(_draft(1, row=2), _draft(2, row=3), _draft(3, sure=71, row=4))
    first, second, unclear = run.rows
    assert "开庭时间认得不准" in _questions(unclear)[0]
    _keep(run, first)
    db.session.expire_all()

    assert [row.heap for row in (first, second, unclear)] == ["new", "new", "doubtful"]


def test_whoever_corrects_a_row_has_compared_it(photographed) -> None:
    run = photographed(_draft(1))
    typed = RowAnswer(values={"start": "2026-09-29 10:00"})
    answer_row(run.id, run.rows[0].id, typed, now=NOW, actor=CLERK)

    assert db.session.get_one(ImportRow, run.rows[0].id).heap == "new"
