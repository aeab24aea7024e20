"""One row of a cause list -> the hearings it states, or the problem that keeps it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from litigation.intake.cell import cell_text, half_width
from litigation.intake.draft import HearingDraft, Place, Problem
from litigation.intake.headings import Layout, column_letter, repeats_headings
from litigation.intake.row_start import RowStart, StartReader, contradicts_weekday
from litigation.intake.table_words import (
    Parties,
    leaves_date_open,
    read_kind,
    read_mode,
    read_parties,
    read_status,
    split_names,
    split_place,
)
from litigation.intake.workbook import Cell, Sheet
from litigation.law.case_number import CaseNumber, FoundNumber, find_case_numbers
from litigation.law.courts import court_code

# 合计 | 小计：7件 | 共12件 | 注：以法院传票为准 | 填表人：某某
_CLOSING = re.compile(
    r"\s*(?:合计|总计|小计|共计|共\s*\d+\s*件|注\s*[:：]|说明\s*[:：]|备注\s*[:：]|填表|制表|审核|填报)"
)
# 张法官 13800001234 : a telephone among other words
_PHONE = re.compile(r"(?:\d{3,4}[-—]\d{7,8}(?:[-转]\d{1,6})?|1\d{10}|\d{7,8})")
# 改至10月9日上午9时 | 改为2026-10-09 09:00 : the remark states the new date
_NEW_DATE = re.compile(r"(?:改至|改到|改为|变更为|变更至|调整为|调整至|延期至|推迟至|推迟到|提前至)(.{4,40})")
# 原定2026-08-06 09:30
_OLD_DATE = re.compile(r"原(?:定|排期|开庭时间|时间)[于为:：]?(.{4,30})")

_MESSAGES = {
    "date_missing": "没有开庭日期。请补上日期，或等法院确定后再导入。",
    "date_invalid": "日期“{value}”不存在、看不懂或超出范围。请改为正确日期，例：2026-09-28 09:00。",
    "case_number_missing": "没有案号。请补上案号，例：（2026）鲁0202行初12号。",
    "case_number_invalid": "案号“{value}”看不懂。请按“（2026）鲁0202行初12号”的格式改正。",
    "weekday_mismatch": "日期和星期对不上（{value}）。请向法院核实是哪一天。",
}
_BLOCKING = frozenset({"date_missing", "date_invalid", "case_number_missing", "case_number_invalid"})


@dataclass(slots=True)
class ReadRow:
    """What a row gave: hearings to propose, partial ones to complete by hand, and problems.

    ``merged`` says that the case number stands in a cell merged over several rows.
    """

    line: int
    hearings: list[HearingDraft] = field(default_factory=list)
    unusable: list[HearingDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    merged: bool = False


class RowReader:
    """Reads the rows of one sheet by its layout; equal cells are read once."""

    def __init__(
        self, sheet: Sheet, layout: Layout, received_on: date, year: int | None, month: int | None
    ) -> None:
        """``year`` and ``month`` are those that the sheet's name or title states, for dates without."""
        self._name = sheet.name
        self._columns = layout.columns
        self._layout = layout
        self._starts = StartReader(received_on, year, month)
        self._places = {
            name: Place(sheet.name, None, column_letter(columns[0]))
            for name, columns in layout.columns.items()
        }
        numbered = layout.column("case_number")
        self._merged = frozenset(row for row, column in sheet.merged_down if column == numbered)

    def read(self, index: int, row: Sequence[Cell]) -> ReadRow | None:
        """Read the row with this index; None where it is blank, a total, a note or a repeated heading."""
        texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
        filled = [text for text in texts if text]
        if not filled:
            return None
        written = self._text(texts, "case_number")
        numbers = find_case_numbers(written) if written else ()
        if not numbers and self._says_nothing(row, filled):
            return None
        found = ReadRow(index + 1, merged=index in self._merged)
        start = self._read_start(row)
        fields = self._fields(texts)
        start = self._remarked(fields, start)
        fields["original"] = " ".join(filled)
        troubles = self._troubles(texts, start, written, numbers, fields["status"])
        self._report(found, texts, troubles, written)
        drafts = self._drafts(found.line, fields, start, numbers, troubles)
        (found.unusable if _BLOCKING & set(troubles) else found.hearings).extend(drafts)
        return found

    def _says_nothing(self, row: Sequence[Cell], filled: list[str]) -> bool:
        """Tell whether a row without a case number is a total, a note, a title or headings again."""
        if len(set(filled)) == 1 or any(_CLOSING.match(text) for text in filled[:3]):
            return True
        mapped = sum(1 for name in self._columns if self._cell(row, name) != "")
        return mapped < 2 or repeats_headings(row, self._layout)

    def _text(self, texts: Sequence[str], name: str) -> str:
        """Join what the columns of a field say; mostly there is one."""
        columns = self._columns.get(name)
        if columns is None:
            return ""
        if len(columns) == 1:
            return texts[columns[0]] if columns[0] < len(texts) else ""
        return "、".join(dict.fromkeys(texts[each] for each in columns if each < len(texts) and texts[each]))

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        columns = self._columns.get(name)
        if columns is None:
            return ""
        return next((row[each] for each in columns if each < len(row) and row[each] != ""), "")

    def _read_start(self, row: Sequence[Cell]) -> RowStart:
        start, day, clock = self._cell(row, "start"), self._cell(row, "date"), self._cell(row, "time")
        for column, half in (("morning", "上午"), ("afternoon", "下午")):
            if (cell := self._cell(row, column)) != "":
                return self._starts.read(day if day != "" else start, cell, half)
        half = half_width(cell_text(self._cell(row, "half_day")))
        if day != "":
            return self._starts.read(day, clock if clock != "" else start, half)
        if start != "":
            return self._starts.read(start, clock, half)
        return self._starts.read(clock, "", half)

    def _fields(self, texts: list[str]) -> dict[str, Any]:
        """Read the cells that need no date; the keys are the draft's fields."""
        parties = self._parties(texts)
        court, courtroom = self._venue(texts)
        phone = _PHONE.search(self._text(texts, "phone")) if "phone" in self._columns else None
        return {
            "court": court,
            "courtroom": courtroom,
            "plaintiffs": parties.plaintiffs,
            "defendants": parties.defendants,
            "third_parties": parties.third_parties,
            "cause": self._text(texts, "cause") or parties.cause,
            "judge": self._text(texts, "judge") or None,
            "clerk": self._text(texts, "clerk") or None,
            "phone": phone.group() if phone else None,
            "mode": read_mode(self._text(texts, "mode")) if "mode" in self._columns else None,
            "kind": read_kind(self._text(texts, "kind")) if "kind" in self._columns else "开庭",
            "status": f"{self._text(texts, 'status')} {self._text(texts, 'note')}".strip(),
        }

    def _parties(self, texts: list[str]) -> Parties:
        named = Parties(
            split_names(self._text(texts, "plaintiffs")),
            split_names(self._text(texts, "defendants")),
            split_names(self._text(texts, "third_parties")),
        )
        if named.plaintiffs or named.defendants:
            return named
        both = self._text(texts, "parties") or self._text(texts, "title")
        return read_parties(both) if both else named

    def _venue(self, texts: list[str]) -> tuple[str | None, str | None]:
        """Court and courtroom from their own columns and from a place that holds both."""
        court, courtroom = self._text(texts, "court"), self._text(texts, "courtroom")
        written = self._text(texts, "place") or courtroom
        named, room = split_place(written) if written else (None, None)
        return (split_place(court)[0] or court) if court else named, room or None

    def _remarked(self, fields: dict[str, Any], start: RowStart) -> RowStart:
        """Take from the remark what it says about the date; leave the status in ``fields``."""
        remark = fields["status"]
        status = read_status(remark) if remark else "new"
        if start.postponed:
            status = "postponed"
        fields["status"] = status
        if status == "new" or not remark:
            return start
        if old := _OLD_DATE.search(remark):
            start = replace(start, old_start=self._starts.read(old[1]).start)
        if status == "postponed" and (new := _NEW_DATE.search(remark)):
            changed = self._starts.read(new[1])
            if changed.start is not None and changed.start != start.start:
                return replace(changed, old_start=start.start or start.old_start)
        if status == "postponed" and leaves_date_open(remark):
            return RowStart(old_start=start.start or start.old_start, warnings=("date_not_fixed",))
        return start

    def _troubles(
        self,
        texts: list[str],
        start: RowStart,
        written: str,
        numbers: Sequence[FoundNumber],
        status: str,
    ) -> list[str]:
        troubles = []
        open_date = status == "cancelled" or "date_not_fixed" in start.warnings
        if start.trouble and not (open_date and start.trouble == "date_missing"):
            troubles.append(start.trouble)
        if not numbers:
            troubles.append("case_number_invalid" if written else "case_number_missing")
        weekday = self._text(texts, "weekday")
        if "weekday_mismatch" in start.warnings or (
            weekday and start.day is not None and contradicts_weekday(weekday, start.day)
        ):
            troubles.append("weekday_mismatch")
        return troubles

    def _report(self, found: ReadRow, texts: list[str], troubles: list[str], written: str) -> None:
        """Turn troubles into problems with the value as it stood and its column."""
        for code in troubles:
            value = written
            column: str | None = None
            names = ("case_number",) if code.startswith("case_number") else _START_COLUMNS
            for name in names:
                if name in self._places:
                    column = column or self._places[name].column
            if not code.startswith("case_number"):
                value = " ".join(filter(None, (self._text(texts, name) for name in _START_COLUMNS)))
            place = Place(self._name, found.line, column)
            found.problems.append(Problem(code, _MESSAGES[code].format(value=value[:60]), value[:200], place))

    def _drafts(
        self,
        line: int,
        fields: dict[str, Any],
        start: RowStart,
        numbers: Sequence[FoundNumber],
        troubles: list[str],
    ) -> list[HearingDraft]:
        place = Place(self._name, line)
        extra = ("weekday_mismatch",) if "weekday_mismatch" in troubles else ()
        warnings = tuple(dict.fromkeys((*start.warnings, *extra)))
        drafts = []
        for each in numbers or (None,):
            drafts.append(
                HearingDraft(
                    case_number=str(each.number) if each else None,
                    start=start.start,
                    end=start.end if isinstance(start.start, datetime) else None,
                    old_start=start.old_start,
                    warnings=(warnings + _number_doubts(each, fields["court"])) if each else warnings,
                    trial_level=_trial_level(each.number) if each else None,
                    administrative=each.number.administrative if each else None,
                    place=place,
                    places=self._places,
                    **fields,
                )
            )
        return drafts


_START_COLUMNS = ("start", "date", "time", "morning", "afternoon", "half_day", "weekday")
_LEVELS = {"初": "一审", "终": "二审", "再": "再审"}


@lru_cache(maxsize=1024)
def _level_of(type_code: str, procedure: str | None) -> str | None:
    return procedure or _LEVELS.get(type_code[-1:])


def _trial_level(number: CaseNumber) -> str | None:
    """Return the procedure's word; a civil number has a level too."""
    return _level_of(number.type, number.procedure.label if number.procedure else None)


def _number_doubts(found: FoundNumber, court: str | None) -> tuple[str, ...]:
    """Return the number's own warnings, and whether the row names another court than the number."""
    named = _code_of(court) if court else None
    if named and found.number.court and named != found.number.court:
        return (*found.warnings, "court_code_mismatch")
    return found.warnings


@lru_cache(maxsize=1024)
def _code_of(court: str) -> str | None:
    return court_code(court)
