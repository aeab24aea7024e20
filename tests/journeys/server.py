"""The real programme as processes, at a moment of the test's choosing.

The clock of the processes is moved forward with libfaketime, never back: the browser keeps
the machine's own clock, and a cookie from the past would be no cookie to it.
"""

import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import requests

from litigation.law.clock import SHANGHAI
from tests.cli.run import ROOT, child_environ
from tests.cli.test_supervisor import wait_until
from tests.postgresql import free_port

CODE = re.compile(r"启动码：([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})")


def next_march(now: datetime) -> date:
    """Return the second Monday of the next March: a month without holidays, whatever the year."""
    first = next(day for year in (now.year, now.year + 1) if (day := date(year, 3, 1)) > now.date())
    return first + timedelta(days=(-first.weekday()) % 7 + 7)


MONDAY = next_march(datetime.now(SHANGHAI))


def at(days: int, clock: str) -> datetime:
    """Return the Shanghai moment ``days`` after the first Monday of the story."""
    hour, minute = map(int, clock.split(":"))
    return datetime(*(MONDAY + timedelta(days=days)).timetuple()[:3], hour, minute, tzinfo=SHANGHAI)


@cache
def clock_library() -> str:
    """Return what moves a process's clock, empty where libfaketime is not installed."""
    if not shutil.which("faketime"):
        return ""
    command = ["faketime", "-f", "+0s", "printenv", "LD_PRELOAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Programme:
    """One data folder, one port, and the processes on them; ``moment`` is when they live."""

    def __init__(self, folder: Path, moment: datetime, **settings: str) -> None:
        self.folder = folder
        self.moment = moment
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._settings = {"LITIGATION_TICK_SECONDS": "1", "LITIGATION_BASE_URL": self.address, **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self._said = folder / "said"

    @property
    def words(self) -> str:
        """Everything the servers said so far."""
        return self._said.read_text("utf-8") if self._said.exists() else ""

    @property
    def code(self) -> str:
        """The one-time code as an administrator reads it from the console."""
        found = CODE.search(self.words)
        assert found, self.words
        return found.group(1)

    def start(self, moment: datetime | None = None) -> None:
        """Start the server and its worker, now or at a later moment; return when both are alive."""
        self.moment = moment or self.moment
        self.folder.mkdir(exist_ok=True)
        command = self._command("serve", "--with-worker", "--port", str(self.port))
        with self._said.open("ab") as file:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environ(), stdout=file, stderr=subprocess.STDOUT
            )
        wait_until(lambda: self.health() == 200 or self._has_ended(), 90)
        if self.health() != 200:
            self.stop()
            raise AssertionError(self.words)

    def stop(self) -> None:
        """Stop the server; it takes its worker along."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(40)
            self._process = None

    def move_on(self, moment: datetime) -> None:
        """Let time pass: the office's machine is switched off and on again at a later moment."""
        assert moment > self.moment
        self.stop()
        self.start(moment)

    def run(self, *arguments: str) -> str:
        """Run one command at the programme's moment; return what it printed."""
        done = subprocess.run(
            self._command(*arguments),
            cwd=ROOT,
            env=self._environ(),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def health(self) -> int:
        """Return the status of the health page, 0 while nothing listens."""
        try:
            return requests.get(f"{self.address}/healthz", timeout=5).status_code
        except requests.RequestException:
            return 0

    def _has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "litigation.cli.main", *arguments]

    def _environ(self) -> dict[str, str]:
        ahead = int((self.moment - datetime.now(UTC)).total_seconds())
        moved = {
            "LD_PRELOAD": clock_library(),
            "FAKETIME": f"+{ahead}s",
            # Otherwise sleeping threads and the scheduler would wait for a clock that stands elsewhere.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        return child_environ(self.folder / "data", **moved, **self._settings)


def wait_for(true: object, seconds: float = 30, words: str = "") -> None:
    """Wait until ``true()`` holds, or fail saying what was waited for."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]  # any callable
        assert time.monotonic() < end, f"waited in vain for {words or true}"
        time.sleep(0.1)
