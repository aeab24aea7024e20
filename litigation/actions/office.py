"""The office's settings as one frozen value, and the holiday table with its overrides."""

from dataclasses import dataclass, fields, replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.law.calendar import Calendar
from litigation.records.setting import HolidayOverride, Setting


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Office policy; each field is a named, versioned setting with its default here.

    Minutes, hours and days are whole numbers (``password_days`` 0: passwords do not run out).
    Times of day are Shanghai wall clock as ``HH:MM``, several numbers stand in one text
    (``7、3、1``). The ladder's defaults are those of ``law.ladder_state.LadderSettings``.
    """

    office_name: str = "司法局 应诉科"
    district_name: str = ""
    office_phone: str = ""
    hearing_minutes: int = 120
    travel_minutes: int = 30
    quiet_from: str = "21:00"
    quiet_to: str = "07:30"
    urgent_hours: int = 24
    soon_hours: int = 72
    week_hours: int = 168
    organizer_mail: str = ""
    password_days: int = 180
    circular_to: str = "区政府各部门、各街道办事处"
    circular_copies: str = ""
    chase_hours: str = "4、24"
    phone_days: int = 2
    phone_at_once_days: int = 3
    substitute_at: str = "11:30"
    principal_at: str = "14:00"
    leadership_days: str = "2、1"
    leadership_at: str = "08:30"
    reminder_days: str = "7、3、1"
    reminder_at: str = "09:00"
    morning_at: str = "07:30"
    certificate_days: str = "5、2、1"
    certificate_at: str = "09:00"
    outcome_hours: str = "2、24、48"
    court_reply_days: int = 5
    choice_seconds: int = 10

    @property
    def hearing_length(self) -> timedelta:
        """Length taken for a hearing whose end is not known."""
        return timedelta(minutes=self.hearing_minutes)

    @property
    def travel(self) -> timedelta:
        """Time needed between two courts."""
        return timedelta(minutes=self.travel_minutes)

    @property
    def quiet(self) -> tuple[time, time]:
        """Begin and end of the quiet hours."""
        return time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_to)


def numbers(text: str) -> tuple[int, ...]:
    """Read a setting that holds several whole numbers: ``7、3、1``."""
    return tuple(int(each) for each in text.split("、"))


def office_settings(session: Session) -> OfficeSettings:
    """Read the settings that hold now."""
    known = {field.name for field in fields(OfficeSettings)}
    values: dict[str, Any] = {}
    for row in session.scalars(select(Setting).order_by(Setting.version)):
        if row.name in known:
            values[row.name] = row.value
    return replace(OfficeSettings(), **values)


def holiday_calendar(session: Session) -> Calendar:
    """Return the shipped holiday table with the office's overrides."""
    rows = session.scalars(select(HolidayOverride)).all()
    return Calendar.shipped().with_overrides({row.day: row.kind == "work" for row in rows})
