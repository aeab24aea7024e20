"""A court's text made readable, with the way back to the original kept.

Half-width marks and digits, tags of web pages dropped, letter-spaced titles closed up, links and
codes blanked. Everything found afterwards is found in ``text``; ``place`` and ``words`` lead
back to what was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from litigation.intake.draft import Place
from litigation.intake.numeral import FOLD as _NUMERALS
from litigation.intake.redaction import BLANK, count_links, redact
from litigation.intake.traditional import FOLD as TRADITIONAL
from litigation.intake.wrapped_lines import message_seams, paper_breaks

MAX_CHARACTERS = 400_000
"""A pasted text beyond this is cut; no cause list is as long."""

# 〔〕【】 keep their shape: they mark senders, labels and years
_FOLD = (
    TRADITIONAL
    | {key: value for key, value in _NUMERALS.items() if chr(key) not in "〔【［〕】］"}
    | {
        ord(old): new
        for old, new in {
            "｜": "|",
            "│": "|",
            "┃": "|",
            "丨": "|",
            "！": "!",
            "\x0b": " ",
            "\x0c": " ",
        }.items()
    }
)
# <td class="a"> | </p> | &nbsp;
_TAG = re.compile(r"<(?P<name>/?[A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>@]{0,300})?/?>|&nbsp;|&#160;")
_BREAKING_TAGS = frozenset({"br", "/br", "p", "/p", "div", "/div", "tr", "/tr", "li", "/li", "h1", "/h1"})
_PARAGRAPH_TAGS = frozenset({"p", "div", "tr", "li"})
_CELL_TAGS = frozenset({"/td", "/th"})
_CJK = "\u3400-\u9fff〇○"
# 青 岛 市 李 沧 区 | 本 院 定 于
_SPACED = re.compile(rf"(?<![{_CJK}])[{_CJK}](?: {{1,3}}[{_CJK}](?![{_CJK}])){{2,}}")
# 2 0 2 6 年 : figures one by one
_SINGLE_FIGURES = re.compile(r"(?<![0-9])[0-9](?: {1,3}[0-9](?![0-9])){2,}")
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9]) {1,3}(?=[0-9])")
# 青 岛 市 | 第 3 法 庭
_TWO_WORDS = re.compile(
    rf"(?<=[{_CJK}、,。;:()（）]) {{1,3}}(?=[{_CJK}、,。;:()（）0-9])|(?<=[0-9]) {{1,3}}(?=[{_CJK}])"
)
# 9 月 8 日 9 时 | 行初 47 号 | 8 庭 : blanks inside of a date, a number or a name
_INNER_BLANK = re.compile(
    r"(?<=[0-9])[ \u3000]{1,2}(?=[年月日号时点分庭]|行[初终再申审赔])"
    r"|(?<=[年月初终再申审第])[ \u3000]{1,2}(?=[0-9])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the stretch of a source's ``text`` that it was read from."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """``text`` is folded for reading, ``words`` the same characters as they were written.

    ``offsets[i]`` is where character ``i`` stood in the original; ``links`` counts links,
    ``repaired`` tells that letter-spacing was closed up.
    """

    text: str
    words: str
    offsets: tuple[int, ...]
    original: str
    links: int = 0
    repaired: bool = False

    @classmethod
    def of(cls, original: str) -> "SourceText":
        """Prepare a text for reading; never fails."""
        safe = redact(original[:MAX_CHARACTERS])
        kept = list(_keep(safe))
        words = "".join(sign for sign, _ in kept)
        closed = _close_up(words)
        repaired = not all(closed)
        kept = [one for one, keep in zip(kept, _let_go(words, closed), strict=True) if keep]
        words = "".join(sign for sign, _ in kept)
        offsets = (*(offset for _, offset in kept), len(safe))
        return cls(words.translate(_FOLD), words, offsets, safe, count_links(original), repaired)

    def place(self, start: int, end: int) -> Place:
        """Lead a stretch of ``text`` back to its place in the original."""
        last = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        return Place(start=self.offsets[start], end=last)

    def written(self, start: int, end: int) -> str:
        """A stretch as it was written, without blanks at its ends."""
        return self.words[start:end].strip()


def _keep(text: str) -> Iterator[tuple[str, int]]:
    """The characters worth reading with their offsets: no tags, no blanked codes."""
    position = 0
    for tag in _TAG.finditer(text):
        yield from _plain(text, position, tag.start())
        name = (tag["name"] or "").lower()
        if name not in _PARAGRAPH_TAGS or tag.start() != position:  # </p><p> is one break
            yield ("\n" if name in _BREAKING_TAGS else "\t" if name in _CELL_TAGS else " "), tag.start()
        position = tag.end()
    yield from _plain(text, position, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for offset in range(start, end):
        sign = text[offset]
        if sign == "\r":
            if text[offset + 1 : offset + 2] != "\n":
                yield "\n", offset
        elif sign == BLANK:
            yield " ", offset
        elif sign not in "\u200b\ufeff\u2060":
            yield sign, offset


def _close_up(words: str) -> list[bool]:
    """Tell for each character whether it stays: blanks of letter-spaced lines go."""
    keep = [True] * len(words)
    position = 0
    for line in words.splitlines(keepends=True):
        folded = line.translate(_FOLD)
        spaced = sum(len(match.group().split()) for match in _SPACED.finditer(folded))
        signs = len(re.sub(r"\s", "", folded))
        if spaced >= 6 or (spaced >= 3 and spaced >= signs - 1):
            for blank in _TWO_WORDS.finditer(folded):
                keep[position + blank.start() : position + blank.end()] = [False] * len(blank.group())
            if _SINGLE_FIGURES.search(folded):
                for blank in _BETWEEN_FIGURES.finditer(folded):
                    keep[position + blank.start() : position + blank.end()] = [False] * len(blank.group())
        position += len(line)
    return keep


def _let_go(words: str, keep: list[bool]) -> list[bool]:
    """Let go of what only the paper or the telephone put between signs that belong together."""
    keep = list(keep)
    folded = words.translate(_FOLD)
    for start, end in message_seams(folded):
        keep[start:end] = [False] * (end - start)
    for blank in _INNER_BLANK.finditer(folded):
        keep[blank.start() : blank.end()] = [False] * len(blank.group())
    for offset in paper_breaks(folded):
        keep[offset] = False
        for step in (-1, 1):
            beside = offset + step
            while 0 <= beside < len(words) and words[beside] in " \u3000":
                keep[beside] = False
                beside += step
    return keep
