"""A court's text → hearings: announcements, summonses, notices, messages, lists and mails.

The text is divided into records (one case, or several heard together); each gives its moments,
numbers, parties and places. No wrong date or time without a warning is the supreme rule:
whatever is doubtful is said, whatever is no hearing's date is left alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from litigation.intake.draft import HearingDraft, Place, Reading
from litigation.intake.not_hearing import (
    is_fraud,
    is_judgment,
    is_of_another_body,
    is_paper_of_a_party,
    is_report,
    why_none,
)
from litigation.intake.page import Page
from litigation.intake.record_draft import read_record
from litigation.intake.source_text import SourceText
from litigation.law.calendar import Calendar


def read_text(text: str, received_on: date, source: str = "") -> Reading:
    """Read what a court wrote; ``received_on`` is the day it came in. Never raises on bad input.

    A text that fixes no hearing says why in ``not_hearing``: ``phishing``, ``judgment``, ``report``,
    ``own_paper`` (of a party), ``other_body``, ``service`` (papers served; ``service_links`` counts
    links, none is opened), ``filing`` or ``none``.
    """
    prepared = SourceText.of(text)
    if refusal := _refusal(prepared):
        return Reading(source, not_hearing=refusal, service_links=prepared.links)
    page = Page.of(prepared, received_on)
    found = [draft for record in page.records for draft in read_record(page, record)]
    drafts = [_judged(draft, page) for draft in _merge(found)]
    if not drafts:
        return Reading(
            source,
            warnings=page.loose_warnings(),
            not_hearing=why_none(prepared.text, prepared.links),
            service_links=prepared.links,
        )
    return Reading(source, hearings=tuple(drafts), service_links=prepared.links)


def _refusal(prepared: SourceText) -> str | None:
    if is_fraud(prepared.text, prepared.links):
        return "phishing"
    if is_judgment(prepared.text):
        return "judgment"
    if is_paper_of_a_party(prepared.text):
        return "own_paper"
    if is_report(prepared.text):
        return "report"
    return "other_body" if is_of_another_body(prepared.text) else None


def _merge(drafts: Sequence[HearingDraft]) -> list[HearingDraft]:
    """One draft for each hearing: the same number and start twice is one hearing."""
    merged: dict[tuple[object, ...], HearingDraft] = {}
    for draft in drafts:
        key = (draft.case_number or draft.plaintiffs, draft.start, draft.status, draft.kind)
        known = merged.get(key)
        merged[key] = replace(known, warnings=_unique((*known.warnings, "duplicate"))) if known else draft
    times = Counter(draft.case_number for draft in merged.values())
    return [_repeated(draft, times[draft.case_number]) for draft in merged.values()]


def _repeated(draft: HearingDraft, times: int) -> HearingDraft:
    """Say of a case that it comes more than once."""
    if draft.case_number and times > 1:
        return replace(draft, warnings=_unique((*draft.warnings, "same_case_multiple_times")))
    return draft


def _judged(draft: HearingDraft, page: Page) -> HearingDraft:
    """Add what can only be said of the whole draft."""
    warnings = list(draft.warnings)
    day = draft.start.date() if isinstance(draft.start, datetime) else draft.start
    if day and not Calendar.shipped().is_working_day(day):
        warnings.append("non_working_day")
    if draft.administrative is False:
        warnings.append("non_administrative")
    if page.source.repaired:
        warnings.append("ocr_repaired")
    whole = page.source.place(0, len(page.text)) if page.text else Place()
    place = draft.place if draft.place.start is not None else whole
    return replace(draft, warnings=_unique(tuple(warnings)), place=place)


def _unique(warnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warnings))
