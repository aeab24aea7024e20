"""A connection to PostgreSQL that does not wait for ever.

A server, or a network between, that goes silent without hanging up would hold a page or a
worker until somebody notices. Here an answer that does not come counts as a broken
connection: the page says so at once, and the next one asks for a new connection.
"""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect

Answer = TypeVar("Answer")

PATIENCE = "answer_within"
"""The connect argument that holds the longest wait for one answer, in seconds."""


class PatientConnection(psycopg.Connection[Any]):
    """Waits for each answer as long as ``answer_within`` says."""

    answer_within: float | None = None

    def wait(self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None) -> Answer:
        """Wait for the server; a silence that is too long breaks the connection."""
        try:
            return super().wait(gen, interval, timeout or self.answer_within)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Dialect, _record: object, arguments: Any, options: Any) -> Any:
    """Open connections of our own kind where a longest wait is given."""
    patience = options.pop(PATIENCE, None)
    if patience is None:
        return None
    connection = PatientConnection.connect(*arguments, **options)
    connection.answer_within = patience
    return connection
