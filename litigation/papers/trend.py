"""The charts of the circular and of leadership's page, from the months' figures."""

from collections.abc import Sequence

from litigation.law.circular import TrendMonth
from litigation.papers.chart import Bar, Series, months_chart, rates_chart, streak_chart


def trend_chart(trend: Sequence[TrendMonth]) -> str:
    """SVG of appeared, missed and unknown cases by month."""
    bars = [_bar(month, _short(month, trend)) for month in trend]
    return months_chart(f"{_span(trend)}各月开庭件数与负责人出庭件数", _describe(trend), bars)


def voice_chart(trend: Sequence[TrendMonth]) -> str:
    """SVG of the rates of heads who spoke and of principal heads, both of cases heard.

    A month without hearings, or with an outcome missing, is a gap: it has no percent.
    """
    labels = [_short(month, trend) for month in trend]
    spoke = Series("出声", tuple(_percent(month.spoke, month) for month in trend))
    principal = Series("正职", tuple(_percent(month.principal, month) for month in trend))
    text = "；".join(
        f"{one.name}率{_rounded(value)}" for one in (spoke, principal) if (value := _last(one)) is not None
    )
    description = f"实线为出声率，虚线为正职出庭率。最近一个月：{text}。" if text else "尚无可计算的月份。"
    return rates_chart(f"{_span(trend)}出声率与正职出庭率", description, labels, (spoke, principal))


def record_chart(trend: Sequence[TrendMonth]) -> str:
    """SVG with one cell a month: whether every head due appeared."""
    months = [(int(month.month[:4]), int(month.month[5:]), _bar(month, "")) for month in trend]
    return streak_chart(f"{_span(trend)}逐月出庭情况", _describe(trend), months)


def _bar(month: TrendMonth, label: str) -> Bar:
    return Bar(label, month.num, month.den, month.unknown)


def _short(month: TrendMonth, trend: Sequence[TrendMonth]) -> str:
    """``8月``; the first month of a chart over several years, and each January, names the year."""
    number = int(month.month[5:])
    several = trend[0].month[:4] != trend[-1].month[:4]
    if several and (month is trend[0] or number == 1):
        return f"{month.month[2:4]}年{number}月"
    return f"{number}月"


def _span(trend: Sequence[TrendMonth]) -> str:
    if not trend:
        return ""
    first, last = trend[0].month, trend[-1].month
    start = f"{first[:4]}年{int(first[5:])}月"
    if first == last:
        return start
    end = f"{int(last[5:])}月" if first[:4] == last[:4] else f"{last[:4]}年{int(last[5:])}月"
    return f"{start}至{end}"


def _describe(trend: Sequence[TrendMonth]) -> str:
    """The chart in words: months with all appeared, without hearings, missed, unknown."""
    if not trend:
        return "没有数据。"
    empty = [month for month in trend if not month.den and not month.unknown]
    unknown = [month for month in trend if month.unknown]
    missed = [month for month in trend if month.num < month.den]
    words = [f"{len(trend)}个月中{len(trend) - len(empty)}个月有开庭"]
    words += [f"{_names(empty)}无开庭案件"] if empty else []
    words += [f"{_names(missed)}有负责人未出庭"] if missed else []
    words += [f"{_names(unknown)}有结果待登记"] if unknown else []
    if not missed and not unknown and len(empty) < len(trend):
        words.append("有开庭的月份负责人均出庭")
    return "；".join(words) + "。"


def _names(months: Sequence[TrendMonth]) -> str:
    return "、".join(f"{month.month[:4]}年{int(month.month[5:])}月" for month in months)


def _percent(count: int, month: TrendMonth) -> float | None:
    return None if month.unknown or not month.den else 100 * count / month.den


def _last(series: Series) -> float | None:
    return next((value for value in reversed(series.values) if value is not None), None)


def _rounded(value: float) -> str:
    return f"{value:.1f}%"
