"""What a person answered, put into a row: chosen readings, typed values, named agencies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from litigation.intake.compare import compare_with
from litigation.intake.draft import HearingDraft, Problem
from litigation.intake.moment import read_moment
from litigation.intake.proposal import ProposedRow, Question, read_time
from litigation.intake.registered import Registered
from litigation.intake.table_words import read_kind, split_names
from litigation.law.case_number import find_case_numbers
from litigation.law.error import InvalidInputError

_DATE_DOUBTS = frozenset(
    {
        "weekday_mismatch",
        "ampm_conflict",
        "time_ambiguous",
        "time_invalid",
        "conflicting_times",
        "date_not_fixed",
        "series",
        "conflicting_values",
        "vtimezone_contradicts_name",
        "zone_unclear",
        "zone_urumqi",
        "zone_foreign",
        "year_inferred",
        "date_in_past",
        "date_invalid",
        "time_missing",
        "relative_date",
        "date_carried",
    }
)
_NUMBER_DOUBTS = frozenset({"case_number_suspect", "case_number_missing", "court_code_mismatch"})
_LISTS = frozenset({"plaintiffs", "defendants", "third_parties"})
_WORDS = frozenset({"court", "courtroom", "cause", "judge", "clerk", "phone"})
EDITABLE = ("case_number", "start", *sorted(_LISTS), *sorted(_WORDS), "kind")
"""Fields that a person may type."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is kept: the option's act, and whom or what it names."""

    act: str
    agency_id: int | None = None
    hearing_id: int | None = None
    remember: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON values."""
        return {
            "act": self.act,
            "agency_id": self.agency_id,
            "hearing_id": self.hearing_id,
            "remember": self.remember,
        }


def read_answers(stored: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the answers of a stored decision by the question's key."""
    return {key: Answer(**value) for key, value in stored.get("answers", {}).items()}


def chosen(draft: HearingDraft, question: Question, values: Mapping[str, str]) -> HearingDraft:
    """Return the draft with an option's values; the doubt it answers is gone."""
    warnings = tuple(code for code in draft.warnings if code != question.code)
    changes: dict[str, Any] = {"warnings": warnings}
    for name, value in values.items():
        changes[name] = read_time(value) if name == "start" else value
    if "start" in changes:
        changes["end"] = None
    return replace(draft, **changes)


def edited(draft: HearingDraft, values: Mapping[str, str], received_on: date) -> HearingDraft:
    """Return the draft with what a person typed; typed values are not doubted again.

    Raises:
        InvalidInputError: a typed date or case number cannot be read; ``details["field"]``.
    """
    changes: dict[str, Any] = {}
    warnings = set(draft.warnings)
    for name, typed in values.items():
        text = typed.strip()
        if name not in EDITABLE or (not text and name in ("case_number", "start")):
            continue
        if name == "start":
            changes["start"], changes["end"] = _typed_start(text, received_on)
            warnings -= _DATE_DOUBTS
        elif name == "case_number":
            changes |= _typed_number(text)
            warnings -= _NUMBER_DOUBTS
        elif name in _LISTS:
            changes[name] = split_names(text)
        else:
            changes[name] = read_kind(text) if name == "kind" else text[:200] or None
            warnings -= {"court_code_mismatch"} if name == "court" else set()
    warnings.discard("ocr")  # whoever corrects a row has compared it
    kept = tuple(code for code in draft.warnings if code in warnings)
    return replace(draft, warnings=kept, **changes)


def remaining_problems(draft: HearingDraft, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that the draft as it stands still has."""
    solved: set[str] = set()
    if draft.start is not None or draft.status != "new":
        solved |= {"date_missing", "date_invalid"}
    if draft.case_number is not None:
        solved |= {"case_number_missing", "case_number_invalid"}
    return tuple(problem for problem in problems if problem.code not in solved)


def settle(row: ProposedRow, answers: Mapping[str, Answer], registered: Registered) -> ProposedRow:
    """Put the answers into a row; a row without open questions is new, changed or the same."""
    agencies = dict(row.agencies)
    left: list[Question] = []
    for question in row.questions:
        answer = answers.get(question.key)
        if answer is None or answer.act == "edit":
            left.append(question)
        elif answer.act == "agency" and answer.agency_id is not None:
            agencies[question.quoted] = answer.agency_id
        elif answer.act in ("move", "cancel") and answer.hearing_id is not None:
            row = _directed(row, answer, registered)
        elif answer.act == "add":
            row = replace(row, act="create")
    row = replace(row, agencies=agencies, questions=tuple(left))
    if left or row.heap != "doubtful":
        return row
    return replace(row, heap="new" if row.act in ("create", "add") else "changed")


def _directed(row: ProposedRow, answer: Answer, registered: Registered) -> ProposedRow:
    """Point the row at the hearing that a person chose."""
    hearing = next((each for each in registered.hearings if each.id == answer.hearing_id), None)
    if hearing is None:
        return row
    if answer.act == "cancel":
        return replace(row, act="cancel", hearing_id=hearing.id)
    compared = compare_with(row.draft, hearing)
    return replace(
        row, act=compared.act, title=compared.title, hearing_id=hearing.id, changes=compared.changes
    )


def _typed_start(text: str, received_on: date) -> tuple[datetime | date, datetime | None]:
    moment = read_moment(text, received_on)
    if moment.start is None or "date_invalid" in moment.warnings:
        sentence = f"日期“{text[:40]}”看不懂或超出范围。请写成 2026-09-28 09:00 的样子。"
        raise InvalidInputError(sentence, field="start")
    return moment.start, moment.end


def _typed_number(text: str) -> dict[str, Any]:
    found = find_case_numbers(text)
    if len(found) != 1 or found[0].number.year is None or not found[0].number.court:
        sentence = f"案号“{text[:40]}”看不懂。请写成“（2026）鲁0202行初12号”的样子。"
        raise InvalidInputError(sentence, field="case_number")
    number = found[0].number
    return {
        "case_number": str(number),
        "trial_level": number.procedure.label if number.procedure else None,
        "administrative": number.administrative,
    }
