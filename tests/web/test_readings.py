"""The page of readings: what a choice changes is seen before it is saved."""

from litigation.actions.readings_in_force import readings_in_force
from litigation.records.db import db
from tests.web.district import District

PATH = "/settings/readings"


def test_a_choice_is_shown_before_it_is_saved(district: District) -> None:
    admin = district.browser("admin")
    form = admin.get(PATH).form(PATH)
    assert form["co_defendants"] == "every"
    saved_at_once = admin.post(PATH, {**form, "co_defendants": "any", "save": "yes"}, status=200)
    assert "会改哪些数字" in saved_at_once.text
    shown = saved_at_once.form(PATH)
    admin.post(PATH, {**shown, "save": "yes"}, status=303)
    with district.app.app_context():
        assert readings_in_force(db.session()).now.co_defendants == "any"
    assert "有一个被告机关的负责人出庭即为履行" in admin.get("/settings").text


def test_others_read_and_do_not_choose(district: District) -> None:
    page = district.browser("auditor").get(PATH)
    assert "看会改哪些数字</button>" not in page.text
    assert district.browser("clerk").client.post(PATH).status_code in (400, 403)
