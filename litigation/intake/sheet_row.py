"""One row of a cause list -> the hearings it states, or the problem that keeps it out."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from litigation.intake.cell import cell_text
from litigation.intake.draft import HearingDraft, Place, Problem, draft_of
from litigation.intake.heading_sense import heading_sense
from litigation.intake.headings import Layout, column_letter, repeats_headings
from litigation.intake.row_start import RowStart, StartReader, contradicts_weekday
from litigation.intake.sheet_number import is_administrative, number_doubts, trial_level, whole_numbers
from litigation.intake.sheet_problem import MESSAGES
from litigation.intake.sheet_reading import ReadRow, with_names
from litigation.intake.sheet_remark import remarked_start
from litigation.intake.sheet_section import Section
from litigation.intake.sheet_start import RowMoments, Session
from litigation.intake.sheet_words import RowWords
from litigation.intake.table_words import read_parties, split_names
from litigation.intake.workbook import Cell, Sheet
from litigation.law.case_number import FoundNumber, find_case_numbers

# 合计 | 小计：7件 | 共12件 | 注：以法院传票为准 | 填表人：某某
_CLOSING = re.compile(
    r"\s*(?:合计|总计|小计|共计|共\s*\d+\s*件|注\s*[:：]|说明\s*[:：]|备注\s*[:：]|填表|制表|审核|填报)"
)
# 说明：1. 9月30日前报送；2. （2026）…号已撤诉 : prose in one cell, whatever numbers it names
_NOTE = re.compile(
    r"\s*(?:[*※★]|附?注\s*\d?[:：.、]|[附备]注|说明|提示|备注|填[表报]|制表|审[核批]|特别提醒)"
)
# signs that a web page or a chat leaves in copied cells
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLOCKING = frozenset({"date_missing", "date_invalid", "case_number_missing", "case_number_invalid"})


class RowReader:
    """Reads the rows of one sheet by its layout; equal cells are read once."""

    def __init__(self, sheet: Sheet, layout: Layout, starts: StartReader, section: Section) -> None:
        """``section`` knows what heads the rows: a court or a day, also from the table above."""
        self._name = sheet.name
        self._columns = layout.columns
        self._layout = layout
        self._starts = starts
        self._section = section
        self._words = RowWords(layout.columns, section, heading_sense(layout))
        self._moments = RowMoments(layout.columns, starts, section)
        self._last: ReadRow | None = None
        self._above: Sequence[Cell] = ()
        self._places = {
            name: Place(sheet.name, None, column_letter(columns[0]))
            for name, columns in layout.columns.items()
        }
        numbered = layout.column("case_number")
        cut = len(layout.columns.get("case_number", ())) != 1 or "number_court" in layout.columns
        self._numbered = None if cut else numbered
        self._weekday = "weekday" in layout.columns
        timed = {column for name in _MOMENTS for column in layout.columns.get(name, ())}
        self._doubts = ("column_guessed",) if timed & set(layout.guessed) else ()
        self._joined = "party_role" in layout.columns  # a row is a party, not a hearing
        self._merged = frozenset(row for row, column in sheet.merged_down if column == numbered)

    def read(self, index: int, row: Sequence[Cell]) -> ReadRow | None:
        """Read the row with this index; None where it is blank, a total, a note or a repeated heading."""
        texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
        filled = [text for text in texts if text]
        if not filled:
            self._pass_over(index)
            return None
        if filled[0] == filled[-1] and len(set(filled)) == 1 and _NOTE.match(filled[0]):
            return None
        if not _DITTOS.isdisjoint(filled):
            return self._repeated(index, row)
        self._above = row
        original = " ".join(filled)
        if not original.isprintable() and _INVISIBLE.search(original):
            return self.read(index, [_INVISIBLE.sub("", cell) if type(cell) is str else cell for cell in row])
        written = self._written_number(texts)
        numbers = whole_numbers(written) if written else ()
        if not numbers and (
            self._continues(index, texts) or self._heads(filled, texts) or self._says_nothing(row, filled)
        ):
            return None
        self._last = found = ReadRow(index + 1, merged=self._joined or index in self._merged, lines=index + 1)
        fields = self._words.read(texts, [each.number.court for each in numbers], self._moments.beside(row))
        sessions = self._moments.sessions(row, len(numbers))
        stated = sessions[0].start if sessions else self._moments.read(row)
        start, fields["status"] = remarked_start(fields["status"], stated, self._starts)
        fields["original"] = original
        plain = numbers and start.trouble is None and not start.warnings and not self._weekday
        troubles = [] if plain else self._troubles(texts, start, written, numbers, fields["status"])
        if troubles:
            self._report(found, texts, troubles, written)
        drafts = self._drafts(found.line, fields, start, numbers, troubles)
        blocked = bool(troubles) and not _BLOCKING.isdisjoint(troubles)
        if sessions and fields["status"] == "new" and not blocked:
            drafts = self._several(found.line, fields, sessions, numbers, troubles)
        (found.unusable if blocked else found.hearings).extend(drafts)
        return found

    def _repeated(self, index: int, row: Sequence[Cell]) -> ReadRow | None:
        """Read a row with the cells that 同上 and 〃 stand for."""
        above = self._above
        filled = [
            (above[at] if at < len(above) else "")
            if isinstance(cell, str) and cell.strip() in _DITTOS
            else cell
            for at, cell in enumerate(row)
        ]
        found = self.read(index, filled)
        numbered = self._layout.column("case_number")
        if (
            found is not None
            and numbered is not None
            and numbered < len(row)
            and filled[numbered] != row[numbered]
        ):
            found.merged = True
        return found

    def _written_number(self, texts: list[str]) -> str:
        """Return the number as the row writes it; some lists cut it into four columns."""
        if self._numbered is not None and self._numbered < len(texts) and (text := texts[self._numbered]):
            return text
        written = next((text for name in _NUMBER_COLUMNS if (text := self._first(texts, name))), "")
        if not written:
            return next(
                (text for name in _WITH_NUMBER if find_case_numbers(text := self._first(texts, name))), ""
            )
        if "number_court" not in self._columns or "号" in written:
            return written
        year, court, kind = (self._first(texts, f"number_{name}") for name in ("year", "court", "type"))
        sequence = self._first(texts, "number_sequence")
        return f"({year[:4]}){court}{kind}{sequence}号" if court and sequence else written

    def _first(self, texts: Sequence[str], name: str) -> str:
        columns = self._columns.get(name, ())
        return next((texts[each] for each in columns if each < len(texts) and texts[each]), "")

    def _heads(self, filled: list[str], texts: list[str]) -> bool:
        """Tell whether a row of one text names the court or the day of the rows below.

        A few texts may share it (9月14日 | 星期一), if one of them stands under another's heading.
        """
        said = list(dict.fromkeys(filled))
        if len(said) > 3:
            return False
        if len(said) > 1 and not any(
            _WEEKDAY_NAME.fullmatch(texts[column])
            for name, columns in self._columns.items()
            for column in columns
            if name != "weekday" and column < len(texts)
        ):
            return False
        return self._section.enter(said)

    def _pass_over(self, index: int) -> None:
        """Let a blank row part nothing: the next one may still go on with the hearing above."""
        if self._last is not None and self._last.lines == index:
            self._last.lines = index + 1

    def _continues(self, index: int, texts: list[str]) -> bool:
        """Add a row that names only parties to the hearing above it.

        A number over the rows of several agencies loses its merge in csv and ods.
        """
        above = self._last
        filled = [column for column, text in enumerate(texts) if text]
        sides = {column: side for side in (*_SIDES, "parties") for column in self._columns.get(side, ())}
        if above is None or above.lines != index or not above.hearings or filled[0] == 0:
            return False
        if not set(filled) <= set(sides) or len({texts[each] for each in filled}) < len(filled):
            return False
        if any(_CLOSING.match(texts[each]) for each in filled):
            return False
        above.lines = index + 1
        for column in filled:
            both = read_parties(texts[column]) if sides[column] == "parties" else None
            for side in _SIDES if both else (sides[column],):
                names = getattr(both, side) if both else split_names(texts[column])
                above.hearings = [with_names(each, side, names) for each in above.hearings]
        return True

    def _says_nothing(self, row: Sequence[Cell], filled: list[str]) -> bool:
        """Tell whether a row without a case number is a total, a note, a title or headings again."""
        if len(filled) > 2 and len(set(filled)) == len(filled) and all(map(_COLUMN_SIGN.fullmatch, filled)):
            return True
        if len(set(filled)) == 1 or any(_CLOSING.match(text) for text in filled[:3]):
            return True
        if (
            len(filled) <= 2
            and any(_LABELLED.match(text) for text in filled)
            and not _DIGITS_AND_SIGN.search(filled[0])
        ):
            return True
        mapped = sum(1 for name in self._columns if self._cell(row, name) != "")
        return mapped < 2 or repeats_headings(row, self._layout)

    def _text(self, texts: Sequence[str], name: str) -> str:
        return self._words.text(texts, name)

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        columns = self._columns.get(name)
        if columns is None:
            return ""
        return next((row[each] for each in columns if each < len(row) and row[each] != ""), "")

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
        weekday = self._text(texts, "weekday") if self._weekday else ""
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
            found.problems.append(Problem(code, MESSAGES[code].format(value=value[:60]), value[:200], place))

    def _several(
        self,
        line: int,
        fields: dict[str, Any],
        sessions: Sequence[Session],
        numbers: Sequence[FoundNumber],
        troubles: list[str],
    ) -> list[HearingDraft]:
        """Return the hearings of a row that lists several, or one beside each of its numbers."""
        listed = len(numbers) < 2 or len(sessions) != len(numbers) or sessions[0].kind is not None
        drafts = []
        for at, session in enumerate(sessions):
            own = fields | ({"kind": session.kind} if session.kind else {})
            those = numbers if listed else numbers[at : at + 1]
            if session.start.start is not None:
                drafts += self._drafts(line, own, session.start, those, troubles)
        return drafts

    def _drafts(
        self,
        line: int,
        fields: dict[str, Any],
        start: RowStart,
        numbers: Sequence[FoundNumber],
        troubles: list[str],
    ) -> list[HearingDraft]:
        place = Place(self._name, line)
        extra = self._doubts + (("weekday_mismatch",) if "weekday_mismatch" in troubles else ())
        warnings = tuple(dict.fromkeys((*start.warnings, *extra))) if start.warnings or extra else ()
        fields["place"], fields["places"], fields["uid"] = place, self._places, None
        fields["start"], fields["old_start"] = start.start, start.old_start
        fields["end"] = start.end if isinstance(start.start, datetime) else None
        drafts = []
        for each in numbers or (None,):
            fields["case_number"] = str(each.number) if each else None
            fields["warnings"] = (warnings + number_doubts(each, fields["court"])) if each else warnings
            fields["trial_level"] = trial_level(each.number) if each else None
            fields["administrative"] = is_administrative(each.number) if each else None
            drafts.append(draft_of(fields))
        return drafts


# 甲 | 乙 | 1 | 2 | A : the row under the headings that numbers the columns
_COLUMN_SIGN = re.compile(r"[(（]?(?:[甲乙丙丁戊己庚辛壬癸]|\d{1,2}|[A-Za-z])[)）]?")
_DITTOS = frozenset({"同上", "同前", "〃", "″", "”", "“", '"', "''", "〞", "々", "上同"})
_WEEKDAY_NAME = re.compile(r"(?:星期|周)[一二三四五六日天]")
# 联系人：王某 | 电话：0532-80000000 : a foot's label with its value in one cell
_LABELLED = re.compile(r"[一-鿿 ]{2,8}[:：]")
_DIGITS_AND_SIGN = re.compile(r"\d.*号")
_MOMENTS = ("start", "date", "time")
_NUMBER_COLUMNS = ("case_number", "later_number", "earlier_number")
_WITH_NUMBER = ("title", "parties")
_SIDES = ("plaintiffs", "defendants", "third_parties")
_START_COLUMNS = ("start", "date", "time", "morning", "afternoon", "half_day", "weekday")
