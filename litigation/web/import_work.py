"""Long imports beside the pages: read and written by a thread, watched by a page that says how far.

The thread belongs to this process; the lease in the register belongs to everybody. Any other
process shows the same progress, and offers to begin again once the lease has run out.
"""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Blueprint, Flask, current_app, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.actor import Actor
from litigation.actions.import_hearings import AS_IT_COMES, Terms, apply_run
from litigation.actions.import_progress import (
    Progress,
    begin_reading,
    begin_writing,
    end_writing,
    give_up_reading,
    keep_alive,
    progress_of,
    read_waiting,
    take_over_reading,
)
from litigation.law.error import NotFoundError
from litigation.records.db import db
from litigation.records.import_run import ImportRun, ready_rows
from litigation.web import clock
from litigation.web.errors import done_beside
from litigation.web.session import current_actor

blueprint = Blueprint("import_work", __name__)

LARGE_FILE = 100_000
"""Bytes beyond which a file is read after the answer: a list of some two thousand rows."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
"""How pictures begin, whose words take seconds to recognise."""
MANY_ROWS = 2000
"""Rows beyond which the register is written after the answer."""
BEAT = 15.0
"""Seconds between two signs of life of a reader."""

_written: dict[int, int] = {}
"""Rows written so far, by import: what only the writing process can know before it commits."""


def takes_long(data: bytes) -> bool:
    """Tell whether a file is to be read after the answer."""
    return len(data) > LARGE_FILE or data.startswith(PICTURES)


@blueprint.get("/imports/<int:run_id>/progress")
def progress(run_id: int) -> ResponseReturnValue:
    """Tell a script how far an import is."""
    run = _run(run_id)
    found = progress_of(run, clock.now())
    if found is None or not found.alive:
        return jsonify(over=True)
    return jsonify(over=False, done=done_of(run, found), total=found.total, sentence=say(run, found))


@blueprint.post("/imports/<int:run_id>/read")
def read(run_id: int) -> ResponseReturnValue:
    """Read a file again whose reading ended before its end."""
    worker = _name()
    if take_over_reading(run_id, worker, now=clock.now(), actor=current_actor()):
        _in_background(_read, run_id, worker)
    return redirect(url_for("imports.check", run_id=run_id), 303)


def receive_large(data: bytes, name: str, received_on: date, terms: Terms = AS_IT_COMES) -> ImportRun:
    """Keep a large file and read it after the answer."""
    worker = _name()
    run, fresh = begin_reading(
        data, name, received_on, now=clock.now(), actor=current_actor(), worker=worker, terms=terms
    )
    if fresh:
        _in_background(_read, run.id, worker)
    return run


def write_large(run_id: int, version: int) -> bool:
    """Write an import of many rows after the answer; tell whether it is that large."""
    if ready_rows(db.session(), run_id) <= MANY_ROWS:
        return False
    worker = _name()
    begin_writing(run_id, version, worker, now=clock.now(), actor=current_actor())
    _in_background(_write, run_id, worker, version)
    return True


def done_of(run: ImportRun, found: Progress) -> int:
    """Return how many rows are done, as far as this process can know."""
    return _written.get(run.id, 0) if found.kind == "writing" else found.done


def say(run: ImportRun, found: Progress) -> str:
    """Say how far an import is."""
    done = done_of(run, found)
    if found.kind == "writing":
        if done:
            return gettext("已写 %(done)s / %(total)s 行，写完以前登记不变。", done=done, total=found.total)
        return gettext("正在写入 %(total)s 行，写完以前登记不变。", total=found.total)
    if found.total:
        return gettext("已读 %(done)s / %(total)s 行，登记还没有改动。", done=done, total=found.total)
    return gettext("正在打开文件，登记还没有改动。")


def _in_background(work: Callable[..., None], run_id: int, worker: str, *more: object) -> None:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way
    arguments = (app, current_actor(), run_id, worker, *more)
    threading.Thread(target=work, args=arguments, name=f"import-{run_id}", daemon=True).start()


def _read(app: Flask, actor: Actor, run_id: int, worker: str) -> None:
    done = threading.Event()
    beat = threading.Thread(target=_beat, args=(app, run_id, worker, done), daemon=True)
    beat.start()
    with app.app_context():
        failure = done_beside(
            lambda: read_waiting(run_id, worker, clock=_now, actor=actor),
            gettext("读取时出了差错。请重新读取，仍不成功请联系系统管理员。"),
        )
        done.set()
        beat.join()
        if failure:
            give_up_reading(run_id, worker, failure)
        db.session.remove()


def _beat(app: Flask, run_id: int, worker: str, done: threading.Event) -> None:
    while not done.wait(BEAT):
        with app.app_context():
            held = keep_alive(run_id, worker, now=_now())
            db.session.remove()
        if not held:
            return


def _write(app: Flask, actor: Actor, run_id: int, worker: str, version: int) -> None:
    with app.app_context():
        failure = done_beside(
            lambda: apply_run(
                run_id, version, now=_now(), actor=actor, watch=lambda done: _note(run_id, done)
            ),
            gettext("写入时出了差错，登记没有改动。请再试一次，仍不成功请联系系统管理员。"),
        )
        _written.pop(run_id, None)
        end_writing(run_id, worker, failure)
        db.session.remove()


def _note(run_id: int, done: int) -> None:
    _written[run_id] = done


def _run(run_id: int) -> ImportRun:
    run = db.session().get(ImportRun, run_id)
    if run is None:
        raise NotFoundError
    return run


def _name() -> str:
    return f"web-{uuid.uuid4()}"


def _now() -> datetime:
    return datetime.now(UTC)
