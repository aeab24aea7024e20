"""One row of a court's monthly list: the case, its days, the agency, and what is said of its head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from litigation.intake.agency_name import is_agency, is_person
from litigation.intake.cell import cell_text, half_width
from litigation.intake.court_list_words import Said, is_blank, rank_in, read_said
from litigation.intake.draft import Place, Problem
from litigation.intake.headings import Layout, column_letter
from litigation.intake.listed_days import read_days
from litigation.intake.people_words import split_post
from litigation.intake.workbook import Cell
from litigation.law.case_number import find_case_numbers

MESSAGES = {
    "number_missing": "这一行没有案号，没有读取。请补上案号，或向法院核对。",
    "date_invalid": "开庭日期“{value}”读不出，按没有写日期比对。",
    "appeared_unclear": "“{value}”看不出负责人是否出庭，按没有写明比对。",
    "appeared_conflict": "是否出庭前后写得不一致，按没有写明比对。请向法院核对。",
}
NOWHERE = Place()
_BETWEEN = re.compile(r"[、,，;；\n]+")
# 被告：某局 | 1. 某局 | （1）某局
_LEAD = re.compile(r"^(?:被告|被上诉人|被申请人)?\s*[一二三\d]{0,2}\s*[:：.、]?\s*|^[(（]?\d[)）.、]\s*")
_DITTO = frozenset({"同上", "〃", "″", '"', "＂", "同前"})
_NO_HEAD = frozenset({"无", "无负责人", "没有", "×", "否", "无人出庭"})


@dataclass(frozen=True, slots=True)
class CourtRow:
    """What a court says of one case number. ``number`` is the machine form, None where unreadable.

    ``appeared`` None: the list does not say. ``rank`` is ``principal`` or ``deputy`` where it
    says so; ``reason`` why nobody came.
    """

    number: str | None
    written: str
    days: tuple[date, ...] = ()
    agencies: tuple[str, ...] = ()
    appeared: bool | None = None
    rank: str | None = None
    heads: tuple[str, ...] = ()
    post: str = ""
    reason: str = ""
    original: str = ""
    place: Place = NOWHERE


class RowReader:
    """Reads the rows of one table; ditto marks and headings between rows carry on."""

    def __init__(self, layout: Layout, sheet: str | None, month: str | None) -> None:
        """Take the columns of the table and the month that it is about."""
        self._columns = layout.columns
        self._sheet = sheet
        self._month = month
        self._above: dict[str, Cell] = {}
        self._agency = ""

    def section(self, text: str) -> None:
        """Take a row of one text: an agency that it names is that of the rows below."""
        named = re.sub(r"^[一二三四五六七八九十\d]{1,3}[、.．]\s*|[（(][^）)]*[）)]$", "", text).strip()
        self._agency = named if is_agency(named) else self._agency

    def read(self, row: Sequence[Cell], line: int) -> tuple[list[CourtRow], list[Problem]]:
        """Read a row: one for each number in its cell."""
        cells = {name: self._cell(row, name) for name in self._columns}
        texts = {name: cell_text(cell) for name, cell in cells.items()}
        place = Place(self._sheet, line)
        written = texts.get("case_number", "")
        if is_blank(written):
            return [], [_problem("number_missing", "", place)]
        drawn, problems = self._facts(cells, texts, line)
        drawn = replace(drawn, original="\t".join(cell_text(cell) for cell in row).strip(), place=place)
        numbers = find_case_numbers(written)
        if not numbers:
            return [replace(drawn, written=written[:120])], problems
        return [
            replace(drawn, number=str(each.number), written=written[each.start : each.end][:120])
            for each in numbers
        ], problems

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        column = self._columns[name][0]
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, str) and cell.strip() in _DITTO:
            cell = self._above.get(name, "")
        if cell != "":
            self._above[name] = cell
        return cell

    def _facts(
        self, cells: dict[str, Cell], texts: dict[str, str], line: int
    ) -> tuple[CourtRow, list[Problem]]:
        problems: list[Problem] = []

        def trouble(code: str, name: str, value: str) -> None:
            column = column_letter(self._columns[name][0]) if name in self._columns else None
            problems.append(_problem(code, value, Place(self._sheet, line, column)))

        name = next((each for each in ("date", "start", "time") if each in cells), "")
        days = read_days(cells[name], self._month) if name else None
        if name and days is None and not is_blank(texts[name]):
            trouble("date_invalid", name, texts[name])
        said = read_said(texts.get("appeared", ""))
        if not said.clear and not (named := _heads(texts["appeared"]))[0]:
            trouble("appeared_unclear", "appeared", texts["appeared"])
        elif not said.clear:
            said = Said(True, rank_in(named[1]))
            texts.setdefault("head", texts["appeared"])
        heads, post = _heads(texts.get("head", ""))
        appeared, rank, agrees = _settle(said, texts, heads)
        if not agrees:
            trouble("appeared_conflict", "appeared", texts.get("appeared", ""))
        post = texts.get("post", "") or post
        facts = CourtRow(
            None,
            "",
            days or (),
            _agencies(texts.get("agency", "")) or ((self._agency,) if self._agency else ()),
            appeared,
            (rank or rank_in(texts.get("rank", "")) or rank_in(post)) if appeared else None,
            heads,
            "" if is_blank(post) else post[:100],
            "" if is_blank(texts.get("reason", "")) else texts["reason"][:300],
        )
        return facts, problems


def _settle(
    said: Said, texts: dict[str, str], heads: tuple[str, ...]
) -> tuple[bool | None, str | None, bool]:
    """Weigh the columns: whether a head came, of which rank, and whether they agree.

    A column that asks the question is believed; without an answer there, marks under 正职,
    副职 and 未出庭, a name, or a reason for absence tell.
    """
    ticks = {name: read_said(texts.get(name, "")) for name in ("principal", "deputy", "absent")}
    names = {name: _heads(texts.get(name, ""))[0] for name in ("principal", "deputy")}
    came = [name for name in ("principal", "deputy") if ticks[name].appeared or names[name]]
    stayed = ticks["absent"].appeared is True
    rank = said.rank or (came[0] if came and said.appeared is not False else None)
    asked = (said.appeared, rank)
    if said.appeared is not None:
        contrary = stayed if said.appeared else bool(came)
        return (None, None, False) if contrary else (*asked, True)
    if came and stayed:
        return None, None, False
    if came:
        return True, came[0], True
    head = texts.get("head", "")
    if stayed or head.strip() in _NO_HEAD or read_said(head).appeared is False:
        return False, None, True
    if heads:
        return True, None, True
    return (False, None, True) if not is_blank(texts.get("reason", "")) else (None, None, True)


def _heads(text: str) -> tuple[tuple[str, ...], str]:
    """Read names with their posts: 张三（副局长） | 副局长张三 | 李四、王五."""
    names, post = [], ""
    for piece in _BETWEEN.split(text):
        name, own = _name_and_post(piece.strip())
        if name:
            names.append(name)
            post = post or own
    return tuple(names), post


def _name_and_post(text: str) -> tuple[str, str]:
    written = half_width(text)
    name, post = split_post(written)
    if is_person(name):
        return name, post
    for size in (2, 3, 4):
        head, tail = written[:-size], written[-size:]
        if re.search(r"(?:长|主任|书记|负责人|师|员)$", head) and is_person(tail):
            return tail, head
    return "", ""


def _agencies(text: str) -> tuple[str, ...]:
    pieces = (_LEAD.sub("", piece.strip()) for piece in _BETWEEN.split(text))
    return tuple(dict.fromkeys(piece[:200] for piece in pieces if piece and not is_blank(piece)))


def _problem(code: str, value: str, place: Place) -> Problem:
    return Problem(code, MESSAGES[code].format(value=value[:40]), value[:100], place)
