"""What the papers to the court share: the case, the opening words, attachments, signature and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx.document import Document

from litigation.law.clock import shanghai
from litigation.law.summary import say_day_of_paper, say_number
from litigation.papers import gb9704
from litigation.papers.gb9704 import paragraph

EMPTY_DATE = "　　　　年　　月　　日"
RULES_2020 = "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》"


@dataclass(frozen=True, slots=True)
class CourtCase:
    """The case as the court knows it. ``number`` is the machine form; names are whole.

    ``opponents`` are the plaintiffs or appellants, ``agency`` the full name of the agency that
    writes; ``hearing_at`` (aware) may still be open.
    """

    court: str
    number: str
    opponents: tuple[str, ...]
    cause: str
    agency: str
    hearing_at: datetime | None = None
    courtroom: str = ""

    @property
    def words(self) -> str:
        """（2026）鲁0202行初12号王建国诉某局强制拆除一案."""
        return f"{say_number(self.number)}{'、'.join(self.opponents)}诉{self.agency}{self.cause}一案"

    @property
    def hearing_words(self) -> str:
        """When and where the court sits, as far as it is fixed."""
        if self.hearing_at is None:
            return "（开庭时间以法院通知为准）"
        place = f"在{self.courtroom}" if self.courtroom else ""
        return f"{say_court_time(self.hearing_at)}{place}"


def say_court_time(at: datetime) -> str:
    """A moment as court papers write it: 2026年9月15日上午9时30分."""
    local = shanghai(at)
    half, hour = ("上午", local.hour) if local.hour < 12 else ("下午", local.hour - 12 or 12)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{say_day_of_paper(local.date())}{half}{hour}时{minutes}"


def start_paper(title: str, court: str) -> Document:
    """A new paper with its title and the court it goes to."""
    document = gb9704.official_document()
    paragraph(document, title, gb9704.TITLE)
    line = paragraph(document, f"{court}：", gb9704.ADDRESSEE)
    line.paragraph_format.space_before = gb9704.LINE
    return document


def write_attachments(document: Document, names: Sequence[str]) -> None:
    """List what is attached; a single attachment has no number."""
    for position, name in enumerate(names, 1):
        mark = "附件：" if position == 1 else "　　　"
        line = paragraph(document, f"{mark}{position}. {name}" if len(names) > 1 else f"{mark}{name}")
        line.paragraph_format.keep_with_next = True
        if position == 1:
            line.paragraph_format.space_before = gb9704.LINE


def write_signature(document: Document, signers: Sequence[str], signed_on: date | None) -> None:
    """Close with who seals or signs, and the date; an open date is left to be filled in."""
    day = say_day_of_paper(signed_on) if signed_on else EMPTY_DATE
    gb9704.sign(document, signers, day, gb9704.LINE)
