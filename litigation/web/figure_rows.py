"""The cases behind a number as the page lists them: of the register as it stands, or of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from litigation.actions.cases_behind import cases_behind, reasons_of, voices_behind
from litigation.actions.circular_lines import VOICES
from litigation.actions.keep_heaps import sitting_lines
from litigation.law.attendance import Standing
from litigation.law.circular import CaseLine, Circular
from litigation.law.error import NotFoundError
from litigation.law.heap import SittingLine
from litigation.web import clock
from litigation.web.wording import dispute


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a heap; ``number`` is the machine form, ``reasons`` say why it stands as it does."""

    case_id: int
    number: str
    agencies: tuple[str, ...]
    about: str
    standing: str
    reasons: tuple[str, ...]


def rows_now(session: Session, month: str, figure: str) -> list[CaseRow]:
    """List the cases behind a figure as the register stands."""
    now = clock.now()
    voice = figure.startswith("agency.") and figure.count(".") == 2 and figure.split(".")[2] in VOICES
    cases = voices_behind(session, month, figure, now) if voice else cases_behind(session, month, figure)
    reasons = reasons_of(session, [each.id for each in cases], now)
    return [
        CaseRow(
            case_id=each.id,
            number=each.number,
            agencies=tuple(duty.agency.short_name for duty in each.duties),
            about=dispute(each),
            standing=each.standing,
            reasons=reasons.get(each.id, ()),
        )
        for each in cases
    ]


def rows_then(circular: Circular, figure: str) -> list[CaseRow]:
    """List the cases behind a figure as an issued edition kept them."""
    ids = circular.heaps.cases.get(figure)
    if ids is None:
        _demand_known(circular, figure)
    return [_row_then(circular, each) for each in ids or ()]


def sittings_behind_page(
    session: Session, month: str, part: str, circular: Circular | None
) -> Sequence[SittingLine]:
    """List the 庭次 behind a part of profile D, of an edition or of the register as it stands."""
    if circular is None:
        return sitting_lines(session, month, part)
    if part not in ("num", "den", "unknown"):
        raise NotFoundError
    return circular.heaps.sittings_of(part)


def _row_then(circular: Circular, case_id: str) -> CaseRow:
    lines = [each for each in circular.cases if each.case_id == case_id]
    standing = circular.heaps.standings.get(case_id, Standing.UNKNOWN)
    return CaseRow(
        case_id=int(case_id),
        number=lines[0].number if lines else "",
        agencies=tuple(each.agency for each in lines),
        about=_about(lines[0]) if lines else "",
        standing=standing.value,
        reasons=circular.heaps.reasons.get(case_id, ()),
    )


def _about(line: CaseLine) -> str:
    if not line.plaintiff:
        return line.cause
    return gettext("%(who)s诉%(cause)s", who=line.plaintiff, cause=line.cause)


def _demand_known(circular: Circular, figure: str) -> None:
    """A figure of nought opens an empty list; one that no page shows is not found."""
    name, _, part = figure.rpartition(".")
    tally = circular.tally
    known = (
        figure in ("den", "num", "excused", "open", "breached", "relieved", "unknown", "lawyers_only")
        or (name in tally.profiles and part in ("num", "den"))
        or (name.removeprefix("procedure.") in tally.by_procedure and part in ("num", "den"))
        or name.removeprefix("agency.") in tally.by_agency
    )
    if not known:
        raise NotFoundError
