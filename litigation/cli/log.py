"""The log of a running process: lines on stderr, which whoever runs it keeps."""

import logging
import sys

QUIET = ("apscheduler", "urllib3", "alembic", "waitress.queue", "twilio.http_client")
"""Libraries whose ordinary lines say nothing to an administrator, or too much about people."""


def write_log() -> None:
    """Log to stderr, one line an entry, with the zone of each time."""
    layout = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=layout, datefmt="%Y-%m-%dT%H:%M:%S%z", stream=sys.stderr)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
