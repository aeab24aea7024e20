"""Mobile numbers, checked before anything is sent to them.

Only allowed country codes pass: a premium or satellite number typed into a form would
otherwise be dialled at the office's expense.
"""

import re

import phonenumbers

from litigation.law.word import N_

CHINA = frozenset({86})
"""The country codes allowed unless the office sets others."""

NUMBER_PROBLEM = N_("手机号不对。请填写 11 位中国内地手机号，例如 13800001234。")

# "138-0000-8000", "+86 138 0000 8000", "（138）00008000"; anything else is no number at all
_LOOKS_LIKE_NUMBER = re.compile(r"[+＋]?[\d\s()（）.\-－]+")

# Zero-width and direction marks ride along when a number is copied from a chat window.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_mobile(text: str, allowed: frozenset[int] = CHINA) -> str | None:
    """Read a mobile number into E.164 (``+8613800001234``); ``None`` when it is not one we may text."""
    bare = _INVISIBLE.sub("", text).strip()
    if not _LOOKS_LIKE_NUMBER.fullmatch(bare):
        return None
    try:
        number = phonenumbers.parse(bare, "CN")
    except phonenumbers.NumberParseException:
        return None
    mobile = phonenumbers.number_type(number) in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    if not mobile or number.country_code not in allowed:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
