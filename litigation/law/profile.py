"""口径: the counting rules, each with a name and a version, printed side by side.

A rule says which units stand in its denominator and which of them in its numerator. A new
office rule is a new row; changing what a row means gives it a new version.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from litigation.law.agency import Rank
from litigation.law.attendance import NoticeKind
from litigation.law.count import SittingCount, UnitCount, UnknownCount
from litigation.law.word import N_

Test = Callable[[UnitCount], bool]


@dataclass(frozen=True, slots=True)
class Profile:
    """One counting rule over units; ``among`` narrows what stands in the denominator.

    ``notices`` are the notices it is limited to (None: every unit, notified or not).
    """

    key: str
    version: int
    name: str
    den: Test
    num: Test
    notices: frozenset[NoticeKind] | None = None

    def count(self, units: Iterable[UnitCount]) -> tuple[int, int]:
        """Numerator and denominator over the units of a line."""
        inside = [each for each in units if each.due and self.covers(each.notice) and self.den(each)]
        num = sum(each.count for each in inside if self.num(each))
        return num, sum(each.count for each in inside)

    def covers(self, notice: NoticeKind | None) -> bool:
        """Tell whether units with this notice of the court belong to the rule (R2020 art. 4)."""
        return self.notices is None or notice in self.notices

    def unknown(self, unknowns: Iterable[UnknownCount]) -> int:
        """How many missing outcomes forbid this rule a percent."""
        return sum(each.count for each in unknowns if self.covers(each.notice))


def _every(_unit: UnitCount) -> bool:
    return True


def _discharged(unit: UnitCount) -> bool:
    return unit.discharged


def _by(*ranks: Rank | None) -> Test:
    return lambda unit: unit.discharged and unit.head_rank in ranks


def _spoke(unit: UnitCount) -> bool:
    return unit.discharged and unit.spoke


def _settled(unit: UnitCount) -> bool:
    return unit.discharged and unit.settled


NOTIFIED = frozenset(NoticeKind)
MUST = frozenset({NoticeKind.MUST})

UNIT_PROFILES = (
    Profile("D0", 1, N_("负责人出庭的案件 ÷ 实际开庭的案件"), _every, _discharged),
    Profile("B", 1, N_("法院通知（应当或者可以）负责人出庭的案件"), _every, _discharged, NOTIFIED),
    Profile("B_must", 1, N_("法院应当通知负责人出庭的案件"), _every, _discharged, MUST),
    Profile("E", 1, N_("扣除法院认定理由成立的案件"), lambda unit: not unit.excused, _discharged),
    Profile(
        "E_compliant",
        1,
        N_("法院认定理由成立视同履行"),
        _every,
        lambda unit: unit.discharged or unit.excused,
    ),
    Profile("F_principal", 1, N_("正职出庭的案件 ÷ 实际开庭的案件"), _every, _by(Rank.PRINCIPAL)),
    Profile("F_deputy", 1, N_("副职出庭的案件 ÷ 实际开庭的案件"), _every, _by(Rank.DEPUTY)),
    Profile(
        "F_other",
        1,
        N_("其他参与分管的负责人出庭的案件 ÷ 实际开庭的案件"),
        _every,
        _by(Rank.DEPUTY_LEVEL, Rank.OTHER, None),
    ),
    Profile("G_spoke_of_heard", 1, N_("负责人出声的案件 ÷ 实际开庭的案件"), _every, _spoke),
    Profile("G_settle_of_heard", 1, N_("负责人出解的案件 ÷ 实际开庭的案件"), _every, _settled),
    Profile("G_spoke_of_attended", 1, N_("负责人出声的案件 ÷ 负责人出庭的案件"), _discharged, _spoke),
    Profile("G_settle_of_attended", 1, N_("负责人出解的案件 ÷ 负责人出庭的案件"), _discharged, _settled),
)
"""The rules that count units (案号)."""

SITTINGS = "D"
"""The rule that counts 庭次, version 1: each sitting held once, attended if every owing head came."""

ORDER = ("D0", "B", "B_must", SITTINGS, *(each.key for each in UNIT_PROFILES[3:]))
"""The keys as they are printed."""


def count_profiles(
    units: Sequence[UnitCount], sittings: Sequence[SittingCount]
) -> dict[str, tuple[int, int]]:
    """Every rule's numerator and denominator, side by side."""
    counted = {each.key: each.count(units) for each in UNIT_PROFILES}
    counted[SITTINGS] = (
        sum(each.count for each in sittings if each.attended),
        sum(each.count for each in sittings if each.attended is not None),
    )
    return {key: counted[key] for key in ORDER}


def count_missing(unknowns: Sequence[UnknownCount], sittings: Sequence[SittingCount]) -> dict[str, int]:
    """How many missing outcomes each rule's line contains."""
    counted = {each.key: each.unknown(unknowns) for each in UNIT_PROFILES}
    counted[SITTINGS] = sum(each.count for each in sittings if each.attended is None)
    return {key: counted[key] for key in ORDER}
