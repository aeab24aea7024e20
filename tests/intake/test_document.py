"""PDF files, scans and photos: the same hearings as on paper, each with its page and its box."""

import io
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from litigation.intake import bounded_reader
from litigation.intake.bounded_reader import draw_page
from litigation.intake.draft import Reading
from litigation.intake.source import read_source

FOLDER = Path(__file__).parent / "documents"
RECEIVED = date(2026, 8, 25)
at = datetime.fromisoformat


def _read(name: str) -> Reading:
    return read_source((FOLDER / name).read_bytes(), name, RECEIVED)


def test_a_list_over_three_pages_is_one_list() -> None:
    reading = _read("list_over_pages.pdf")

    assert [draft.case_number for draft in reading.hearings] == [
        f"(2026)鲁0202行初{number}号" for number in range(201, 235)
    ]
    assert [draft.place.page for draft in reading.hearings] == [1] * 12 + [2] * 13 + [3] * 9
    assert {draft.court for draft in reading.hearings} == {"青岛市市南区人民法院"}
    assert not reading.problems
    assert reading.whole


def test_a_row_cut_by_the_end_of_a_page_is_whole_again() -> None:
    draft = _read("list_over_pages.pdf").hearings[24]

    assert draft.case_number == "(2026)鲁0202行初225号"
    assert draft.start == at("2026-09-13T09:00")
    assert draft.plaintiffs == ("山东德汇医疗器械有限公司",)
    assert draft.defendants == ("青岛市市南区市场监督管理局",)


def test_wrapped_cells_are_joined() -> None:
    draft = _read("list_over_pages.pdf").hearings[1]

    assert (draft.courtroom, draft.start) == ("第十七法庭", at("2026-09-01T14:30"))
    assert draft.defendants == ("青岛市市南区综合行政执法局",)


def test_a_list_without_rules_is_read_by_its_gaps() -> None:
    reading = _read("list_without_rules.pdf")

    assert [draft.start for draft in reading.hearings] == [
        at(f"2026-09-0{1 + index // 2}T{('09:00', '14:30')[index % 2]}") for index in range(12)
    ]
    assert reading.hearings[9].plaintiffs == ("山东德汇医疗器械有限公司",)


def test_a_notice_is_read_across_its_line_ends() -> None:
    (draft,) = _read("notice.pdf").hearings

    assert draft.plaintiffs == ("青岛众合鑫汽车维修服务有限公司",)
    assert (draft.cause, draft.start) == ("不履行法定职责", at("2026-10-21T08:50"))


def test_every_value_has_its_page_and_its_box() -> None:
    (draft,) = _read("summons.pdf").hearings

    assert draft.start == at("2026-09-15T09:30")
    assert {place.page for place in draft.places.values()} == {1}
    left, top, right, bottom = draft.places["start"].box or (0, 0, 0, 0)
    assert 480 < left < 520 < right < 800
    assert 460 < top < bottom < 500


def test_a_skewed_photo_of_a_summons_is_read_and_doubted() -> None:
    reading = _read("skewed_summons.jpg")
    (draft,) = reading.hearings

    assert draft.case_number == "(2026)鲁0213行初118号"
    assert draft.start == at("2026-09-15T09:30")
    assert draft.court == "青岛市李沧区人民法院"
    assert "第十七审判庭" in (draft.courtroom or "")
    assert (draft.judge, draft.clerk, draft.phone) == ("王建国", "李晓梅", "0532-87654321")
    assert "ocr" in draft.warnings
    assert draft.place.page == 1
    assert 0 < (draft.places["start"].sure or 0) <= 100


def test_a_scan_that_lies_on_its_side_and_was_seen_aslant_is_straightened() -> None:
    out = io.BytesIO()
    with Image.open(FOLDER / "skewed_list.jpg") as page:
        wide, high = page.size
        aslant = (0, 0, 25, high, wide, high - 30, wide - 40, 35)
        seen = page.transform(page.size, Image.Transform.QUAD, aslant, Image.Resampling.BICUBIC)
        seen.rotate(90, expand=True).save(out, "PDF", resolution=150)
    reading = read_source(out.getvalue(), "扫描件.pdf", RECEIVED)

    assert [draft.case_number for draft in reading.hearings] == [
        f"(2026)鲁0202行初{number}号" for number in range(201, 210)
    ]
    assert [draft.start for draft in reading.hearings] == [
        at(f"2026-09-0{1 + index // 2}T{('09:00', '14:30')[index % 2]}") for index in range(9)
    ]
    assert reading.hearings[4].plaintiffs == ("山东德汇医疗器械有限公司",)
    assert all("ocr" in draft.warnings for draft in reading.hearings)
    assert {draft.place.turned for draft in reading.hearings} == {270}


@pytest.fixture
def _without_recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in front of the installed recogniser with one that is not there."""
    (tmp_path / "rapidocr.py").write_text("raise ImportError", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("_without_recogniser")
def test_without_the_recogniser_a_photo_says_what_to_install() -> None:
    (problem,) = _read("skewed_summons.jpg").problems

    assert problem.code == "recogniser_missing"
    assert "ocr" in problem.message


@pytest.mark.usefixtures("_without_recogniser")
def test_without_the_recogniser_the_pages_with_text_are_read() -> None:
    whole = pypdfium2.PdfDocument.new()
    picture = io.BytesIO()
    with Image.open(FOLDER / "skewed_list.jpg") as page:
        page.save(picture, "PDF")
    for part in ((FOLDER / "summons.pdf").read_bytes(), picture.getvalue()):
        whole.import_pages(pypdfium2.PdfDocument(part))
    out = io.BytesIO()
    whole.save(out)
    reading = read_source(out.getvalue(), "a.pdf", RECEIVED)

    assert [draft.case_number for draft in reading.hearings] == ["(2026)鲁0213行初118号"]
    assert [problem.code for problem in reading.problems] == ["recogniser_missing"]
    assert reading.problems[0].message.startswith("第 2 页是图片")


def test_a_page_is_drawn_for_the_eye() -> None:
    drawn = draw_page((FOLDER / "summons.pdf").read_bytes(), 1)

    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as page:
        assert (page.format, page.width) == ("PNG", 1100)


def test_the_child_learns_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITIGATION_SECRET_KEY", "a" * 40)

    assert not [name for name in bounded_reader.environment() if "LITIGATION" in name]


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_is_not_there_is_not_drawn(number: int) -> None:
    assert draw_page((FOLDER / "summons.pdf").read_bytes(), number) is None
