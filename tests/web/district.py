"""A small district for page tests: agencies A and B, each with people and a case, and users of all roles."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.link import make_token
from litigation.actions.password import hash_password
from litigation.actions.sign_in import open_session
from litigation.law.role import Role
from litigation.records.agency import Leave
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.user import User
from tests.factory import CLERK, NOW, SECRET, make_agency, make_case, make_liaison, make_official, make_user
from tests.web.page import PageClient

STORED = hash_password("云汀区湖滨路18号的Lamp")
"""One password is enough for the register not to be at its first run."""


@dataclass
class Place:
    """What belongs to one agency, by id; ``marker`` stands in its names and nowhere else."""

    marker: str
    agency: int
    official: int
    liaison: int
    leave: int
    case: int
    duty: int
    hearing: int
    assignment: int
    token: str


@dataclass
class District:
    """The ids of what was made."""

    app: Flask
    a: Place
    b: Place
    users: dict[str, int] = field(default_factory=dict)

    def browser(self, role: str = "") -> PageClient:
        """Return a browser signed in as the user of that role, or as nobody."""
        client = self.app.test_client()
        if role:
            sign_in_as(self.app, client, self.users[role])
        return PageClient(client)


def sign_in_as(app: Flask, client: object, user_id: int) -> str:
    """Give a test client a session without typing the password; return its token."""
    with app.app_context(), writing() as session:
        token = open_session(session, user_id, NOW)
    with client.session_transaction() as cookie:
        cookie.update({"token": token, "seen": int(NOW.timestamp())})
    return token


def make_district(app: Flask) -> District:
    """Make the district; call inside an application context."""
    a, b = make_place("甲标记"), make_place("乙标记")
    users = {
        role.value: make_user(role.value, username=f"u-{role.value}", name=f"用户{role.label}").id
        for role in Role
        if role.signs_in
    }
    with writing() as session:
        session.get_one(User, users["liaison"]).agency_id = a.agency
        session.get_one(User, users["admin"]).password_hash = STORED
    return District(app, a, b, users)


def make_place(marker: str) -> Place:
    """Make an agency with a head, a liaison, a leave, a case, and the head asked to appear."""
    agency = make_agency(f"云汀区{marker}局", short_name=f"区{marker}局")
    official = make_official(agency, f"沈{marker}")
    liaison = make_liaison(agency, f"方{marker}")
    lawsuit = make_case(agency, cause=f"行政处罚{marker}")
    hearing = lawsuit.hearings[0]
    choice = Choice(hearing.id, agency.id, official.id)
    assignment = assign(choice, now=NOW, actor=CLERK, secret=SECRET)
    with writing() as session:
        leave = Leave(official_id=official.id, starts_at=NOW, ends_at=NOW + timedelta(days=2))
        session.add(leave)
    nonce = db.session.get_one(Assignment, assignment.id).nonce
    return Place(
        marker,
        agency.id,
        official.id,
        liaison.id,
        leave.id,
        lawsuit.id,
        lawsuit.duties[0].id,
        hearing.id,
        assignment.id,
        make_token(SECRET, "head", nonce),
    )
