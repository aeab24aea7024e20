"""A process of its own that assigns heads as a page does, for tests that run several at once.

``python -m tests.faults.planner FOLDER DATABASE_URL``; each line of its input names hearing,
agency and official, and is answered by one line.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from litigation.actions.actor import SYSTEM
from litigation.actions.assign_heads import Choice, assign
from litigation.law.error import LitigationError
from tests.databases import build_app, close, config_for
from tests.factory import SECRET


def main() -> None:
    """Assign until the input ends."""
    folder, url = sys.argv[1:]
    app = build_app(config_for(Path(folder), url))
    with app.app_context():
        say("ready")
        for line in sys.stdin:
            hearing, agency, official = (int(word) for word in line.split())
            try:
                assign(
                    Choice(hearing, agency, official, ""), now=datetime.now(UTC), actor=SYSTEM, secret=SECRET
                )
                say("assigned")
            except LitigationError as error:
                say(f"refused: {error}")
    close(app)


def say(words: str) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
