"""分母的由来: why cases scheduled in a month were not heard in it, step by step to the denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from litigation.law.attendance import Standing
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.word import N_, Word


class OriginReason(Word):
    """Why a scheduled case is no part of the month's denominator; the first that holds."""

    UNKNOWN = "unknown", N_("结果待登记")
    OTHER_KIND = "other_kind", N_("只询问、宣判等，没有开庭")
    RELIEVED = "relieved", N_("由他机关出庭")
    ELSEWHERE = "elsewhere", N_("已计入其他月份")
    WITHDRAWN = "withdrawn", N_("庭前撤诉")
    PUT_OFF = "put_off", N_("延期未开")
    CANCELLED = "cancelled", N_("法院取消")
    NOT_COUNTED = "not_counted", N_("不属于统计范围")
    AHEAD = "ahead", N_("还没有开庭")


HELD_YET = {
    Standing.RELIEVED: OriginReason.RELIEVED,
    Standing.NOT_COUNTED: OriginReason.NOT_COUNTED,
}
"""Why a case that was heard in the month is not counted in it."""


@dataclass(frozen=True, slots=True)
class ScheduledHearing:
    """A hearing as it was scheduled in the month; ``moved_away`` when it is no longer in it."""

    kind: HearingKind
    outcome: Outcome | None = None
    cancelled: bool = False
    moved_away: bool = False


@dataclass(frozen=True, slots=True)
class ScheduledCase:
    """A case with a hearing scheduled in the month.

    ``counted`` means that it stands in the denominator, ``unknown`` that an outcome is missing
    in this month.
    """

    id: str
    standing: Standing
    hearings: tuple[ScheduledHearing, ...]
    counted: bool = False
    unknown: bool = False


def origin_of(cases: Iterable[ScheduledCase]) -> Mapping[OriginReason, tuple[str, ...]]:
    """The ids of the cases that are taken off, by reason, in the order of the reasons.

    All cases less those taken off are the denominator.
    """
    found: dict[OriginReason, list[str]] = {each: [] for each in OriginReason}
    for case in cases:
        reason = reason_of(case)
        if reason is not None:
            found[reason].append(case.id)
    return {reason: tuple(ids) for reason, ids in found.items() if ids}


def reason_of(case: ScheduledCase) -> OriginReason | None:
    """Why the case was not counted; None for one that was."""
    if case.counted:
        return None
    if case.unknown:
        return OriginReason.UNKNOWN
    trials = [each for each in case.hearings if each.kind is HearingKind.TRIAL]
    if not trials:
        return OriginReason.OTHER_KIND
    if any(each.outcome is Outcome.HELD and not each.moved_away for each in trials):
        return HELD_YET.get(case.standing, OriginReason.ELSEWHERE)
    last = OriginReason.NOT_COUNTED if case.standing is Standing.NOT_COUNTED else OriginReason.AHEAD
    return _not_held(trials) or last


def _not_held(trials: list[ScheduledHearing]) -> OriginReason | None:
    if any(each.outcome is Outcome.WITHDRAWN for each in trials):
        return OriginReason.WITHDRAWN
    if any(each.moved_away or each.outcome is Outcome.ADJOURNED for each in trials):
        return OriginReason.PUT_OFF
    if all(each.cancelled or each.outcome is Outcome.CANCELLED for each in trials):
        return OriginReason.CANCELLED
    return None
