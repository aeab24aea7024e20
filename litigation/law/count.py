"""What is counted: rows of units, missing outcomes, 庭次 and duties, grouped and weighted."""

from dataclasses import dataclass

from litigation.law.agency import Rank
from litigation.law.attendance import DUE_STANDINGS, NoticeKind, Standing
from litigation.law.procedure import Procedure


@dataclass(frozen=True, slots=True)
class UnitCount:
    """``count`` units (case numbers) of the month that share everything counted here."""

    standing: Standing
    procedure: Procedure | None
    notice: NoticeKind | None = None
    head_rank: Rank | None = None
    spoke: bool = False
    settled: bool = False
    lawyers_only: bool = False
    count: int = 1

    @property
    def due(self) -> bool:
        """Tell whether these units stand in the denominator."""
        return self.standing in DUE_STANDINGS

    @property
    def discharged(self) -> bool:
        """Tell whether these units stand in the numerator."""
        return self.standing is Standing.DISCHARGED

    @property
    def excused(self) -> bool:
        """Tell whether the court accepted the reason for these units."""
        return self.standing is Standing.EXCUSED


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """``count`` units with an outcome missing in the month."""

    procedure: Procedure | None
    notice: NoticeKind | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class SittingCount:
    """``count`` 庭次 of the month; ``attended`` is None where that is not known."""

    attended: bool | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class DutyCount:
    """``count`` duties of one agency in the month; ``unknown`` ones are counted apart."""

    agency: str
    standing: Standing
    count: int = 1
