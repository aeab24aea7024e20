"""What a month states: the frozen figures of an edition, or the register as it stands."""

from dataclasses import dataclass

from litigation.actions.close_month import frozen_circular
from litigation.law.rate import Tally
from litigation.records.circular import Circular
from litigation.web.wording import Figure, figure


@dataclass(frozen=True, slots=True)
class Stated:
    """A month's figures and the edition that froze them; 0 is the register as it stands."""

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
    return Stated(frozen_circular(row).tally, row.edition)
