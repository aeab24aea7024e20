"""What arrived outside: text messages at the provider, mails with invitations at the mail server."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from icalendar import Calendar

from tests.fakes.smtp import FakeSmtp
from tests.fakes.twilio import FakeTwilio
from tests.journeys.march import address_of, mobile_of
from tests.journeys.server import wait_for

LINK = re.compile(r"https?://\S+/[hrc]/[\w-]{22}")


@dataclass(frozen=True, slots=True)
class Invite:
    """One calendar object as a person's programme reads it."""

    method: str
    uid: str
    sequence: int
    start: object

    @classmethod
    def read(cls, mail: EmailMessage) -> "Invite":
        """Read the invitation of a mail; the part and the object name the same method."""
        [part] = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        [event] = calendar.walk("VEVENT")
        assert part.get_param("method") == str(calendar["METHOD"])
        return cls(str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt)


class Letterbox:
    """Everybody's telephone and mailbox."""

    def __init__(self, twilio: FakeTwilio, smtp: FakeSmtp) -> None:
        self._twilio, self._smtp = twilio, smtp

    def texts(self, mobile: str, holding: str = "") -> list[str]:
        """Return the text messages a mobile has received, oldest first."""
        messages = [each for each in self._twilio.ledger.messages if each["to"] == f"+86{mobile}"]
        return [body for each in messages if holding in (body := str(each["body"]))]

    def await_text(self, mobile: str, *holding: str) -> str:
        """Wait for a text message with these words and return the newest."""

        def fitting() -> list[str]:
            return [text for text in self.texts(mobile) if all(words in text for words in holding)]

        wait_for(fitting, words=f"a text to {mobile} with {holding}")
        return fitting()[-1]

    def await_link(self, mobile: str, *holding: str) -> str:
        """Wait for a text message with these words and return the link in it."""
        text = self.await_text(mobile, *holding)
        found = LINK.search(text)
        assert found, text
        return found.group()

    def invites(self, name: str) -> list[Invite]:
        """Return the invitations a head has received, oldest first."""
        mine = [each for each in self._smtp.messages if address_of(name) in str(each["To"])]
        return [
            Invite.read(mail)
            for mail in mine
            if any(part.get_content_type() == "text/calendar" for part in mail.walk())
        ]

    def await_invite(self, name: str, method: str, start: datetime, after: int = -1) -> Invite:
        """Wait for a head's invitation of this method to this start, newer than a sequence."""

        def fitting() -> list[Invite]:
            mine = [each for each in self.invites(name) if (each.method, each.start) == (method, start)]
            return [each for each in mine if each.sequence > after]

        wait_for(fitting, words=f"{method} for {name} at {start}")
        return fitting()[-1]


def link_of(box: Letterbox, name: str, *holding: str) -> str:
    """Return the link that a head received with these words."""
    return box.await_link(mobile_of(name), *holding)
