"""What an import proposes: each row in its heap, with what would change and what is asked.

Everything is plain data that goes into JSON and comes back equal, because the check page
keeps it while a person decides.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Literal

from litigation.intake.draft import HearingDraft, Place, Problem

Heap = Literal["new", "changed", "same", "doubtful", "wrong", "missing"]

_TIMES = frozenset({"start", "end", "old_start"})
_TUPLES = frozenset({"plaintiffs", "defendants", "third_parties", "warnings"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an accepted row would change; ``before`` and ``after`` as text."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question.

    ``values`` are the draft's fields that the answer sets (as text, times ISO); ``act`` is
    ``keep`` (take the row with these values), ``move`` and ``cancel`` (the hearing
    ``hearing_id``), ``add`` (one more hearing), ``reinstate``, ``skip`` (write nothing),
    ``agency`` (the name is the agency ``agency_id``), ``outside`` (no agency of ours),
    ``create`` (enter the name as an agency), ``edit`` (type the values).
    """

    code: str
    label: str
    act: str
    hint: str = ""
    values: dict[str, str] = field(default_factory=dict)
    agency_id: int | None = None
    hearing_id: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide; ``quoted`` is the words of the original it is about.

    ``key`` is the same wherever the same thing is asked, so that one answer can serve all.
    """

    key: str
    code: str
    text: str
    options: tuple[Option, ...]
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One row of the source (or one registered hearing that the source no longer lists).

    ``act`` is what applying does: ``create``, ``move``, ``postpone``, ``cancel``, ``correct``,
    ``reinstate``, ``nothing`` or ``mark`` (missing). ``title`` says the change in a word
    (改期, 换法庭, 取消). ``agencies`` maps a party's name to the register's id. ``group`` is
    shared by the case numbers that one hearing hears together. ``key`` is what the row was in
    its file, so that the same file is recognised row by row when it comes again.
    """

    heap: Heap
    draft: HearingDraft
    act: str = "create"
    title: str = ""
    hearing_id: int | None = None
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    agencies: dict[str, int] = field(default_factory=dict)
    group: str = ""
    key: str = ""

    def finding(self) -> dict[str, Any]:
        """Return everything but the draft as JSON values, without what is empty."""
        data: dict[str, Any] = {"act": self.act, "key": self.key}
        for name in ("title", "group"):
            if value := getattr(self, name):
                data[name] = value
        for name in ("changes", "questions", "problems"):
            if rows := getattr(self, name):
                data[name] = [asdict(each) for each in rows]
        if self.notes:
            data["notes"] = list(self.notes)
        if self.agencies:
            data["agencies"] = dict(self.agencies)
        return data


@dataclass(frozen=True, slots=True)
class Proposal:
    """All rows of a source against the register.

    ``refused`` is the sentence that says why nothing of it may be written; ``ignored`` counts
    the rows that are no administrative cases.
    """

    rows: tuple[ProposedRow, ...] = ()
    refused: str | None = None
    ignored: int = 0
    notes: tuple[str, ...] = ()
    whole: bool = False

    def counts(self) -> dict[str, int]:
        """Return how many rows each heap has."""
        counted = dict.fromkeys(("new", "changed", "same", "doubtful", "wrong", "missing"), 0)
        for row in self.rows:
            counted[row.heap] += 1
        return counted | {"ignored": self.ignored}


_FIELDS = tuple(each.name for each in fields(HearingDraft))
_values_of = attrgetter(*_FIELDS)


def draft_to_json(draft: HearingDraft, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a draft as JSON values without what is empty; times in ISO, a bare day stays one.

    ``without`` names fields that are kept elsewhere.
    """
    data: dict[str, Any] = {}
    for name, value in zip(_FIELDS, _values_of(draft), strict=True):
        if (not value and value is not False) or name in without:
            continue
        kind = type(value)
        if kind is tuple:
            value = list(value)
        elif kind is datetime:
            value = value.isoformat(timespec="minutes")
        elif kind is date:
            value = value.isoformat()
        elif kind is Place:
            if not (value := _place_to_json(value)):
                continue
        elif kind is dict:
            value = {field: _place_to_json(place) for field, place in value.items()}
        data[name] = value
    return data


def draft_from_json(data: Mapping[str, Any]) -> HearingDraft:
    """Return the draft that ``draft_to_json`` wrote."""
    values = dict(data)
    for name in _TIMES:
        values[name] = read_time(values.get(name))
    for name in _TUPLES:
        values[name] = tuple(values.get(name) or ())
    values["place"] = _place_from_json(values.get("place") or {})
    values["places"] = {name: _place_from_json(place) for name, place in (values.get("places") or {}).items()}
    return HearingDraft(**values)


def read_time(text: str | None) -> datetime | date | None:
    """Return the moment or bare day of an ISO text."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def row_key(draft: HearingDraft) -> str:
    """Return what the draft was in its file: its place, number and start as they were read."""
    place = draft.place
    where = f"{place.sheet or ''}|{place.row or ''}|{place.start if place.start is not None else ''}"
    return f"{where}|{draft.case_number or ''}|{draft.start or ''}|{draft.uid or ''}"


def question_from_json(data: Mapping[str, Any]) -> Question:
    """Return a question of a stored finding."""
    options = tuple(Option(**option) for option in data["options"])
    return Question(**{**data, "options": options})


_PLACE_FIELDS = tuple(each.name for each in fields(Place))
_place_values_of = attrgetter(*_PLACE_FIELDS)


def _place_to_json(place: Place) -> dict[str, Any]:
    named = zip(_PLACE_FIELDS, _place_values_of(place), strict=True)
    return {name: value for name, value in named if value is not None}


def _place_from_json(data: Mapping[str, Any]) -> Place:
    box = data.get("box")
    return Place(**{**data, "box": tuple(box) if box else None})
