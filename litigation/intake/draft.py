"""What a reader returns: drafts of hearings, the problems it met, and where each value stood.

Reading never raises on bad input. A value that cannot be used is a ``Problem`` with its
place and the value as it stood; a value that is usable but doubtful is a warning code on
the draft. Times are Shanghai wall clock, naive on purpose: the sheet or letter states the
court's local time, and ``actions`` turns it into an instant once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stood in the original.

    Sheets use ``sheet``, ``row`` (1-based, of the sheet as a person sees it) and ``column``
    (the letter); texts use ``start`` and ``end``, offsets in characters of the original;
    calendar files use ``row`` as the line. Documents add the ``page`` (1-based) and the ``box``
    on it: left, top, right, bottom in thousandths of the page's width; ``sure`` is
    how sure the reading of a picture was, 0 to 100, and ``turned`` by how many degrees a page
    that lay on its side was turned to the left for it.
    """

    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    sure: int | None = None
    turned: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be used: what is wrong (code), said in Chinese, and its place."""

    code: str
    message: str
    value: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class HearingDraft:
    """One hearing as read, before anybody has checked it.

    ``start`` and ``end`` are Shanghai wall clock; a bare ``date`` means that no hour was
    stated; ``None`` that no day was. ``case_number`` is the machine form or ``None``.
    ``trial_level`` and ``administrative`` follow from the number, or from the words of the
    text where it has none. ``original`` keeps the words that the draft was read from, and
    ``places`` the place of each extracted field by its name.
    """

    case_number: str | None = None
    start: datetime | date | None = None
    end: datetime | date | None = None
    court: str | None = None
    courtroom: str | None = None
    mode: str | None = None
    plaintiffs: tuple[str, ...] = ()
    defendants: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    cause: str | None = None
    trial_level: str | None = None
    administrative: bool | None = None
    judge: str | None = None
    clerk: str | None = None
    phone: str | None = None
    kind: str = "开庭"
    status: str = "new"
    old_start: datetime | date | None = None
    uid: str | None = None
    warnings: tuple[str, ...] = ()
    original: str = ""
    place: Place = Place()
    places: dict[str, Place] = field(default_factory=dict)


_new = object.__new__
_setters = tuple(getattr(HearingDraft, name).__set__ for name in HearingDraft.__slots__)
_in_order = itemgetter(*HearingDraft.__slots__)


def draft_of(values: Mapping[str, Any]) -> HearingDraft:
    """Return the draft with these values, every field of it given.

    The fields are set slot by slot: a frozen dataclass's own constructor takes twice as long,
    and a list may have fifty thousand rows.
    """
    draft = _new(HearingDraft)
    for set_field, value in zip(_setters, _in_order(values), strict=True):
        set_field(draft, value)
    return draft


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one source.

    ``whole`` says that the source claims to list everything (a cause list), so that what is
    missing from it may be marked. ``not_hearing`` names why a text is none, e.g. a message
    that carries only a link to served papers (``service``), or a fraud (``phishing``).
    ``unusable`` keeps what was read of rows that have a blocking problem, for a person to
    complete; such a draft has the ``place`` of its problem. ``columns`` are those of each sheet
    (``litigation.intake.named_columns``), for a person to name what nobody could tell.
    """

    source: str
    hearings: tuple[HearingDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False
    not_hearing: str | None = None
    service_links: int = 0
    unusable: tuple[HearingDraft, ...] = ()
    columns: tuple[dict[str, Any], ...] = ()
