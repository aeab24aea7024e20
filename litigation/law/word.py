"""Words of the law: closed lists whose members carry the Chinese word a reader sees.

``N_`` marks a Chinese text for the translation catalogues without importing a
translation library: the web layer translates, the law only names.
"""

from enum import StrEnum
from typing import Self


def N_(text: str) -> str:
    """Return ``text`` unchanged; message extraction collects it."""
    return text


class Word(StrEnum):
    """A closed list of codes (stored, exchanged) with a Chinese label (shown)."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make the member equal to its code and remember its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
