"""Looking after one child process: restarted when it ends, stopped when we do."""

import logging
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

log = logging.getLogger("litigation.supervisor")

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
SETTLED = 60.0
"""A child that lived this long (seconds) was in order; its next restart comes quickly again."""
GRACE = 30.0
"""Time a child has to finish the message it is sending."""


class Supervisor:
    """Keeps one child alive between ``__enter__`` and ``__exit__``.

    The child's standard input is a pipe that closes with this process, so that a child that
    reads it ends even when this process is killed.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        """Remember what to run and with which environment."""
        self._command = list(command)
        self._environ = dict(environ)
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._look_after, name="supervisor", daemon=True)

    def __enter__(self) -> "Supervisor":
        """Start looking after the child."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ask the child to end, wait, and end it."""
        self._stopping.set()
        if self._child is not None:
            self._child.terminate()
        self._thread.join(GRACE)
        if self._child is not None and self._child.poll() is None:
            self._child.kill()

    @property
    def child_id(self) -> int | None:
        """The process id of the child that runs now."""
        return self._child.pid if self._child is not None else None

    def _look_after(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            code = self._run_once()
            if self._stopping.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > SETTLED else min(pause * 2, LONGEST_PAUSE)
            log.error("worker ended with %s, starting again in %.0f s", code, pause)
            self._stopping.wait(pause)

    def _run_once(self) -> int:
        """Run the child to its end and return its exit code."""
        with subprocess.Popen(self._command, env=self._environ, stdin=subprocess.PIPE) as child:
            self._child = child
            log.info("worker started, pid %d, parent %d", child.pid, os.getpid())
            if self._stopping.is_set():
                child.terminate()
            return child.wait()
