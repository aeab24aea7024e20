"""Gateways that keep what they are given and answer as told, for tests of the sender."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from litigation.actions.gateways import Gateways
from litigation.channels.delivery import Delivery, DeliveryResult, sent
from litigation.channels.sms import Receipt
from tests.factory import SECRET


@dataclass
class Text:
    to: str
    body: str
    valid_until: datetime


@dataclass
class RecordingSms:
    """Takes every text unless ``answers`` holds an outcome to give first; ``lost`` ones are taken too."""

    texts: list[Text] = field(default_factory=list)
    answers: list[Delivery] = field(default_factory=list)
    lost: bool = False
    finds: list[str] = field(default_factory=list)
    known: list[Receipt] | None = field(default_factory=list)
    before: Callable[[], None] | None = None

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        if self.before:
            self.before()
        answer = self.answers.pop(0) if self.answers else sent(f"SM{len(self.texts)}")
        if answer.result is DeliveryResult.SENT or (self.lost and answer.result is DeliveryResult.UNKNOWN):
            self.texts.append(Text(to, body, valid_until))
        return answer

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        self.finds.append(body)
        return next(
            (sent(f"SM{n}") for n, one in enumerate(self.texts) if (one.to, one.body) == (to, body)), None
        )

    def receipts(self, since: datetime) -> list[Receipt] | None:
        return self.known


@dataclass
class RecordingMail:
    messages: list[EmailMessage] = field(default_factory=list)
    answers: list[Delivery] = field(default_factory=list)

    def send(self, message: EmailMessage) -> Delivery:
        self.messages.append(message)
        return self.answers.pop(0) if self.answers else sent(str(message["Message-ID"]))


def recording_gateways() -> Gateways:
    return Gateways(
        RecordingSms(), RecordingMail(), "office@yunting.example", "https://yunting.example", SECRET
    )
