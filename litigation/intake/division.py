"""One text, several cases: where the record of each begins and ends.

A list names a case number in each of its items; what stands before the first (a day, a
courtroom) holds for all. Numbers joined by 、 or 和 are one record: a merged hearing.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from litigation.intake.label import Labelled
from litigation.intake.moment import Moment
from litigation.law.case_number import FoundNumber


@dataclass(frozen=True, slots=True)
class Record:
    """The stretch of a text about one case (or several heard together), with its numbers."""

    start: int
    end: int
    numbers: tuple[FoundNumber, ...]


_JOINING = re.compile(r"[\s、,;和及与()（）]*")
# 不服（2016）京01行初272号行政判决 | 原审案号 | 一审（2026）…
_EARLIER_BEFORE = re.compile(
    r"(?:不服|撤销|维持|原审|一审|原案|前案|关联|对|针对|法院|作出的?)[^。;\n]{0,30}$"
)
# 不服（2025）… | 原审案号：（2025）…
_EARLIER_DIRECT = re.compile(r"(?:不服|(?:原审|原?[一二]审|原)(?:案号)?[:为是]?)\s{0,2}$")
# （2025）…号行政判决
_EARLIER_AFTER = re.compile(r"\s{0,2}(?:之[一二三四])?(?:行政|民事|刑事)?(?:赔偿)?(?:判决|裁定|调解|决定)")
# 一审：徐州市中级人民法院（2025）苏03行初139号 | （原审：太原中院（2026）晋01行初40号
_BELOW = re.compile(
    r"(?:原审|一审|二审)(?:法院|案号|裁判|判决|裁定)?\s?[:(]\s?[\u4e00-\u9fff]{0,20}(?:法院|中院|高院)\s?$"
)
# 与本案关联的民事案件为(2025)…号
_RELATED_BEFORE = re.compile(r"(?:关联|另案|牵连)[^。;\n]{0,14}(?:为|是|:|即|案)\s{0,2}$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OF_REVIEW = "申再监抗"
_SECOND = re.compile(r"二审(?:案号)?\s?[:为]?\s{0,2}$")
# 1. | （2） | 一、
_ITEM = re.compile(r"^[ \t]*(?:[(（]?[0-9]{1,3}[)）.、．]|[一二三四五六七八九十]{1,3}[、.)])", re.MULTILINE)
_ROW_NUMBER = re.compile(r"(?<![0-9:])[0-9]{1,3}[.、)]?\s{0,3}$")
_SAYS_MORE = re.compile(r"诉|案|号[^楼院]|原告|被告|公告|发布|法院")
# {"ah":"(2026)粤71行终2207号","dsr":"上诉人:某公司;被上诉人:某局"}
_OBJECT = re.compile(r"\{\s{0,8}\"[A-Za-z]")
_HEADING_LENGTH = 40
# 9月8日 第一法庭 : a heading; 2026-04-15 14:00 | 会见客户 | - | 所内 is an entry of its own
_SIGNS = re.compile(r"[\u4e00-\u9fff|]")
_MOST_BESIDE_A_DAY = 6


def own_numbers(text: str, numbers: Sequence[FoundNumber]) -> tuple[FoundNumber, ...]:
    """Leave out the numbers of earlier judgments that a text only mentions."""
    reviewed = any(one.number.type[-1] in _OF_REVIEW for one in numbers)
    return tuple(
        one
        for one in numbers
        if not _is_earlier(text, one, len(numbers)) or (not reviewed and _is_second(text, one))
    )


def _is_second(text: str, number: FoundNumber) -> bool:
    """二审案号：（2026）鄂01行终300号 is the case itself, where no retrial is named beside it."""
    before = text[max(0, number.start - 12) : number.start]
    return number.number.type.endswith("终") and bool(_SECOND.search(before))


def _is_earlier(text: str, number: FoundNumber, count: int) -> bool:
    before = text[max(0, number.start - 40) : number.start]
    if count > 1 and _BELOW.search(before):
        return True
    if _EARLIER_DIRECT.search(before) or (count > 1 and _RELATED_BEFORE.search(before)):
        return True
    judged = _EARLIER_AFTER.match(text, number.end)
    return bool(judged and _EARLIER_BEFORE.search(before) and (count > 1 or "不服" in before))


def divide(
    text: str, numbers: Sequence[FoundNumber], moments: Sequence[Moment], labels: Sequence[Labelled]
) -> tuple[Record, ...]:
    """Divide a text into records; one record if it names one case or none."""
    groups = _groups(text, numbers)
    if len(groups) <= 1:
        unique = tuple({one.number: one for one in reversed(numbers)}.values())[::-1]
        return (Record(0, len(text), tuple(sorted(unique, key=lambda one: one.start))),)
    hours = _leading_hours(text, groups, moments, numbers)
    leader = None if hours else _leader(labels, groups)
    marks = [0, *(group[-1].end for group in groups[:-1])]
    starts = [
        _beginning(text, after, group, moments, leader, hour)
        for after, group, hour in zip(marks, groups, hours or [None] * len(groups), strict=True)
    ]
    ends = [*starts[1:], len(text)]
    return tuple(
        Record(start, end, tuple(group)) for start, end, group in zip(starts, ends, groups, strict=True)
    )


def _groups(text: str, numbers: Sequence[FoundNumber]) -> list[list[FoundNumber]]:
    """Numbers that stand side by side, each case in the first group that names it."""
    groups: list[list[FoundNumber]] = []
    seen = set()
    last: FoundNumber | None = None
    for one in numbers:
        joined = last is not None and _JOINING.fullmatch(text, last.end, max(last.end, one.start))
        last = one
        if one.number.key in seen:
            continue
        seen.add(one.number.key)
        if groups and joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _leading_hours(
    text: str,
    groups: Sequence[Sequence[FoundNumber]],
    moments: Sequence[Moment],
    numbers: Sequence[FoundNumber],
) -> list[Moment | None]:
    """The first hour before each number, where every number has its hour in front and none behind."""
    clocks = [one for one in moments if one.clock]
    if not clocks or clocks[-1].begin >= groups[-1][-1].end:
        return []
    marks = [0, *(group[-1].end for group in groups[:-1])]
    firsts: list[Moment | None] = [
        next((one for one in clocks if low <= one.begin < group[0].start), None)
        for low, group in zip(_block_starts(text, marks, groups), groups, strict=True)
    ]
    for first, group in zip(firsts, groups, strict=True):
        # an hour with a number named before stands between: it is that one's
        if first is None or any(first.stop <= one.start and one.end <= group[0].start for one in numbers):
            return []
    return firsts


def _block_starts(text: str, marks: Sequence[int], groups: Sequence[Sequence[FoundNumber]]) -> list[int]:
    """Where the block of each number begins: behind the number before it, or behind a blank line."""
    return [
        max([low, *(blank.end() for blank in _BLANK_LINE.finditer(text, low, group[0].start))])
        if low
        else low
        for low, group in zip(marks, groups, strict=True)
    ]


def _leader(labels: Sequence[Labelled], groups: Sequence[Sequence[FoundNumber]]) -> str | None:
    """The label that begins every block (开庭时间：… 案号：… 开庭时间：… 案号：…), if there is one."""
    marks = [0, *(group[0].start for group in groups)]
    for label in labels:
        if label.begin >= marks[1]:
            return None
        between = itertools.pairwise(marks)
        if all(
            any(one.word == label.word and low <= one.begin < high for one in labels) for low, high in between
        ):
            return label.word
    return None


def _beginning(
    text: str,
    after: int,
    group: Sequence[FoundNumber],
    moments: Sequence[Moment],
    leader: str | None,
    hour: Moment | None,
) -> int:
    """Where the record of ``group`` begins, not before ``after``; at its ``hour`` if that leads."""
    if hour:
        begin = _beginning_at(text, after, hour.begin, moments)
    else:
        begin = _boundary(text, after, group[0].start, moments, leader)
    for one in moments:
        # a day in the line above and its hour in this one: 9月8日（星期二）⏎上午9时 第一法庭
        if after <= one.begin < begin < one.stop:
            return text.rfind("\n", after, one.begin) + 1 or one.begin
    return begin


def _beginning_at(text: str, after: int, hour: int, moments: Sequence[Moment]) -> int:
    newline = text.rfind("\n", after, hour) + 1
    if newline > after or not after:
        return _with_heading(text, after, newline, moments)
    sentence = max(text.rfind(mark, after, hour) for mark in ";。,")
    return sentence + 1 if sentence >= 0 else hour


def _boundary(text: str, after: int, number: int, moments: Sequence[Moment], leader: str | None) -> int:
    if leader and (found := text.rfind(leader, after, number)) >= 0:
        return found
    if after and (objects := list(_OBJECT.finditer(text, after, number))):
        return objects[-1].start()
    blank = max(
        (match.end() for match in re.compile(r"\n[ \t]*\n").finditer(text, after, number)), default=-1
    )
    items = [match.start() for match in _ITEM.finditer(text, after, number)]
    newline = text.rfind("\n", after, number) + 1
    if blank >= 0 and after and blank >= newline - 200:
        return blank
    if items and items[-1] >= after:
        return items[-1]
    if newline > after or (newline and not after):
        return _with_heading(text, after, newline, moments)
    sentence = max(text.rfind(mark, after, number) for mark in ";。")
    if sentence >= 0:
        return sentence + 1
    if not after:
        return 0
    row = _ROW_NUMBER.search(text, after, number)
    return row.start() if row else number


def _with_heading(text: str, after: int, newline: int, moments: Sequence[Moment]) -> int:
    """Take along the line above if it is a day alone: 9月9日（星期三）."""
    line = text.rfind("\n", after, newline - 1) + 1
    if line <= after or newline - line > _HEADING_LENGTH:
        return newline
    inside = [one for one in moments if line <= one.begin and one.stop <= newline]
    words = "".join(
        text[begin:end]
        for begin, end in zip(
            [line, *(one.stop for one in inside)], [*(one.begin for one in inside), newline], strict=True
        )
    )
    says_more = _SAYS_MORE.search(words) or len(_SIGNS.findall(words)) > _MOST_BESIDE_A_DAY
    alone = inside and inside[0].day and not says_more
    return line if alone else newline
