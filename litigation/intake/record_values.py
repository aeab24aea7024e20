"""Values of a draft as they were written, and where each of them stood."""

from collections.abc import Sequence
from datetime import datetime

from litigation.intake.division import Record
from litigation.intake.draft import Place
from litigation.intake.moment import Moment
from litigation.intake.page import Page
from litigation.intake.source_text import Found
from litigation.intake.timing import Timing
from litigation.law.case_number import FoundNumber


def written(page: Page, found: Found | None) -> str | None:
    """A value in the marks in which it was written."""
    return "".join(page.source.words[found.start : found.end].split()) if found else None


def values(page: Page, found: Sequence[Found]) -> tuple[str, ...]:
    """Names in the marks in which they were written; one that was shortened stays as it was read."""
    return tuple(
        one.value if len(one.value) < one.end - one.start else written(page, one) or one.value
        for one in found
    )


def labelled_end(page: Page, record: Record, moment: Moment | None) -> datetime | None:
    """The end under a label of its own: 结束时间：2026年6月15日11时."""
    if moment is None or not isinstance(moment.start, datetime):
        return None
    for label in page.labels_within(record.start, record.end):
        if label.field == "end":
            for one in page.moments_within(label.start, label.end):
                end = datetime.combine(one.day or moment.start.date(), one.clock) if one.clock else None
                if end and end.date() == moment.start.date() and end > moment.start:
                    return end
    return None


def places(
    page: Page,
    found: dict[str, tuple[Found, ...]],
    number: FoundNumber | None,
    moment: Moment | None,
    timing: Timing,
) -> dict[str, Place]:
    """Where each field of a draft stands in the original, by its name."""
    spans = {name: (named[0].start, named[-1].end) for name, named in found.items() if named}
    if number:
        spans["case_number"] = (number.start, number.end)
    if moment:
        spans["start"] = (moment.begin, moment.stop)
    if timing.old:
        spans["old_start"] = (timing.old.begin, timing.old.stop)
    return {name: page.source.place(start, end) for name, (start, end) in spans.items() if start < end}
