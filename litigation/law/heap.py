"""What stands behind the figures of an edition: its cases and 庭次 as they were when it was issued.

A figure of a frozen edition opens the cases of that edition, whatever became of them since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from litigation.law.attendance import Standing


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One case (unit): how it stands, and why; the plaintiff's name is masked."""

    number: str
    agencies: tuple[str, ...]
    plaintiff: str
    cause: str
    standing: Standing
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One 庭次 of profile D: the hearing's id, when and where, the cases heard.

    ``cases`` pairs the id of each case with its number in the machine form; ``attended`` is
    ``None`` while the outcome was missing.
    """

    id: str
    starts_at: datetime | None
    starts_on: date | None
    court: str
    courtroom: str
    cases: tuple[tuple[str, str], ...]
    attended: bool | None


@dataclass(frozen=True, slots=True)
class Heaps:
    """The cases behind each figure.

    ``cases`` maps a figure's key (``den``, ``B.num``, ``agency.7.den`` …) to case ids; a key
    is missing where the figure is nought. ``units`` are these cases by id.
    """

    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, UnitLine] = field(default_factory=dict)
    sittings: tuple[SittingLine, ...] = ()

    def sittings_of(self, part: str) -> tuple[SittingLine, ...]:
        """The 庭次 of one part of profile D: ``num``, ``den`` (known) or ``unknown``."""
        wanted = {"num": (True,), "den": (True, False), "unknown": (None,)}[part]
        return tuple(each for each in self.sittings if each.attended in wanted)
