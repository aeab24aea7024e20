"""The check page: heaps in the order of their need, each row beside the court's words."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import render_template, request

from litigation.actions.undo_import import can_be_undone
from litigation.records.agency import agency_choices
from litigation.records.db import db
from litigation.records.import_run import (
    OPEN_HEAPS,
    HeapCount,
    ImportRow,
    ImportRun,
    changed_hearings,
    count_heaps,
    first_pending,
    rows_of,
)
from litigation.records.mailbox import letters_of
from litigation.records.outbox import count_planned, count_told
from litigation.records.seat import owing_agencies
from litigation.web import clock
from litigation.web.import_view import RowView
from litigation.web.paging import Paging, asked_page
from litigation.web.session import current_actor

AT_WORK = timedelta(minutes=30)
"""How long after a decision somebody counts as still working on an import."""
SHOWN = 30
"""Rows of a heap on the whole page; a chosen heap is turned page by page."""

Wrong = Mapping[int, tuple[str, Mapping[str, str]]]
"""What was wrong with an answer about a row: the sentence, and what was typed."""


def check_page(run: ImportRun, wrong: Wrong | None = None, failure: str = "") -> str:
    """Render the check page of an import; ``failure`` says why writing it did not succeed."""
    session, show = db.session(), request.args.get("show", "")
    counts = count_heaps(session, run.id)
    present = [heap for heap in (*OPEN_HEAPS, "same") if heap in counts]
    heaps, pages = _chosen(run, show, counts)
    hearings = changed_hearings(session, run.id)
    return render_template(
        "imports/check.html",
        run=run,
        show=show if show in present else "",
        present=present,
        counts=counts,
        heaps=heaps,
        pages=pages,
        left=sum(counts[heap].open for heap in ("wrong", "doubtful")),
        ready={heap: counts[heap].open for heap in ("new", "changed", "missing") if counts[heap].open},
        told=count_told(session, *hearings),
        planned=count_planned(session, *hearings),
        wrong=wrong or {},
        failure=failure,
        undoable=can_be_undone(run),
        nameable=bool(run.layouts) and run.state in ("waiting", "refused") and run.settled_at is None,
        unclear=any(each.get("unclear") for each in run.layouts),
        other=_other_hand(run),
        letter=letters_of(session, [run.id]).get(run.id),
    )


def _other_hand(run: ImportRun) -> str:
    """Return who else decided about rows of the import lately; empty where nobody did."""
    recent = run.decided_at is not None and clock.now() - run.decided_at < AT_WORK
    return run.decided_by if recent and run.decided_by != current_actor().name else ""


def _chosen(
    run: ImportRun, show: str, counts: Mapping[str, HeapCount]
) -> tuple[list[tuple[str, list[Any]]], Paging | None]:
    """Return the heaps to show with their rows; one heap alone has pages."""
    session = db.session()
    names = dict(agency_choices(session))

    def views(heap: str, first: int, count: int) -> list[RowView]:
        rows = rows_of(session, run.id, heap, first, count)
        owing = owing_agencies(session, [row.hearing_id for row in rows if row.hearing_id])
        return [RowView(row, names, owing) for row in rows]

    if show in counts:
        page, whole = asked_page(), counts[show]
        pages = page.of(whole.open + whole.skipped + whole.applied)
        return [(show, views(show, pages.offset, pages.per_page))], pages
    return [(heap, views(heap, 0, SHOWN)) for heap in OPEN_HEAPS if heap in counts], None


def next_open_row(run_id: int, row_id: int) -> int:
    """Return the row to go on with: this one while it asks something, else the next that does."""
    session = db.session()
    session.rollback()
    row = session.get_one(ImportRow, row_id)
    if row.heap in ("wrong", "doubtful") and not row.decision.get("skip"):
        return row_id
    return first_pending(session, run_id) or row_id
