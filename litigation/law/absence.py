"""不能出庭: the reason, its papers, and the three voices that speak about it.

The unit says why, the office thinks so or not, the court decides (R2020 arts. 8, 9). Only the
court's voice changes a standing; the office's is advice, and "submitted" is not "accepted".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from litigation.law.attendance import CourtDecision, ExcuseGround
from litigation.law.facts import Excuse
from litigation.law.word import N_, Word

ART_8 = "法释〔2020〕3号第八条"
ART_9_1 = "法释〔2020〕3号第九条第一款"
ART_9_2 = "法释〔2020〕3号第九条第二款"
ART_9_3 = "法释〔2020〕3号第九条第三款"

# 参加区政府会议 | 赴外地出差 | 外出培训
ORDINARY_BUSINESS = ("会议", "开会", "出差", "培训", "调研", "学习", "接待")


class ExcuseFault(Word):
    """What a court will look for and not find, or a colleague will doubt."""

    NO_WORDS = "no_words", N_("“其他正当事由”须写明具体事由")
    NO_PROOF = "no_proof", N_("没有附相关证明材料")
    NO_SEAL_OR_SIGNATURE = "no_seal_or_signature", N_("既没有加盖机关印章，也没有主要负责人签字")
    ORDINARY_BUSINESS = "ordinary_business", N_("会议、出差只有他人不能代替的才是正当理由")
    OTHERS_FREE = "others_free", N_("另有可以出庭的负责人，法院通常不认可")
    LATE = "late", N_("开庭以后才提交")


ARTICLES = {
    ExcuseFault.NO_WORDS: ART_8,
    ExcuseFault.NO_PROOF: ART_9_1,
    ExcuseFault.NO_SEAL_OR_SIGNATURE: ART_9_1,
    ExcuseFault.ORDINARY_BUSINESS: ART_8,
    ExcuseFault.OTHERS_FREE: ART_8,
    ExcuseFault.LATE: ART_9_1,
}


class OfficeView(Word):
    """What the legal affairs office thinks of a reason; it decides nothing."""

    NONE = "none", N_("应诉科未表态")
    ACCEPTS = "accepts", N_("应诉科认为可以向法院说明")
    DOUBTS = "doubts", N_("应诉科认为理由不足，应当另派负责人")


@dataclass(frozen=True, slots=True)
class Voices:
    """What is said about one absence, voice by voice, and what it comes to."""

    unit: str
    office: str
    court: str
    decided: bool
    accepted: bool


def excuse_faults(
    excuse: Excuse, *, others_free: int = 0, hearing_start: datetime | None = None
) -> tuple[ExcuseFault, ...]:
    """What is weak about a reason before the court sees it; nothing here refuses it.

    Seal or signature of the principal, one of them is enough (art. 9(1)). ``others_free``
    counts eligible heads who could go: then ground ③ is defeated in practice.
    """
    words = excuse.reason.strip()
    third = excuse.ground is ExcuseGround.IRREPLACEABLE_DUTY
    other = excuse.ground is ExcuseGround.OTHER
    late = hearing_start is not None and excuse.submitted_at is not None
    found = [
        (other and not words, ExcuseFault.NO_WORDS),
        (not excuse.proof, ExcuseFault.NO_PROOF),
        (not (excuse.seal or excuse.chief_signature), ExcuseFault.NO_SEAL_OR_SIGNATURE),
        (not third and _is_ordinary(words), ExcuseFault.ORDINARY_BUSINESS),
        (third and others_free > 0, ExcuseFault.OTHERS_FREE),
        (late and excuse.submitted_at >= hearing_start, ExcuseFault.LATE),  # type: ignore[operator]  # late says both are there
    ]
    return tuple(fault for weak, fault in found if weak)


def _is_ordinary(words: str) -> bool:
    return any(each in words for each in ORDINARY_BUSINESS)


def say_faults(faults: Sequence[ExcuseFault]) -> tuple[str, ...]:
    """The weaknesses in words with their articles."""
    return tuple(f"{each.label}（{ARTICLES[each]}）" for each in faults)


def voices_of(excuse: Excuse, office: OfficeView = OfficeView.NONE) -> Voices:
    """The three voices about an absence; only the court's makes it excused (art. 9(2))."""
    reason = f"：{excuse.reason}" if excuse.reason else ""
    court = {
        CourtDecision.ACCEPTED: "法院认定理由成立",
        CourtDecision.REJECTED: "法院认定理由不成立",
        CourtDecision.NONE: "法院尚未表态，是否成立由法院审查",
    }[excuse.court_decision]
    return Voices(
        unit=f"单位说明：{excuse.ground.label}{reason}（{ART_8}）",
        office=office.label,
        court=f"{court}（{ART_9_2}）",
        decided=excuse.court_decision is not CourtDecision.NONE,
        accepted=excuse.court_decision is CourtDecision.ACCEPTED,
    )


@dataclass(frozen=True, slots=True)
class Postponement:
    """申请延期开庭 (art. 9(3)): asked by the agency, granted or not by the court, or ex officio."""

    asked: bool
    granted: bool | None = None

    @property
    def words(self) -> str:
        """What holds about the date, in words."""
        if self.granted:
            how = "准许延期" if self.asked else "依职权延期"
            return f"法院{how}开庭，未开的庭不计；延期后仍应当出庭（{ART_9_3}）"
        if self.granted is None and self.asked:
            return f"已申请延期开庭，法院准许以前仍按原定时间出庭（{ART_9_3}）"
        return f"按原定时间出庭（{ART_9_3}）"
