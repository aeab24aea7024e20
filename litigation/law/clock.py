"""Days and hours as the office reads them: Shanghai wall clock, Chinese weekdays."""

from datetime import date, datetime, time, timedelta, timezone

from litigation.law.error import InvalidInputError

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one zone and, since 1992, no summer time; a fixed offset needs no zone files."""

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def shanghai(instant: datetime) -> datetime:
    """Turn an aware instant into Shanghai wall clock; a naive one is a fault of the caller."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return instant.astimezone(SHANGHAI)


def shanghai_day(instant: datetime) -> date:
    """The Shanghai day on which ``instant`` falls."""
    return shanghai(instant).date()


def at_shanghai(day: date, hour: int, minute: int = 0) -> datetime:
    """The aware instant of a Shanghai wall-clock time."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def month_of(day: date) -> str:
    """The month as figures name it: ``2026-02``."""
    return f"{day.year:04d}-{day.month:02d}"


def read_month(text: str) -> tuple[date, date]:
    """First and last day of ``YYYY-MM``; InvalidInputError when it is none."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise InvalidInputError(f"月份“{text}”读不懂，请写成 2026-02。", value=text) from None
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - timedelta(days=1)


def say_day(day: date, this_year: int | None = None) -> str:
    """``9月15日 周二``; the year comes first only when it is not ``this_year``."""
    year = f"{day.year}年" if this_year is not None and day.year != this_year else ""
    return f"{year}{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def say_moment(instant: datetime, this_year: int | None = None) -> str:
    """``9月15日 周二 09:30`` in Shanghai."""
    local = shanghai(instant)
    return f"{say_day(local.date(), this_year)} {local:%H:%M}"
