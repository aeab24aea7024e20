"""The words of one row of a cause list: its parties, its court and room, its judge, kind and mode."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from litigation.intake.heading_sense import HeadingSense, is_tick, judge_and_clerk
from litigation.intake.row_start import without_moment
from litigation.intake.sheet_remark import remarked_kind, remarked_mode, remarked_room
from litigation.intake.sheet_section import Section
from litigation.intake.table_words import (
    Parties,
    first_judge,
    read_kind,
    read_mode,
    read_parties,
    role_parties,
    split_names,
    split_place,
    without_case_words,
    without_phone,
)
from litigation.law.case_number import find_case_numbers

# 张法官 13800001234 : a telephone among other words
_PHONE = re.compile(r"(?:\d{3,4}[-—]\d{7,8}(?:[-转]\d{1,6})?|1\d{10}|\d{7,8})")
_WITH_PARTIES = ("parties", "title", "case_number")

_ROOMS = frozenset({"courtroom", "place"})
# 2026年9月15日上午9时30分 第八法庭 | 9月15日9:00 青岛市崂山区人民法院第三审判庭
_ROOM = re.compile(
    r"(?:[一-鿿]{2,20}法院)?(?:第[一二三四五六七八九十\d]{1,3}号?|\d{1,2}号|互联网|科技)(?:法庭|审判庭|审判法庭)"
)

_SUED = frozenset({"defendants", "parties", "title"})

_PLAIN = (
    "court", "courtroom", "place", "cause", "judge", "clerk", "phone", "mode", "mode_online",
    "mode_in_person", "kind", "status", "note",
)  # fmt: skip
_SIDES = ("plaintiffs", "defendants", "third_parties")
_MOST_KNOWN = 4096


class RowWords:
    """Reads the words of each row of one table by its columns."""

    def __init__(
        self, columns: Mapping[str, tuple[int, ...]], section: Section, sense: HeadingSense | None = None
    ) -> None:
        self._columns = columns
        self._sense = sense or HeadingSense(phone="phone" if "phone" in columns else "")
        self._section = section
        bare = not {"courtroom", "place"} & set(columns)  # then a start may name the room
        used = {
            column
            for name in (*_PLAIN, *(("start", "date") if bare else ()))
            for column in columns.get(name, ())
        }
        plain = {"plaintiffs", "defendants", "third_parties"} & set(columns) == {"plaintiffs", "defendants"}
        single = plain and len(columns["plaintiffs"]) == len(columns["defendants"]) == 1
        self._sides = (columns["plaintiffs"][0], columns["defendants"][0]) if single else None
        self._last = max({*used, *(self._sides or ())}, default=-1)
        self._key = itemgetter(*sorted(used)) if len(used) > 1 else None
        self._known: dict[object, dict[str, Any]] = {}

    def read(self, texts: list[str], codes: Sequence[str], beside: str = "") -> dict[str, Any]:
        """Read the cells that need no date; the keys are the draft's fields.

        ``codes`` are those of the courts in the row's case numbers, ``beside`` what its start says
        besides the moment.
        """
        fields = self._plain(texts, codes).copy()
        if beside:
            fields["status"] = f"{fields['status']} {beside}".strip()
            fields["mode"] = fields["mode"] or read_mode(beside)
            fields["kind"] = read_kind(beside) if fields["kind"] == "开庭" else fields["kind"]
        if self._sides is not None and len(texts) > self._last:
            one, other = self._sides
            fields["plaintiffs"], fields["defendants"] = split_names(texts[one]), split_names(texts[other])
            if fields["plaintiffs"] or fields["defendants"]:
                return fields
        parties = self._parties(texts)
        fields["plaintiffs"], fields["defendants"] = parties.plaintiffs, parties.defendants
        fields["third_parties"] = parties.third_parties
        fields["cause"] = fields["cause"] or parties.cause
        return fields

    def _plain(self, texts: list[str], codes: Sequence[str]) -> dict[str, Any]:
        """Read everything but the parties; a list says few different things, each read once."""
        if self._key is None or len(texts) <= self._last:
            return self._read_plain(texts, codes)
        key = (self._key(texts), *codes, self._section.court, self._section.room)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._read_plain(texts, codes)
        return known

    def _read_plain(self, texts: list[str], codes: Sequence[str]) -> dict[str, Any]:
        court, courtroom = self._venue(texts)
        note = self.text(texts, "note")
        phone = _PHONE.search(self.text(texts, self._sense.phone)) if self._sense.phone else None
        judge, clerk = self.text(texts, "judge"), self.text(texts, "clerk")
        if self._sense.pair:
            judge, clerk = judge_and_clerk(without_phone(judge))
        return {
            "court": court or self._section.court_of(codes),
            "courtroom": remarked_room(note) or courtroom,
            "third_parties": (),
            "cause": without_case_words(self.text(texts, "cause")),
            "judge": first_judge(judge),
            "clerk": without_phone(clerk) or None,
            "phone": phone.group() if phone else None,
            "mode": self._mode(texts) or remarked_mode(note),
            "kind": self._kind(texts, note),
            "status": f"{self.text(texts, 'status')} {note}".strip(),
        }

    def _mode(self, texts: list[str]) -> str | None:
        """Read the mode from its cell, or from the mark under 线上 or 线下."""
        ticks = [mode for mode in ("online", "in_person") if is_tick(self.text(texts, f"mode_{mode}"))]
        if ticks:
            return "hybrid" if len(ticks) > 1 else ticks[0]
        return read_mode(self.text(texts, "mode")) if "mode" in self._columns else None

    def _kind(self, texts: list[str], note: str) -> str:
        """Read the kind from its cell; where the list has none, a remark or the headings may name it."""
        if "kind" in self._columns:
            return read_kind(self.text(texts, "kind"))
        said = remarked_kind(note)
        return self._sense.kind if said == "开庭" else said

    def _parties(self, texts: list[str]) -> Parties:
        one, other, third = (
            split_names(self.text(texts, side)) if side in self._columns else () for side in _SIDES
        )
        named = Parties(one, other, third)
        if not named.defendants and not _SUED & set(self._columns) and self._section.agency:
            named = replace(named, defendants=(self._section.agency,))
        if named.plaintiffs or named.defendants:
            return named
        if "party_role" in self._columns:
            return role_parties(self.text(texts, "party_role"), self.text(texts, "parties"))
        both = next((text for name in _WITH_PARTIES if (text := self.text(texts, name))), "")
        numbers = find_case_numbers(both) if "号" in both[:40] else ()
        if numbers and numbers[0].start < 8:
            both = both[numbers[-1].end :].strip(" \n，,：:、")
        return read_parties(both) if both else named

    def _venue(self, texts: list[str]) -> tuple[str | None, str | None]:
        """Court and courtroom from their own columns and from a place that holds both."""
        court, courtroom = self.text(texts, "court"), self.text(texts, "courtroom")
        written = without_moment(self.text(texts, "place")) or courtroom or self._beside_the_start(texts)
        named, room = split_place(written) if written else (None, None)
        if court and not room and "法院" in court:
            room = split_place(court)[1]
        return (split_place(court)[0] or court) if court else named, room or self._section.room

    def _beside_the_start(self, texts: list[str]) -> str:
        """Return the room that a start names where no column is for rooms: 9月15日9时 第八法庭."""
        if not _ROOMS.isdisjoint(self._columns):
            return ""
        found = _ROOM.search(self.text(texts, "start") or self.text(texts, "date"))
        return found[0] if found else ""

    def text(self, texts: Sequence[str], name: str) -> str:
        """Join what the columns of a field say; mostly there is one."""
        columns = self._columns.get(name)
        if columns is None:
            return ""
        if len(columns) == 1:
            return texts[columns[0]] if columns[0] < len(texts) else ""
        return "、".join(dict.fromkeys(texts[each] for each in columns if each < len(texts) and texts[each]))
