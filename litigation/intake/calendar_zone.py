"""Time zones of foreign calendar files -> Shanghai wall clock.

A name that means China wins over whatever VTIMEZONE stands beside it, since producers ship
wrong ones (no daylight saving, or one that goes on after 1991). A time without any zone is
the court's local time.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from litigation.intake.calendar_lines import Component, Property

CHINA = timezone(timedelta(hours=8))
_URUMQI = timezone(timedelta(hours=6))

# Asia/Shanghai | /freeassociation.sourceforge.net/Asia/Shanghai | PRC | China Standard Time | 中国标准时间
# (UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐 | +8 | CST8 | TZ08 | GMT+08:00
_CHINA_NAME = re.compile(
    r"(?:.*/)?Asia/(?:Shanghai|Chongqing|Chungking|Harbin|Beijing)|PRC"
    r"|China Standard Time|China Time|中国标准时间|北京时间"
    r"|\(?(?:UTC|GMT)?\s*\+0?8(?::?00)?\)?(?:.*(?:北京|Beijing|Chongqing).*)?|CST-?8|TZ0?8|UTC8",
    re.IGNORECASE,
)
_URUMQI_NAME = re.compile(r"(?:.*/)?Asia/(?:Urumqi|Kashgar)", re.IGNORECASE)
# 20261210T093000Z | 20261210 | 2026-12-10T09:30:00+08:00 | 20261210T0930
_VALUE = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*"
)
# +0800 | +080000
_OFFSET = re.compile(r"\s*([+-])(\d{2}):?(\d{2})(?:\d{2})?\s*")
_LAST_CHINESE_SUMMER = 1991


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A Shanghai wall-clock time (naive) or an all-day date, with what was doubtful about it."""

    value: datetime | date
    warnings: tuple[str, ...] = ()


class Zones:
    """The VTIMEZONEs of one calendar, used only where a name says nothing."""

    def __init__(self, calendar: Component) -> None:
        """Index them by TZID."""
        self._by_name = {each.text("TZID"): each for each in calendar.inside if each.name == "VTIMEZONE"}

    def read(self, found: Property) -> LocalTime | None:
        """Read a DATE or DATE-TIME property; None where it is no time."""
        parts = _VALUE.fullmatch(found.value)
        if parts is None:
            return None
        try:
            day = date(int(parts[1]), int(parts[2]), int(parts[3]))
            if parts[4] is None:
                return LocalTime(day)
            seconds = min(int(parts[6] or 0), 59)
            moment = datetime(day.year, day.month, day.day, int(parts[4]), int(parts[5]), seconds)  # noqa: DTZ001 - the zone follows
        except ValueError:
            return None
        return self._in_shanghai(moment, parts[7], found.parameters.get("TZID", ""))

    def _in_shanghai(self, moment: datetime, suffix: str | None, name: str) -> LocalTime | None:
        if suffix:
            zone: tzinfo = UTC if suffix == "Z" else _offset(suffix) or UTC
            return _convert(moment, zone, ())
        if not name:
            return LocalTime(moment, ("floating_time",))
        zone_found, warnings = self._zone(name)
        if zone_found is None:
            return LocalTime(moment, warnings)
        return _convert(moment, zone_found, warnings)

    def _zone(self, name: str) -> tuple[tzinfo | None, tuple[str, ...]]:
        definition = self._by_name.get(name)
        missing = () if definition else ("tzid_without_vtimezone",)
        if _CHINA_NAME.fullmatch(name.strip()):
            wrong = definition is not None and _live_offsets(definition) - {timedelta(hours=8)}
            return CHINA, ("vtimezone_contradicts_name",) if wrong else missing
        if _URUMQI_NAME.fullmatch(name.strip()):
            return _URUMQI, ("zone_urumqi", *missing)
        if known := _by_table(name.strip()):
            return known, ("zone_foreign", *missing)
        offsets = _live_offsets(definition) if definition else set()
        if len(offsets) == 1:
            return timezone(offsets.pop()), ()
        return None, ("zone_unclear",)


def _convert(moment: datetime, zone: tzinfo, warnings: tuple[str, ...]) -> LocalTime | None:
    try:
        return LocalTime(moment.replace(tzinfo=zone).astimezone(CHINA).replace(tzinfo=None), warnings)
    except OverflowError:
        return None


def _by_table(name: str) -> tzinfo | None:
    """Return a zone by its Windows or IANA name; a name is never used as a path."""
    iana = WINDOWS_TO_OLSON.get(name) or next(
        (each for each in re.findall(r"[A-Z][A-Za-z_]+/[A-Za-z_]+(?:/[A-Za-z_]+)?$", name)), None
    )
    try:
        return ZoneInfo(iana) if iana else None
    except (KeyError, ValueError, OSError):
        return None


def _live_offsets(definition: Component) -> set[timedelta]:
    """Return the offsets that a VTIMEZONE uses today: what recurs for ever, or the last one."""
    endless: set[timedelta] = set()
    last: tuple[str, timedelta] | None = None
    for observance in definition.inside:
        offset = _offset(observance.text("TZOFFSETTO"))
        if offset is None or offset.utcoffset(None) is None:
            continue
        shift = offset.utcoffset(None)
        rule = observance.text("RRULE").upper()
        until = re.search(r"UNTIL=(\d{4})", rule)
        if rule and (not until or int(until[1]) > _LAST_CHINESE_SUMMER) and "COUNT=" not in rule:
            endless.add(shift)
        moments = [observance.text("DTSTART")[:8], *(each.value[:8] for each in observance.every("RDATE"))]
        onset = max([*moments, f"{until[1]}1231" if until else ""])
        if last is None or onset >= last[0]:
            last = (onset, shift)
    return endless or ({last[1]} if last else set())


def _offset(text: str) -> timezone | None:
    parts = _OFFSET.fullmatch(text)
    if parts is None or int(parts[2]) > 14:
        return None
    shift = timedelta(hours=int(parts[2]), minutes=int(parts[3]))
    return timezone(-shift if parts[1] == "-" else shift)
