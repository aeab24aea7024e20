"""What a clerk's form or an accepted import row says about a case and a hearing."""

from dataclasses import dataclass
from datetime import date, datetime

from litigation.law.agency import PartyRole
from litigation.law.clock import shanghai_day
from litigation.law.procedure import HearingKind, Mode


@dataclass(frozen=True, slots=True)
class PartyInput:
    """A party: an agency of the register (``agency_id``), or a name as the court wrote it."""

    role: PartyRole
    name: str
    agency_id: int | None = None
    art1_3: bool = False


@dataclass(frozen=True, slots=True)
class CaseInput:
    """A case as stated; court, procedure and year follow from the number. ``amount`` is in yuan."""

    number: str
    parties: tuple[PartyInput, ...] = ()
    court: str = ""
    cause: str = ""
    field: str = ""
    sued_act: str = ""
    filed_on: date | None = None
    notice_kind: str | None = None
    notice_ground: str = ""
    notice_served_on: date | None = None
    arrangement_kind: str | None = None
    arrangement_agencies: tuple[int, ...] = ()
    amount: int | None = None
    principal_named: bool = False
    series: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HearingInput:
    """A hearing as stated: an instant, a bare Shanghai day, or no date yet (both ``None``)."""

    starts_at: datetime | None = None
    starts_on: date | None = None
    ends_at: datetime | None = None
    court: str = ""
    courtroom: str = ""
    mode: Mode = Mode.IN_PERSON
    kind: HearingKind = HearingKind.TRIAL
    judge: str = ""
    clerk: str = ""
    phone: str = ""
    re_notified: bool = False
    source_uid: str | None = None
    note: str = ""

    @property
    def day(self) -> date | None:
        """The Shanghai day of the hearing, if one is stated."""
        return shanghai_day(self.starts_at) if self.starts_at else self.starts_on
