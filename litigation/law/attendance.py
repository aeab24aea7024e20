"""Attendance facts: who came, with what certificate, and how they left.

Facts carry an author and a time and are corrected, never overwritten; what they amount
to is decided in ``litigation.law.duty``.
"""

from litigation.law.word import N_, Word


class Certificate(Word):
    """The head's identity certificate (身份证明) as the court took it (R2020 art. 6)."""

    ACCEPTED = "accepted", N_("合格")
    CORRECTED = "corrected", N_("补正后合格")
    DEFECTIVE = "defective", N_("不合格")


class Leaving(Word):
    """How the head left the hearing (R2020 art. 12(1)④)."""

    STAYED = "no", N_("全程在庭")
    PERMITTED = "permitted", N_("经法庭许可退庭")
    WITHOUT_PERMISSION = "without_permission", N_("未经许可中途退庭")


class NoticeKind(Word):
    """How the court notified the head (R2020 art. 4)."""

    MUST = "must", N_("应当通知")
    MAY = "may", N_("可以通知")


class ArrangementKind(Word):
    """Who settled which co-defendant's head appears (R2020 art. 3)."""

    AGREED = "agreed", N_("协商确定")
    COURT = "court", N_("法院确定")


class ExcuseGround(Word):
    """The closed list of R2020 art. 8; ④ needs words."""

    FORCE_MAJEURE = "1", N_("不可抗力")
    UNFORESEEN_EVENT = "2", N_("意外事件")
    IRREPLACEABLE_DUTY = "3", N_("须履行他人不能代替的公务")
    OTHER = "4", N_("其他正当事由")


class CourtDecision(Word):
    """The court's answer to an excuse (R2020 art. 9(2)); only the court decides."""

    ACCEPTED = "accepted", N_("理由成立")
    REJECTED = "rejected", N_("理由不成立")
    NONE = "none", N_("未表态")


class Standing(Word):
    """履行情况 of a duty: the conclusion drawn from the facts."""

    PENDING = "pending", N_("待履行")
    UNKNOWN = "unknown", N_("结果待登记")
    OPEN = "open", N_("待下次开庭或理由待法院审查")
    DISCHARGED = "discharged", N_("已履行")
    EXCUSED = "excused", N_("未出庭·理由成立")
    BREACHED = "breached", N_("未履行")
    RELIEVED = "relieved", N_("由他机关出庭")
    NOT_COUNTED = "not_counted", N_("不计入")


DUE_STANDINGS = (Standing.DISCHARGED, Standing.EXCUSED, Standing.OPEN, Standing.BREACHED)
"""den = discharged + excused + open + breached, always."""
