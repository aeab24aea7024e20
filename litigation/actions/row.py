"""Rows that a form changes: found under the lock, checked against the version the form was read at."""

from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import Record

Row = TypeVar("Row", bound=Record)


def get_row(session: Session, model: type[Row], row_id: int, version: int | None = None) -> Row:
    """Return a row under the lock.

    Raises:
        NotFoundError: there is none.
        ConflictError: somebody changed it since ``version``.
    """
    row = session.get(model, row_id, populate_existing=True, with_for_update=True)
    if row is None:
        raise NotFoundError
    if version is not None and getattr(row, "version", None) != version:
        raise ConflictError
    return row


def plain_words(text: str) -> str:
    """Take control characters and superfluous blanks off what was typed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def one_of(words: Any, code: str, field: str) -> str:
    """Return a code of a closed list.

    Raises:
        InvalidInputError: the list has no such code.
    """
    if code not in {word.value for word in words}:
        raise InvalidInputError(N_("请从列表中选择一项。"), field=field)
    return code


def check_days(first: date | None, last: date | None, field: str) -> None:
    """Refuse an end before its beginning."""
    if first and last and first > last:
        raise InvalidInputError(N_("止日早于起日，请改正日期。"), field=field)
