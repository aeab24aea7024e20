"""Editions of a month: what an issued circular states is frozen, a change proposes the next one."""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import SYSTEM
from litigation.actions.circular_lines import case_lines
from litigation.actions.journal import record_act
from litigation.actions.month_figures import month_figures
from litigation.actions.remedies import remedies_of
from litigation.law.circular import CaseLine
from litigation.law.circular_file import CircularFileError, read_circular
from litigation.records.circular import Circular


def figures_json(session: Session, month: str) -> dict[str, Any]:
    """The month's figures as an edition stores them; equal figures are equal JSON."""
    tally = month_figures(session, month)
    stored = tally.to_json()
    stored["profile_unknown"] = dict(tally.profile_unknown)
    stored["procedure_unknown"] = dict(tally.procedure_unknown)
    plain: dict[str, Any] = json.loads(json.dumps(stored, ensure_ascii=False, sort_keys=True))
    return plain


def seal_of(edition: Circular) -> str:
    """The SHA-256 that freezes an edition: its month, number, time, figures and content."""
    as_of = edition.as_of.astimezone(UTC).isoformat()
    sealed = [edition.month, edition.edition, as_of, edition.figures, edition.content]
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def latest_edition(session: Session, month: str, state: str) -> Circular | None:
    """The newest edition of the month in a state, if there is one."""
    return session.scalars(
        select(Circular)
        .where(Circular.month == month, Circular.state == state)
        .order_by(Circular.edition.desc())
        .limit(1)
    ).first()


def propose_editions(session: Session, months: Collection[str], now: datetime) -> None:
    """Propose an edition for every issued month whose figures or ledger have changed.

    A proposal follows the facts: it is brought up to date, and taken back once they are again
    what was issued. A person issues it, with a reason.
    """
    issued = session.scalars(
        select(Circular.month)
        .where(Circular.state == "issued", Circular.month.in_(sorted(months)))
        .distinct()
    )
    for month in issued.all():
        _propose(session, month, now)


def _propose(session: Session, month: str, now: datetime) -> None:
    last, proposal = latest_edition(session, month, "issued"), latest_edition(session, month, "proposed")
    if last is None:
        return
    figures = figures_json(session, month)
    if figures == last.figures and not _content_differs(session, last, now):
        if proposal is not None:
            session.delete(proposal)
            session.flush()
        return
    if proposal is not None:
        proposal.figures, proposal.as_of = figures, now
        proposal.version += 1
        return
    proposal = Circular(
        month=month, edition=last.edition + 1, state="proposed", as_of=now, figures=figures, drafted_at=now
    )
    session.add(proposal)
    session.flush()
    record_act(session, now, SYSTEM, "circular.propose", "circular", proposal.id, month=month)


def _content_differs(session: Session, last: Circular, now: datetime) -> bool:
    """Tell whether equal figures hide that other cases, another head, or other remedies stand behind them.

    Remedies are counted as of the edition's own moment: what was done later is no correction.
    Content that cannot be read is the auditor's matter (``litigation verify``).
    """
    try:
        stated = read_circular(last.content)
    except CircularFileError:
        return False
    if stated.remedies != remedies_of(session, last.month, last.as_of):
        return True
    return _ledger(stated.cases) != _ledger(case_lines(session, last.month, now))


def _ledger(lines: Iterable[CaseLine]) -> set[tuple[object, ...]]:
    """What a circular says of each duty that a correction may change."""
    return {
        (each.case_id, each.agency_id, each.standing, each.head, each.rank, each.spoke, each.settled)
        for each in lines
    }
