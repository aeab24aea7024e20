"""One row of an import as the check page shows it: the reading, the court's words, what is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from litigation.actions.answer_row import state_of
from litigation.law.clock import SHANGHAI
from litigation.records.import_run import ImportRow
from litigation.web.page_clip import Clip
from litigation.web.read_places import number_place, start_places
from litigation.web.wording import case_number, day, listed, mask_party, moment

EDITABLE = ("case_number", "start", "court", "courtroom", "plaintiffs", "defendants", "cause", "kind")
"""Fields that the check page lets a person type, in the order shown."""

MARKED = ("case_number", "courtroom", "cause", "defendants", "plaintiffs", "judge", "phone")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the court's words: ``mark`` is empty, ``read``, ``q`` (doubtful) or ``x`` (wrong)."""

    text: str
    mark: str = ""


class RowView:
    """A stored row with everything the page says about it."""

    def __init__(
        self, row: ImportRow, agencies: Mapping[int, str], owing: Mapping[int, list[str]] | None = None
    ) -> None:
        self.row = row
        self._owing = (owing or {}).get(row.hearing_id or 0, [])
        self.draft: dict[str, Any] = row.draft
        self.finding: dict[str, Any] = row.finding
        self._agencies = agencies

    @property
    def skipped(self) -> bool:
        """Tell whether the row was set aside."""
        return bool(self.row.decision.get("skip"))

    @property
    def seen(self) -> str:
        """The mark by which an answer tells whether somebody else decided meanwhile."""
        return state_of(self.row)

    @property
    def is_hearing(self) -> bool:
        """Tell a hearing from an entry of a list of agencies and heads."""
        return "heading" not in self.finding

    @property
    def number(self) -> str:
        """The case number as pages print it, or the name of the agency or the person."""
        if not self.is_hearing:
            return str(self.finding["heading"])
        return case_number(self.draft.get("case_number")) or gettext("没有案号")

    @property
    def who(self) -> str:
        """The agencies that were recognised, else the registered ones, else the sued party as written."""
        if not self.is_hearing:
            return str(self.finding.get("who") or "")
        known = [
            self._agencies[each]
            for each in self.finding.get("agencies", {}).values()
            if each in self._agencies
        ]
        return listed(list(dict.fromkeys(known)) or self._owing or list(self.draft.get("defendants") or []))

    @property
    def duties(self) -> int:
        """How many agencies of the register the row names."""
        return len(set(self.finding.get("agencies", {}).values()))

    @property
    def when(self) -> str:
        """The start as read."""
        return say_start(self.draft.get("start"))

    @property
    def facts(self) -> list[str]:
        """What else was read, shortest first."""
        draft = self.draft
        if not self.is_hearing:
            return list(self.finding.get("lines") or [])
        suing = listed([mask_party(name) for name in draft.get("plaintiffs") or []])
        words = [
            self.when,
            draft.get("court"),
            draft.get("courtroom"),
            draft.get("cause"),
            draft.get("trial_level"),
        ]
        return [each for each in (*words, suing) if each]

    @property
    def place(self) -> str:
        """Where the row stood in the original."""
        columns = {each["place"].get("column") for each in self.problems} - {None}
        words = []
        if page := (self.draft.get("place") or {}).get("page"):
            words.append(gettext("第 %(n)s 页", n=page))
        elif self.row.sheet:
            words.append(self.row.sheet)
        if self.row.line:
            words.append(gettext("第 %(n)s 行", n=self.row.line))
        words += [gettext("%(column)s 列", column=column) for column in sorted(columns)]
        return " · ".join(words) or gettext("原文")

    @property
    def clip(self) -> Clip | None:
        """The stretch of the original's page that the row was read from."""
        return Clip.of(self.draft)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The values that cannot be used."""
        return list(self.finding.get("problems") or [])

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What only a person can decide."""
        return list(self.finding.get("questions") or [])

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What would change of a registered hearing."""
        return list(self.finding.get("changes") or [])

    @property
    def title(self) -> str:
        """The change in a word."""
        return str(self.finding.get("title") or "")

    @property
    def notes(self) -> list[str]:
        """What is worth knowing and needs no answer."""
        return list(self.finding.get("notes") or [])

    def value(self, name: str) -> str:
        """The text with which a field of the edit form opens."""
        value = self.draft.get(name)
        if isinstance(value, list):
            return "、".join(value)
        if name == "start":
            return str(value or self._unusable_start()).replace("T", " ")
        return str(value or "")

    def _unusable_start(self) -> str:
        """The date as it stood where it cannot be used: it is there to be corrected."""
        dates = [each["value"] for each in self.problems if each["code"].startswith(("date", "time"))]
        return dates[0] if dates else ""

    @property
    def pieces(self) -> list[Piece]:
        """The court's words with what was read, doubted and refused marked in them."""
        spans = [
            *self._spans([each.get("value") for each in self.problems], "x"),
            *self._spans([each.get("quoted") for each in self.questions], "q"),
            *(self._placed() if self.is_hearing else []),
            *(self._spans(self._read(), "read") if self.is_hearing else []),
            *(self._written() if self.is_hearing else []),
        ]
        return cut(self.row.original, spans)

    def _written(self) -> list[tuple[int, int, str]]:
        """Number and start of a sheet's row, which it writes otherwise than the register."""
        number, start = self.draft.get("case_number"), self.draft.get("start")
        places = [number_place(self.row.original, number)] if number else []
        places += start_places(self.row.original, start) if start else []
        return [(*place, "read") for place in places if place is not None]

    def _read(self) -> list[str]:
        read: list[str] = []
        for name in MARKED:
            value = self.draft.get(name)
            read += value if isinstance(value, list) else [value or ""]
        return read

    def _spans(self, texts: Iterable[str | None], mark: str) -> list[tuple[int, int, str]]:
        original = self.row.original
        found = [(original.find(text), len(text)) for text in texts if text]
        return [(start, start + length, mark) for start, length in found if start >= 0]

    def _placed(self) -> list[tuple[int, int, str]]:
        """The places that a text's reader kept, counted from where the row's words begin."""
        base = (self.draft.get("place") or {}).get("start") or 0
        places = (self.draft.get("places") or {}).values()
        spans = [(each["start"] - base, each["end"] - base, "read") for each in places if "end" in each]
        return [span for span in spans if 0 <= span[0] < span[1] <= len(self.row.original)]


def cut(text: str, spans: list[tuple[int, int, str]]) -> list[Piece]:
    """Cut a text at the spans; where two overlap the earlier in the list wins."""
    taken: list[tuple[int, int, str]] = []
    for start, end, mark in spans:
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, mark))
    pieces, at = [], 0
    for start, end, mark in sorted(taken):
        pieces += [Piece(text[at:start]), Piece(text[start:end], mark)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def say_start(text: str | None) -> str:
    """Write a draft's start: a moment, a bare day, or that there is none."""
    if not text:
        return gettext("日期未定")
    if "T" in text:
        return moment(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))
    return gettext("%(day)s 时间未定", day=day(date.fromisoformat(text)))
