"""Documents on the check page: the page of the original stands beside what was read from it."""

import struct
from pathlib import Path

import pytest
from sqlalchemy import select

from litigation.actions.import_hearings import receive_file
from litigation.records.db import db
from litigation.records.import_run import ImportRow
from litigation.web.page_clip import Clip, Mark
from tests.factory import CLERK, NOW
from tests.web.district import District

FOLDER = Path(__file__).parents[1] / "intake" / "documents"


@pytest.fixture
def clerk(district: District):
    return district.browser("clerk")


def received(district: District, name: str) -> int:
    with district.app.app_context():
        data = (FOLDER / name).read_bytes()
        return receive_file(data, name, NOW.date(), now=NOW, actor=CLERK).id


def test_a_row_of_a_pdf_file_leads_to_its_page(clerk, district: District) -> None:
    run = received(district, "list_over_pages.pdf")
    page = clerk.get(f"/imports/{run}?show=doubtful&page=2")

    assert "第 3 页 · 第 4 行" in page.text
    assert f"/imports/{run}/pages/3.png" in page.text
    assert "<svg viewBox" not in page.text


def test_the_page_of_a_photo_stands_beside_the_reading(clerk, district: District) -> None:
    run = received(district, "skewed_summons.jpg")
    page = clerk.get(f"/imports/{run}")

    assert "这是从图片上认出的" in page.text
    assert f'<image href="/imports/{run}/pages/1.png"' in page.text
    assert page.text.count("<rect ") >= 5
    with district.app.app_context():
        row = db.session.scalars(select(ImportRow).where(ImportRow.run_id == run)).one()
        assert row.heap == "doubtful"
        assert row.draft["places"]["start"]["page"] == 1


def test_a_page_is_a_picture_for_those_who_may_see_the_original(clerk, district: District) -> None:
    run = received(district, "summons.pdf")
    answer = clerk.client.get(f"/imports/{run}/pages/1.png")

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "no-store"
    assert clerk.client.get(f"/imports/{run}/pages/2.png").status_code == 404
    assert clerk.client.get(f"/imports/{run}/pages/999999.png").status_code == 404
    assert district.browser("liaison").client.get(f"/imports/{run}/pages/1.png").status_code in (403, 404)


def test_a_clip_has_a_margin_and_marks_what_is_doubtful() -> None:
    start = {"page": 2, "box": [100, 200, 300, 220], "sure": 72}
    place = {"page": 2, "box": [5, 190, 990, 230], "sure": 72}
    clip = Clip.of({"place": place, "places": {"start": start, "cause": {"start": 3, "end": 5}}})

    assert clip == Clip(2, "0 176 1000 68", (Mark(98, 198, 204, 24, "q"),), recognised=True)


def test_a_page_is_shown_as_it_was_turned_to_be_read(clerk, district: District) -> None:
    run = received(district, "summons.pdf")
    upright = clerk.client.get(f"/imports/{run}/pages/1.png").data
    turned = clerk.client.get(f"/imports/{run}/pages/1.png?turned=90").data
    wide, high = _size(upright)

    assert Clip.of({"place": {"page": 1, "box": [0, 0, 9, 9], "turned": 90}}).turned == 90
    assert wide < high
    assert _size(turned)[0] > _size(turned)[1]
    assert clerk.client.get(f"/imports/{run}/pages/1.png?turned=45").status_code == 404


def _size(picture: bytes) -> tuple[int, int]:
    """The width and height that a PNG states."""
    return struct.unpack(">II", picture[16:24])


@pytest.mark.parametrize("draft", [{}, {"place": {"row": 3}}, {"place": {"page": 1}}])
def test_what_stands_on_no_page_has_no_clip(draft: dict) -> None:
    assert Clip.of(draft) is None
