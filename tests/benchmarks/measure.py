"""Measuring something beside its reference: the ratio is what counts, the seconds are for reading."""

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """Seconds of ours and of the reference for the same work, ``size`` pieces of it."""

    name: str
    size: int
    ours: float
    reference: float
    compared_with: str

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.reference if self.reference else float("inf")

    def line(self) -> str:
        """One line of the printed table."""
        return (
            f"{self.name:<10} {self.size:>9,}  ours {self.ours:9.3f} s  reference {self.reference:9.3f} s"
            f"  ratio {self.ratio:6.2f}  ({self.compared_with})"
        )


@dataclass(frozen=True)
class Memory:
    """Megabytes that a process grew by at most while it worked, beside what it may."""

    name: str
    size: int
    megabytes: float
    allowed: float

    def line(self) -> str:
        """One line of the printed table."""
        return (
            f"{self.name:<10} {self.size:>9,}  peak {self.megabytes:9.1f} MB over the start"
            f"  (allowed {self.allowed:.0f} MB)"
        )


class PeakMemory:
    """The highest resident memory since the start; nothing where the system does not tell (not Linux)."""

    def __init__(self) -> None:
        gc.collect()
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # begin the peak anew
        self._start = _status("VmRSS")

    def megabytes(self) -> float:
        """How much more than at the start was in use at most."""
        return (_status("VmHWM") - self._start) / 1024


def _status(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith(name)), 0.0)


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some rounds, in seconds: the one that was disturbed least."""
    return min(once(work) for _ in range(rounds))


def once(work: Callable[[], object]) -> float:
    """One round, in seconds."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
