"""The one date of a list that holds for items without their own, said before or after them all."""

import re

from litigation.intake.division import Record
from litigation.intake.moment_role import Role
from litigation.intake.page import Page
from litigation.intake.timing import Timing

# 2.(2026)…号，等待排期 | 1.(2026)…号，已开庭
_OTHERWISE = re.compile(
    r"(?:等待?|暂?未|尚未|没有?)(?:排期|开庭|安排)|待(?:排|定|通知)|另行|已(?:经)?(?:开庭|结案|撤诉|审结"
    r"|判决)"
)


def timing_of_list(page: Page, record: Record) -> Timing | None:
    """The date that the list gives to an item without one; None if it has none or says otherwise."""
    if _says_otherwise(page, record):
        return None
    everywhere = [one for one in page.placed_everywhere if one.role in (Role.HEARING, Role.NEW)]
    head = [one for one in everywhere if one.moment.stop <= page.records[0].start]
    if head and len({one.moment.start for one in head}) == 1:
        return Timing((head[0].moment,))
    first, last = page.records[0].numbers[:1], page.records[-1].numbers[-1:]
    outside = all(
        (first and one.moment.stop <= first[0].start) or (last and one.moment.begin >= last[0].end)
        for one in everywhere
    )
    same = len({one.moment.start for one in everywhere}) == 1
    return Timing((everywhere[0].moment,)) if same and outside else None


def _says_otherwise(page: Page, record: Record) -> bool:
    """Tell whether the item has a day of its own, past or open."""
    own = page.moments_within(record.start, record.end)
    line = page.text.find("\n", record.numbers[-1].end) if record.numbers else -1
    end = line if line >= 0 and record is page.records[-1] else record.end
    listed = any(one.day and one.begin < end for one in own)
    return listed or bool(_OTHERWISE.search(page.text, record.start, record.end))
