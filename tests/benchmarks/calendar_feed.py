"""A calendar feed of a thousand events against joining the same strings."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from litigation.channels.feed import FeedEntry, event_bytes, write_feed
from tests.benchmarks.measure import Result, best

SIZE = 1_000
NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)


def run(size: int, _folder: Path) -> list[Result]:
    """Write the feed with every event kept, and with none."""
    entries = [_entry(number) for number in range(size)]
    warm = best(lambda: write_feed("云汀区出庭应诉", entries))
    return [
        Result("feed, warm", size, warm, best(lambda: _joined(entries)), "the same values joined as strings"),
        Result("feed, cold", size, best(lambda: _cold(entries)), best(lambda: _bare(entries)), "icalendar"),
    ]


def _cold(entries: list[FeedEntry]) -> bytes:
    event_bytes.cache_clear()
    return write_feed("云汀区出庭应诉", entries)


def _bare(entries: list[FeedEntry]) -> bytes:
    calendar = Calendar()
    for entry in entries:
        event = Event()
        for name, value in (
            ("uid", entry.uid),
            ("sequence", entry.sequence),
            ("dtstamp", NOW),
            ("dtstart", entry.starts_at),
            ("dtend", entry.ends_at),
            ("summary", entry.summary),
            ("location", entry.location),
            ("description", entry.description),
        ):
            event.add(name, value)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entry(number: int) -> FeedEntry:
    start = NOW + timedelta(hours=number)
    return FeedEntry(
        uid=f"{number}@litigation",
        sequence=0,
        changed_at=NOW,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        summary=f"开庭：区住房和城乡建设局 （2026）鲁9902行初{number}号 行政处罚",
        location="云汀区人民法院 第三法庭",
        description="负责人：沈若衡 副局长\n值班电话：0599-000-123",
    )


def _joined(entries: list[FeedEntry]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"SEQUENCE:{entry.sequence}",
            f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{entry.starts_at:%Y%m%dT%H%M%SZ}",
            f"DTEND:{entry.ends_at:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{entry.summary}",
            f"LOCATION:{entry.location}",
            f"DESCRIPTION:{entry.description}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR"]).encode()
