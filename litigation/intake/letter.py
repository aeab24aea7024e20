"""A mail taken apart: who wrote when, what it says, and the files in it (RFC 5322, MIME).

Nothing in a mail is believed or opened: addresses are only what it claims, links are blanked by
whoever reads the words, pictures of signatures and parcels of Outlook are left out with a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePosixPath
from typing import cast

from litigation.intake.letter_head import (
    HeadPolicy,
    author_kind,
    bounced_of,
    header_of,
    headers_of,
    identifiers_of,
    moment_of,
    sender_of,
)
from litigation.intake.letter_text import body_words, header_words, plain_words

MAX_BYTES = 32 * 1024 * 1024
MAX_PARTS = 200
MAX_DEPTH = 20
MAX_FORWARDS = 6
"""How deep mails inside mails are opened: a forwarded one that was forwarded before."""
MAX_CALENDAR = 256 * 1024

_MOST_BOUNDARIES = 20_000
_SMALLEST_PICTURE = 30_000
"""Bytes; a picture below that is a logo or a signature, never a legible paper."""

_FIELDS = re.compile(
    rb"^(?:From|Received|Message-ID|MIME-Version|Return-Path|Subject|Date|To|X-[A-Za-z-]+|Delivered-To"
    rb"|DKIM-Signature|Content-Type|Authentication-Results)[ \t]*:",
    re.I | re.M,
)
_SURE_FIELDS = re.compile(rb"^(?:Received|Message-ID|MIME-Version|Return-Path)[ \t]*:", re.I | re.M)
_METHOD = re.compile(rb"^METHOD[^:\r\n]{0,80}:[ \t]*([A-Za-z]+)", re.I | re.M)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_SEALS = frozenset({"pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "vcard", "x-vcard"})

_SENTENCES = {
    "letter_too_large": "邮件超过 32 MB，没有读取。请对方只发排期表。",
    "letter_parts": "邮件里的部分太多，没有读取。请对方只发排期表。",
    "letter_broken": "邮件不完整，读不出来。请对方重发。",
}
_WINMAIL = "附件 winmail.dat 是 Outlook 的私有格式，没有读取。请对方改用纯文本格式重发。"
_TOO_DEEP = "转发的层数太多，最里面的邮件没有读取。"
_LARGE_CALENDAR = "邮件里的日历超过 256 KB，没有读取。"


class LetterRefusedError(Exception):
    """A mail that is not read; ``sentence`` says why and what to do."""

    def __init__(self, code: str) -> None:
        """Keep the reason."""
        super().__init__(code)
        self.code, self.sentence = code, _SENTENCES[code]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as read.

    ``sender`` is the address in lower case, without proof. ``sent_at`` is what the mail claims.
    ``answers`` are Message-IDs that it refers to. ``kind`` is empty, ``automatic`` (nobody wrote
    it) or ``bounce``; ``bounced`` are the Message-IDs that did not arrive. ``calendars`` are its
    iTIP objects as (METHOD, bytes); ``results`` the lines Authentication-Results, latest first.
    ``notes`` say what was left out.
    """

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    text: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    calendars: tuple[tuple[str, bytes], ...] = ()
    answers: tuple[str, ...] = ()
    kind: str = ""
    bounced: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Found:
    """What is gathered while the parts are walked."""

    enclosures: list[Enclosure] = field(default_factory=list)
    calendars: list[tuple[str, bytes]] = field(default_factory=list)
    bounced: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: int = 0
    forwards: int = 0


_Texts = list[tuple[str, str]]
"""Words with what they were written in: plain or html."""


def is_letter(data: bytes, filename: str = "") -> bool:
    """Tell a mail by its headers; a file that is called so needs fewer of them."""
    head = re.split(rb"\r?\n\r?\n", data[:65536].removeprefix(b"\xef\xbb\xbf").lstrip(), maxsplit=1)[0]
    if not re.match(rb"[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:|From ", head) or re.match(
        rb"BEGIN[ \t]*:", head, re.I
    ):
        return False
    known = {each.lower() for each in _FIELDS.findall(head)}
    if PurePosixPath(filename).suffix.lower() == ".eml":
        return len(known) >= 2
    return (
        len(known) >= 3 and bool(_SURE_FIELDS.search(head)) and re.search(rb"(?im)^From:", head) is not None
    )


def open_letter(data: bytes) -> Letter:
    """Take a mail apart.

    Raises:
        LetterRefusedError: it is too large, has too many parts, or is broken.
    """
    if len(data) > MAX_BYTES:
        raise LetterRefusedError("letter_too_large")
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise LetterRefusedError("letter_parts")
    try:
        message, found = _parsed(data), _Found()
        texts: _Texts = []
        _walk(message, found, texts, 0)
        return _letter(message, found, texts)
    except RecursionError as error:
        raise LetterRefusedError("letter_broken") from error


def _parsed(data: bytes) -> EmailMessage:
    parser = BytesParser(EmailMessage, policy=HeadPolicy())
    return cast(EmailMessage, parser.parsebytes(data.removeprefix(b"\xef\xbb\xbf").lstrip()))


