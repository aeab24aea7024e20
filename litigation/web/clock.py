"""The moment of a request: read once, so that every part of a page speaks of the same time."""

from datetime import UTC, date, datetime

from flask import g

from litigation.law.clock import SHANGHAI


def now() -> datetime:
    """Return the aware instant at which this request began."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def today() -> date:
    """Return the Shanghai day of this request."""
    return now().astimezone(SHANGHAI).date()
