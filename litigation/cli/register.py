"""The register as a command sees it: the configured application, its database ready, and the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask

from config import Config
from litigation.actions.actor import Actor
from litigation.app import create_app, prepare_register

OPERATOR = Actor(name="命令行", role="system")
"""Whoever has a shell on this machine; the journal names the command line as the author."""


@contextmanager
def open_register(config: Config | None = None) -> Iterator[Flask]:
    """Open the configured register; the embedded database is migrated on the way."""
    app = create_app(config or Config.from_environ())
    prepare_register(app)
    with app.app_context():
        yield app


def now() -> datetime:
    """Return the current instant."""
    return datetime.now(UTC)
