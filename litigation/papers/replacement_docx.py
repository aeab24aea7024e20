"""更换出庭负责人函: before the hearing the agency tells the court who comes instead (R2020 art. 5(3))."""

from dataclasses import dataclass
from datetime import date, datetime

from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.papers.court_paper import (
    RULES_2020,
    CourtCase,
    start_paper,
    write_attachments,
    write_signature,
)
from litigation.papers.gb9704 import paragraph
from litigation.papers.package import document_bytes

TITLE = "更换出庭负责人函"


@dataclass(frozen=True, slots=True)
class Replaced:
    """Who was to appear, who appears instead, each by name and post, and why in a few words."""

    before: str
    before_post: str
    after: str
    after_post: str
    reason: str


def write_replacement(case: CourtCase, heads: Replaced, signed_on: date | None, at: datetime) -> bytes:
    """Write the letter as .docx, one page, to be sealed and handed in before the hearing.

    Raises InvalidInputError when both are the same person.
    """
    if (heads.before, heads.before_post) == (heads.after, heads.after_post):
        raise InvalidInputError(N_("更换前后是同一位负责人，不用写更换函。"))
    document = start_paper(TITLE, case.court)
    paragraph(
        document,
        f"贵院审理的{case.words}，我单位原确定由{heads.before_post}{heads.before}同志"
        f"作为行政机关负责人出庭应诉，参加{case.hearing_words}的庭审。",
    )
    paragraph(
        document,
        f"因{heads.reason.strip().rstrip('。')}，依照{RULES_2020}第五条第三款的规定，"
        f"现更换为{heads.after_post}{heads.after}同志出庭应诉。此次更换不影响本案开庭审理。",
    )
    paragraph(document, f"{heads.after}同志的身份证明材料一并提交，请予准许。")
    write_attachments(document, (f"{heads.after}同志行政机关负责人身份证明书",))
    write_signature(document, (f"{case.agency}（盖章）",), signed_on)
    return document_bytes(document, TITLE, case.agency, at)
