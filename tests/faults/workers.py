"""Real worker processes that tests start, kill and start again."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

PROVIDER = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "secret", "TWILIO_FROM": "+8613900000000"}

CHECKOUT = Path(__file__).resolve().parents[2]


class Workers:
    """Some worker processes on one database; whatever is still alive at the end is ended."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LITIGATION_")},
            "LITIGATION_DATA": str(folder),
            "LITIGATION_SECRET_KEY": "a secret for tests alone, 32 letters",
            "LITIGATION_TICK_SECONDS": "1",
            "LITIGATION_LEASE_SECONDS": "3",
            "LITIGATION_WORKER_THREADS": "4",
            **variables,
        }
        self.log = folder / "workers.log"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.killed = 0

    def start(self, count: int = 1, *before: str) -> None:
        """Start workers; ``before`` is a command that runs them, such as ``faketime +1h``."""
        for _ in range(count):
            with self.log.open("ab") as log:
                self.processes.append(
                    subprocess.Popen(
                        [*before, sys.executable, "-m", "litigation.cli.main", "worker"],
                        cwd=CHECKOUT,
                        env=self.environ,
                        stdout=log,
                        stderr=log,
                    )
                )

    def kill(self, number: int) -> None:
        process = self.processes.pop(number)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        self.killed += 1

    def stop(self) -> list[int]:
        """Ask all to end and return their exit codes."""
        for process in self.processes:
            process.terminate()
        return [process.wait(30) for process in self.processes]

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait(10)
