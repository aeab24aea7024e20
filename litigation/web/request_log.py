"""One log line a request: ids only, no names, no numbers, and no token of a link."""

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request
from flask_login import current_user

log = logging.getLogger("litigation.request")

# The path of a link page, /h/8Vd0y3Vb2nS0cB0e5o5mKw/cannot: the second part is the capability.
LINK_PATH = re.compile(r"^(/(?:h|r|c|feed|invite|reset)/)[^/]+")

# Letters that cannot be mistaken for one another when read out over the telephone.
LETTERS = "23456789ACDEFHJKLMNPQRTUVWXY"


def install(app: Flask) -> None:
    """Number each request as it comes in and write its line as it goes out."""
    app.before_request(_begin)
    app.after_request(_write)


def trace_id() -> str:
    """Return this request's short number (E-4KD9), which a person can tell the administrator."""
    if "trace_id" not in g:
        g.trace_id = "E-" + "".join(secrets.choice(LETTERS) for _ in range(4))
    number: str = g.trace_id
    return number


def shown_path(path: str) -> str:
    """Return a path fit for a log: tokens hidden, and nothing that could begin a new line."""
    return LINK_PATH.sub(r"\1…", path).encode("unicode_escape").decode("ascii")[:200]


def _begin() -> None:
    g.began = time.perf_counter()


def _write(response: Response) -> Response:
    """Write one line; files of the programme itself are not worth one."""
    if request.endpoint in ("static", "bootstrap.static"):
        return response
    spent = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
    who = current_user.get_id() if g.get("_login_user") else None
    log.info(
        "%s %s %s %d %.0fms user=%s",
        trace_id(),
        request.method if request.method.isalpha() else "?",
        shown_path(request.path),
        response.status_code,
        spent,
        who or "-",
    )
    return response
