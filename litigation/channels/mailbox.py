"""The office's mailbox: one folder read over IMAP, message by message, by its unchanging number.

Nothing is ever deleted or marked. A message is known by (UIDVALIDITY, UID); whoever calls keeps
the last number that was dealt with. Messages that are dealt with may be moved to a folder.
"""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from litigation.law.word import N_

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_AT_ONCE = 200
"""Messages fetched in one run; the rest wait for the next."""

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - a list would fill lines
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)", re.I)
_ARRIVED = re.compile(rb'INTERNALDATE "([^"]{20,40})"', re.I)


class MailboxRefusedError(Exception):
    """The settings are wrong (password, folder, certificate): trying again changes nothing."""


class MailboxUnreachedError(Exception):
    """The server does not answer, or broke off: to be tried again later."""


REFUSED_LOGIN = N_("收件邮箱不认账号或密码，已停止收取。请系统管理员检查设置。")
REFUSED_FOLDER = N_("收件邮箱里没有设置的文件夹，已停止收取。请系统管理员检查设置。")
REFUSED_TARGET = N_("收件邮箱不能把处理过的邮件移到设置的文件夹。请系统管理员检查设置。")
NOT_SECURE = N_("收件邮箱不支持加密，或证书不对，密码没有送出。请系统管理员检查设置。")
UNREACHED = N_("连不上收件邮箱，稍后自动再试。")


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Where the mailbox is. ``security`` is ``tls``, ``starttls``, or ``plain`` for this machine alone.

    ``processed`` is the folder that read messages are moved to, empty to leave them where they are.
    """

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    security: str = "tls"
    processed: str = ""
    timeout: float = 20.0

    @property
    def name(self) -> str:
        """What a folder is known by: account, server and folder."""
        return f"{self.user}@{self.host}/{self.folder}"[:200]


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message: ``data`` is only its head where it was too large to fetch (``whole`` false)."""

    uid: int
    size: int
    arrived_at: datetime | None
    data: bytes
    whole: bool


class OpenMailbox(Protocol):
    """A folder that is open."""

    validity: int

    def after(self, uid: int, since: date) -> list[int]:
        """Return the numbers above ``uid`` of what arrived since that day, smallest first."""
        ...

    def fetch(self, uid: int, most: int) -> Arrived | None:
        """Fetch a message of at most so many bytes, else its head; ``None`` when it is gone."""
        ...

    def move(self, uids: list[int]) -> bool:
        """Move what is dealt with to its folder; ``False`` where the server cannot move."""
        ...


class ImapFolder:
    """An ``OpenMailbox`` over IMAP4rev1 (RFC 3501), MOVE (RFC 6851) where the server has it."""

    def __init__(self, client: imaplib.IMAP4, address: MailboxAddress) -> None:
        """Select the folder, for reading alone unless messages are to be moved."""
        self._client, self._address = client, address
        kind, _ = client.select(_quoted(address.folder), readonly=not address.processed)
        if kind != "OK":
            raise MailboxRefusedError(REFUSED_FOLDER)
        stated = client.response("UIDVALIDITY")[1]
        self.validity = int(stated[0]) if stated and stated[0] else 0

    def after(self, uid: int, since: date) -> list[int]:
        """See ``OpenMailbox.after``; "n:*" always names the last message, also below n."""
        day = f"{since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}"
        found = self._uid("SEARCH", f"UID {uid + 1}:* SINCE {day}")
        numbers = {int(each) for line in _lines(found) for each in re.findall(rb"\d+", line)}
        return sorted(number for number in numbers if number > uid)

    def fetch(self, uid: int, most: int) -> Arrived | None:
        """See ``OpenMailbox.fetch``; PEEK leaves the message unread."""
        facts = b" ".join(_lines(self._uid("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)")))
        size = _SIZE.search(facts)
        if size is None:
            return None
        whole = int(size[1]) <= most
        body = self._uid("FETCH", str(uid), "(BODY.PEEK[])" if whole else "(BODY.PEEK[HEADER])")
        data = next((each[1] for each in body if isinstance(each, tuple)), None)
        if data is None:
            return None
        return Arrived(uid, int(size[1]), _moment(facts), data, whole)

    def move(self, uids: list[int]) -> bool:
        """See ``OpenMailbox.move``. Without MOVE nothing is moved: copying would need deleting."""
        if not uids or "MOVE" not in self._client.capabilities:
            return not uids
        named = ",".join(str(each) for each in uids)
        kind, _ = self._client.uid("MOVE", named, _quoted(self._address.processed))
        if kind != "OK":
            raise MailboxRefusedError(REFUSED_TARGET)
        return True

    def _uid(self, command: str, *arguments: str) -> list[Any]:
        kind, found = self._client.uid(command, *arguments)
        if kind != "OK":
            raise MailboxUnreachedError(UNREACHED)
        return found


