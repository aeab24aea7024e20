"""What lies in the outbox of this machine is not called sent."""

from datetime import timedelta

from litigation.actions.gateways import build_gateways
from litigation.actions.send_due import send_due
from tests.factory import NOW
from tests.web.district import District


def test_a_message_that_left_nowhere_is_said_to_lie_here(district: District) -> None:
    with district.app.app_context():
        gateways = build_gateways(district.app.config["LITIGATION"])
        send_due(gateways, lambda: NOW + timedelta(minutes=1), "test", limit=20)
    browser = district.browser("clerk")
    log = browser.get(f"/hearings/{district.a.hearing}/messages")
    assert "已存入本机发件箱" in log.text
    assert "已发出" not in log.words()
    assert "已存入本机发件箱" in browser.get(f"/cases/{district.a.case}").text
