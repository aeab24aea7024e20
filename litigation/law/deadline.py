"""法定期限: which periods an event starts, as data; each rule cites its article."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from litigation.law.calendar import Calendar
from litigation.law.error import InvalidInputError
from litigation.law.period import parse_length, period_end
from litigation.law.word import N_

ALL = "行政诉讼法第{}条"
I2018 = "法释〔2018〕1号第{}条"
R2020 = "法释〔2020〕3号第{}条"
RCL = "行政复议法第{}条"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; ``simple`` is the length in the summary procedure, if it differs.

    ``before`` counts back from the event, without rolling.
    """

    event: str
    name: str
    length: str
    article: str
    simple: str = ""
    simple_article: str = ""
    before: bool = False


RULES = (
    Rule("complaint-served", N_("提交答辩状、证据和所依据的规范性文件"), "15d", ALL.format("六十七")),
    Rule("complaint-served", N_("申请延期提供证据"), "15d", I2018.format("三十四")),
    Rule("complaint-served", N_("提出管辖异议"), "15d", I2018.format("十")),
    Rule("evidence-obstacle-ceased", N_("补充提供证据"), "15d", I2018.format("三十四")),
    Rule("case-filed", N_("法院送达起诉状副本"), "5d", ALL.format("六十七")),
    Rule("case-filed", N_("一审审限"), "6m", ALL.format("八十一"), "45d", ALL.format("八十三")),
    Rule("defence-received", N_("法院送达答辩状副本"), "5d", ALL.format("六十七")),
    Rule("hearing-fixed", N_("传票最迟送达"), "3d", I2018.format("七十一"), before=True),
    Rule("hearing-fixed", N_("出庭通知书最迟送达"), "3d", R2020.format("五"), before=True),
    Rule("judgment-pronounced", N_("当庭宣判后发送判决书"), "10d", ALL.format("八十")),
    Rule("judgment-served", N_("对判决提起上诉"), "15d", ALL.format("八十五")),
    Rule(
        "ruling-served",
        N_("对裁定提起上诉（仅不予立案、驳回起诉、管辖异议）"),
        "10d",
        ALL.format("八十五"),
    ),
    Rule("appeal-received", N_("法院送达上诉状副本"), "5d", I2018.format("一百零八")),
    Rule("appeal-received", N_("二审审限"), "3m", ALL.format("八十八")),
    Rule("appeal-copy-served", N_("作为被上诉人提交答辩状"), "15d", I2018.format("一百零八")),
    Rule("judgment-effective", N_("申请再审"), "6m", I2018.format("一百一十")),
    Rule("retrial-application-served", N_("对再审申请提交书面意见"), "15d", I2018.format("一百一十一")),
    Rule("retrial-review-filed", N_("再审审查期限"), "6m", I2018.format("一百一十二")),
    Rule("protest-received", N_("法院裁定再审"), "30d", I2018.format("一百二十四")),
    Rule("retrial-suggestion-received", N_("法院审查再审检察建议"), "3m", I2018.format("一百二十六")),
    Rule("performance-expired", N_("对方申请强制执行"), "2y", I2018.format("一百五十三")),
    Rule("claim-period-expired", N_("申请非诉执行"), "3m", I2018.format("一百五十六")),
    Rule("enforcement-refusal-served", N_("对不准予执行的裁定申请复议"), "15d", I2018.format("一百六十一")),
    Rule("suggestion-received", N_("书面答复司法建议"), "2m", "法释〔2023〕11号第八条"),
    Rule(
        "reconsideration-application-served",
        N_("提交复议答复书、证据和依据"),
        "10wd",
        RCL.format("四十八"),
        "5wd",
        RCL.format("五十四"),
    ),
    Rule("reconsideration-accepted", N_("作出复议决定"), "60d", RCL.format("六十二"), "30d"),
    Rule("reconsideration-opinion-received", N_("报告复议意见书落实情况"), "60d", RCL.format("七十六")),
    Rule("obstacle-ceased", N_("申请顺延期限"), "10d", "民事诉讼法第八十六条"),
)
"""Periods the law fixes; local and uncertain ones are settings of the office."""

NORMATIVE = Rule("suggestion-received", N_("书面答复规范性文件司法建议"), "60d", I2018.format("一百四十九"))

EVENTS = tuple(dict.fromkeys(rule.event for rule in RULES))


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period that ends; ``length`` as in ``parse_length``, empty where the letter states a date."""

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

    ``simple`` takes the summary procedure's lengths, ``normative`` marks a 司法建议 on an
    illegal normative document, ``stated`` is the date a 司法建议 itself sets.
    InvalidInputError for an unknown event.
    """
    rules = [rule for rule in RULES if rule.event == event]
    if not rules:
        raise InvalidInputError(f"没有“{event}”这种起算事项，可用：{'、'.join(EVENTS)}。", value=event)
    if event == NORMATIVE.event and stated is not None:
        return (
            Deadline(rules[0].name, stated, stated, calendar.confirmed(stated), "", N_("司法建议书载明")),
        )
    if event == NORMATIVE.event and normative:
        rules = [NORMATIVE]
    return tuple(_apply(_in_procedure(rule, simple), start, calendar) for rule in rules)


def _in_procedure(rule: Rule, simple: bool) -> Rule:
    if not (simple and rule.simple):
        return rule
    return replace(rule, length=rule.simple, article=rule.simple_article or rule.article)


def _apply(rule: Rule, start: date, calendar: Calendar) -> Deadline:
    length = parse_length(rule.length)
    if rule.before:
        latest = start - timedelta(days=length.count)
        return Deadline(rule.name, latest, latest, calendar.confirmed(latest), rule.length, rule.article)
    end = period_end(start, length, calendar)
    return Deadline(rule.name, end.due_on, end.nominal_on, end.confirmed, rule.length, rule.article)


@dataclass(frozen=True, slots=True)
class NoticeGap:
    """Days between the service of 出庭通知书 and the hearing (R2020 art. 5(2)); it binds the court."""

    days: int
    short: bool
    edge: bool


def notice_gap(served_on: date, hearing_on: date, threshold: int = 3) -> NoticeGap:
    """Judge whether the court served the notice three days before the hearing.

    ``edge`` marks a gap of exactly the threshold: read strictly, with the day of service left
    out, it would be short.
    """
    days = (hearing_on - served_on).days
    return NoticeGap(days, short=days < threshold, edge=days == threshold)
