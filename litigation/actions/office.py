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

    Minutes, hours and days are whole numbers (``password_days`` 0: passwords do not run out); times of day are Shanghai wall clock as ``HH:MM``.
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
