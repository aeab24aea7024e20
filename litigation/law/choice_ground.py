"""派员理由: why a head is proposed, and the one reason why another is not, as data with words.

A ground is a kind and its values; the kind's label is the sentence with places for them. So
the same ground is written in Chinese into the register and in English on a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from litigation.law.clock import say_moment
from litigation.law.eligibility import ART_2_1
from litigation.law.word import N_, Word

ART_5_3 = N_("法释〔2020〕3号第五条第三款")

Value = str | int | datetime | Word | tuple[str, ...]
"""What stands in a place of the sentence; several names as a tuple."""


class GroundKind(Word):
    """The kinds of grounds, first those for a head, then those against, the gravest first."""

    PINNED = "pinned", N_("已指定由此人出庭")
    BY_RULE = "by_rule", N_("按规定由此人出庭（{source}）")
    STAYS = "stays", N_("已通知此人，不另换人")
    IN_CHARGE = "in_charge", N_("分管{fields}")
    LAWFUL = "lawful", N_("{rank}，依法可以出庭（{article}）")
    NO_CLASH = "no_clash", N_("当天无开庭冲突、无请假")
    WISHED = "wished", N_("本机关希望由此人出庭")
    TIMES = "times", N_("今年出庭 {n} 次")

    OF_LAW = "of_law", N_("{reason}（{article}）")
    HEARING = "hearing", N_("{when} 另有开庭")
    AWAY = "away", N_("{start} 至 {end} {what}")
    AWAY_THAT_DAY = "away_that_day", N_("{start}–{until} {what}")
    TRAVEL = "travel", N_("{when} {what}，两地路程需要 {n} 分钟")
    UNPROVEN = "unproven", N_("须有分管此事的书面证明，才算负责人（{article}）")
    DECLINED = "declined", N_("已答复不能出庭（{article}可以更换）")
    OTHER_PINNED = "other_pinned", N_("已指定由{name}出庭")
    SERVES_OTHER = "serves_other", N_("建议此人出庭 {when} 的另一案")
    OTHER_BY_RULE = "other_by_rule", N_("按规定由{name}出庭（{source}）")
    OTHER_STAYS = "other_stays", N_("已通知{name}，不另换人")
    NOT_IN_CHARGE = "not_in_charge", N_("此事由{name}分管")
    OTHER_WISHED = "other_wished", N_("本机关希望由{name}出庭")
    BUSIER = "busier", N_("今年出庭 {n} 次，{name} {m} 次")
    EQUAL = "equal", N_("条件相同，{name}排在前面")
    NEEDED_ELSEWHERE = "needed_elsewhere", N_("换由此人出庭，全部安排不会更均衡")


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason. ``values`` fill the places of the kind's label."""

    kind: GroundKind
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def words(self) -> str:
        """The reason in Chinese, as it is stored and as messages carry it."""
        return self.kind.label.format(**{name: _say(value) for name, value in self.values.items()})


def declined_ground() -> Ground:
    """Say that somebody answered that they cannot come; the agency may send another (R2020 art. 5(3))."""
    return Ground(GroundKind.DECLINED, {"article": ART_5_3})


def unproven_ground() -> Ground:
    """Say that ranks ③ and ④ need proof of their link to the sued act (R2020 art. 2(1))."""
    return Ground(GroundKind.UNPROVEN, {"article": ART_2_1})


def _say(value: Value) -> str:
    if isinstance(value, Word):
        return value.label
    if isinstance(value, datetime):
        return say_moment(value)
    return "、".join(value) if isinstance(value, tuple) else str(value)
