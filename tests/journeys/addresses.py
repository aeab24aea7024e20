"""Every address of a register worth opening: each page of the map, with rows in different states."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for
from sqlalchemy import select

from litigation.actions.link import make_token
from litigation.records.agency import Agency, Liaison, Official
from litigation.records.assignment import Assignment
from litigation.records.circular import Circular, Receipt
from litigation.records.court_list import CourtList
from litigation.records.db import db
from litigation.records.hearing import Attendance, Hearing
from litigation.records.import_run import ImportRun
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Notice, Task
from litigation.records.record_link import RecordLink
from litigation.records.seat_choice import ContactCheck, HandOver
from litigation.records.user import User
from litigation.web.access import Row, table

DOWNLOADS = (
    "reports.docx",
    "reports.xlsx",
    "imports.original",
    "imports.page_image",
    "import_work.progress",
    "papers.download",
    "court_lists.letter",
    "court_lists.original",
    "excuses.proof",
    "feed.show",
    "head.calendar",
    "health.show",
    "metrics.show",
    "replacement.archive",
)
FIGURES = ("due", "attended", "unknown", "breached", "excused")
PLAIN = (
    "cases.edit",
    "hearings.new",
    "hearings.correct",
    "hearings.missing",
    "imports.discard",
    "reports.issue",
)
"""Forms that look alike for every row: one is enough."""
QUERIES = {
    "calendar.board": ("", "?view=week"),
    "cases.index": ("", "?q=没有这样的案件", "?standing=breached"),
    "agencies.index": ("", "?q=没有这样的机关"),
    "messages.index": ("", "?state=failed"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the map with its ids filled in."""

    endpoint: str
    path: str


def office_addresses(app: Flask, role: str) -> list[Address]:
    """Return every page that a role may read, in several states where its rows have states."""
    with app.test_request_context():
        values = _values()
        built = [
            Address(row.endpoint, path + query)
            for row in table().values()
            if role in row.read and row.endpoint in app.view_functions and row.endpoint not in DOWNLOADS
            for path in _paths(row, values)
            for query in QUERIES.get(row.endpoint, ("",))
        ]
    return [each for each in built if not _is_reserved(app, each)]


def link_addresses(app: Flask, secret: str) -> list[Address]:
    """Return the pages behind links: one head of each state, records before and after, a receipt."""
    with app.test_request_context():
        heads = [make_token(secret, "head", each.nonce) for each in _one_each(Assignment, Assignment.state)]
        records = [make_token(secret, "record", each.nonce) for each in _record_links()]
        receipts = [make_token(secret, "receipt", each.nonce) for each in _some(Receipt, 1)]
        pages = {
            "head.show": heads,
            "head.cannot": heads,
            "head.card": heads,
            "record.show": records,
            "record.absent": records,
            "record.put_off": records,
            "receipt.show": receipts,
            "take_over.offer": heads,
            "take_over.show": [make_token(secret, "hand-over", each.nonce) for each in _some(HandOver, 3)],
            "contact_link.show": [
                make_token(secret, "contact", each.nonce) for each in _some(ContactCheck, 1)
            ],
        }
        built = [
            Address(name, url_for(name, token=token)) for name, tokens in pages.items() for token in tokens
        ]
    return [*built, Address("head.show", f"/h/{'A' * 22}"), Address("record.show", f"/r/{'A' * 22}")]


def _paths(row: Row, values: dict[str, list[Any]]) -> Iterator[str]:
    names = [part.strip("<>").rpartition(":")[2] for part in row.address.split("/") if part.startswith("<")]
    if names == ["hearing_id", "agency_id"]:
        for hearing_id, agency_id in values["seat"]:
            yield url_for(row.endpoint, hearing_id=hearing_id, agency_id=agency_id)
    elif row.endpoint == "reports.figure":
        for figure in FIGURES:
            yield url_for(row.endpoint, month=values["month"][0], figure=figure)
    elif not names:
        yield url_for(row.endpoint)
    else:
        [name] = names
        for value in values[name][: 1 if row.endpoint in PLAIN else None]:
            yield url_for(row.endpoint, **{name: value})


def _values() -> dict[str, list[Any]]:
    """Return ids of rows that differ in what their page shows."""
    unheld = select(Hearing).where(Hearing.outcome.is_(None), Hearing.cancelled_at.is_(None))
    hearings = [
        *_some(Hearing, 1, unheld.order_by(Hearing.starts_at)),
        *_some(Hearing, 1, unheld.order_by(Hearing.starts_at.desc())),
        *_one_each(Hearing, Hearing.outcome),
    ]
    months = {each.month for each in _some(Circular, 9)}
    months |= set(db.session.scalars(select(Lawsuit.month).where(Lawsuit.month.is_not(None)).distinct()))
    return {
        "case_id": _ids([*_one_each(Lawsuit, Lawsuit.standing), *(each.lawsuits[0] for each in hearings)]),
        "hearing_id": _ids(hearings),
        "seat": [
            (each.hearing_id, each.agency_id)
            for each in _one_each(Assignment, Assignment.state, Assignment.hearing_id.in_(_open_hearings()))
        ],
        "assignment_id": _ids(_one_each(Assignment, Assignment.state)),
        "agency_id": _ids(_some(Agency, 1)),
        "official_id": _ids(_some(Official, 1)),
        "liaison_id": _ids(_some(Liaison, 1)),
        "user_id": _ids(_some(User, 1)),
        "notice_id": _ids([*_one_each(Notice, Notice.state), *_one_each(Notice, Notice.channel)]),
        "task_id": _ids(_one_each(Task, Task.kind)),
        "run_id": _ids(_one_each(ImportRun, ImportRun.state)),
        "list_id": _ids(_some(CourtList, 1)),
        "duty_id": _ids(_some(AppearanceDuty, 1)),
        "event": ["appointment", "phone_task"],
        "month": [*sorted(months, reverse=True), "2020-01"],
    }


def _record_links() -> list[RecordLink]:
    """Return a link before the record and one after it."""
    done = select(RecordLink).join(Attendance, Attendance.hearing_id == RecordLink.hearing_id)
    begun = select(RecordLink).join(Hearing).where(Hearing.outcome.is_(None)).order_by(Hearing.starts_at)
    return [*_some(RecordLink, 1, done), *_some(RecordLink, 1, begun)]


def _open_hearings() -> Any:
    return select(Hearing.id).where(Hearing.outcome.is_(None), Hearing.cancelled_at.is_(None))


def _one_each(model: Any, column: Any, *conditions: Any) -> list[Any]:
    """Return one row for each value of a column."""
    found: dict[Any, Any] = {}
    for row in db.session.scalars(select(model).where(*conditions).order_by(model.id)):
        found.setdefault(getattr(row, column.key), row)
    return list(found.values())


def _some(model: Any, number: int, query: Any = None) -> list[Any]:
    return list(db.session.scalars((select(model) if query is None else query).limit(number)))


def _ids(rows: list[Any]) -> list[int]:
    return list(dict.fromkeys(row.id for row in rows))


def _is_reserved(app: Flask, address: Address) -> bool:
    """Tell whether only the name and the address of a page exist so far."""
    view: Callable[..., Any] = app.view_functions[address.endpoint]
    return view.__name__ == "_not_yet"
