"""通知负责人出庭的理由: the grounds on which a court must or may notify the head (R2020 art. 4).

A notice sharpens the duty, its lack takes nothing away: the duty of ALL art. 3(3) stands
without any (I2018 art. 129).
"""

from litigation.law.attendance import NoticeKind
from litigation.law.facts import CourtNotice
from litigation.law.word import N_, Word

ART_4_1 = "法释〔2020〕3号第四条第一款"
ART_4_2 = "法释〔2020〕3号第四条第二款"
ALL_3_3 = "行政诉讼法第三条第三款"


class MustGround(Word):
    """应当通知 (art. 4(1))."""

    PUBLIC_INTEREST = "public_interest", N_("食品药品安全、生态环境和资源保护、公共卫生安全等重大公共利益")
    HIGH_ATTENTION = "high_attention", N_("社会高度关注")
    MASS_INCIDENT = "mass_incident", N_("可能引发群体性事件")


class MayGround(Word):
    """可以通知 (art. 4(2))."""

    MAJOR_RIGHTS = "1", N_("被诉行政行为涉及公民、法人或者其他组织重大人身、财产权益")
    PUBLIC_INTEREST_CASE = "2", N_("行政公益诉讼")
    SUPERIOR_DOCUMENT = "3", N_("上级机关规范性文件要求负责人出庭应诉")
    OTHER = "4", N_("人民法院认为需要通知负责人出庭应诉的其他情形")


def notice_on(ground: MustGround | MayGround) -> CourtNotice:
    """The notice of a ground: which of the two kinds it is follows from the article."""
    kind = NoticeKind.MUST if isinstance(ground, MustGround) else NoticeKind.MAY
    return CourtNotice(kind, ground.label)


def why_owed(notice: CourtNotice | None) -> str:
    """Why the head must appear, with the article; also without any notice of the court."""
    if notice is None:
        return f"法院没有另行通知，负责人仍应当出庭（{ALL_3_3}）"
    article = ART_4_1 if notice.kind is NoticeKind.MUST else ART_4_2
    ground = f"（{notice.ground}）" if notice.ground and not notice.ground.isdecimal() else ""
    return f"法院{notice.kind.label}负责人出庭{ground}，送达后义务相同（{article}）"


def states_the_duty(paper: str) -> bool:
    """Tell whether a 权利义务告知书 states the head's duty and what its breach brings (R2020 art. 5(1))."""
    told = "负责人" in paper and "出庭" in paper
    return told and any(each in paper for each in ("后果", "司法建议", "记录在案"))
