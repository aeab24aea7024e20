"""Measuring something beside its reference: the ratio is what counts, the seconds are for reading."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


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


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some rounds, in seconds: the one that was disturbed least."""
    return min(once(work) for _ in range(rounds))


def once(work: Callable[[], object]) -> float:
    """One round, in seconds."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
