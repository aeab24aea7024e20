"""复议之后告谁: which agencies are sued after a reconsideration (ALL art. 26, I2018 arts. 133–136).

Upholding, dismissal of the request included, makes both co-defendants; the head of each owes,
unless they agree (R2020 art. 3). The level of court follows the original agency, so a
government among the defendants does not tell the court.
"""

from dataclasses import dataclass

from litigation.law.agency import AgencyKind
from litigation.law.word import N_, Word

ALL_26_2 = "行政诉讼法第二十六条第二款"
ALL_26_3 = "行政诉讼法第二十六条第三款"
I2018_133 = "法释〔2018〕1号第一百三十三条"


class Result(Word):
    """复议结果."""

    UPHELD = "upheld", N_("维持原行政行为")
    REQUEST_DISMISSED = "request_dismissed", N_("驳回复议请求")
    APPLICATION_DISMISSED = "application_dismissed", N_("驳回复议申请")
    NOT_ACCEPTABLE = "not_acceptable", N_("以不符合受理条件为由驳回")
    CHANGED = "changed", N_("改变原行政行为")
    OVERDUE = "overdue", N_("逾期未作出决定")


class Sued(Word):
    """An overdue reconsideration leaves the plaintiff the choice of what to sue."""

    ORIGINAL_ACT = "original_act", N_("原行政行为")
    INACTION = "inaction", N_("复议机关不作为")
    DECISION = "decision", N_("复议决定")


@dataclass(frozen=True, slots=True)
class Defendants:
    """Who is sued, why, and whose level fixes the court; ids as given."""

    agencies: tuple[str, ...]
    article: str
    level_follows: str

    @property
    def co_defendants(self) -> bool:
        """Tell whether both agencies are sued; the court adds the one the plaintiff left out."""
        return len(self.agencies) > 1


def defendants_after(
    result: Result, original: str, reviewing: str, sued: Sued = Sued.ORIGINAL_ACT
) -> Defendants:
    """Derive the defendants; ``sued`` matters only where the reconsideration is overdue."""
    if result in (Result.UPHELD, Result.REQUEST_DISMISSED, Result.APPLICATION_DISMISSED):
        return Defendants((original, reviewing), f"{ALL_26_2}、{I2018_133}", original)
    if result is Result.NOT_ACCEPTABLE:
        alone = original if sued is Sued.ORIGINAL_ACT else reviewing
        return Defendants((alone,), I2018_133, alone)
    if result is Result.CHANGED:
        return Defendants((reviewing,), ALL_26_2, reviewing)
    chosen = reviewing if sued is Sued.INACTION else original
    return Defendants((chosen,), ALL_26_3, chosen)


def tried_by_intermediate_court(kind: AgencyKind) -> bool:
    """Tell whether the agency whose level counts takes the case to the 中级法院 (ALL art. 15(1)).

    Ask for the agency of ``level_follows``: a bureau upheld by its government stays in a
    basic court (I2018 art. 134(3)).
    """
    return kind is AgencyKind.GOVERNMENT