def _letter(message: EmailMessage, found: _Found, texts: _Texts) -> Letter:
    name, address = sender_of(message)
    subject = header_words(header_of(message, "subject"))[:200]
    text = "\n\n".join(each.strip("\n") for each in map(_words, texts) if each.strip())
    return Letter(
        message_id=next(iter(identifiers_of(message, "message-id")), ""),
        sender=address,
        sender_name=name,
        subject=subject,
        sent_at=moment_of(message),
        text=text,
        enclosures=tuple(found.enclosures),
        calendars=tuple(found.calendars),
        answers=tuple(identifiers_of(message, "in-reply-to", "references")),
        kind=author_kind(message, subject, found.bounced),
        bounced=tuple(dict.fromkeys(found.bounced)),
        results=tuple(headers_of(message, "authentication-results")),
        notes=tuple(dict.fromkeys(found.notes)),
    )


def _words(text: tuple[str, str]) -> str:
    kind, words = text
    return plain_words(words) if kind == "html" else words.replace("\r\n", "\n").replace("\r", "\n")


def _walk(part: EmailMessage, found: _Found, texts: _Texts, depth: int) -> None:
    """Gather what the parts hold, in their order."""
    found.parts += 1
    if found.parts > MAX_PARTS or depth > MAX_DEPTH:
        raise LetterRefusedError("letter_parts")
    kind = part.get_content_type()
    if kind == "multipart/report":
        found.bounced += bounced_of(part)
    if kind == "multipart/alternative":
        versions: _Texts = []
        for each in _children(part):
            _walk(each, found, versions, depth + 1)
        texts += _best(versions)
    elif kind == "message/rfc822" or part.is_multipart():
        _walk_children(part, found, texts, depth, forwarded=kind == "message/rfc822")
    elif kind == "text/calendar":
        _keep_calendar(_bytes(part), str(part.get_param("method", "") or ""), found)
    elif kind in ("text/plain", "text/html") and not _is_file(part):
        texts.append((kind.removeprefix("text/"), body_words(part)))
    elif not kind.startswith("message/"):
        _keep_file(part, kind, found, texts)


def _walk_children(part: EmailMessage, found: _Found, texts: _Texts, depth: int, *, forwarded: bool) -> None:
    """Walk a multipart, or a mail inside the mail: its subject is part of what it says."""
    if forwarded:
        found.forwards += 1
    for each in _children(part):
        if forwarded and found.forwards > MAX_FORWARDS:
            found.notes.append(_TOO_DEEP)
            return
        if forwarded:
            texts.append(("plain", header_words(header_of(each, "subject"))))
        _walk(each, found, texts, depth + 1)


def _best(versions: _Texts) -> _Texts:
    """Of one text written twice take the plain one, unless it has lost the columns of a table."""
    html = [each for each in versions if each[0] == "html" and each[1].strip()]
    plain = [each for each in versions if each[0] == "plain" and each[1].strip()]
    tables = any(re.search(r"<t[dh][\s>]", words, re.I) for _, words in html)
    return html if html and (tables or not plain) else plain


def _children(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, EmailMessage))


def _keep_calendar(data: bytes, method: str, found: _Found) -> None:
    if len(data) > MAX_CALENDAR:
        found.notes.append(_LARGE_CALENDAR)
        return
    if any(data == known for _, known in found.calendars):
        return  # the same bytes once more, for webmails that know no invitation
    stated = _METHOD.search(data)
    found.calendars.append(((stated[1].decode() if stated else method).upper(), data))


def _keep_file(part: EmailMessage, kind: str, found: _Found, texts: _Texts) -> None:
    name, data = _file_name(part), _bytes(part)
    if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        found.notes.append(_WINMAIL)
        return
    ornament = data.startswith(_PICTURES) and len(data) < _SMALLEST_PICTURE
    if not data or ornament or kind.partition("/")[2] in _SEALS:
        return
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        stated = _METHOD.search(data)
        if stated and len(data) <= MAX_CALENDAR:
            _keep_calendar(data, "", found)
        else:
            found.enclosures.append(Enclosure(name or "日历.ics", data))
    elif is_letter(data, name):
        found.forwards += 1
        if found.forwards > MAX_FORWARDS:
            found.notes.append(_TOO_DEEP)
            return
        inner = _parsed(data)
        texts.append(("plain", header_words(header_of(inner, "subject"))))
        _walk(inner, found, texts, 1)
    else:
        found.enclosures.append(Enclosure(name or "附件", data))


def _is_file(part: EmailMessage) -> bool:
    disposition = header_of(part, "content-disposition").lower().lstrip()
    return disposition.startswith("attachment") or (
        not disposition.startswith("inline") and bool(_file_name(part))
    )


def _file_name(part: EmailMessage) -> str:
    """Return the name that the mail gives a file: the last part of it, without anything odd."""
    given = ""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = part.get_param(parameter, "", header=header)
        given = given or (raw if isinstance(raw, str) else str(raw[2] if isinstance(raw, tuple) else raw))
    return header_words(given).replace("\\", "/").rpartition("/")[2][-120:]


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
