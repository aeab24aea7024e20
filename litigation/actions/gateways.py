"""The ways out of this office, built once from the configuration."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litigation.channels.gateway_shift import ShiftingSms
from litigation.channels.http_sms import HttpSms
from litigation.channels.http_terms import read_terms
from litigation.channels.local_outbox import LocalMail, LocalSms
from litigation.channels.mail import MailGateway, SmtpMail
from litigation.channels.pace import PacedSms
from litigation.channels.sms import SmsGateway
from litigation.channels.twilio_sms import TwilioSms

if TYPE_CHECKING:
    from config import Config

LOCAL_SENDER = "outbox@localhost.localdomain"
"""The sender of mail that never leaves this machine."""


@dataclass(frozen=True, slots=True)
class Gateways:
    """Where messages go, from whom, and what their links are made of.

    ``base_url`` alone makes links: never the address a request happened to name.
    ``takes_replies``: a text may be answered by a text. ``reports``: the provider tells in the
    end what became of a text.
    """

    sms: SmsGateway
    mail: MailGateway
    sender: str
    base_url: str
    secret: str = field(repr=False)
    takes_replies: bool = False
    reports: bool = False

    @property
    def domain(self) -> str:
        """The domain of the sender, which Message-IDs carry."""
        return self.sender.rpartition("@")[2]

    def link(self, path: str, token: str) -> str:
        """Return the address of one person's page; ``path`` is ``h``, ``r`` or ``c``."""
        return f"{self.base_url}/{path}/{token}"


def build_gateways(config: "Config") -> Gateways:
    """Build the gateways; what is not configured stays in the local outbox."""
    sms = _sms(config) or LocalSms(config.outbox_folder)
    mail: MailGateway = LocalMail(config.outbox_folder)
    if config.smtp:
        mail = SmtpMail(
            config.smtp.host,
            config.smtp.port,
            user=config.smtp.user or None,
            password=config.smtp.password or None,
            starttls=config.smtp.starttls,
            timeout=config.smtp.timeout,
        )
    sender = config.smtp.sender if config.smtp else LOCAL_SENDER
    takes_replies = config.twilio is not None and config.twilio.replies
    reports = config.twilio is not None
    return Gateways(sms, mail, sender, config.base_url, config.secret_key, takes_replies, reports)


def _sms(config: "Config") -> SmsGateway | None:
    """Build the way text messages go; with two providers one stands in for the other."""
    ways: dict[str, SmsGateway] = {}
    if config.twilio:
        twilio = TwilioSms(
            config.twilio.account_sid,
            config.twilio.auth_token,
            config.twilio.sender,
            base_url=config.twilio.base_url,
            timeout=config.twilio.timeout,
            report_to=f"{config.base_url}/webhooks/twilio/status" if config.twilio.reports else "",
        )
        ways["twilio"] = PacedSms(twilio)
    if config.http_sms:
        terms = read_terms(config.http_sms.terms)
        given = config.http_sms
        ways["http"] = PacedSms(HttpSms(terms, given.account, given.secret, given.timeout))
    if len(ways) < 2:
        return next(iter(ways.values()), None)
    return ShiftingSms(first=ways.pop(config.sms_first), second=next(iter(ways.values())))
