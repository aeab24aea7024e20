"""Words of a page with their boxes -> lines, and lines -> the parts that wide gaps leave."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in the page's own unit, the same in both directions."""

_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef〇○"
# 9月 15 日 | 第 3 法庭 | （2026） 鲁 : the blank is the printer's, not the writer's
_PRINTED_BLANK = re.compile(rf"(?<=[{_CJK}]) +(?=[0-9(])|(?<=[0-9)]) +(?=[{_CJK}])")
_TAB_GAP = 1.5
_BLANK_GAP = 0.8
_RUN_GAP = 0.3
"""Gaps in heights of a letter: beyond the first a tab, beyond the second a blank that was typed."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a single letter, where it stands; ``shown`` is its box if the page was straightened."""

    text: str
    area: Area
    sure: int | None = None
    shown: Area | None = None

    @property
    def height(self) -> float:
        """The height of the letters."""
        return self.area[3] - self.area[1]

    @property
    def middle(self) -> float:
        """How far down the page it stands."""
        return (self.area[1] + self.area[3]) / 2

    @property
    def centre(self) -> float:
        """How far right it stands."""
        return (self.area[0] + self.area[2]) / 2


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group words that stand on one line, lines from top to bottom, words from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.middle):
        row = rows[-1] if rows else None
        if row and abs(word.middle - _level(row)) < 0.55 * max(1.0, min(word.height, row[0].height)):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda each: each.area[0]) for row in rows]


def _level(row: list[Word]) -> float:
    return sum(word.middle for word in row[-8:]) / len(row[-8:])


def runs_of(row: Sequence[Word]) -> list[Word]:
    """Join the letters of a line that stand close together."""
    runs: list[list[Word]] = []
    for word in row:
        if runs and word.area[0] - runs[-1][-1].area[2] <= _RUN_GAP * _height(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run[0] if len(run) == 1 else _run(run) for run in runs]


def _run(letters: list[Word]) -> Word:
    areas = [letter.area for letter in letters]
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    sure = min((letter.sure for letter in letters if letter.sure is not None), default=None)
    text = "".join(letter.text for letter in letters)
    return Word(text, (min(lefts), min(tops), max(rights), max(bottoms)), sure)


def parts_of(row: Sequence[Word], gap: float = _TAB_GAP) -> list[list[Word]]:
    """Cut a line at gaps wider than ``gap`` heights; letters set far apart in one word stay together."""
    parts: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        before = parts[-1][-1]
        wide = word.area[0] - before.area[2] > gap * _height(before, word)
        spaced = all(_lone(each) for each in parts[-1])
        if wide and not (spaced and (_lone(word) or _ends_label(word))):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def joined(words: Sequence[Word]) -> str:
    """Return the words of a part as text, without the blanks that only the printer set."""
    text, before = "", None
    spaced = all(_lone(word) for word in words)
    for word in words:
        if before is not None and not spaced:
            gap = (word.area[0] - before.area[2]) / _height(before, word)
            letters = text[-1:].isascii() and word.text[:1].isascii()
            label = len(text) == 1 and _lone(before) and _ends_label(word)
            text += " " if gap > (_RUN_GAP if letters else _BLANK_GAP) and not label else ""
        text += word.text
        before = word
    return _PRINTED_BLANK.sub("", text).strip()


def _ends_label(word: Word) -> bool:
    """Tell the second letter of a label that is set wide, as in 案  号：."""
    return "\u3400" <= word.text[:1] <= "\u9fff" and word.text[1:2] in (":", "：")


def _lone(word: Word) -> bool:
    """Tell a lone Chinese letter, as in 传　　票."""
    return len(word.text) == 1 and "\u3400" <= word.text <= "\u9fff"


def _height(first: Word, second: Word) -> float:
    return max(first.height, second.height, 0.1)
