"""概况: one true figure for leadership, what stands behind it, and what could break it."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from litigation.actions.overview import overview
from litigation.actions.risk_board import risks
from litigation.records.db import db
from litigation.records.seat import hearings_between, seats_of
from litigation.web import clock
from litigation.web.office import office
from litigation.web.wording import figure

blueprint = Blueprint("overview", __name__)

AHEAD = timedelta(days=90)
RISKS_SHOWN = 5


@blueprint.get("/overview")
def index() -> ResponseReturnValue:
    """Show the district's figures; every number opens its cases."""
    session, now = db.session(), clock.now()
    view = overview(session, now)
    board = risks(session, now, timedelta(hours=office().week_hours))
    hearings = hearings_between(session, clock.today(), clock.today() + AHEAD)
    coming = [seat for seat in seats_of(session, hearings) if seat.is_open]
    return render_template(
        "overview/index.html",
        view=view,
        year_figure=figure(view.num, view.den, view.unknown),
        now_figure=figure(view.running.num, view.running.den, view.running.unknown),
        board=board[:RISKS_SHOWN],
        risks=len(board),
        coming=coming,
        charts=[_drawn(each) for each in (view.months_svg, view.rates_svg, view.record_svg)],
    )


def _drawn(svg: str) -> Markup:
    """Let a chart stand in the page as it is."""
    return Markup(svg)  # noqa: S704 - this programme's own SVG, made from numbers and fixed words
