"""One hearing as a file for a phone's calendar; the same UID as in the invitation."""

from datetime import datetime

from litigation.actions.notice_words import hearing_words
from litigation.actions.office import OfficeSettings
from litigation.channels.feed import FeedEntry, write_feed
from litigation.law.word import N_
from litigation.records.assignment import Assignment


def hearing_file(assignment: Assignment, settings: OfficeSettings, now: datetime) -> bytes | None:
    """Write the file; ``None`` while the hour is not known. It names no plaintiff in full."""
    hearing = assignment.hearing
    if hearing.starts_at is None:
        return None
    words = hearing_words(hearing, assignment.agency, now)
    phone = f"电话 {settings.office_phone}" if settings.office_phone else ""
    entry = FeedEntry(
        uid=hearing.uid,
        sequence=hearing.sequence,
        changed_at=now,
        starts_at=hearing.starts_at,
        ends_at=hearing.ends_at or hearing.starts_at + settings.hearing_length,
        summary=f"{N_('出庭应诉')}：{words['agency']}",
        location=words["court"],
        description="\n".join(each for each in (words["case"], words["case_number"], phone) if each),
        cancelled=hearing.cancelled_at is not None,
    )
    return write_feed(settings.office_name, [entry])
