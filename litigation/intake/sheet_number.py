"""What a row's case number says besides itself: the level of trial, and whether the court fits."""

from functools import lru_cache

from litigation.law.case_number import CaseNumber, FoundNumber
from litigation.law.courts import court_code

_LEVELS = {"初": "一审", "终": "二审", "再": "再审"}


@lru_cache(maxsize=1024)
def _level_of(type_code: str, procedure: str | None) -> str | None:
    return procedure or _LEVELS.get(type_code[-1:])


def trial_level(number: CaseNumber) -> str | None:
    """Return the procedure's word; a civil number has a level too."""
    return _level_of(number.type, number.procedure.label if number.procedure else None)


def number_doubts(found: FoundNumber, court: str | None) -> tuple[str, ...]:
    """Return the number's own warnings, and whether the row names another court than the number."""
    named = _code_of(court) if court else None
    if named and found.number.court and named != found.number.court:
        return (*found.warnings, "court_code_mismatch")
    return found.warnings


@lru_cache(maxsize=1024)
def _code_of(court: str) -> str | None:
    return court_code(court)
