"""Parties told by content: rows of a table without headings, two sides with a sign between them.

甲 | 某局 | 行政许可, 甲 vs 某局, 甲 / 某局: the side that is an agency is the one sued.
"""

import itertools
import re
from collections.abc import Iterator

from litigation.intake.agency_name import is_agency, is_sound, may_be_person
from litigation.intake.cause import opens_cause
from litigation.intake.party_name import split_names, trim
from litigation.intake.party_role import Parties
from litigation.intake.source_text import Found

# 佟某 / 某局 | 某公司 vs 某局
_VERSUS = re.compile(r"\s{0,3}(?:/|vs\.?|VS\.?|Vs\.?|(?<=\s)[vV]\.?(?=\s)|-{1,2}|—{1,2}|→)\s{0,3}")
_CELL_END = re.compile(r"[\s|,:。;\"]")
_CELL = re.compile(r"[^\t\n|]+")
# (行政赔偿)马某—某局 | 【公安行政处罚】
_BRACKETED = re.compile(r"[(（【](?P<words>[\u4e00-\u9fff、]{2,24})[)）】]")
_MATTER_ENDING = re.compile(
    r"(?:处罚|许可|登记|征收|补偿|赔偿|强制|拆除|确认|公开|给付|答复|认定|复议|职责|协议|裁决|处理|决定|审查|奖励|收费|批准|执行)$"
)
# 第二审判庭,|草原行政处罚 | 被告某政府,|信息公开|。
_CLAUSE = re.compile(r"(?<=[,。;\n])[ \t]{0,3}(?P<words>[\u4e00-\u9fff、]{4,16})[ \t]{0,3}(?=[,。;\n]|$)")
_NO_CLAUSE = re.compile(
    r"^(?:不服|请求|要求|关于|拒绝|拒不|未|确认|撤销|取消|收回|颁发|发放|答复|驳回|不予|赔偿|给付|处理|其他|依)|本院|我院|审理|庭|不公开"
)
_SPACED_CELL = re.compile(r"[^\t\n| ]+(?: [^\t\n| ]+)*")
_NO_PERSON = re.compile(r"公告|通知|应诉|应到|单位|和解|安排|时间|地点|机关|方式")
_LONGEST = 90


def opposed(text: str, start: int, end: int) -> Parties | None:
    """Read 王某 vs 某局, 某公司 / 某局: two sides and a sign."""
    return next(_opposites(text, start, end), None)


def side_by_side(text: str, start: int, end: int) -> Parties | None:
    """Read a row without headings: a cell of names and, next to it, one of agencies; None if several."""
    cells = [match.span() for match in _CELL.finditer(text, start, end)]
    found = []
    for index, (left, right) in enumerate(itertools.pairwise(cells)):
        plaintiffs, defendants = split_names(text, *left), split_names(text, *right)
        if _are_sides(plaintiffs, defendants) and not any(is_agency(one.value) for one in plaintiffs):
            beside = [*cells[index + 2 : index + 3], *cells[max(0, index - 1) : index]]
            cause = next((trim(text, *one) for one in beside if _is_matter(text[slice(*one)])), None)
            found.append(Parties(plaintiffs, defendants, (), cause))
    return found[0] if len(found) == 1 else None


def name_beside_matter(text: str, start: int, end: int) -> Parties | None:
    """Read a row without headings: 吴某   山林权属裁决   第三法庭; the one sued stands above."""
    spans = (match.span() for match in _SPACED_CELL.finditer(text, start, end))
    cells = [(left, right) for left, right in spans if right - left <= _LONGEST]
    found = []
    for left, right in itertools.pairwise(cells):
        apart = text[left[1] : right[0]]
        names = split_names(text, *left)
        private = "\n" not in apart and names and all(_is_private(one.value) for one in names)
        if private and _is_matter(text[slice(*right)]):
            found.append(Parties(names, (), (), trim(text, *right)))
    return found[0] if len(found) == 1 else None


def _is_private(name: str) -> bool:
    return is_sound(name) and not is_agency(name) and not _NO_PERSON.search(name)


def clause_cause(text: str, start: int, end: int) -> Found | None:
    """The matter as a clause of its own: 被告某政府,|信息公开|."""
    for match in _CLAUSE.finditer(text, start, end):
        if _is_matter(match["words"]) and not _NO_CLAUSE.search(match["words"]):
            return trim(text, *match.span("words"))
    return None


def bracketed_cause(text: str, start: int, end: int) -> Found | None:
    """The matter in a bracket of its own: 【公安行政处罚】."""
    for match in _BRACKETED.finditer(text, start, end):
        if _is_matter(match["words"]):
            return trim(text, *match.span("words"))
    return None


def _is_matter(words: str) -> bool:
    words = words.strip()
    return len(words) <= 24 and opens_cause(words) and bool(_MATTER_ENDING.search(words))


def _opposites(text: str, start: int, end: int) -> Iterator[Parties]:
    for sign in _VERSUS.finditer(text, start, end):
        before = list(_CELL_END.finditer(text, max(start, sign.start() - _LONGEST), sign.start()))
        after = _CELL_END.search(text, sign.end(), end)
        begin = before[-1].end() if before else start
        if matter := _BRACKETED.match(text, begin, sign.start()):
            begin = matter.end()
        left = split_names(text, begin, sign.start())
        right = split_names(text, sign.end(), after.start() if after else end)
        if _are_sides(left, right):
            yield Parties(left, right)
        elif _are_sides(right, left):
            yield Parties(right, left)


def _are_sides(plaintiffs: tuple[Found, ...], defendants: tuple[Found, ...]) -> bool:
    """Tell whether these are names, the second side of agencies and the first not wholly so."""
    return (
        bool(plaintiffs and defendants)
        and all(is_sound(one.value) or may_be_person(one.value) for one in plaintiffs)
        and all(is_agency(one.value) and is_sound(one.value) for one in defendants)
        and not all(is_agency(one.value) for one in plaintiffs)
    )
