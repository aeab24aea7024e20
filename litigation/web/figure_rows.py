"""The cases behind a number as the page lists them: of the register as it stands, or of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from litigation.actions.cases_behind import cases_behind, reasons_of
from litigation.actions.keep_heaps import sitting_lines
from litigation.actions.remedies import PARTS
from litigation.law.circular import Circular
from litigation.law.error import NotFoundError
from litigation.law.heap import SittingLine, UnitLine
from litigation.law.origin import OriginReason
from litigation.web import clock
from litigation.web.wording import dispute


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a heap; ``number`` is the machine form, ``reasons`` say why it stands as it does.

    ``duties`` are the ids of its duties, each of which a page explains; an edition has none,
    because it says how things stood then.
    """

    case_id: int
    number: str
    agencies: tuple[str, ...]
    about: str
    standing: str
    reasons: tuple[str, ...]
    duties: tuple[int, ...] = ()


def rows_now(session: Session, month: str, figure: str) -> list[CaseRow]:
    """List the cases behind a figure as the register stands."""
    now = clock.now()
    cases = cases_behind(session, month, figure, now)
    reasons = reasons_of(session, [each.id for each in cases], now)
    return [
        CaseRow(
            case_id=each.id,
            number=each.number,
            agencies=tuple(duty.agency.short_name for duty in each.duties),
            about=dispute(each),
            standing=each.standing,
            reasons=reasons.get(each.id, ()),
            duties=tuple(duty.id for duty in each.duties),
        )
        for each in cases
    ]


def rows_then(circular: Circular, figure: str) -> list[CaseRow]:
    """List the cases behind a figure as an issued edition kept them."""
    ids = circular.heaps.cases.get(figure)
    if ids is None:
        _demand_known(circular, figure)
        return []
    return [_row_then(each, circular.heaps.units[each]) for each in ids]


def sittings_behind_page(
    session: Session, month: str, part: str, circular: Circular | None
) -> Sequence[SittingLine]:
    """List the 庭次 behind a part of profile D, of an edition or of the register as it stands."""
    if circular is None:
        return sitting_lines(session, month, part)
    if part not in ("num", "den", "unknown"):
        raise NotFoundError
    return circular.heaps.sittings_of(part)


def _row_then(case_id: str, unit: UnitLine) -> CaseRow:
    who, cause = unit.plaintiff, unit.cause
    return CaseRow(
        case_id=int(case_id),
        number=unit.number,
        agencies=unit.agencies,
        about=gettext("%(who)s诉%(cause)s", who=who, cause=cause) if who else cause,
        standing=unit.standing.value,
        reasons=unit.reasons,
    )


def _demand_known(circular: Circular, figure: str) -> None:
    """A figure of nought opens an empty list; one that no page shows is not found."""
    name, _, part = figure.rpartition(".")
    tally = circular.tally
    plain = ("den", "num", "excused", "open", "breached", "pending", "relieved", "unknown", "lawyers_only")
    known = (
        figure in (*plain, "scheduled", *(f"remedy.{each}" for each in PARTS))
        or (name == "origin" and part in list(OriginReason))
        or (name in tally.profiles and part in ("num", "den"))
        or (name.removeprefix("procedure.") in tally.by_procedure and part in ("num", "den"))
        or name.removeprefix("agency.") in tally.by_agency
    )
    if not known:
        raise NotFoundError
