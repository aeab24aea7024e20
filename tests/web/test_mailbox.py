"""A mail that was read: its import says who sent it, and a mailbox that stands still is told."""

import pytest

from litigation.actions.import_hearings import receive_text
from litigation.records.db import writing
from litigation.records.mailbox import MAILBOX, ImportLetter, MailboxMessage
from litigation.records.notice import ChannelState
from tests.factory import CLERK, NOW
from tests.intake.letters import NOTICE
from tests.web.district import District


@pytest.fixture
def run_id(district: District) -> int:
    with district.app.app_context():
        run = receive_text(NOTICE, NOW.date(), now=NOW, actor=CLERK, name="开庭通知")
        with writing() as session:
            message = MailboxMessage(
                box="b",
                validity=1,
                uid=1,
                sender="lian@court.example",
                sender_name="<b>立案庭</b>",
                subject="九月排期",
                sent_at=NOW,
                arrived_at=NOW,
                state="imported",
                note="附件 winmail.dat 没有读取。",
            )
            session.add(message)
            session.flush()
            session.add(ImportLetter(run_id=run.id, message_id=message.id))
        return run.id


def test_the_sender_stands_on_the_check_page_and_in_the_list(district: District, run_id: int) -> None:
    clerk = district.browser("clerk")
    page = clerk.get(f"/imports/{run_id}").text
    assert "lian@court.example" in page
    assert "九月排期" in page
    assert "winmail.dat" in page
    assert "<b>立案庭" not in page
    assert "立案庭" in clerk.get("/imports").text


def test_a_mailbox_that_stands_still_is_told_on_every_page(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.add(ChannelState(channel=MAILBOX, stopped_at=NOW, tried_at=NOW, reason="收件邮箱不认密码。"))
    clerk = district.browser("clerk")
    assert "收件邮箱不认密码。" in clerk.get("/imports").text
    assert "收取邮箱已停" in clerk.get("/runs").text
