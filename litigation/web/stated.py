"""What a month states: the frozen figures of an edition, or the register as it stands."""

from dataclasses import dataclass
from typing import Any

from litigation.law.rate import AgencyTally, Tally
from litigation.records.circular import Circular
from litigation.web.wording import Figure, figure


@dataclass(frozen=True, slots=True)
class Stated:
    """A month's figures and whether they are frozen; only figures that still hold open their cases."""

    tally: Tally
    edition: int = 0

    @property
    def main(self) -> Figure:
        """The district's rate by its own rule."""
        return figure(self.tally.num, self.tally.den, self.tally.unknown)

    def profile(self, key: str) -> Figure:
        """The rate of one counting rule."""
        num, den = self.tally.profiles[key]
        return figure(num, den, self.tally.profile_unknown.get(key, 0))

    def procedure(self, key: str) -> Figure:
        """The rate of one procedure (``first``, ``second``, ``retrial``)."""
        num, den = self.tally.by_procedure[key]
        return figure(num, den, self.tally.procedure_unknown.get(key, 0))


def state_now(tally: Tally) -> Stated:
    """State the register as it stands."""
    return Stated(tally)


def state_edition(row: Circular) -> Stated:
    """State what an edition froze."""
    return Stated(_read_tally(row), row.edition)


def _read_tally(row: Circular) -> Tally:
    """Turn the stored figures of an edition back into a tally."""
    stored: dict[str, Any] = row.figures
    plain = ("den", "num", "excused", "open", "breached", "pending", "unknown", "lawyers_only")
    return Tally(
        month=row.month,
        as_of=row.as_of,
        **{name: stored[name] for name in plain},
        profiles={key: (pair[0], pair[1]) for key, pair in stored["profiles"].items()},
        by_agency={key: _read_agency(line) for key, line in stored["by_agency"].items()},
        by_procedure={key: (pair[0], pair[1]) for key, pair in stored["by_procedure"].items()},
        profile_unknown=stored.get("profile_unknown", {}),
        procedure_unknown=stored.get("procedure_unknown", {}),
    )


def _read_agency(line: dict[str, Any]) -> AgencyTally:
    return AgencyTally(**{name: value for name, value in line.items() if name != "rate"})
