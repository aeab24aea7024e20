"""Who may open what: one table, read from ``access.tsv``, stands before every page.

A page that is not in the table cannot be served at all: the application refuses to start.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from litigation.law.role import Role

TABLE_FILE = Path(__file__).with_name("access.tsv")
EVERYONE = frozenset(role.value for role in Role if role.signs_in)
GROUPS = {"office": frozenset({"admin", "clerk"}), "everyone": EVERYONE}
OPEN = frozenset({"public", "link"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the table; ``read`` and ``write`` are roles, or ``public`` or ``link``."""

    endpoint: str
    address: str
    read: frozenset[str]
    write: frozenset[str]

    def allowed(self, method: str) -> frozenset[str]:
        """Return who may use ``method``."""
        return self.read if method in READING else self.write


def install(app: Flask) -> None:
    """Put the guard before every request."""
    app.before_request(guard)


def check_table(app: Flask) -> None:
    """Refuse to start with a page that nobody decided about.

    Raises:
        RuntimeError: it names the pages that have no row, or another address.
    """
    rows = table()
    unknown = [
        f"{rule.endpoint} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in rows or rows[rule.endpoint].address != rule.rule
    ]
    if unknown:
        raise RuntimeError(f"litigation/web/access.tsv has no row for: {', '.join(sorted(unknown))}")


def reserve(app: Flask) -> None:
    """Give the names and addresses of pages still to come to the map: they answer "not found"."""
    for row in table().values():
        if row.endpoint not in app.view_functions:
            methods = ["GET"] * bool(row.read) + ["POST"] * bool(row.write)
            app.add_url_rule(row.address, row.endpoint, _not_yet, methods=methods)


def _not_yet(**_values: object) -> ResponseReturnValue:
    abort(404)


def guard() -> ResponseReturnValue | None:
    """Let the request through, ask for a login, or refuse it."""
    if request.endpoint is None:
        return None
    allowed = table()[request.endpoint].allowed(request.method)
    if allowed & OPEN:
        return None
    if not current_user.is_authenticated:
        return ask_for_login()
    if current_user.role not in allowed:
        abort(403)
    return None


def ask_for_login() -> ResponseReturnValue:
    """Send a reader to the login page and back afterwards; a writer loses nothing but the click."""
    if request.method not in READING:
        return redirect(url_for("login.index"), 303)
    back = request.full_path.rstrip("?") if request.path != "/" else None
    return redirect(url_for("login.index", next=back), 303)


@cache
def table() -> dict[str, Row]:
    """Read the table once."""
    lines = TABLE_FILE.read_text("utf-8").splitlines()
    rows = [read_row(line) for line in lines if line and not line.startswith("#")]
    return {row.endpoint: row for row in rows}


def read_row(line: str) -> Row:
    """Read one line of the table; ValueError for a role that does not exist."""
    endpoint, address, read, write = line.split("\t")
    return Row(endpoint, address, _read_roles(read), _read_roles(write))


def _read_roles(words: str) -> frozenset[str]:
    """Expand the groups; an unknown word is a mistake in the table."""
    roles: frozenset[str] = frozenset()
    for word in words.split():
        if word != "-" and word not in OPEN | EVERYONE | GROUPS.keys():
            raise ValueError(f"access.tsv: no such role: {word}")
        roles |= GROUPS.get(word, frozenset({word}) - {"-"})
    return roles
