"""Court texts into hearings, beside the thousand a second that one core owes.

Time of the processor, not of the clock on the wall: what else runs on the machine does not count.
"""

import gc
import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from litigation.intake.court_text import read_text
from tests.benchmarks.measure import Result

SIZE = 2_000
TEXTS_A_SECOND = 1_000
TEXTS = Path(__file__).parent.parent / "intake" / "texts"


def run(size: int, _folder: Path) -> Result:
    """Read the corpora of the tests again and again, a paper and a message alike."""
    names = sorted(path for path in TEXTS.glob("*.jsonl"))
    lines = [line for path in names for line in path.read_text(encoding="utf-8").splitlines() if line]
    items = [json.loads(line) for line in lines]
    texts = [(item["text"], date.fromisoformat(item["received_on"])) for item in items]
    wanted = [texts[each % len(texts)] for each in range(size)]

    def ours() -> None:
        for text, received_on in wanted:
            read_text(text, received_on)

    seconds = min(_processor_time(ours) for _ in range(3))
    owed = size / TEXTS_A_SECOND
    return Result("text", size, seconds, owed, f"1,000 a second; {size / seconds:,.0f} a second")


def _processor_time(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began
