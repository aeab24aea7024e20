"""What a row's case number says besides itself: the level of trial, and whether the court fits."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from litigation.law.case_number import CaseNumber, FoundNumber, find_case_numbers
from litigation.law.case_type import ADMINISTRATIVE_TYPES
from litigation.law.courts import court_code

_STEPS = {"初": 1, "终": 2, "申": 3, "监": 3, "抗": 3, "再": 4}
_LEVELS = {"初": "一审", "终": "二审", "再": "再审"}


def trial_level(number: CaseNumber) -> str | None:
    """Return the procedure's word; a civil number has a level too."""
    level = _LEVEL_OF.get(number.type, "")
    if level == "":
        procedure = number.procedure.label if number.procedure else None
        level = _LEVEL_OF[number.type] = procedure or _LEVELS.get(number.type[-1:])
    return level


def is_administrative(number: CaseNumber) -> bool:
    """Tell whether the number is one of administrative litigation."""
    return number.type in ADMINISTRATIVE_TYPES


_LEVEL_OF: dict[str, str | None] = {}
"""The level of each type of number met so far; there are some two hundred."""


def whole_numbers(written: str) -> Sequence[FoundNumber]:
    """Return the numbers of a cell; one without its year names no case: 鲁0203行初806.

    Of numbers of one case before several courts, the last procedure's is the hearing's.
    """
    found: Sequence[FoundNumber] = find_case_numbers(written)
    if len(found) == 1 and found[0].number.year:
        return found
    if not all(each.number.year for each in found):
        found = [each for each in found if each.number.year]
    return _latest_procedure(found) if len(found) > 1 else found


def _latest_procedure(found: Sequence[FoundNumber]) -> Sequence[FoundNumber]:
    """Leave out the first number where the second is written below it: a hearing is of one procedure."""
    steps = [_STEPS.get(each.number.type[-1:], 0) for each in found]
    if len(set(steps)) < 2 or not all(map(is_administrative, (each.number for each in found))):
        return found
    latest = [each for each, step in zip(found, steps, strict=True) if step == max(steps)]
    return [replace(each, warnings=(*each.warnings, "case_number_suspect")) for each in latest]


def number_doubts(found: FoundNumber, court: str | None) -> tuple[str, ...]:
    """Return the number's own warnings, and whether the row names another court than the number."""
    named = _code_of(court) if court else None
    if named and found.number.court and named != found.number.court:
        return (*found.warnings, "court_code_mismatch")
    return found.warnings


@lru_cache(maxsize=1024)
def _code_of(court: str) -> str | None:
    return court_code(court)
