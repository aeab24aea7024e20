"""Ten thousand damaged files and texts: every reader answers, none raises, none takes long.

Each case is made from a sample by chance that its number fixes: ``case(number)`` gives it again.
"""

import json
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from litigation.intake.source import read_source
from tests.intake.altered_texts import SAME

SIZE = 10_000
INTAKE = Path(__file__).parent.parent / "intake"
RECEIVED = date(2026, 8, 1)
MOST_SECONDS = 5.0
"""No input may take longer; a refusal counts as an answer."""
_KINDS = ("text", "text", "text", "text", "csv", "csv", "ics", "ics", "xlsx", "ods")
_SCRAPS = (
    *(
        "定于",
        "改期至",
        "原定",
        "取消",
        "上午",
        "下午",
        "9时30分",
        "2026年9月8日",
        "9月8日",
        "次日",
        "同日",
        "号",
    ),
    *(
        "（2026）鲁0202行初12号",
        "、13号",
        "开庭",
        "传票",
        "案号：",
        "开庭时间：",
        "\n",
        "\t",
        "|",
        "，",
        "。",
        "(",
        "）",
        "①",
    ),
    *(
        "0",
        "1",
        "三十",
        "〇",
        "年",
        "月",
        "日",
        "时",
        "点",
        ":",
        "-",
        "—",
        "～",
        "<td>",
        "＞",
        "\x00",
        "\ud7ff",
        "😀",
        "ཞུ",
    ),
)

Damage = Callable[[bytes, random.Random], bytes]


@dataclass
class Findings:
    """What came of the cases: how many of each kind, the slowest, and those that raised."""

    size: int
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    raised: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One line of the printed table, and one for each case that raised."""
        kinds = "  ".join(f"{kind} {count:,}" for kind, count in sorted(self.kinds.items()))
        head = (
            f"{'fuzz':<10} {self.size:>9,}  raised {len(self.raised)}  slowest {self.slowest[0]:.3f} s"
            f" ({self.slowest[1]}, allowed {MOST_SECONDS:.0f} s)  {kinds}"
        )
        return "\n".join([head, *self.raised])


def run(size: int, _folder: Path) -> Findings:
    """Read ``size`` damaged inputs."""
    found = Findings(size)
    for number in range(size):
        try_case(number, found)
    return found


def try_case(number: int, found: Findings) -> None:
    """Read one damaged input and note what came of it."""
    kind, name, data = case(number)
    began = time.perf_counter()
    try:
        read_source(data, name, RECEIVED)
    except Exception:  # whatever a reader raises is what is looked for
        found.raised.append(f"case {number} ({name}): {traceback.format_exc(limit=-3)}")
    found.kinds[kind] += 1
    found.slowest = max(found.slowest, (time.perf_counter() - began, f"case {number}, {name}"))


def case(number: int) -> tuple[str, str, bytes]:
    """The damaged input of this number: its kind, a file's name, and the bytes."""
    chance = random.Random(number)
    kind = chance.choice(_KINDS)
    if kind == "text":
        return kind, "a.txt", _damaged_text(chance).encode("utf-8", "surrogatepass")
    name, data = chance.choice(_files(kind))
    damage = chance.choice(_DAMAGES if kind in {"csv", "ics"} else _BINARY_DAMAGES)
    for _ in range(chance.choice((1, 1, 2, 8))):
        data = damage(data, chance)
    return kind, name, data


@cache
def _texts() -> tuple[str, ...]:
    lines = [
        line
        for path in sorted((INTAKE / "texts").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return tuple(json.loads(line)["text"] for line in lines if line)


@cache
def _files(kind: str) -> Sequence[tuple[str, bytes]]:
    folders, suffixes = {
        "csv": (("sheets", "ledgers"), (".csv",)),
        "ics": (("calendars",), (".ics", ".vcs")),
        "xlsx": (("sheets",), (".xlsx",)),
        "ods": (("sheets",), (".ods", ".xls")),
    }[kind]
    paths = [path for folder in folders for path in sorted((INTAKE / folder).iterdir())]
    return [(path.name, path.read_bytes()) for path in paths if path.suffix in suffixes]


def _damaged_text(chance: random.Random) -> str:
    text = chance.choice(_texts())
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_TEXT_DAMAGES)(text, chance)
    return text


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


def _beheaded(text: str, chance: random.Random) -> str:
    return text[chance.randint(0, len(text)) :]


def _with_scraps(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(_SCRAPS) + text[at:]
    return text


def _with_holes(text: str, chance: random.Random) -> str:
    return "".join(sign for sign in text if chance.random() > 0.05)  # every twentieth sign is lost


def _shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _spliced(text: str, chance: random.Random) -> str:
    return _cut(text, chance) + _beheaded(chance.choice(_texts()), chance)


def _repeated(text: str, chance: random.Random) -> str:
    return text * chance.randint(2, 30)


def _altered(text: str, chance: random.Random) -> str:
    return chance.choice(SAME)(text, chance)


_TEXT_DAMAGES = (_cut, _beheaded, _with_scraps, _with_holes, _shuffled, _spliced, _repeated, _altered)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _shortened(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _without_a_piece(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randint(0, len(data))
    return data[:begin] + data[begin + chance.randint(1, 200) :]


def _with_a_piece_twice(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randint(0, len(data))
    piece = data[begin : begin + chance.randint(1, 400)]
    return data[:begin] + piece * chance.randint(2, 20) + data[begin:]


def _with_lines_mixed(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


_BINARY_DAMAGES: tuple[Damage, ...] = (_flipped, _shortened, _without_a_piece, _with_a_piece_twice)
_DAMAGES: tuple[Damage, ...] = (*_BINARY_DAMAGES, _with_lines_mixed)
