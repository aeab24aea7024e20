from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from litigation.channels.delivery import DeliveryResult
from litigation.channels.local_outbox import LocalMail, LocalSms
from tests.channels.test_gateway_contract import BODY, NOW, SOON, TO, letter


def test_the_text_can_be_read_in_its_file(tmp_path):
    LocalSms(tmp_path / "outbox").send(TO, BODY, SOON, NOW)
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.name.endswith(".sms.txt")
    assert file.read_text(encoding="utf8").startswith(f"To: {TO}\n")
    assert file.read_text(encoding="utf8").endswith(f"\n\n{BODY}\n")
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_sending_a_mail_twice_leaves_one_file(tmp_path):
    gateway = LocalMail(tmp_path)
    gateway.send(letter())
    gateway.send(letter())
    (file,) = tmp_path.iterdir()
    assert message_from_bytes(file.read_bytes(), policy=default)["Subject"] == "出庭通知"


def test_a_text_of_last_week_is_not_taken_for_this_one(tmp_path):
    gateway = LocalSms(tmp_path)
    gateway.send(TO, BODY, NOW, NOW - timedelta(days=7))
    assert gateway.find(TO, BODY, datetime.now(UTC)) is None


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path):
    blocked = tmp_path / "outbox"
    blocked.write_text("a file where the folder should be")
    assert LocalSms(blocked).send(TO, BODY, SOON, NOW).result is DeliveryResult.TRANSIENT
    assert LocalMail(blocked).send(letter()).result is DeliveryResult.TRANSIENT
