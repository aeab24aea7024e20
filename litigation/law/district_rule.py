"""地方规则: when a district asks that the principal (正职) appears, or a deputy, beyond what the law asks.

Such rules decide who is wanted, never whether somebody must come: the duty of ALL art. 3(3) holds
whatever they say, and no exemption of a district lifts it. Types as published by 黄岛区 2015,
绍兴 2011, 萧山 and others; every office states its own source.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litigation.law.agency import Rank
from litigation.law.word import N_, Word


class RuleKind(Word):
    """What makes a rule apply."""

    FIRST_OF_YEAR = "first_of_year", N_("每年第一件由正职出庭")
    YEARLY_LEAST = "yearly_least", N_("正职每年至少出庭若干次")
    QUOTA = "quota", N_("按全年件数，正职出庭若干次")
    AMOUNT = "amount", N_("标的额达到若干元")
    PLAINTIFFS = "plaintiffs", N_("原告达到若干人")
    MUST_NOTIFY = "must_notify", N_("法院应当通知负责人出庭的案件")
    NAMED = "named", N_("法院或区领导点名要正职出庭")
    DEPUTY = "deputy", N_("只派正职或副职，不派其他参与分管的负责人")
    SERIES = "series", N_("同类系列案，正职出庭一次后其余可由副职出庭")

    @property
    def counts(self) -> bool:
        """Tell whether the rule counts appearances of a year, rather than looking at one case."""
        return self in (RuleKind.YEARLY_LEAST, RuleKind.QUOTA)

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """Whose appearance meets the rule; the law itself counts all four ranks (R2020 art. 2)."""
        return (Rank.PRINCIPAL, Rank.DEPUTY) if self is RuleKind.DEPUTY else (Rank.PRINCIPAL,)

    @property
    def has_threshold(self) -> bool:
        """Tell whether the rule needs a number."""
        return self in (RuleKind.YEARLY_LEAST, RuleKind.AMOUNT, RuleKind.PLAINTIFFS)


@dataclass(frozen=True, slots=True)
class QuotaStep:
    """Up to so many cases a year (``None``: however many), the principal appears at least so often."""

    up_to: int | None
    least: int


@dataclass(frozen=True, slots=True)
class DistrictRule:
    """One rule in force from ``from_on`` to ``to_on`` (both included), for one agency or for all.

    ``must``: the rule has to hold; otherwise it is a wish. ``source`` is the text of the rule,
    which is shown beside everything that follows from it.
    """

    id: str
    kind: RuleKind
    source: str
    threshold: int = 0
    steps: tuple[QuotaStep, ...] = ()
    must: bool = True
    agency: str | None = None
    from_on: date | None = None
    to_on: date | None = None

    def applies(self, agency: str, day: date) -> bool:
        """Tell whether the rule is in force for an agency on a day."""
        begun = self.from_on is None or self.from_on <= day
        ended = self.to_on is not None and day > self.to_on
        return begun and not ended and self.agency in (None, agency)


@dataclass(frozen=True, slots=True)
class RuleSeat:
    """What rules look at in one seat: an agency at one coming hearing.

    ``first_of_year``: no earlier 开庭 of the agency's cases in that year, coming or held.
    ``series_served``: the principal has appeared, or will, in another case of the same series.
    """

    id: str
    agency: str
    day: date
    amount: int | None = None
    plaintiffs: int = 1
    must_notify: bool = False
    principal_named: bool = False
    first_of_year: bool = False
    series: str = ""
    series_served: bool = False


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """An agency's year so far: cases with a 开庭, and how often the principal appeared or promised to."""

    cases: int = 0
    principal: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A head of the rule's ranks is wanted at least ``least`` times among these seats."""

    rule: DistrictRule
    agency: str
    seats: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a district, in the order in which they were made."""

    rules: tuple[DistrictRule, ...] = ()

    def wanted(
        self, seats: Sequence[RuleSeat], years: Mapping[tuple[str, int], AgencyYear]
    ) -> tuple[Wanted, ...]:
        """Say where the principal is wanted among the open seats, rule by rule.

        ``years`` tells of each (agency, year); a year that is missing has had nothing yet.
        """
        found: list[Wanted] = []
        for rule in self.rules:
            if rule.kind is RuleKind.SERIES:
                continue
            fitting = [each for each in seats if rule.applies(each.agency, each.day)]
            found += _counted(rule, fitting, years) if rule.kind.counts else self._singled_out(rule, fitting)
        return tuple(found)

    def _singled_out(self, rule: DistrictRule, seats: Iterable[RuleSeat]) -> list[Wanted]:
        return [
            Wanted(rule, each.agency, (each.id,))
            for each in seats
            if _calls(rule, each) and (rule.kind is RuleKind.DEPUTY or not self.is_exempt(each))
        ]

    def is_exempt(self, seat: RuleSeat) -> bool:
        """Tell whether a series rule frees the seat from the district's other rules, not from the duty.

        A case in which the court or the leaders named the principal is never exempt.
        """
        if not seat.series or not seat.series_served or seat.principal_named:
            return False
        return any(
            each.kind is RuleKind.SERIES and each.applies(seat.agency, seat.day) for each in self.rules
        )


def read_steps(text: str) -> tuple[QuotaStep, ...]:
    """Read ``5:1、10:2、:3``: up to 5 cases once, up to 10 twice, above that three times.

    Raises:
        ValueError: no such list, or the steps do not grow.
    """
    steps = []
    for part in filter(
        None,
        (each.strip() for each in text.replace("：", ":").replace("，", "、").replace(",", "、").split("、")),
    ):
        up_to, _, least = part.partition(":")
        steps.append(QuotaStep(int(up_to) if up_to.strip() else None, int(least)))
    bounds = [step.up_to for step in steps]
    if not steps or None in bounds[:-1] or any(step.least < 0 for step in steps):
        raise ValueError(f"no steps: {text}")
    known = [bound for bound in bounds if bound is not None]
    if known != sorted(set(known)):
        raise ValueError(f"steps do not grow: {text}")
    return tuple(steps)


def print_steps(steps: Collection[QuotaStep]) -> str:
    """Print steps the way they are read."""
    return "、".join(f"{'' if step.up_to is None else step.up_to}:{step.least}" for step in steps)


def _counted(
    rule: DistrictRule, seats: Sequence[RuleSeat], years: Mapping[tuple[str, int], AgencyYear]
) -> list[Wanted]:
    """Ask for what is missing of a year's count, among the year's open seats of each agency."""
    by_year: dict[tuple[str, int], list[str]] = {}
    for seat in seats:
        by_year.setdefault((seat.agency, seat.day.year), []).append(seat.id)
    found = []
    for key, ids in by_year.items():
        so_far = years.get(key, AgencyYear())
        missing = min(_least(rule, so_far) - so_far.principal, len(ids))
        if missing > 0:
            found.append(Wanted(rule, key[0], tuple(ids), missing))
    return found


def _least(rule: DistrictRule, year: AgencyYear) -> int:
    if rule.kind is RuleKind.YEARLY_LEAST:
        return rule.threshold
    fitting = (step.least for step in rule.steps if step.up_to is None or year.cases <= step.up_to)
    return next(fitting, rule.steps[-1].least if rule.steps else 0)


def _calls(rule: DistrictRule, seat: RuleSeat) -> bool:
    """Tell whether one case by itself calls for the principal."""
    return {
        RuleKind.FIRST_OF_YEAR: seat.first_of_year,
        RuleKind.AMOUNT: seat.amount is not None and seat.amount >= rule.threshold,
        RuleKind.PLAINTIFFS: seat.plaintiffs >= rule.threshold,
        RuleKind.MUST_NOTIFY: seat.must_notify,
        RuleKind.NAMED: seat.principal_named,
        RuleKind.DEPUTY: True,
    }[rule.kind]
