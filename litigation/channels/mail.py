"""Mail: putting one together, and handing it to an SMTP server.

A message that carries an invitation is built for two kinds of reader: calendar programs take
the ``text/calendar`` alternative, webmails that know none show the same bytes as a file.
"""

import hashlib
import re
import smtplib
import ssl
from contextlib import ExitStack
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from litigation.channels.delivery import Delivery, DeliveryResult, sent
from litigation.law.word import N_

IMPLICIT_TLS_PORT = 465
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# "shen.ruoheng+court@yunting.example"; quoted local parts are lawful and never seen in an office
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9.-]*[A-Za-z0-9]"
)

_NO_ANSWER = Delivery(
    DeliveryResult.UNKNOWN, code="no-answer", detail=N_("邮件服务器没有答复，不知是否发出。")
)
_UNREACHED = Delivery(DeliveryResult.TRANSIENT, code="connect", detail=N_("连不上邮件服务器，稍后自动重发。"))
_NOT_SECURE = Delivery(
    DeliveryResult.CONFIGURATION,
    code="tls",
    detail=N_("邮件服务器不支持加密，或证书不对，密码没有送出，已暂停发送。请系统管理员检查设置。"),
)


class MailGateway(Protocol):
    """Hands over one complete message with one recipient."""

    def send(self, message: EmailMessage) -> Delivery:
        """Send to the address in ``To``; a resend keeps its Message-ID, so readers see it once."""
        ...


def message_id(key: str, domain: str) -> str:
    """Make the Message-ID of a notice from its unique key: the same key, the same id for ever."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def mail_address(name: str, address: str) -> Address:
    """Make an address header value; ``ValueError`` when ``address`` is none.

    Line ends in a name would begin new headers and are dropped.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError("not an address that SMTP can carry")
    return Address(one_line(name), addr_spec=address)


def one_line(text: str) -> str:
    """Replace line ends and control characters by blanks, so that text stays within its header."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def compose_mail(
    *,
    sender: Address,
    recipient: Address,
    subject: str,
    text: str,
    html: str,
    identifier: str,
    now: datetime,
    invite: bytes | None = None,
    method: str = "REQUEST",
) -> EmailMessage:
    """Put a message together; ``invite`` is an iTIP object whose METHOD is ``method``."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, recipient
    message["Subject"] = one_line(subject)
    message["Message-ID"] = identifier
    message["Date"] = now
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    if invite is None:
        # Keeps holiday replies away; an invitation goes without, some servers file it as bulk.
        message["Auto-Submitted"] = "auto-generated"
    else:
        _add_invite(message, invite, method)
    return message


def _add_invite(message: EmailMessage, invite: bytes, method: str) -> None:
    # base64: gateways re-wrap quoted-printable, and 8bit needs every hop's consent.
    # No Content-Disposition on the alternative: with one, readers show a file and no buttons.
    message.add_alternative(
        invite,
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"charset": "UTF-8", "method": method, "component": "VEVENT"},
    )
    message.add_attachment(
        invite,
        maintype="application",
        subtype="ics",
        cte="base64",
        filename="invite.ics",
        params={"name": "invite.ics"},
    )


class SmtpMail:
    """A ``MailGateway`` over SMTP, one connection a message."""

    def __init__(
        self,
        host: str,
        port: int = 25,
        *,
        user: str | None = None,
        password: str | None = None,
        starttls: bool = True,
        timeout: float = 20.0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Port 465 speaks TLS from the first byte; elsewhere ``starttls`` is demanded, not tried."""
        self._host, self._port, self._timeout = host, port, timeout
        self._user, self._password = user, password
        self._starttls = starttls and port != IMPLICIT_TLS_PORT
        self._context = context or ssl.create_default_context()

    def send(self, message: EmailMessage) -> Delivery:
        """Hand the message over; see ``MailGateway.send``."""
        try:
            with self._connected() as smtp:
                return self._transfer(smtp, message)
        except (ssl.SSLError, smtplib.SMTPNotSupportedError):
            return _NOT_SECURE
        except smtplib.SMTPResponseException as error:
            return _refused_connection(error.smtp_code)
        except (smtplib.SMTPException, OSError):
            return _UNREACHED

    def _connected(self) -> smtplib.SMTP:
        if self._port == IMPLICIT_TLS_PORT:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._timeout, context=self._context
            )
        else:
            smtp = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        with ExitStack() as on_failure:
            on_failure.callback(smtp.close)
            self._introduce(smtp)
            on_failure.pop_all()
        return smtp

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self._starttls:
            smtp.starttls(context=self._context)
        if self._user is None or self._password is None:
            return
        if not isinstance(smtp.sock, ssl.SSLSocket) and self._host not in LOOPBACK:
            raise smtplib.SMTPNotSupportedError("a password is never sent in the clear")
        smtp.login(self._user, self._password)

    def _transfer(self, smtp: smtplib.SMTP, message: EmailMessage) -> Delivery:
        code, _ = smtp.mail(_only_address(message, "From"))
        if code >= 400:
            return _refused_connection(code)
        code, _ = smtp.rcpt(_only_address(message, "To"))
        if code >= 400:
            return _refused_message(code)
        return self._hand_over(smtp, message)

    def _hand_over(self, smtp: smtplib.SMTP, message: EmailMessage) -> Delivery:
        """Send the text. Once it has begun to flow, a broken connection leaves the outcome unknown."""
        try:
            code, _ = smtp.data(message.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:
            return _refused_message(error.smtp_code)
        except (smtplib.SMTPException, OSError):
            smtp.close()
            return _NO_ANSWER
        if code >= 400:
            return _refused_message(code)
        return sent(str(message["Message-ID"]))


def _only_address(message: EmailMessage, header: str) -> str:
    (address,) = message[header].addresses
    return str(address.addr_spec)


def _refused_message(code: int) -> Delivery:
    """Class a refusal of this recipient or this text: 4yz try again, 5yz never (RFC 5321, 4.2.1)."""
    if code >= 500:
        detail = N_("邮箱不存在，或者对方拒收。请核对邮箱，并打电话告知。")
        return Delivery(DeliveryResult.PERMANENT, code=str(code), detail=detail)
    return Delivery(
        DeliveryResult.TRANSIENT, code=str(code), detail=N_("对方邮件服务器暂时不收，稍后自动重发。")
    )


def _refused_connection(code: int) -> Delivery:
    """Class a refusal of us (greeting, log-in or sender): nobody's mail would pass."""
    if code >= 500:
        detail = N_("邮件服务器不认账号、密码或发件地址，已暂停发送。请系统管理员检查设置。")
        return Delivery(DeliveryResult.CONFIGURATION, code=str(code), detail=detail)
    return Delivery(DeliveryResult.TRANSIENT, code=str(code), detail=N_("邮件服务器暂时不收，稍后自动重发。"))
