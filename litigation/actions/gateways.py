"""The ways out of this office, built once from the configuration."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litigation.channels.local_outbox import LocalMail, LocalSms
from litigation.channels.mail import MailGateway, SmtpMail
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
    """

    sms: SmsGateway
    mail: MailGateway
    sender: str
    base_url: str
    secret: str = field(repr=False)

    @property
    def domain(self) -> str:
        """The domain of the sender, which Message-IDs carry."""
        return self.sender.rpartition("@")[2]

    def link(self, path: str, token: str) -> str:
        """Return the address of one person's page; ``path`` is ``h``, ``r`` or ``c``."""
        return f"{self.base_url}/{path}/{token}"


def build_gateways(config: "Config") -> Gateways:
    """Build the gateways; what is not configured stays in the local outbox."""
    sms: SmsGateway = LocalSms(config.outbox_folder)
    mail: MailGateway = LocalMail(config.outbox_folder)
    if config.twilio:
        sms = TwilioSms(
            config.twilio.account_sid,
            config.twilio.auth_token,
            config.twilio.sender,
            base_url=config.twilio.base_url,
            timeout=config.twilio.timeout,
        )
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
    return Gateways(sms, mail, sender, config.base_url, config.secret_key)
