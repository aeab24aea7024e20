"""Spreadsheets of agencies, their heads and liaisons -> drafts, with the problem of each cell.

A sheet may list agencies, or heads with the agency beside each, or both. A contact that
cannot be used is a problem and left out; the person stays.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.cell import cell_text
from litigation.intake.draft import Place, Problem
from litigation.intake.headings import Layout, column_letter, find_layout, repeats_headings
from litigation.intake.people_words import (
    PEOPLE_WORDS,
    read_agency_kind,
    read_email_cell,
    read_mobile_cell,
    read_rank,
    read_term_day,
    split_words,
)
from litigation.intake.workbook import Cell, Sheet, open_workbook

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """An agency as a sheet states it; ``kind`` is a code of ``law.agency.AgencyKind`` or None.

    ``implied`` says that only a person's row named it; ``in_district`` None is not stated.
    """

    name: str
    short_name: str = ""
    kind: str | None = None
    parent: str = ""
    other_names: tuple[str, ...] = ()
    in_district: bool | None = None
    implied: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class LiaisonDraft:
    """A liaison as a sheet states it; the mobile in E.164."""

    agency: str
    name: str
    mobile: str | None = None
    email: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class OfficialDraft:
    """A head as a sheet states it; ``rank`` is a code of ``law.agency.Rank``, None where unclear."""

    agency: str
    name: str
    post: str = ""
    rank: str | None = None
    portfolio: tuple[str, ...] = ()
    mobile: str | None = None
    email: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    liaison: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Everything read from one file."""

    source: str
    agencies: tuple[AgencyDraft, ...] = ()
    officials: tuple[OfficialDraft, ...] = ()
    liaisons: tuple[LiaisonDraft, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Found:
    agencies: dict[str, AgencyDraft] = field(default_factory=dict)
    officials: dict[tuple[str, str, str | None], OfficialDraft] = field(default_factory=dict)
    liaisons: dict[tuple[str, str], LiaisonDraft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


# 张三 | 买买提·艾合买提 | not 13800001234 and not a sentence
_NAME = re.compile(r"[^\d\s,，、。;；:：@]{1,20}(?:[·•][^\d\s,，、。]{1,20})*")
_CLOSING = re.compile(r"\s*(?:合计|总计|注\s*[:：]|说明\s*[:：]|备注\s*[:：]|填表|制表|审核)")
_AGENCY_FIELDS = ("short_name", "kind", "parent", "other_names", "in_district")

_MESSAGES = {
    "agency_missing": "没有写机关。请补上所在机关的全称。",
    "name_missing": "没有写姓名。请补上，或删去这一行。",
    "name_invalid": "姓名“{value}”看不懂。一格只写一个人的姓名。",
    "rank_missing": (
        "看不出“{value}”是正职还是副职。请在“负责人类别”写：正职、副职、副职级别参与分管或其他参与分管。"
    ),
    "kind_invalid": "机关类型“{value}”看不懂。请写：政府、部门、街道办事处（镇政府）或授权组织。",
    "mobile_invalid": "手机号不对。请填写 11 位中国内地手机号，例如 13800001234。",
    "email_invalid": "邮箱“{value}”不对。请按 name@example.gov.cn 的格式填写。",
    "date_invalid": "日期“{value}”看不懂。请写成 2026-03-01 的样子。",
    "term_invalid": "任期止早于任期起。请改正日期。",
    "duplicate_row": "与第 {value} 行重复，已并为一人。",
}


def read_people(data: bytes, filename: str) -> PeopleReading:
    """Read agencies, officials and liaisons from a spreadsheet; never raises on bad cells."""
    source = PurePosixPath(filename).name or "表格"
    book = open_workbook(data)
    if isinstance(book, Problem):
        return PeopleReading(source, problems=(book,))
    found = _Found(problems=list(book.problems))
    layouts = [(sheet, find_layout(sheet.rows, None, PEOPLE_WORDS)) for sheet in book.sheets]
    for sheet, layout in layouts:
        if layout is not None:
            _PeopleReader(sheet, layout, found).read()
    if not any(layout for _, layout in layouts):
        sentence = "认不出表头。请用“机关名称、姓名、职务、负责人类别、分管、手机”等作表头。"
        found.problems.append(Problem("headings_missing", sentence))
    return PeopleReading(
        source,
        tuple(found.agencies.values()),
        tuple(found.officials.values()),
        tuple(found.liaisons.values()),
        tuple(found.problems),
    )


class _PeopleReader:
    """Reads one sheet into the drafts found so far."""

    def __init__(self, sheet: Sheet, layout: Layout, found: _Found) -> None:
        self._sheet = sheet
        self._layout = layout
        self._columns: Mapping[str, tuple[int, ...]] = layout.columns
        self._found = found
        self._agency = ""

    def read(self) -> None:
        """Read every row; an empty agency cell means the agency above."""
        for index in range(self._layout.first, len(self._sheet.rows)):
            row = self._sheet.rows[index]
            texts = [text for cell in row if (text := cell_text(cell))]
            if not texts or _CLOSING.match(texts[0]) or repeats_headings(row, self._layout):
                continue
            if len(set(texts)) == 1 and not self._text(row, "agency"):
                continue
            self._read_row(row, index + 1)

    def _read_row(self, row: Sequence[Cell], line: int) -> None:
        agency = self._text(row, "agency") or self._agency
        if not agency:
            self._trouble("agency_missing", "agency", line, "")
            return
        self._agency = agency
        name = "".join(self._text(row, "name").split())
        self._add_agency(row, line, agency, implied=bool(name))
        liaison = self._liaison(row, line, agency)
        if name:
            self._official(row, line, agency, name, liaison)
        elif "name" in self._columns and any(
            self._text(row, each) for each in ("post", "mobile", "portfolio")
        ):
            self._trouble("name_missing", "name", line, "")

    def _add_agency(self, row: Sequence[Cell], line: int, name: str, *, implied: bool) -> None:
        word = self._text(row, "kind")
        category = self._text(row, "category")
        if not word and category and read_rank(category, "", "") is None:
            word = category
        kind = read_agency_kind(word, name)
        if kind is None:
            self._trouble("kind_invalid", "kind" if "kind" in self._columns else "category", line, word)
        stated = any(self._text(row, each) for each in _AGENCY_FIELDS)
        known = self._found.agencies.get(name)
        if known is not None and (not known.implied or not stated):
            return
        district = self._text(row, "in_district")
        self._found.agencies[name] = AgencyDraft(
            name,
            self._text(row, "short_name"),
            kind,
            self._text(row, "parent"),
            split_words(self._text(row, "other_names")),
            None if not district else district[:1] not in ("否", "不", "非"),
            implied and not stated,
            Place(self._sheet.name, line),
        )

    def _liaison(self, row: Sequence[Cell], line: int, agency: str) -> str | None:
        name = "".join(self._text(row, "liaison").split())
        if not name:
            return None
        if not _NAME.fullmatch(name):
            self._trouble("name_invalid", "liaison", line, name)
            return None
        draft = LiaisonDraft(
            agency,
            name,
            self._mobile(row, "liaison_mobile", line),
            self._email(row, "liaison_email", line),
            Place(self._sheet.name, line),
        )
        known = self._found.liaisons.get((agency, name))
        if known is None or (known.mobile is None and draft.mobile is not None):
            self._found.liaisons[agency, name] = draft
        return name

    def _official(self, row: Sequence[Cell], line: int, agency: str, name: str, liaison: str | None) -> None:
        if not _NAME.fullmatch(name):
            self._trouble("name_invalid", "name", line, name)
            return
        post = self._text(row, "post")
        word = self._text(row, "rank") or self._text(row, "category")
        rank = read_rank(word, post, agency) or read_rank("", post, agency)
        if rank is None:
            self._trouble("rank_missing", "rank" if "rank" in self._columns else "post", line, word or post)
        from_on, to_on = self._day(row, "from_on", line), self._day(row, "to_on", line)
        if from_on and to_on and to_on < from_on:
            self._trouble("term_invalid", "to_on", line, self._text(row, "to_on"))
            to_on = None
        draft = OfficialDraft(
            agency,
            name,
            post,
            rank,
            split_words(self._text(row, "portfolio")),
            self._mobile(row, "mobile", line),
            self._email(row, "email", line),
            from_on,
            to_on,
            liaison,
            Place(self._sheet.name, line),
        )
        key = (agency, name, draft.mobile)
        if known := self._found.officials.get(key):
            self._trouble("duplicate_row", "name", line, str(known.place.row))
            return
        self._found.officials[key] = draft

    def _mobile(self, row: Sequence[Cell], name: str, line: int) -> str | None:
        text = self._text(row, name)
        mobile = read_mobile_cell(text) if text else None
        if text and mobile is None:
            self._trouble("mobile_invalid", name, line, text)
        return mobile

    def _email(self, row: Sequence[Cell], name: str, line: int) -> str | None:
        text = self._text(row, name)
        email = read_email_cell(text) if text else None
        if text and email is None:
            self._trouble("email_invalid", name, line, text)
        return email

    def _day(self, row: Sequence[Cell], name: str, line: int) -> date | None:
        columns = self._columns.get(name)
        cell = row[columns[0]] if columns and columns[0] < len(row) else ""
        day = read_term_day(cell, last=name == "to_on")
        if isinstance(day, str):
            self._trouble("date_invalid", name, line, day)
            return None
        return day

    def _text(self, row: Sequence[Cell], name: str) -> str:
        columns = self._columns.get(name, ())
        return next((text for each in columns if each < len(row) and (text := cell_text(row[each]))), "")

    def _trouble(self, code: str, name: str, line: int, value: str) -> None:
        columns = self._columns.get(name)
        place = Place(self._sheet.name, line, column_letter(columns[0]) if columns else None)
        message = _MESSAGES[code].format(value=value[:40])
        self._found.problems.append(Problem(code, message, value[:100], place))
