"""A leader's receipt: reading signs for nothing, the button signs once."""

import pytest
from sqlalchemy import select

from litigation.actions.link import hash_token, make_token, new_nonce
from litigation.records.circular import Circular, Receipt
from litigation.records.db import db, writing
from litigation.records.journal import JournalLine
from litigation.records.user import User
from tests.factory import NOW, SECRET
from tests.web.district import District

FIGURES = {"num": 11, "den": 11, "unknown": 1, "breached": 0, "open": 0}


@pytest.fixture
def link(district: District) -> str:
    """The link to an issued edition whose month lacks one outcome."""
    nonce = new_nonce()
    token = make_token(SECRET, "receipt", nonce)
    with district.app.app_context(), writing() as session:
        circular = Circular(
            month="2026-08", state="issued", as_of=NOW, drafted_at=NOW, issued_at=NOW, figures=FIGURES
        )
        session.add(circular)
        session.flush()
        user_id = district.users["leadership"]
        row = Receipt(circular_id=circular.id, user_id=user_id, nonce=nonce, token_hash=hash_token(token))
        session.add(row)
    return f"/c/{token}"


def test_no_percent_is_shown_while_an_outcome_is_missing(district: District, link: str) -> None:
    page = district.browser().get(link)
    assert "11/12" in page.words()
    assert "1 件待登记" in page.words()
    assert "%" not in page.words()


def test_the_button_signs_once_and_reading_signs_for_nothing(district: District, link: str) -> None:
    browser = district.browser()
    page = browser.get(link)
    with district.app.app_context():
        assert db.session.scalar(select(Receipt.received_at)) is None
    for _ in range(2):
        browser.submit(page, link, status=303)
    assert "已签收" in browser.get(link).words()
    with district.app.app_context():
        lines = db.session.scalars(select(JournalLine).where(JournalLine.act == "circular.receipt")).all()
        assert [line.actor for line in lines] == ["u-leadership"]


def test_a_form_without_its_token_signs_for_nothing(district: District, link: str) -> None:
    assert district.browser().client.post(link).status_code == 400


@pytest.mark.parametrize("change", ["closed account", "not issued", "other token"])
def test_a_dead_link_shows_nothing(district: District, link: str, change: str) -> None:
    with district.app.app_context(), writing() as session:
        if change == "closed account":
            session.get_one(User, district.users["leadership"]).active = False
        if change == "not issued":
            session.scalars(select(Circular)).one().state = "proposed"
    path = "/c/" + "A" * 22 if change == "other token" else link
    assert district.browser().get(path, status=404).heading == "这个链接已失效"
