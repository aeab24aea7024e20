import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from litigation.records.db import db
from tests.cli.run import Commands
from tests.databases import (  # noqa: F401 - fixtures are found by their names
    postgresql_server,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands, in an environment without any other setting."""
    for name in list(os.environ):
        if name.startswith(("LITIGATION_", "TWILIO_", "SMTP_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("LITIGATION_DATA", str(folder))
    return folder


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Commands]:
    """Commands in this process; their connections are given back at the end."""
    engines: list[object] = []
    original = db.init_app

    def init_app(app: object) -> None:
        engines.append(app)
        original(app)  # type: ignore[arg-type]  # the real method, seen

    monkeypatch.setattr(db, "init_app", init_app)
    yield Commands(capsys)
    for app in engines:
        with app.app_context():  # type: ignore[attr-defined]  # a Flask application
            db.session.remove()
            db.engine.dispose()
