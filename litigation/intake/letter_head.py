"""The head of a mail: who says they wrote it, when, and whether a person did at all."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from litigation.intake.letter_text import body_words, header_words

IDENTIFIER = re.compile(r"<[^<>\s]{3,250}>")

_LONGEST_HEADER = 4000
# 自动回复：关于… | Automatic reply: … | Out of Office: …
_AUTOMATIC = re.compile(
    r"\s*(?:自动回复|自動回覆|自动答复|外出自动答复|automatic reply|auto(?:matic)?[ -]?reply|out of office)",
    re.I,
)
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon)@", re.I)
_HINTS = ("x-autoreply", "x-autorespond", "x-auto-response-type")
# "沈若衡" <shen@yunting.example> | shen@yunting.example
_ONE_SENDER = re.compile(
    r"(?:[^<>]*<)?\s*(?P<address>[A-Za-z0-9._%+&'=~^$*!#?{}|/-]+@[A-Za-z0-9][A-Za-z0-9.-]*)\s*>?\s*"
)


class HeadPolicy(EmailPolicy):
    """The library's modern policy, with headers cut to a length that it parses quickly, and no faults."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Cut what would keep the header parser busy for minutes."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Give the header as it stands where the library's parser stumbles over it."""
        try:
            return super().header_fetch_parse(name, value)
        except (ValueError, IndexError, AttributeError, TypeError, LookupError, RecursionError):
            return value.replace("\r", " ").replace("\n", " ")


def sender_of(message: Message) -> tuple[str, str]:
    """Return name and address of the sender; no address where the head names several or none.

    The address is taken before encoded words are decoded: a name may hide another address.
    """
    raw = " ".join(header_of(message, "from").split())
    named = [address for _, address in getaddresses([raw]) if "@" in address]
    found = _ONE_SENDER.fullmatch(raw)
    name = header_words(raw.rpartition("<")[0].strip(' "')) if "<" in raw else ""
    if len(headers_of(message, "from")) != 1 or len(named) != 1 or found is None:
        return name[:60], ""
    return name[:60], found["address"].lower()[:200]


def moment_of(message: Message) -> datetime | None:
    """Return the moment that the head claims."""
    try:
        moment = parsedate_to_datetime(header_of(message, "date").strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def identifiers_of(message: Message, *names: str) -> list[str]:
    """Return the Message-IDs in these headers, each once."""
    return list(dict.fromkeys(IDENTIFIER.findall(" ".join(header_of(message, name) for name in names))))


def author_kind(message: EmailMessage, subject: str, bounced: list[str]) -> str:
    """Tell who wrote: a person (empty), a machine, or a mail server about a mail that did not arrive."""
    report = message.get_content_type() == "multipart/report" and "delivery-status" in header_of(
        message, "content-type"
    )
    if report or bounced or _DAEMON.search(header_of(message, "from")):
        return "bounce"
    submitted = header_of(message, "auto-submitted").strip().lower()
    said = submitted.startswith(("auto-replied", "auto-notified")) or _AUTOMATIC.match(subject)
    bulk = "auto_reply" in header_of(message, "precedence").lower()
    return "automatic" if said or bulk or any(header_of(message, name) for name in _HINTS) else ""


def bounced_of(report: EmailMessage) -> list[str]:
    """Return which messages a report (RFC 3464) says did not arrive; a delay is none."""
    parts = [part for part in report.walk() if isinstance(part, EmailMessage)]
    blocks = [
        block
        for part in parts
        if part.get_content_type() == "message/delivery-status"
        for block in part.walk()
    ]
    if not any(header_of(block, "action").strip().lower().startswith("failed") for block in blocks):
        return []
    found = []
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            found += re.findall(r"(?im)^message-id:\s*(<[^<>\s]{3,250}>)", body_words(part))
        elif part is not report:
            found += identifiers_of(part, "message-id")
    return found


def header_of(part: Message, name: str) -> str:
    """Return the first value of a header as it stands in the mail, empty for none."""
    return next(iter(headers_of(part, name)), "")


def headers_of(part: Message, name: str) -> list[str]:
    """Return every value of a header as it stands in the mail."""
    return [str(value) for each, value in part.raw_items() if each.lower() == name]
