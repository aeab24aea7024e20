"""A column among many values: one parameter for all of them, however many there are."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session


def among(
    session: Session, column: InstrumentedAttribute[Any], values: Iterable[str | int | date]
) -> ColumnElement[bool]:
    """Return the condition that the column is one of the values.

    A list of fifty thousand case numbers as ``IN (…)`` would be taken apart for each batch of a
    few hundred; here the engine unpacks one array.
    """
    given = list(values)
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(bindparam(None, given, type_=ARRAY(column.type)))
    each = func.json_each(json.dumps(given, default=date.isoformat)).table_valued("value")
    return column.in_(select(each.c.value))
