"""Procedures, and what a court calls people together for.

R2020 art. 1(1) binds the agency head in the first instance, the second instance and
the retrial. Strictly 再审 is a procedure and not a trial level; arts. 1 and 7 use both
words, and so does this register.
"""

from litigation.law.word import N_, Word


class Procedure(Word):
    """审理程序, as fixed by the type code of the case number (法〔2015〕137号)."""

    FIRST_INSTANCE = "first_instance", N_("一审")
    SECOND_INSTANCE = "second_instance", N_("二审")
    RETRIAL = "retrial", N_("再审")
    RETRIAL_REVIEW = "retrial_review", N_("再审审查")
    ENFORCEMENT_REVIEW = "enforcement_review", N_("非诉审查")
    JURISDICTION = "jurisdiction", N_("管辖")
    OTHER = "other", N_("其他")


DUTY_PROCEDURES = frozenset({Procedure.FIRST_INSTANCE, Procedure.SECOND_INSTANCE, Procedure.RETRIAL})
"""The procedures in which the head must appear (R2020 art. 1(1))."""


class HearingKind(Word):
    """传唤事由: only a trial hearing (开庭) enters the rate."""

    TRIAL = "开庭", N_("开庭")
    INQUIRY = "询问", N_("询问")
    EVIDENCE = "证据交换", N_("证据交换")
    PRETRIAL = "庭前会议", N_("庭前会议")
    JUDGMENT = "宣判", N_("宣判")
    MEDIATION = "调解", N_("调解")
    PUBLIC_HEARING = "听证", N_("听证")
    INSPECTION = "勘验", N_("勘验")


class Mode(Word):
    """How the court sits (OLR art. 25 gives an online hearing the same consequences)."""

    IN_PERSON = "in_person", N_("现场")
    ONLINE = "online", N_("在线")
    HYBRID = "hybrid", N_("现场与在线")


class Outcome(Word):
    """What became of a hearing; only ``HELD`` counts."""

    HELD = "held", N_("已开庭")
    ADJOURNED = "adjourned", N_("延期未开")
    CANCELLED = "cancelled", N_("取消")
    WITHDRAWN = "withdrawn", N_("撤诉未开")
    ENTERED_IN_ERROR = "entered_in_error", N_("登记有误")
