"""行政机关负责人身份证明书: who appears, in what post, under the agency's seal (R2020 art. 6(1))."""

from dataclasses import dataclass
from datetime import date, datetime

from litigation.law.agency import Rank
from litigation.law.error import InvalidInputError
from litigation.papers.court_paper import (
    RULES_2020,
    CourtCase,
    start_paper,
    write_attachments,
    write_signature,
)
from litigation.papers.gb9704 import paragraph
from litigation.papers.package import document_bytes

TITLE = "行政机关负责人身份证明书"
ATTACHMENTS = ("负责人身份证件复印件", "负责人工作证件（任职文件）复印件")

RANK_WORDS = {
    Rank.PRINCIPAL: "系我单位正职负责人",
    Rank.DEPUTY: "系我单位副职负责人",
    Rank.DEPUTY_LEVEL: "系我单位副职级别的负责人，参与分管被诉行政行为所涉{field}工作",
    Rank.OTHER: "系我单位参与分管被诉行政行为所涉{field}工作的负责人",
}
"""The four ranks of R2020 art. 2(1) in the words of the certificate."""


@dataclass(frozen=True, slots=True)
class AppearingHead:
    """The head who appears; ``field`` is the matter in charge, needed for ranks ③④."""

    name: str
    post: str
    rank: Rank
    field: str = ""


def write_certificate(case: CourtCase, head: AppearingHead, signed_on: date | None, at: datetime) -> bytes:
    """Write the certificate as .docx, one page, to be sealed before the hearing.

    Raises InvalidInputError for ranks ③④ without the matter in charge: without it they are
    no agency heads in this case (R2020 art. 2(1)).
    """
    document = start_paper(TITLE, case.court)
    paragraph(
        document,
        f"贵院审理的{case.words}，我单位确定由{head.name}同志作为行政机关负责人出庭应诉，"
        f"参加{case.hearing_words}的庭审。现证明如下：",
    )
    paragraph(document, f"姓名：{head.name}")
    paragraph(document, f"职务：{case.agency}{head.post}")
    paragraph(document, f"{head.name}同志{_rank_words(head)}，属于{RULES_2020}第二条规定的行政机关负责人。")
    paragraph(document, "特此证明。")
    write_attachments(document, ATTACHMENTS)
    write_signature(document, (f"{case.agency}（盖章）",), signed_on)
    return document_bytes(document, TITLE, case.agency, at)


def _rank_words(head: AppearingHead) -> str:
    if head.rank in (Rank.DEPUTY_LEVEL, Rank.OTHER) and not head.field.strip():
        raise InvalidInputError(
            "该负责人不是正职或副职，身份证明须写明其分管的事项。请先在人员信息中补充分管事项。"
        )
    return RANK_WORDS[head.rank].format(field=head.field.strip())
