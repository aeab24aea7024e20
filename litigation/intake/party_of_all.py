"""What is said once below a list and holds for its cases: 以上三案被告均为某镇人民政府,案由均为….

It holds for as many cases above it as it counts, and for none of another list.
"""

import re

_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_ABOVE = ("以上", "上述", "前述", "上列", "前列")
# 以上三案被告均为… | 上述各案合议庭: | 前列 3 件案件
_OF_ALL = re.compile(
    rf"(?:{'|'.join(_ABOVE)})\s?(?P<count>[0-9]{{1,2}}|[一二两三四五六七八九十]|各|几|所有)?\s?"
    r"(?:[件起个宗]\s?)?(?:行政)?案件?(?!由|号|情|卷)"
)
# (2026)闽0582行初41号
_NUMBER = re.compile(r"[(（〔\[][12][0-9]{3}[)）〕\]][^\s,。;号]{2,16}号")
_FARTHEST = 3000


def said_below(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch below that speaks of the record between two offsets too; None if there is none."""
    limit = min(len(text), end + _FARTHEST)
    if not any(text.find(word, end, limit) >= 0 for word in _ABOVE):  # each record of a long list asks
        return None
    found = _OF_ALL.search(text, end, limit)
    if found is None:
        return None
    cases = {one.group() for one in _NUMBER.finditer(text, start, found.start())}
    if len(cases) > _counted(found["count"], len(cases)):
        return None
    following = _NUMBER.search(text, found.end(), min(len(text), found.end() + _FARTHEST))
    return found.start(), following.start() if following else min(len(text), found.end() + _FARTHEST)


def _counted(word: str | None, cases: int) -> int:
    """How many cases a word counts; 各 and 所有 count them all, and so does 上述案件."""
    if word is None:
        return cases
    return int(word) if word.isdecimal() else _NUMERALS.get(word, cases)
