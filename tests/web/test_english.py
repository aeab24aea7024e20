"""English pages: what is put together from parts has English punctuation."""

import pytest

from litigation.records.agency import Agency, Official
from litigation.records.db import db, writing
from tests.web.district import District

FULL_WIDTH = "，、；（）"


@pytest.mark.parametrize("page", ["agencies", "people"])
def test_a_line_of_facts_is_punctuated_as_english(district: District, page: str) -> None:
    with district.app.app_context(), writing():
        agency = db.session.get_one(Agency, district.a.agency)
        agency.parent_id = district.b.agency
        db.session.get_one(Official, district.a.official).portfolio = ["food", "drugs"]
    browser = district.browser("clerk")
    with browser.client.session_transaction() as cookie:
        cookie["language"] = "en"
    number = district.a.agency if page == "agencies" else district.a.official
    shown = browser.get(f"/{page}/{number}")
    (meta,) = [each for each in shown.all("p") if each.get("class") == "meta"][:1]
    assert not set(shown.words(meta)) & set(FULL_WIDTH)
    (title,) = shown.all("title")
    assert shown.words(title).endswith(" Appearance in court")
