"""When no head can appear: the statement to the court and the request to postpone (R2020 arts. 8, 9)."""

from dataclasses import dataclass
from datetime import date, datetime

from docx.document import Document

from litigation.law.attendance import ExcuseGround
from litigation.law.error import InvalidInputError, ReasonMissingError
from litigation.papers.court_paper import (
    RULES_2020,
    CourtCase,
    say_court_time,
    start_paper,
    write_attachments,
    write_signature,
)
from litigation.papers.gb9704 import paragraph
from litigation.papers.package import document_bytes

STATEMENT_TITLE = "行政机关负责人不能出庭情况说明"
POSTPONEMENT_TITLE = "延期开庭申请书"

GROUND_ITEMS = dict(zip(ExcuseGround, ("第一项", "第二项", "第三项", "第四项"), strict=True))
"""Items of R2020 art. 8 by ground."""


@dataclass(frozen=True, slots=True)
class AbsentHead:
    """One eligible head and why this head cannot come; all eligible heads are to be named."""

    name: str
    post: str
    reason: str


@dataclass(frozen=True, slots=True)
class AppearingStaff:
    """相应的工作人员 who comes instead (R2020 art. 10)."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Absence:
    """What the agency states: ground of art. 8, heads, proof, and who comes instead.

    ``proposals`` are the times (aware) at which the head could appear; they belong to the
    request to postpone. Only the court decides whether the reason holds.
    """

    ground: ExcuseGround
    heads: tuple[AbsentHead, ...]
    proofs: tuple[str, ...]
    staff: tuple[AppearingStaff, ...] = ()
    postponement_asked: bool = False
    proposals: tuple[datetime, ...] = ()


def write_statement(case: CourtCase, absence: Absence, signed_on: date | None, at: datetime) -> bytes:
    """Write 不能出庭情况说明 as .docx: seal or the principal's signature suffices (R2020 art. 9(1)).

    Raises ReasonMissingError without a head's reason, InvalidInputError without proof, or if
    neither staff comes nor a postponement is asked: lawyers alone may not (ALL art. 3(3)).
    """
    _check(absence)
    if not absence.staff and not absence.postponement_asked:
        raise InvalidInputError(
            "负责人不能出庭的，应当委托相应的工作人员出庭，不得仅委托律师。请填写出庭的工作人员，或者申请延期开庭。"
        )
    document = start_paper(STATEMENT_TITLE, case.court)
    _write_reasons(document, case, absence)
    if absence.staff:
        names = "、".join(f"{person.name}（{person.post}）" for person in absence.staff)
        paragraph(document, f"我单位委托相应的工作人员{names}出庭应诉。")
    if absence.postponement_asked:
        paragraph(document, "我单位同时申请延期开庭，延期开庭申请书一并提交。")
    paragraph(document, "以上情况，请贵院审查。")
    return _close(document, STATEMENT_TITLE, case, absence, signed_on, at)


def write_postponement(case: CourtCase, absence: Absence, signed_on: date | None, at: datetime) -> bytes:
    """Write 延期开庭申请书 as .docx (R2020 art. 9(3)); the court may grant it."""
    _check(absence)
    document = start_paper(POSTPONEMENT_TITLE, case.court)
    _write_reasons(document, case, absence)
    words = f"依照{RULES_2020}第九条的规定，申请贵院对本案延期开庭。"
    if absence.proposals:
        words += f"我单位负责人可以出庭的时间为：{'；'.join(map(say_court_time, absence.proposals))}。"
    paragraph(document, words)
    paragraph(document, "请予准许。")
    return _close(document, POSTPONEMENT_TITLE, case, absence, signed_on, at)


def _check(absence: Absence) -> None:
    if not absence.heads or not all(head.reason.strip() for head in absence.heads):
        raise ReasonMissingError("请逐人写明不能出庭的具体情况，副职也要写到。")
    if not absence.proofs:
        raise InvalidInputError("说明理由须附证明材料。请至少填写一项证明材料的名称。")


def _write_reasons(document: Document, case: CourtCase, absence: Absence) -> None:
    paragraph(document, f"贵院通知我单位负责人参加{case.words}{case.hearing_words}的庭审。")
    paragraph(document, "我单位负责人不能出庭的具体情况如下：")
    for position, head in enumerate(absence.heads, 1):
        paragraph(document, f"{position}. {head.name}（{head.post}）：{head.reason.strip().rstrip('。')}。")
    paragraph(
        document,
        f"上述情况，我单位依照{RULES_2020}第八条{GROUND_ITEMS[absence.ground]}"
        f"（{absence.ground.label}）提出。",
    )


def _close(
    document: Document, title: str, case: CourtCase, absence: Absence, signed_on: date | None, at: datetime
) -> bytes:
    write_attachments(document, absence.proofs)
    signers = (f"{case.agency}（盖章）", "或者主要负责人（签字）：________")
    write_signature(document, signers, signed_on)
    return document_bytes(document, title, case.agency, at)
