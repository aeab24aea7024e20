"""法定期限: which periods an event starts; each rule cites its article.

The table is ``deadlines.tsv`` beside this file: event, day 0 in words, what ends, length, kind
and article. A row more needs no code. Local and uncertain periods are settings of the office.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from litigation.law.calendar import Calendar
from litigation.law.error import InvalidInputError
from litigation.law.period import parse_length, period_end

TABLE = Path(__file__).with_name("deadlines.tsv")
AT_ONCE = "0d"


class Kind(StrEnum):
    """What is special about a row."""

    PLAIN = ""
    ORDINARY = "ordinary"
    SUMMARY = "summary"
    NORMATIVE = "normative"
    GENERAL = "general"
    BEFORE = "before"
    STATED = "stated"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    ``start`` says in words what day 0 is; ``length`` is as in ``parse_length``, ``0d`` at once,
    empty where only a paper states it. A rule of kind ``before`` counts back from the event,
    without rolling; ``unverified`` ones are recalled, not read in the text of the law.
    """

    event: str
    start: str
    name: str
    length: str
    kind: Kind
    article: str

    def to_json(self) -> dict[str, Any]:
        """One entry of ``litigation deadline --list``."""
        return {
            "event": self.event,
            "start": self.start,
            "name": self.name,
            "length": self.length,
            "kind": self.kind.value,
            "article": self.article,
        }

    def line(self) -> str:
        """The same for a person."""
        doubt = "（未核对原文）" if self.kind is Kind.UNVERIFIED else ""
        return (
            f"{self.event}\t{self.start}\t{self.name}\t{self.length or '以文书为准'}\t{self.article}{doubt}"
        )


@cache
def _rules() -> tuple[Rule, ...]:
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    return tuple(
        Rule(event, start, name, length, Kind(kind), article)
        for event, start, name, length, kind, article in rows
    )


RULES = _rules()
"""Periods the law fixes."""

EVENTS = tuple(dict.fromkeys(rule.event for rule in RULES))


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period that ends; ``length`` as in ``parse_length``, empty where a paper states the date."""

    name: str
    due_on: date
    nominal_on: date
    confirmed: bool
    length: str
    article: str

    def to_json(self) -> dict[str, Any]:
        """The answer of ``litigation deadline``."""
        return {
            "name": self.name,
            "due_on": self.due_on.isoformat(),
            "nominal_on": self.nominal_on.isoformat(),
            "confirmed": self.confirmed,
            "length": self.length,
            "article": self.article,
        }


def deadlines(
    event: str,
    start: date,
    calendar: Calendar,
    *,
    simple: bool = False,
    normative: bool = False,
    stated: date | None = None,
) -> tuple[Deadline, ...]:
    """Every period that ``event`` on ``start`` begins.

    ``simple`` takes the summary procedure's rows, ``normative`` says that a 司法建议 is about
    an illegal normative document (else both rows are answered), ``stated`` is the date the
    paper itself sets. InvalidInputError for an unknown event, or where only the paper knows.
    """
    rules = [rule for rule in RULES if rule.event == event and _applies(rule, simple, normative)]
    if not rules:
        raise InvalidInputError(f"没有“{event}”这种起算事项，可用：{'、'.join(EVENTS)}。", value=event)
    if stated is not None and _may_state(rules[0]):
        return (_stated(rules[-1], stated, calendar),)
    return tuple(_apply(rule, start, calendar) for rule in rules)


def _applies(rule: Rule, simple: bool, normative: bool) -> bool:
    """Tell whether a row holds in this procedure and for this kind of 司法建议."""
    if rule.kind in (Kind.ORDINARY, Kind.SUMMARY):
        return simple is (rule.kind is Kind.SUMMARY)
    return not (normative and rule.kind is Kind.GENERAL)


def _may_state(rule: Rule) -> bool:
    """Tell whether the paper itself may set the date: a 司法建议, a judgment, the court's evidence limit."""
    return rule.kind in (Kind.STATED, Kind.NORMATIVE, Kind.GENERAL)


def _stated(rule: Rule, stated: date, calendar: Calendar) -> Deadline:
    return Deadline(rule.name, stated, stated, calendar.confirmed(stated), "", rule.article)


def _apply(rule: Rule, start: date, calendar: Calendar) -> Deadline:
    if not rule.length:
        raise InvalidInputError(f"“{rule.name}”以文书载明的日期为准，请用 --stated 写明。", value=rule.event)
    if rule.length == AT_ONCE:
        return Deadline(rule.name, start, start, True, rule.length, rule.article)
    length = parse_length(rule.length)
    if rule.kind is Kind.BEFORE:
        latest = start - timedelta(days=length.count)
        return Deadline(rule.name, latest, latest, calendar.confirmed(latest), rule.length, rule.article)
    end = period_end(start, length, calendar)
    return Deadline(rule.name, end.due_on, end.nominal_on, end.confirmed, rule.length, rule.article)


def trial_limit(
    filed_on: date, length: str, excluded: Iterable[tuple[date, date]], calendar: Calendar
) -> Deadline:
    """审限 with the time that does not count: 公告, 鉴定, 调解, 中止, 管辖异议 (I2018 art. 50).

    ``excluded`` are spans of days, both ends included and not overlapping; the limit runs
    from 立案 to 宣判.
    """
    nominal = period_end(filed_on, parse_length(length), calendar).nominal_on
    days = sum((last - first).days + 1 for first, last in excluded)
    end = calendar.end_of(nominal + timedelta(days))
    article = "法释〔2018〕1号第五十条"
    return Deadline("审限", end.due_on, end.nominal_on, end.confirmed, length, article)


@dataclass(frozen=True, slots=True)
class NoticeGap:
    """Days between the service of 出庭通知书 and the hearing (R2020 art. 5(2)); it binds the court."""

    days: int
    short: bool
    edge: bool


def notice_gap(served_on: date, hearing_on: date, threshold: int = 3) -> NoticeGap:
    """Judge whether the court served the notice three days before the hearing.

    ``threshold`` is the setting ``notice_days`` of ``litigation.law.reading``: 3, or 4 read
    strictly. ``edge`` marks a gap of exactly the threshold: read strictly, with the day of
    service left out, it would be short. A short gap never excuses by itself.
    """
    days = (hearing_on - served_on).days
    return NoticeGap(days, short=days < threshold, edge=days == threshold)


@dataclass(frozen=True, slots=True)
class DailyFine:
    """The fine on the head personally for so many days past the judgment's period, in yuan."""

    days: int
    low: int
    high: int


def late_performance(due_on: date, day: date) -> DailyFine:
    """The fine that may stand on ``day``: 50 to 100 yuan for each day past ``due_on`` (ALL art. 96)."""
    days = max(0, (day - due_on).days)
    return DailyFine(days, 50 * days, 100 * days)


def is_on_time(posted_on: date, due_on: date) -> bool:
    """Tell whether a paper posted on ``posted_on`` is in time: the postmark counts, not the arrival.

    I2018 art. 48, CPL art. 85: time on the way is not counted.
    """
    return posted_on <= due_on


def electronically_served_on(arrived_on: date, opened_on: date | None) -> date:
    """The day of electronic service to a confirmed address (OLR art. 31).

    It is the day on which the message reached the system; when it was opened changes nothing.
    """
    return min(arrived_on, opened_on) if opened_on else arrived_on
