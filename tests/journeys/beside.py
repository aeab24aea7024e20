"""A programme's register, read and prepared beside the running server."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from litigation.records.agency import Agency
from litigation.records.db import writing
from litigation.records.user import User
from tests.databases import build_app, close, config_for
from tests.factory import make_user
from tests.journeys.server import Programme, at
from tests.journeys.sign_in import stored_password

ROLES = ("admin", "auditor", "clerk", "leadership", "liaison")


@contextmanager
def the_register(programme: Programme) -> Iterator[Flask]:
    """Open the application on the register of a programme, with its context pushed."""
    app = build_app(config_for(programme.folder / "data", LITIGATION_SECRET_KEY=""))
    with app.app_context():
        yield app
    close(app)


def add_accounts() -> None:
    """Give every role an account that can sign in; the liaison belongs to the first agency."""
    for role in ROLES:
        make_user(role, username=role, password_hash=stored_password(), created_at=at(-30, "09:00"))
    with writing() as session:
        liaison = session.query(User).filter_by(username="liaison").one()
        liaison.agency_id = session.query(Agency).order_by(Agency.id).first().id
