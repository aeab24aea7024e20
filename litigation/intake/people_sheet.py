"""Spreadsheets of agencies, their heads and liaisons -> drafts, with the problem of each cell.

A sheet may list agencies, or heads with the agency beside each, or both. A contact that
cannot be used is a problem and left out; the person stays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.cell import cell_text
from litigation.intake.draft import Place, Problem
from litigation.intake.headings import Layout, column_letter, repeats_headings
from litigation.intake.people_draft import AgencyDraft, LiaisonDraft, OfficialDraft, PeopleReading
from litigation.intake.people_headings import people_table
from litigation.intake.people_problem import MESSAGES
from litigation.intake.people_words import (
    agency_of_heading,
    agency_of_title,
    is_name,
    read_agency_kind,
    read_email_cell,
    read_mobile_cell,
    read_rank,
    read_term_day,
    split_agency_and_post,
    split_contact,
    split_people,
    split_portfolio,
    split_post,
    split_words,
)
from litigation.intake.workbook import Cell, Sheet, open_workbook
from litigation.law.agency import Rank


@dataclass(slots=True)
class _Found:
    agencies: dict[str, AgencyDraft] = field(default_factory=dict)
    officials: dict[tuple[str, str, str | None], OfficialDraft] = field(default_factory=dict)
    liaisons: dict[tuple[str, str], LiaisonDraft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_PERSONS = ("name", "principals", "deputies", "liaison")
_CLOSING = re.compile(r"\s*(?:合计|总计|注\s*[:：]|说明\s*[:：]|备注\s*[:：]|填表|制表|审核)")
# 联络员 | 法制联络员 : a role that is no head's
_IS_LIAISON = re.compile(r"联络员|联系人|经办人|联络人")
_AGENCY_FIELDS = ("short_name", "kind", "parent", "other_names", "in_district")


def read_people(data: bytes, filename: str) -> PeopleReading:
    """Read agencies, officials and liaisons from a spreadsheet; never raises on bad cells."""
    source = PurePosixPath(filename).name or "表格"
    book = open_workbook(data)
    if isinstance(book, Problem):
        return PeopleReading(source, problems=(book,))
    found = _Found(problems=list(book.problems))
    layouts = [people_table(sheet) for sheet in book.sheets]
    for sheet, layout in layouts:
        if layout is not None:
            _PeopleReader(sheet, layout, found).read()
    if not any(layout for _, layout in layouts):
        sentence = "认不出表头。请用“机关名称、姓名、职务、负责人类别、分管、手机”等作表头。"
        found.problems.append(Problem("headings_missing", sentence))
    elif not (found.agencies or found.officials or found.liaisons or found.problems):
        found.problems.append(Problem("empty", "表头下面没有读到任何机关或人员。请核对文件后再上传。"))
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
        self._agency = self._agency_of_sheet() if "agency" not in layout.columns else ""
        self._post = ""

    def _agency_of_sheet(self) -> str:
        """Return the agency that the sheet is about by its name or its title."""
        named = agency_of_heading(self._sheet.name or "") or agency_of_title(self._layout.above)
        return named or ""

    def read(self) -> None:
        """Read every row; an empty agency cell means the agency above."""
        for index in range(self._layout.first, len(self._sheet.rows)):
            row = self._sheet.rows[index]
            texts = [text for cell in row if (text := cell_text(cell))]
            if not texts or _CLOSING.match(texts[0]) or repeats_headings(row, self._layout):
                continue
            if len(set(texts)) == 1 and self._heads(texts[0]):
                continue
            self._read_row(row, index + 1)

    def _heads(self, text: str) -> bool:
        """Tell whether a row of one text heads those below; the agency it names is theirs.

        Where agencies have their own column, a row of one text there is an agency.
        """
        named = agency_of_heading(text)
        if "agency" in self._columns:
            return named is None
        self._agency = named or self._agency
        return True

    def _read_row(self, row: Sequence[Cell], line: int) -> None:
        named = "agency" if "agency" in self._columns else "post"
        agency, post = split_agency_and_post(self._text(row, named))
        if named == "post" and not post:
            agency = ""
        self._post = post
        agency = agency or self._agency
        if not agency:
            self._trouble("agency_missing", "agency", line, "")
            return
        self._agency = agency
        people = list(self._people(row))
        self._add_agency(row, line, agency, implied=bool(people))
        liaison = self._liaison(row, line, agency)
        for name, own in people:
            if _IS_LIAISON.search(self._text(own, "rank") or self._text(own, "category")):
                self._add_liaison(own, line, agency, name)
            else:
                self._official(own, line, agency, name, liaison)
        self._beside(row, line, agency, liaison)
        if not people and "name" in self._columns:
            own = self._own(row, self._columns["name"][0])
            if any(self._text(own, each) for each in ("post", "mobile", "portfolio")):
                self._trouble("name_missing", "name", line, "")

    def _people(self, row: Sequence[Cell]) -> Iterator[tuple[str, Sequence[Cell]]]:
        """Give each head of the name columns with the cells that are the head's own."""
        for column in self._columns.get("name", ()):
            names = split_people(cell_text(row[column])) if column < len(row) else ()
            own = self._own(row, column) if len(names) == 1 else [""] * len(row)
            yield from ((name, own) for name in names)

    def _own(self, row: Sequence[Cell], column: int) -> Sequence[Cell]:
        """Return the row without the cells of other persons: each has those up to the next person's."""
        begins = sorted(each for name in _PERSONS for each in self._columns.get(name, ()))
        if len(begins) < 2:
            return row
        stop = next((each for each in begins if each > column), len(row))
        return [cell if at < begins[0] or column <= at < stop else "" for at, cell in enumerate(row)]

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
        """Add the liaison of a column of its own and return the name."""
        # A list of liaisons alone has no other whose telephone it could be.
        alone = not {"name", "principals", "deputies", "liaison_mobile"} & set(self._columns)
        written = self._text(row, "liaison")
        return self._add_liaison(row, line, agency, written, "" if alone else "liaison_") if written else None

    def _add_liaison(
        self, row: Sequence[Cell], line: int, agency: str, written: str, own: str = ""
    ) -> str | None:
        """Add a liaison; ``own`` begins the names of the columns of the telephone and the mail."""
        person, number = split_contact(written)
        name = "".join(person.split())
        if not is_name(name):
            self._trouble("name_invalid", "liaison", line, name)
            return None
        draft = LiaisonDraft(
            agency,
            name,
            self._mobile(row, f"{own}mobile", line) or (read_mobile_cell(number) if number else None),
            self._email(row, f"{own}email", line),
            Place(self._sheet.name, line),
        )
        known = self._found.liaisons.get((agency, name))
        if known is None or (known.mobile is None and draft.mobile is not None):
            self._found.liaisons[agency, name] = draft
        return name

    def _official(
        self,
        row: Sequence[Cell],
        line: int,
        agency: str,
        written: str,
        liaison: str | None,
        rank: str | None = None,
    ) -> None:
        """Add a head; ``written`` may hold the post too, ``rank`` is given by the column's heading."""
        name, post = split_post(written)
        if not is_name(name):
            self._trouble("name_invalid", "name", line, name)
            return
        post = self._text(row, "post") or post or self._post
        word = self._text(row, "rank") or self._text(row, "category")
        rank = rank or read_rank(word, post, agency) or read_rank("", post or word, agency)
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
            split_portfolio(self._text(row, "portfolio")),
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

    def _beside(self, row: Sequence[Cell], line: int, agency: str, liaison: str | None) -> None:
        """Read heads whose rank is the heading of their column (正职, 副职), several in a cell.

        The cells to the right of one head, up to the next person's column, are that head's.
        """
        begins = sorted(each for name in _PERSONS for each in self._columns.get(name, ()))
        for field_name, rank in (("principals", Rank.PRINCIPAL), ("deputies", Rank.DEPUTY)):
            for column in self._columns.get(field_name, ()):
                stop = next((each for each in begins if each > column), len(row))
                names = split_words(cell_text(row[column])) if column < len(row) else ()
                own = [cell if column < at < stop and len(names) == 1 else "" for at, cell in enumerate(row)]
                for name in names:
                    self._official(own, line, agency, "".join(name.split()), liaison, rank.value)

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
        message = MESSAGES[code].format(value=value[:40])
        self._found.problems.append(Problem(code, message, value[:100], place))
