"""How many text messages a text is billed as (3GPP TS 23.038 and 23.040).

A text whose characters are all in the GSM 7-bit alphabet is counted in septets, any other in
UTF-16 code units. A character is never split between two fragments.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")

GSM7_SINGLE, GSM7_JOINED = 160, 153
UCS2_SINGLE, UCS2_JOINED = 70, 67


@dataclass(frozen=True, slots=True)
class Fragments:
    """``units`` are septets (GSM-7) or UTF-16 code units (UCS-2); ``count`` is what is billed."""

    encoding: str
    units: int
    count: int


def count_fragments(text: str) -> Fragments:
    """Count the fragments of ``text``; an empty text has none."""
    if all(character in _BASIC or character in _EXTENDED for character in text):
        sizes = [2 if character in _EXTENDED else 1 for character in text]
        return _fragments("GSM-7", sizes, GSM7_SINGLE, GSM7_JOINED)
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return _fragments("UCS-2", sizes, UCS2_SINGLE, UCS2_JOINED)


def _fragments(encoding: str, sizes: list[int], single: int, joined: int) -> Fragments:
    units = sum(sizes)
    if units <= single:
        return Fragments(encoding, units, 1 if units else 0)
    return Fragments(encoding, units, len(list(_packed(sizes, joined))))


def _packed(sizes: list[int], room: int) -> Iterator[int]:
    """Yield the fill of each fragment, keeping every character whole."""
    fill = 0
    for size in sizes:
        if fill + size > room:
            yield fill
            fill = 0
        fill += size
    yield fill