@contextmanager
def open_mailbox(address: MailboxAddress) -> Iterator[OpenMailbox]:
    """Open the folder, and leave it whatever happens.

    Raises:
        MailboxRefusedError: password, folder or certificate are refused.
        MailboxUnreachedError: no answer, or the connection broke.
    """
    client = None
    try:
        client = _connect(address)
        yield ImapFolder(client, address)
    except ssl.SSLError as error:
        raise MailboxRefusedError(NOT_SECURE) from error
    except (imaplib.IMAP4.error, OSError, EOFError) as error:
        raise MailboxUnreachedError(UNREACHED) from error
    finally:
        if client is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                client.logout()
            with suppress(imaplib.IMAP4.error, OSError):
                client.shutdown()


def _connect(address: MailboxAddress) -> imaplib.IMAP4:
    if address.security == "plain" and address.host not in LOOPBACK:
        raise MailboxRefusedError(NOT_SECURE)
    context = ssl.create_default_context()
    client: imaplib.IMAP4
    if address.security == "tls":
        client = imaplib.IMAP4_SSL(address.host, address.port, ssl_context=context, timeout=address.timeout)
    else:
        client = imaplib.IMAP4(address.host, address.port, timeout=address.timeout)
    try:
        _introduce(client, address, context)
    except BaseException:
        client.shutdown()
        raise
    return client


def _introduce(client: imaplib.IMAP4, address: MailboxAddress, context: ssl.SSLContext) -> None:
    if address.security == "starttls":
        try:
            client.starttls(context)
        except imaplib.IMAP4.error as error:
            raise MailboxRefusedError(NOT_SECURE) from error
    try:
        client.login(_string(address.user), address.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError) as error:
        if "UNAVAILABLE" in str(error).upper():
            raise MailboxUnreachedError(UNREACHED) from error
        raise MailboxRefusedError(REFUSED_LOGIN) from error
    kind, found = client.capability()
    names = found[0].decode("ascii", "replace").upper().split() if kind == "OK" and found[0] else []
    client.capabilities = tuple(names)
    if "ID" in names:
        # NetEase (163, 126, its office mail) refuses SELECT as "Unsafe Login" without it.
        client.xatom("ID", '("name" "litigation" "version" "1.0" "vendor" "litigation")')


def _quoted(folder: str) -> str:
    """Write a folder's name as the protocol wants it: modified UTF-7, quoted (RFC 3501, 5.1.3)."""
    pieces = re.split(r"([^\x20-\x7e]+)", folder)
    coded = (_shifted(each) if index % 2 else each.replace("&", "&-") for index, each in enumerate(pieces))
    return _string("".join(coded))


def _shifted(text: str) -> str:
    coded = base64.b64encode(text.encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
    return f"&{coded}-"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _lines(found: list[Any]) -> Iterator[bytes]:
    for each in found:
        if isinstance(each, tuple):
            yield each[0]
        elif isinstance(each, bytes):
            yield each


def _moment(facts: bytes) -> datetime | None:
    """Read ``17-Jul-1996 02:44:25 -0700``, the day padded with a blank."""
    found = _ARRIVED.search(facts)
    if found is None:
        return None
    try:
        day, month, rest = found[1].decode("ascii").strip().split("-", 2)
        return datetime.strptime(f"{int(day):02d} {_MONTHS.index(month) + 1} {rest}", "%d %m %Y %H:%M:%S %z")
    except (ValueError, UnicodeDecodeError):
        return None
