"""A million case numbers of every kind of court and type against a bare regular expression."""

import re
from pathlib import Path

from litigation.law.case_number import read_case_number
from tests.benchmarks.measure import Result, best

SIZE = 1_000_000
ROUNDS = 5
COURTS = ("鲁0202", "鲁7102", "鲁02", "鲁", "最高法", "京0491")
TYPES = ("行初", "行终", "行赔初", "行再", "行申", "民初", "行审复")
# (2026)鲁0202行初12号
BARE = re.compile(r"[(（]([0-9]{4})[)）]([\u4e00-\u9fff]{1,3}[0-9]{0,4})([\u4e00-\u9fff]{1,4})([0-9]+)号")


def run(size: int, _folder: Path) -> Result:
    """Read the numbers, and only match them."""
    texts = [
        f"({2016 + each % 11}){COURTS[each % len(COURTS)]}{TYPES[each % len(TYPES)]}{each + 1}号"
        for each in range(size)
    ]

    def ours() -> None:
        for text in texts:
            read_case_number(text)

    def reference() -> None:
        for text in texts:
            match = BARE.fullmatch(text)
            assert match is not None
            match.groups()

    return Result(
        "number", size, best(ours, ROUNDS), best(reference, ROUNDS), "a regular expression and its groups"
    )
