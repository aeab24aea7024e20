"""A court's list without headings: each line read by what it holds, not by where it stands.

1. （2026）鲁0202行初12号 2026年9月8日 市南区城市管理局 副局长张三出庭
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from litigation.intake.agency_name import AGENCY_ENDING, is_agency, is_person
from litigation.intake.cell import half_width
from litigation.intake.court_list_row import CourtRow
from litigation.intake.court_list_words import rank_in, read_said
from litigation.intake.draft import Place
from litigation.intake.listed_days import read_days
from litigation.intake.people_words import split_post
from litigation.law.case_number import find_case_numbers

_BETWEEN = re.compile(r"[\s,，、;；。|]+")
# 市南区城市管理局行政处罚一案 | 被告某街道办事处
_AGENCY = re.compile(rf"(?:被告[:：]?|^)(?P<name>[一-鿿]{{2,30}}?{AGENCY_ENDING})(?![一-鿿]*公司)")
# 副局长张三出庭 | 由局长李四出庭应诉 | 张三（副局长）出庭
_CAME = re.compile(
    r"(?P<post>[一-鿿]{0,8}(?:长|主任|书记))(?P<name>[一-鿿]{2,4}?)(?=出庭|到庭|$|[\s,，。;；（(])"
)
# 因公务未出庭 | 未出庭原因：外出学习
_REASON = re.compile(r"(?:因|原因[:：]?|理由[:：]?)(?P<why>[^,，。;；]{2,60}?)(?:未|没有|不能|$|[,，。;；])")


def read_lines(lines: Sequence[str], sheet: str | None, month: str | None) -> Iterator[CourtRow]:
    """Read the lines that hold a case number; what has none is a title or a remark."""
    for index, line in enumerate(lines, 1):
        numbers = find_case_numbers(line)
        rest = line
        for found in reversed(numbers):
            rest = f"{rest[: found.start]} {rest[found.end :]}"
        if not numbers:
            continue
        drawn = replace(_read(half_width(rest), month), original=line[:1000], place=Place(sheet, index))
        for found in numbers:
            yield replace(drawn, number=str(found.number), written=line[found.start : found.end][:120])


def _read(text: str, month: str | None) -> CourtRow:
    """Read what a line says beside its numbers."""
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    agencies = [name for piece in pieces if (name := _agency(piece))]
    heads, post = _head(pieces)
    answers = [said for piece in pieces if (said := read_said(piece)).appeared is not None]
    told = {said.appeared for said in answers}
    appeared = told.pop() if len(told) == 1 else None
    if not answers and heads:
        appeared = True
    reason = _REASON.search(text) if appeared is False else None
    rank = next((said.rank for said in answers if said.rank), None) or rank_in(post)
    return CourtRow(
        None,
        "",
        read_days(text, month) or (),
        tuple(dict.fromkeys(agencies)),
        appeared,
        rank if appeared else None,
        heads if appeared else (),
        post if appeared else "",
        reason["why"].strip() if reason else "",
    )


def _agency(piece: str) -> str:
    """Return the agency that a piece names, alone or as the one that is sued."""
    sued = piece.rpartition("诉")[2]
    if is_agency(sued):
        return sued
    found = _AGENCY.search(sued)
    return found["name"] if found else ""


def _head(pieces: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return who came, told by a post before the name or by a name that stands alone."""
    for piece in pieces:
        if (found := _CAME.search(piece)) and is_person(found["name"]):
            return (found["name"],), found["post"].removeprefix("由")
        name, post = split_post(re.sub(r"出庭(?:应诉)?$|到庭$", "", piece))
        if post and is_person(name):
            return (name,), post
    return (), ""
