"""The figures of a month out of a million hearings against the grouping statements alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from litigation.actions.month_figures import month_figures
from litigation.records.db import db
from tests.benchmarks.big_register import fill
from tests.benchmarks.measure import Result, best
from tests.databases import build_app, close, config_for, migrate

SIZE = 1_000_000

STATEMENTS = (
    "SELECT standing, procedure, notice_kind, head_rank, spoke, settled, lawyers_only, count(*) FROM lawsuit"
    " WHERE month = ? GROUP BY 1, 2, 3, 4, 5, 6, 7",
    "SELECT sitting_attended, count(*) FROM hearing WHERE sitting_month = ? GROUP BY 1",
    "SELECT agency_id, standing, count(*) FROM appearance_duty WHERE month = ? GROUP BY 1, 2",
    "SELECT agency_id, count(*) FROM unknown_month WHERE month = ? GROUP BY 1",
)


def run(size: int, folder: Path) -> Result:
    """Ask for one month both ways."""
    migrate("", folder)
    path = folder / "litigation.db"
    month = fill(path, size)
    app = build_app(config_for(folder))
    with app.app_context():
        ours = best(lambda: month_figures(db.session(), month))
    close(app)
    with closing(sqlite3.connect(path)) as connection:
        reference = best(lambda: [connection.execute(each, (month,)).fetchall() for each in STATEMENTS])
    return Result("report", size, ours, reference, "the grouping statements alone, by sqlite3")
