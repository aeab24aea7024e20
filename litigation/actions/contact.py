"""Telephone numbers and mail addresses as people type them."""

import re

from litigation.channels.number import NUMBER_PROBLEM, read_mobile
from litigation.law.error import InvalidInputError
from litigation.law.word import N_

# "yunting.scjg@example.gov.cn": one @, no blanks or control characters, a dot in the host
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,120}\.[^\s@<>,;:\"()\[\]\\.]{2,24}"
)


def read_number(text: str, field: str = "mobile") -> str | None:
    """Return a mobile number as E.164, or ``None`` when nothing was typed.

    Raises:
        InvalidInputError: it is no mobile number this office may write to.
    """
    if not text.strip():
        return None
    number = read_mobile(text)
    if number is None:
        raise InvalidInputError(NUMBER_PROBLEM, field=field)
    return number


def read_email(text: str, field: str = "email") -> str | None:
    """Return a mail address, or ``None`` when nothing was typed.

    Raises:
        InvalidInputError: it is no address, or holds characters that could forge headers.
    """
    address = text.strip()
    if not address:
        return None
    if len(address) > 200 or not _ADDRESS.fullmatch(address):
        raise InvalidInputError(N_("邮箱地址不对。请按 name@example.gov.cn 的格式填写。"), field=field)
    return address
