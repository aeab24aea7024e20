"""Office hours and quiet hours: when a message may leave, and how working hours pass."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from litigation.law.calendar import Calendar
from litigation.law.clock import SHANGHAI, shanghai

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Shanghai wall-clock bounds; between ``quiet_from`` and ``quiet_to`` nobody is disturbed."""

    calendar: Calendar = field(default_factory=Calendar.shipped)
    work_from: time = time(8, 30)
    work_to: time = time(17, 30)
    quiet_from: time = time(21, 0)
    quiet_to: time = time(7, 30)

    def is_quiet(self, instant: datetime) -> bool:
        """Tell whether ``instant`` lies in the quiet hours, which may span midnight."""
        clock = shanghai(instant).time()
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to

    def after_quiet(self, instant: datetime) -> datetime:
        """``instant`` itself, or the next opening of the office when it lies in the quiet hours."""
        if not self.is_quiet(instant):
            return instant
        today = at(shanghai(instant).date(), self.work_from)
        return today if today > instant else today + ONE_DAY

    def add_hours(self, instant: datetime, hours: float) -> datetime:
        """The moment by which so many working hours have passed after ``instant``."""
        left = timedelta(hours=hours)
        local = shanghai(instant)
        day = local.date()
        while True:
            if self.calendar.is_working_day(day):
                begins = max(local, at(day, self.work_from))
                room = at(day, self.work_to) - begins
                if left <= room:
                    return begins + left
                left -= max(room, timedelta())
            day += ONE_DAY

    def add_days(self, instant: datetime, count: int) -> datetime:
        """The same hour so many working days later, drawn into office hours."""
        local = shanghai(instant)
        clock = min(max(local.time(), self.work_from), self.work_to)
        return at(self.calendar.working_days_after(local.date(), count), clock)

    def days_before(self, day: date, count: int, clock: time) -> datetime:
        """``clock`` on the ``count``-th working day before ``day``; 0 is ``day`` itself."""
        return at(self.calendar.working_days_before(day, count), clock)


def at(day: date, clock: time) -> datetime:
    """The aware instant of a Shanghai day and hour."""
    return datetime.combine(day, clock, SHANGHAI)
