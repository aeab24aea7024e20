"""A real SMTP server that keeps what it takes and fails as told (on aiosmtpd)."""

import asyncio
import socket
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailFault:
    """``stage``: mail, rcpt, data (answers ``reply``), drop (takes the text, then hangs up), or slow.

    A slow server takes ``reply`` seconds for the text before it says that it has it.
    """

    stage: str
    reply: str = "451 4.7.1 greylisted"
    times: int = 1


@dataclass
class Mailbox:
    """The handler: envelopes taken, faults left."""

    taken: list[Envelope] = field(default_factory=list)
    faults: list[MailFault] = field(default_factory=list)

    def _fault(self, stage: str) -> MailFault | None:
        for fault in self.faults:
            if fault.stage == stage and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = self._fault("mail")
        if fault:
            return fault.reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = self._fault("rcpt")
        if fault:
            return fault.reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault = self._fault("data")
        if fault:
            return fault.reply
        slow = self._fault("slow")
        if slow:
            await asyncio.sleep(float(slow.reply))
        self.taken.append(envelope)
        if self._fault("drop"):
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"


class FakeSmtp:
    """The server in a thread: ``with FakeSmtp() as fake: ...``, then ``fake.port``."""

    def __init__(self, **details: Any) -> None:
        self.mailbox = Mailbox()
        self.port = _free_port()
        self._controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port, **details)

    @property
    def messages(self) -> list[EmailMessage]:
        return [
            message_from_bytes(envelope.original_content or b"", policy=default)  # type: ignore[misc] # typed as Message
            for envelope in self.mailbox.taken
        ]

    def fail(self, stage: str, reply: str = "451 4.7.1 greylisted", times: int = 1) -> None:
        self.mailbox.faults.append(MailFault(stage, reply, times))

    def __enter__(self) -> "FakeSmtp":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def _free_port() -> int:
    """The controller connects to its own port number, so 0 cannot stand for any."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
