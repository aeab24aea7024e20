"""消息文字 by page: changed words are used, checked, counted, and can be taken back."""

import pytest
from flask import Flask

from litigation.actions.manage_wordings import change_wording, show_wording, wordings_of
from litigation.actions.send_due import send_due
from litigation.channels.message import EVENTS, editable_parts, problems_of, template
from litigation.law.error import ConflictError
from litigation.records.db import db
from tests.actions.outbox import ask
from tests.factory import CLERK, NOW, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways
from tests.web.district import District

ADDRESS = "/settings/messages/appointment"
OWN = "【{office}】请于{when}到{court}出庭。答复：{link}"


def test_the_offices_own_words_leave(app: Flask) -> None:
    with app.app_context():
        change_wording(
            "appointment",
            {"sms.txt": OWN, "mail.txt": "请出庭：{when}\n\n答复 {link}"},
            version=0,
            now=NOW,
            actor=CLERK,
        )
        agency = make_agency()
        hearing = make_case(agency, hearings=(hearing_at("2026-09-28 09:30"),)).hearings[0]
        ask(hearing, agency, make_official(agency, "沈若衡"))
        gateways = recording_gateways()
        send_due(gateways, lambda: NOW, "w", limit=20)
        [text] = [each.body for each in gateways.sms.texts if "答复" in each.body]
        assert "请于9月28日 周一 09:30到" in text
        [mail] = [each for each in gateways.mail.messages if each["Subject"].startswith("出庭")]
        page = mail.get_body(("html",)).get_content()
        assert "<p>请出庭：9月28日 周一 09:30</p>" in page
        assert '<a href="https://' in page


def test_a_clerk_sees_the_words_filled_in_and_how_many_texts_they_cost(district: District) -> None:
    browser = district.browser("clerk")
    page = browser.get(ADDRESS)
    assert "条短信" in page.words()
    form = page.form(ADDRESS) | {"sms.txt": "{when}{link}", "act": "show"}
    shown = browser.post(ADDRESS, form, 200)
    assert "计 1 条短信" in shown.words()
    assert "本单位改过" not in browser.get("/settings/messages").words()


def test_words_are_saved_listed_and_taken_back(district: District) -> None:
    browser = district.browser("clerk")
    form = browser.get(ADDRESS).form(ADDRESS) | {"sms.txt": OWN, "act": "save"}
    assert browser.post(ADDRESS, form, 303) == ADDRESS
    assert "本单位改过" in browser.get("/settings/messages").words()
    form = browser.get(ADDRESS).form(ADDRESS) | {"sms.txt": "", "act": "save"}
    browser.post(ADDRESS, form, 303)
    assert "本单位改过" not in browser.get("/settings/messages").words()
    with district.app.app_context():
        assert wordings_of(db.session(), "appointment") == {}


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ("{when}{link}{salary}", "{salary}"),
        ("{when}{link}{答复链接}", "{答复链接}"),
        ("{when}{link}{When}", "{When}"),
        ("{when}{link}｛court｝", "｛court｝"),
        ("请出庭 {link}", "少了“{when}”"),
        ("请出庭 {when}", "少了“{link}”"),
    ],
)
def test_words_that_cannot_work_are_refused_with_the_reason(
    district: District, wording: str, sentence: str
) -> None:
    browser = district.browser("clerk")
    form = browser.get(ADDRESS).form(ADDRESS) | {"sms.txt": wording, "act": "save"}
    page = browser.post(ADDRESS, form, 422)
    assert sentence in page.words()
    assert wording in page.text


def test_two_clerks_do_not_overwrite_each_other(app: Flask) -> None:
    with app.app_context():
        change_wording("appointment", {"sms.txt": OWN}, version=0, now=NOW, actor=CLERK)
        with pytest.raises(ConflictError):
            change_wording("appointment", {"sms.txt": OWN + "。"}, version=0, now=NOW, actor=CLERK)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_the_shipped_words_hold_to_the_rules_for_the_offices(app: Flask, event: str) -> None:
    for part in editable_parts(event):
        assert problems_of(event, part, template(event, part)) == ()
    with app.app_context():
        assert all(each.text for each in show_wording(db.session(), event, {}, NOW))
