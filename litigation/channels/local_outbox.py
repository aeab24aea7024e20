"""The gateways of an office that has configured none: messages become files, nothing leaves.

A mail is an ``.eml`` file that any mail program opens, a text message an ``.sms.txt`` file.
Sending the same message again writes the same file, so that these gateways deliver once.
"""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from litigation.channels.delivery import EXPIRED, Delivery, DeliveryResult, sent
from litigation.channels.sms import Receipt
from litigation.law.word import N_

_NO_ROOM = Delivery(
    DeliveryResult.TRANSIENT,
    code="file",
    detail=N_("本机发件箱写不进去，稍后重写。请系统管理员检查磁盘。"),
)


class LocalSms:
    """A ``SmsGateway`` that writes into a folder."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when it is missing."""
        self._folder = folder

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Write the message; see ``SmsGateway.send``."""
        if now >= valid_until:
            return EXPIRED
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{_mark(to, body)}.sms.txt"
        heading = f"To: {to}\nSent: {now.isoformat()}\nValid-Until: {valid_until.isoformat()}\n\n"
        return _write(self._folder / name, f"{heading}{body}\n".encode())

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Look for the file; see ``SmsGateway.find``. Whole seconds, as the names hold no more."""
        earliest = f"{since.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        names = sorted(path.name for path in self._folder.glob(f"*-{_mark(to, body)}.sms.txt"))
        found = next((name for name in names if name >= earliest), None)
        return sent(found) if found else None

    def receipts(self, since: datetime) -> Sequence[Receipt]:
        """Know nothing: what lies here has reached nobody."""
        return ()


class LocalMail:
    """A ``MailGateway`` that writes into a folder."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when it is missing."""
        self._folder = folder

    def send(self, message: EmailMessage) -> Delivery:
        """Write the message, named by its Message-ID; see ``MailGateway.send``."""
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:24]
        return _write(self._folder / f"{name}.eml", message.as_bytes(policy=SMTP))


def _mark(to: str, body: str) -> str:
    return hashlib.sha256(f"{to}\n{body}".encode()).hexdigest()[:24]


def _write(path: Path, content: bytes) -> Delivery:
    """Write beside, then rename: a reader never sees half a message. Only the owner may read it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError:
        return _NO_ROOM
    return sent(path.name)
