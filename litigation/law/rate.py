"""出庭应诉率: the figures of a month and how a rate is put into words.

A rate is an exact fraction. It is never rounded up to 100 %, never printed while an outcome
is missing, and an empty denominator is neither 0 % nor 100 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

NO_CASES = "—"
"""What stands for a rate without a single case; pages and papers add 无开庭案件."""


def rate_text(num: int, den: int, unknown: int = 0, decimals: int = 2) -> str | None:
    """A rate in words: ``99.56%``, ``100%``, ``—``; None while ``unknown`` outcomes are missing.

    Rounded half up from the exact fraction and capped below 100 % (99.99 % at two decimals,
    99.9 % at one, 99 % at none): ``100%`` stands only where ``num == den``.
    """
    if unknown:
        return None
    if den == 0:
        return NO_CASES
    if not 0 <= num <= den:
        raise ValueError(f"no rate of {num} in {den}")
    if num == den:
        return "100%"
    scale = 10**decimals
    steps = int(Fraction(num * 100 * scale, den) + Fraction(1, 2))
    whole, part = divmod(min(steps, 100 * scale - 1), scale)
    return f"{whole}.{part:0{decimals}d}%" if decimals else f"{whole}%"


def fraction_text(num: int, den: int, unknown: int = 0) -> str:
    """The fraction shown beside or instead of the rate: appeared / (due + unknown)."""
    return f"{num}/{den + unknown}"


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """One agency's duties of a month (件); ``relieved`` by arrangement stand outside ``den``."""

    den: int = 0
    num: int = 0
    excused: int = 0
    open: int = 0
    breached: int = 0
    pending: int = 0
    unknown: int = 0
    relieved: int = 0

    @property
    def rate(self) -> str | None:
        """The agency's rate in words."""
        return rate_text(self.num, self.den, self.unknown)

    def to_json(self) -> dict[str, Any]:
        """The keys of one entry of ``by_agency``."""
        return {
            "den": self.den,
            "num": self.num,
            "rate": self.rate,
            "excused": self.excused,
            "open": self.open,
            "breached": self.breached,
            "pending": self.pending,
            "unknown": self.unknown,
            "relieved": self.relieved,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """The district's figures of one month, in units (case numbers) unless said otherwise.

    ``den`` = discharged + excused + open + breached; ``num`` = discharged. ``profiles`` and
    ``by_procedure`` map a key to (numerator, denominator); ``D`` counts 庭次. The
    ``*_unknown`` maps say how many missing outcomes forbid that line a percent.
    """

    month: str
    as_of: datetime | None
    den: int
    num: int
    excused: int
    open: int
    breached: int
    pending: int
    unknown: int
    lawyers_only: int
    profiles: Mapping[str, tuple[int, int]]
    by_agency: Mapping[str, AgencyTally]
    by_procedure: Mapping[str, tuple[int, int]]
    profile_unknown: Mapping[str, int] = field(default_factory=dict)
    procedure_unknown: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> str | None:
        """The rate D0 in words, None while an outcome is missing."""
        return rate_text(self.num, self.den, self.unknown)

    @property
    def may_say_100(self) -> bool:
        """Tell whether 100 % is true: every case attended, none missing, at least one."""
        return self.unknown == 0 and self.num == self.den > 0

    def profile_rate(self, key: str, decimals: int = 2) -> str | None:
        """One profile's rate in words, under the same rules."""
        num, den = self.profiles[key]
        return rate_text(num, den, self.profile_unknown.get(key, 0), decimals)

    def procedure_rate(self, key: str, decimals: int = 2) -> str | None:
        """One procedure's rate in words (``first``, ``second``, ``retrial``)."""
        num, den = self.by_procedure[key]
        return rate_text(num, den, self.procedure_unknown.get(key, 0), decimals)

    def with_agencies(self, agencies: Iterable[str]) -> "Tally":
        """The same figures with a line also for each agency that owed nothing this month."""
        none = {each: AgencyTally() for each in agencies}
        return replace(self, by_agency={**none, **self.by_agency})

    def to_json(self) -> dict[str, Any]:
        """The keys a facts file's ``expect`` compares."""
        return {
            "den": self.den,
            "num": self.num,
            "rate": self.rate,
            "excused": self.excused,
            "open": self.open,
            "breached": self.breached,
            "pending": self.pending,
            "unknown": self.unknown,
            "may_say_100": self.may_say_100,
            "lawyers_only": self.lawyers_only,
            "profiles": {key: list(pair) for key, pair in self.profiles.items()},
            "by_agency": {key: each.to_json() for key, each in self.by_agency.items()},
            "by_procedure": {key: list(pair) for key, pair in self.by_procedure.items()},
        }
