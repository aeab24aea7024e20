"""A page of the case list among a hundred thousand hearings against a bare Flask-SQLAlchemy list."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select

from litigation.actions.sign_in import open_session
from litigation.records.db import db, writing
from litigation.records.lawsuit import Lawsuit
from tests.benchmarks.big_register import fill
from tests.benchmarks.measure import Result, best
from tests.databases import build_app, close, config_for, migrate
from tests.factory import make_user

SIZE = 100_000
PER_PAGE = 20

BARE = """<!doctype html><title>list</title><table>{% for case in page.items %}
<tr><td>{{ case.id }}</td><td>{{ case.number }}</td><td>{{ case.court }}</td><td>{{ case.cause }}</td></tr>
{% endfor %}</table><p>{{ page.total }}</p>"""


def run(size: int, folder: Path) -> Result:
    """Ask for the middle of the list both ways, as a signed-in clerk."""
    migrate("", folder)
    fill(folder / "litigation.db", size)
    app = build_app(config_for(folder))
    _add_bare_list(app)
    client = _clerk(app)
    page = max(1, size // PER_PAGE // 2)

    def ask(path: str) -> None:
        answer = client.get(f"{path}?page={page}")
        assert answer.status_code == 200, answer.text

    ours, reference = best(lambda: ask("/cases"), 5), best(lambda: ask("/healthz"), 5)
    close(app)
    return Result("list", size, ours, reference, "Flask-SQLAlchemy paginate and a template of four cells")


def _add_bare_list(app: Flask) -> None:
    """Answer a public address with the bare list: same application, same database, no page around it."""

    def bare() -> str:
        page = db.paginate(select(Lawsuit).order_by(Lawsuit.id.desc()), per_page=PER_PAGE)
        return render_template_string(BARE, page=page)

    app.view_functions["health.show"] = bare


def _clerk(app: Flask) -> FlaskClient:
    client = app.test_client()
    now = datetime.now(UTC)
    with app.app_context():
        user = make_user()
        with writing() as session:
            token = open_session(session, user.id, now)
    with client.session_transaction() as cookie:
        cookie.update({"token": token, "seen": int(now.timestamp())})
    return client
