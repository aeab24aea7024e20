"""The month in official Chinese: one set of sentences for page, Word paper and message.

So that they cannot differ, nothing else states the figures in words. While an outcome is
missing no percent is stated; a month without hearings says so and has no rate.
"""

from collections.abc import Iterable
from datetime import date, datetime

from litigation.law.circular import Circular, PreviousEdition
from litigation.law.clock import say_moment
from litigation.law.procedure import Procedure
from litigation.law.rate import Tally, rate_text

PROCEDURES: dict[str, str] = {
    "first": Procedure.FIRST_INSTANCE.label,
    "second": Procedure.SECOND_INSTANCE.label,
    "retrial": Procedure.RETRIAL.label,
}
"""The tally's keys of procedures and their words."""


def say_month(month: str) -> str:
    """``2026-08`` as 2026年8月."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def say_day_of_paper(day: date) -> str:
    """成文日期 with its year and without padded zeros (GB/T 9704—2012): 2026年11月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def say_number(number: str) -> str:
    """A case number as pages and papers print it: full-width brackets around the year."""
    return number.replace("(", "（").replace(")", "）")


def say_hearing(at: datetime | None) -> str:
    """The day and hour of a hearing in a list: 9月15日 周二 09:30."""
    return say_moment(at) if at else "时间待定"


def headline(circular: Circular) -> str:
    """The one sentence of the month: cases heard, heads appeared, and the rate if it is known."""
    tally, month = circular.tally, say_month(circular.month)
    if tally.unknown:
        counted = tally.den + tally.unknown
        return (
            f"{month}，{circular.district}行政诉讼案件应计{counted}件，已确认负责人出庭{tally.num}件"
            f"（{tally.num}/{counted}），另有{tally.unknown}件结果待登记，登记后才能得出本月出庭率。"
        )
    if not tally.den:
        return f"{month}，{circular.district}无开庭案件。"
    return (
        f"{month}，{circular.district}行政诉讼案件开庭审理{tally.den}件，行政机关负责人出庭{tally.num}件，"
        f"出庭率{tally.rate}。"
    )


def summary_sentences(circular: Circular) -> list[str]:
    """The month in official Chinese: headline, missed, procedures, ranks, voices, rule, correction."""
    sentences = [headline(circular)]
    if circular.tally.den:
        sentences += _missed(circular.tally)
        sentences += _by_procedure(circular.tally)
        sentences += [_by_rank(circular.tally)]
    sentences.append(f"统计口径：{circular.rule.words}")
    if circular.previous:
        sentences.append(_correction(circular, circular.previous))
    return sentences


def four_out_sentences(circular: Circular) -> list[str]:
    """出庭、出声、出解、出治 in sentences; the denominators are cases heard."""
    tally, remedies = circular.tally, circular.remedies
    if not tally.den:
        return ["本月无开庭案件，无相关数据。"]
    sentences = [
        f"负责人出庭并发表意见{_count(tally, 'G_spoke_of_heard', '出声率')}；"
        f"就实质性化解争议提出意见{_count(tally, 'G_settle_of_heard', '出解率')}。"
    ]
    if remedies.due:
        rate = rate_text(remedies.done, remedies.due)
        late = f"，逾期未办结{remedies.overdue}项" if remedies.overdue else ""
        sentences.append(f"庭后确定整改事项{remedies.due}项，已办结{remedies.done}项（办结率{rate}）{late}。")
    return sentences


def _missed(tally: Tally) -> list[str]:
    parts = [
        (tally.excused, "法院认定理由成立"),
        (tally.open, "待下次开庭或者理由待法院审查"),
        (tally.breached, "未履行出庭应诉义务"),
    ]
    missed = sum(count for count, _ in parts)
    sentences = []
    if missed:
        details = _list(f"{words}{count}件" for count, words in parts if count)
        sentences.append(f"负责人未出庭{missed}件，其中{details}。")
    if tally.lawyers_only:
        sentences.append(f"仅委托律师出庭{tally.lawyers_only}件。")
    return sentences


def _by_procedure(tally: Tally) -> list[str]:
    parts = [
        f"{PROCEDURES.get(key, key)}开庭{den}件、负责人出庭{num}件"
        for key, (num, den) in tally.by_procedure.items()
        if den
    ]
    return [f"按审理程序分，{_list(parts)}。"] if parts else []


def _by_rank(tally: Tally) -> str:
    return (
        f"按出庭负责人职务分，正职{_count(tally, 'F_principal', '正职出庭率')}，"
        f"副职{_count(tally, 'F_deputy')}，其他参与分管的负责人{_count(tally, 'F_other')}。"
    )


def _correction(circular: Circular, previous: PreviousEdition) -> str:
    reason = f"，更正原因：{previous.reason.rstrip('。')}" if previous.reason else ""
    before = (previous.num, previous.den + previous.unknown)
    now = (circular.tally.num, circular.tally.den + circular.tally.unknown)
    edition = f"本通报为第{circular.edition}版"
    if before == now:
        return f"{edition}，出庭和应计件数与第{previous.edition}版相同{reason}。"
    return (
        f"{edition}。第{previous.edition}版所报出庭{before[0]}件、应计{before[1]}件，"
        f"现为出庭{now[0]}件、应计{now[1]}件{reason}。"
    )


def _count(tally: Tally, profile: str, rate_name: str = "") -> str:
    """``3件（正职出庭率17.65%）``; the percent is left out while it may not be stated."""
    rate = tally.profile_rate(profile) if rate_name and tally.den else None
    return f"{tally.profiles[profile][0]}件" + (f"（{rate_name}{rate}）" if rate else "")


def _list(parts: Iterable[str]) -> str:
    return "，".join(parts)
