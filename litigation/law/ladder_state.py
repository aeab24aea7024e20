"""What the ladder is computed from and what comes out: the duty's state, the settings, a step."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from litigation.law.office_hours import OfficeHours
from litigation.law.rung import Recipient, Rung
from litigation.law.word import N_, Word


class Answer(Word):
    """What the asked head has said."""

    NONE = "none", N_("待确认")
    CONFIRMED = "confirmed", N_("已确认")
    DECLINED = "declined", N_("不能出庭")


@dataclass(frozen=True, slots=True)
class Ask:
    """The current assignment: ``asked_at`` is also the moment a move made a confirmation lapse.

    ``is_principal``: the asked head is the one to whom the agency's rung would speak.
    """

    asked_at: datetime
    answer: Answer = Answer.NONE
    answered_at: datetime | None = None
    is_substitute: bool = False
    is_principal: bool = False


@dataclass(frozen=True, slots=True)
class DutyState:
    """One duty at one hearing. ``opened_at``: since when a head is needed; instants are aware.

    ``end`` None takes the default length. ``substitutes_left`` counts eligible, free heads
    not yet asked.
    """

    start: datetime
    opened_at: datetime
    revision: int = 1
    end: datetime | None = None
    ask: Ask | None = None
    substitutes_left: int = 0
    certificate_done: bool = False
    outcome_recorded: bool = False


@dataclass(frozen=True, slots=True)
class LadderSettings:
    """The office's ladder; working days and Shanghai wall clock."""

    hours: OfficeHours = field(default_factory=OfficeHours)
    urgent: timedelta = timedelta(hours=24)
    hearing_length: timedelta = timedelta(hours=2)
    short_step: timedelta = timedelta(minutes=30)
    chase_hours: tuple[int, int] = (4, 24)
    phone_days: int = 2
    phone_at_once_days: int = 3
    substitute_at: time = time(11, 30)
    principal_at: time = time(14, 0)
    leadership_at: time = time(8, 30)
    leadership_days: tuple[int, int] = (2, 1)
    reminder_at: time = time(9, 0)
    reminder_days: tuple[int, int, int] = (7, 3, 1)
    morning_at: time = time(7, 30)
    certificate_at: time = time(9, 0)
    certificate_days: tuple[int, int, int] = (5, 2, 1)
    outcome_hours: tuple[int, int, int] = (2, 24, 48)


@dataclass(frozen=True, slots=True)
class Step:
    """One planned step. ``expires_at`` ends its use; ``skipped_reason`` says why it is left out."""

    rung: Rung
    at: datetime
    to: tuple[Recipient, ...]
    expires_at: datetime | None = None
    skipped_reason: str | None = None

    @property
    def live(self) -> bool:
        """Tell whether the step is to be carried out."""
        return self.skipped_reason is None
