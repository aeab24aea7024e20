"""Values of a draft as they were written, and where each of them stood."""

from collections.abc import Sequence

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
