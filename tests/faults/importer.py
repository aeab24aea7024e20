"""A process of its own that receives or applies an import, for tests that kill it or start it twice.

``python -m tests.faults.importer FOLDER DATABASE_URL receive FILE`` prints the run's id;
``… apply RUN`` prints the rows written so far, and at the end the sentence. Both wait for a line
on their input before they begin, so that two of them begin together.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from litigation.actions.actor import SYSTEM
from litigation.actions.import_hearings import apply_run, receive_file
from litigation.law.error import LitigationError
from litigation.records.db import db
from litigation.records.import_run import ImportRun
from tests.databases import build_app, close, config_for

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
RECEIVED = date(2026, 9, 14)


def main() -> None:
    """Do what the command line says."""
    folder, url, act, what = sys.argv[1:]
    app = build_app(config_for(Path(folder), url))
    with app.app_context():
        say("ready")
        sys.stdin.readline()
        try:
            if act == "receive":
                path = Path(what)
                say(receive_file(path.read_bytes(), path.name, RECEIVED, now=NOW, actor=SYSTEM).id)
            else:
                version = db.session.get_one(ImportRun, int(what)).version
                say(apply_run(int(what), version, now=NOW, actor=SYSTEM, watch=say).sentence)
        except LitigationError as error:
            say(f"refused: {error}")
    close(app)


def say(words: object) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
