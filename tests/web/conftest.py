"""Fixtures of the page tests: the real application on SQLite, at the tests' moment.

No application context stays open over a test, because requests would share it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.databases import build_app, close, config_for, sqlite_template, sqlite_url
from tests.factory import NOW, SECRET
from tests.web.district import District, make_district

__all__ = ["app", "at_the_moment", "district", "sqlite_template", "sqlite_url"]


@pytest.fixture(autouse=True)
def at_the_moment() -> Iterator[time_machine.Traveller]:
    """Monday 2026-09-14 10:20 in Shanghai; ``shift`` moves on."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database."""
    app = build_app(config_for(tmp_path, sqlite_url, LITIGATION_SECRET_KEY=SECRET))
    yield app
    close(app)


@pytest.fixture
def district(app: Flask) -> District:
    """Two agencies with a case each, and a user of every role."""
    with app.app_context():
        return make_district(app)
