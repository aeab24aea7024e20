"""Facts: what was recorded, before anything is concluded from it.

These frozen values are the language between all layers; ``litigation.law.facts_file``
writes them down and reads them back. Instants are aware.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from litigation.law.agency import Agency, Official, PartyRole
from litigation.law.attendance import (
    ArrangementKind,
    Certificate,
    CourtDecision,
    ExcuseGround,
    Leaving,
    NoticeKind,
)
from litigation.law.clock import SHANGHAI, shanghai_day
from litigation.law.procedure import HearingKind, Mode, Outcome


@dataclass(frozen=True, slots=True)
class Party:
    """An agency's part in a case; ``art1_3`` marks a third party treated as sued (R2020 art. 1(3))."""

    agency: str
    role: PartyRole
    art1_3: bool = False


@dataclass(frozen=True, slots=True)
class CourtNotice:
    """The court's notice to the head (R2020 art. 4)."""

    kind: NoticeKind
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which co-defendants' heads appear; the other co-defendants are relieved (R2020 art. 3)."""

    kind: ArrangementKind
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case number; it fixes court and procedure."""

    id: str
    number: str
    parties: tuple[Party, ...]
    cause: str = ""
    field: str = ""
    plaintiffs: tuple[str, ...] = ()
    notice: CourtNotice | None = None
    arrangement: Arrangement | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """One sitting for one or several cases.

    ``start`` is None while the hour is unknown; then ``start_on`` may hold the day. Both are
    None while a postponed hearing waits for its new date.
    """

    id: str
    cases: tuple[str, ...]
    start: datetime | None
    kind: HearingKind = HearingKind.TRIAL
    mode: Mode = Mode.IN_PERSON
    court: str = ""
    re_notified: bool = False
    outcome: Outcome | None = None
    announced_at: datetime | None = None
    recorded_at: datetime | None = None
    start_on: date | None = None

    @property
    def day(self) -> date | None:
        """The Shanghai day of the hearing, if one is fixed."""
        return shanghai_day(self.start) if self.start else self.start_on

    def has_passed(self, as_of: datetime | None) -> bool:
        """Tell whether the hearing should have begun by ``as_of`` (None: after every date)."""
        if self.day is None:
            return False
        if as_of is None:
            return True
        begins = self.start or datetime.combine(self.day + timedelta(days=1), time(), SHANGHAI)
        return begins <= as_of


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came for an agency to a hearing. None means that nobody asked, never "no".

    ``refused_to_explain``: the head refused to explain when the court asked (R2020 art. 12(1)⑤).
    """

    hearing: str
    agency: str
    person: str | None
    present: bool = False
    certificate: Certificate | None = None
    left: Leaving | None = None
    spoke: bool | None = None
    settlement: bool | None = None
    refused_to_explain: bool = False
    staff: int = 0
    lawyers: int = 0
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a head cannot appear, and the court's answer (R2020 arts. 8, 9)."""

    hearing: str
    agency: str
    ground: ExcuseGround
    reason: str = ""
    proof: bool = False
    seal: bool = False
    chief_signature: bool = False
    court_decision: CourtDecision = CourtDecision.NONE
    submitted_at: datetime | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Everything from which the figures follow."""

    agencies: tuple[Agency, ...] = ()
    officials: tuple[Official, ...] = ()
    cases: tuple[Case, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    excuses: tuple[Excuse, ...] = ()


def known_at(at: datetime | None, as_of: datetime | None) -> bool:
    """Tell whether a fact stamped ``at`` was known; no stamp: always, no ``as_of``: everything."""
    return at is None or as_of is None or at <= as_of


def register_as_of(register: Register, as_of: datetime | None) -> Register:
    """The register as it stood at ``as_of``: later facts are taken out, later answers unsaid."""
    if as_of is None:
        return register
    return replace(
        register,
        hearings=tuple(
            each if known_at(each.recorded_at, as_of) else replace(each, outcome=None, recorded_at=None)
            for each in register.hearings
            if known_at(each.announced_at, as_of)
        ),
        attendance=tuple(each for each in register.attendance if known_at(each.recorded_at, as_of)),
        excuses=tuple(
            each
            if known_at(each.decided_at, as_of)
            else replace(each, court_decision=CourtDecision.NONE, decided_at=None)
            for each in register.excuses
            if known_at(each.submitted_at, as_of)
        ),
    )
