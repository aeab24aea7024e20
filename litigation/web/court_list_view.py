"""One line of a comparison as the page shows it: both sides in words, and the one thing that cures it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from litigation.actions.compare_court_list import ListedLine
from litigation.law.court_figures import Difference
from litigation.law.court_words import agency_words, court_words, number_words, our_words
from litigation.records.court_list import CourtAnswer
from litigation.web.next_step import Button

RECORDED = frozenset(
    {
        Difference.ATTENDED,
        Difference.UNRECORDED,
        Difference.NOT_HELD,
        Difference.DAY,
        Difference.HEAD,
        Difference.RANK,
    }
)
"""Differences about a hearing of the register: its record is looked at again."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A compared line; ``asked``: a letter asked about it; ``ticked``: what a refused form had ticked."""

    listed: ListedLine
    asked: bool = False
    ticked: set[str] | None = None

    @property
    def key(self) -> str:
        """What names the line in forms."""
        return self.listed.line.key

    @property
    def checked(self) -> bool:
        """Tell whether its box is ticked: as it was, else what is open and not yet asked about."""
        if self.ticked is not None:
            return self.key in self.ticked
        return self.listed.open and not self.asked

    @property
    def number(self) -> str:
        """The case number, or what the court wrote for it."""
        return number_words(self.listed.line)

    @property
    def agency(self) -> str:
        """The agency by its name."""
        return agency_words(self.listed.line)

    @property
    def court(self) -> str:
        """What the court's list says."""
        return court_words(self.listed.line)

    @property
    def ours(self) -> str:
        """What the register says."""
        return our_words(self.listed.line)

    @property
    def reasons(self) -> list[str]:
        """Why the register does not take somebody who was there as an appearance."""
        found = (each.reason for each in self.listed.line.ours if each.held and each.came is False)
        return list(dict.fromkeys(filter(None, found)))

    @property
    def what(self) -> str:
        """Where the two part."""
        difference = self.listed.line.difference
        return gettext(difference.label) if difference else ""

    @property
    def place(self) -> str:
        """Where it stands in the list."""
        row = self.listed.row
        if row is None or row.line is None:
            return ""
        where = gettext("第 %(n)s 行", n=row.line)
        return f"{row.sheet} {where}" if row.sheet else where

    @property
    def answers(self) -> Sequence[CourtAnswer]:
        """What the court answered, the latest first."""
        return self.listed.answers

    @property
    def case_url(self) -> str:
        """The case in the register, if it has it."""
        return url_for("cases.show", case_id=self.listed.case_id) if self.listed.case_id else ""

    @property
    def cure(self) -> Button | None:
        """The one thing that ends the difference on our side; None where only the court can."""
        listed, difference = self.listed, self.listed.line.difference
        if difference is Difference.NO_CASE:
            return Button(url_for("cases.new", number=self.number), gettext("登记案件"), "folder-plus")
        if difference is Difference.NO_HEARING and listed.case_id:
            url = url_for("hearings.new", case_id=listed.case_id)
            return Button(url, gettext("登记开庭"), "calendar-plus")
        if difference is Difference.OTHER_AGENCY and listed.case_id:
            return Button(url_for("cases.edit", case_id=listed.case_id), gettext("核对被告"), "pencil")
        if difference in RECORDED and listed.hearing_id:
            url = url_for("hearings.record", hearing_id=listed.hearing_id)
            missing = difference is Difference.UNRECORDED
            return Button(url, gettext("登记结果") if missing else gettext("核对登记"), "clipboard-check")
        return None
