"""法庭秩序和异议: sanctions on who disturbs a hearing, and a plaintiff who objects to the head's absence."""

from litigation.law.word import N_, Word


class Sanction(Word):
    """What a court may do against disorder (R2020 art. 11(4), ALL art. 59)."""

    ADMONITION = "admonition", N_("训诫")
    REPENTANCE = "repentance", N_("责令具结悔过")
    FINE = "fine", N_("一万元以下罚款")
    DETENTION = "detention", N_("十五日以下拘留")


class Objection(Word):
    """What becomes of a plaintiff's objection that the head is absent (R2020 art. 13)."""

    NOTED = "noted", N_("记录在案，不影响审理")
    DEEMED_WITHDRAWN = "deemed_withdrawn", N_("拒绝到庭或中途退庭，可以按撤诉处理")
    WAIVED = "waived", N_("到庭拒绝陈述，视为放弃陈述权利")


def objection_comes_to(*, boycotts: bool, silent: bool) -> Objection:
    """What follows: an objection never stops the trial; staying away or silent has its own result."""
    if boycotts:
        return Objection.DEEMED_WITHDRAWN
    return Objection.WAIVED if silent else Objection.NOTED
