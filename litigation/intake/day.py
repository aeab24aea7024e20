"""Days as courts write them: 2026年9月8日, 二〇二六年九月八日, 2026-09-08, 9月8日（星期二）, 次日.

A day without a year is the next such day after the text was received; if that lies most of a
year away, the one just past. A day that does not exist, lies too far off, or contradicts its
weekday is warned about.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from litigation.intake.clock import HALF
from litigation.intake.numeral import CHINESE, read_numeral

_DIGIT = "[0-9OoIl]"
_SPELT = f"[{CHINESE}]"
_YEAR = rf"[12](?:\s?[0-9OoＯ〇○Il]){{3}}|[一二壹贰](?:\s?(?:{_SPELT}|[Ｏ0Oo])){{3}}"
# A numeral is read whole, then judged: 三十二 and 十三 are no 十二 and 三.
_MONTH = rf"{_DIGIT}\s?{_DIGIT}(?=\s?月)|[0-9Il]|[元正]|{_SPELT}{{1,3}}"
_DATE = rf"{_DIGIT}\s{_DIGIT}(?=\s?[日号])|{_DIGIT}{{1,2}}|{_SPELT}{{1,4}}"
_ALONE = rf"(?<![0-9{CHINESE}])"
# 28上午: the word 日 was dropped before a half-day, a weekday or a time
_DROPPED = rf"(?=\s{{0,2}}(?:{HALF}|\(?\s?(?:星期|周)|[0-9]{{1,2}}\s?[:时点]))"
# 30目上午: a scanner's 日
_UNIT = rf"\s?(?:(?P<unit>[日曰]|号(?!法|审|楼|院|厅|庭)|[目口臼](?=\s{{0,2}}(?:{HALF}|[0-9])))|{_DROPPED})"
_ONLY_UNIT = _UNIT.replace("unit", "only_unit")
_WEEKDAY_SIGN = "[一二三四五六日天]"

DAYS = re.compile(
    # 2026 年 9 月 8 日 | 二○二六年九月八日 | 26年9月8日 | 2026年9月32日
    rf"(?P<year>{_YEAR}"
    rf"|{_ALONE}(?:[0-9]{{2}}"
    rf"|[二贰]{_SPELT}))\s{{0,3}}年\s{{0,3}}(?P<month>{_MONTH})\s{{0,3}}月\s{{0,3}}(?P<date>{_DATE}){_UNIT}"
    # 今年9月8日 | 本年度九月八日
    rf"|(?P<year_word>[今本当同明去来])年度?\s?(?P<word_month>{_MONTH})\s{{0,3}}月\s{{0,3}}(?P<word_date>{_DATE})\s?[日号曰]"
    # 20226年9月8日 | 2O2年9月8日 : a year that cannot be read
    rf"|(?P<no_year>(?:[0-9OoIl]"
    rf"|{_SPELT}){{1,8}})\s?年\s?(?:{_MONTH})\s{{0,3}}月\s{{0,3}}(?:{_DATE})\s?[日号曰]"
    # 2026-09-08 | 2026/9/8 | 2026.09.08 | 2026-09-0814:30
    r"|(?<![0-9])(?P<iso_year>[12][0-9]{3})\s?(?P<sign>[-/.])\s?(?P<iso_month>[0-9]{1,2})"
    r"\s?(?P=sign)\s?(?P<iso_date>[0-3Il]?[0-9OoIl])日?"
    # 15/09/2026 | 09/08/2026
    r"|(?<![0-9./-])(?P<first>[0-3]?[0-9])(?P<slash>[/.-])(?P<second>[0-3]?[0-9])(?P=slash)(?P<last_year>20[0-9]{2})(?![0-9])"
    # 20260908 14:30 | 20260908 0930 | 20260908上午
    r"|(?<![0-9A-Za-z])(?P<solid_year>20[0-9]{2})(?P<solid_month>0[1-9]|1[0-2])(?P<solid_date>[0-2][0-9]"
    r"|3[01])"
    rf"(?=\s{{0,2}}(?:{HALF}|[0-9]{{1,2}}\s?[:时点]|\s[0-9]{{4}}(?![0-9])))"
    # 9月8日 | 九月八日 | 2月28上午08:30
    rf"|(?<!年){_ALONE}(?P<only_month>{_MONTH})\s{{0,3}}月\s{{0,3}}(?P<only_date>{_DATE}){_ONLY_UNIT}"
    # 9/8 14:30 | 9.8上午 | 9-8 9:00 | 10.15开庭
    rf"|(?<![0-9./-])(?<![0-9]:)(?P<short_month>1[0-2]"
    rf"|0?[1-9])[/.-](?P<short_date>[0-3]?[0-9])(?![0-9./-])(?:{_DROPPED}|(?=\s?(?:开庭|庭审"
    rf"|[日号]\s?(?:{HALF}|[0-9]|[(（]))))"
    # 本月15日 | 下月3日
    rf"|(?P<which_month>本月|当月|这个?月|下个?月|次月)\s?(?P<month_date>{_DATE})\s?[日号]"
    # 改到22号 | 推迟到 22 号
    rf"|(?:(?<=[改期延迟后前整更移][到至])"
    rf"|(?<=[改期延迟后前整更移][到至]\s))(?P<moved_date>{_DATE})\s?[日号](?!法|审|楼|院|厅)"
    # 11号上午9点
    rf"|(?<![0-9月第年{CHINESE}])(?P<bare_date>{_DATE})\s?[日号](?=\s{{0,2}}(?:{HALF}|\(?\s?(?:星期|周)))"
    # 下周三 | 本周五 | 明天 | 明早9点
    rf"|(?:(?P<which_week>下下周|本周|这周|下周|下个?星期|本星期|这个?星期"
    rf"|下个?礼拜)(?P<week_date>{_WEEKDAY_SIGN})"
    r"|(?P<word>大后天|今天|今日|明天|明日|后天|后日|次日|[今明](?=[早晚]|[上下]午)))(?!\s?(?:无|没有|暂无"
    r"|不|未))(?!\s?[(,]\s?(?:[0-9]{1,2}\s?月|20[0-9]{2}))"
    # 周三上午9点
    rf"|(?<![每逢到至、-])(?:星期|周|礼拜)(?P<bare_week>{_WEEKDAY_SIGN})(?=\s{{0,2}}\)?\s{{0,2}}(?:{HALF}"
    rf"|[0-9]{{1,2}}\s?[:点时]))"
    # 举证期满后第3日 | 公告期满后的第三个工作日 | 答辩期届满之次日
    r"|(?P<conditional>(?:期限?届?满|期满|届满|送达"
    r"|公告期)[^\s,。;;，]{0,10}?(?:第\s?[0-9一二三四五六七八九十]{1,3}\s?个?(?:工作)?日|次日|翌日))"
)
# （星期二） | 周二 | 星期 二
WEEKDAY = re.compile(r"\s{0,3},?\(?\s?(?:[本下这])?(?:星期|周|礼拜)\s?(?P<day>[一二三四五六日天])\s?\)?")
# 、16日 | 和16日
NEXT_DATE = re.compile(rf"\s{{0,2}}(?:[、,和及与]|以及)\s{{0,2}}(?P<date>{_DATE})\s?日")
# 至15日
UNTIL_DATE = re.compile(
    rf"\s{{0,2}}(?:-|~|至|到)\s{{0,2}}(?:(?P<month>{_MONTH})\s{{0,3}}月\s{{0,3}})?(?P<date>{_DATE})\s?日"
)
# 9月8日或9日 : one of two days
OR_DATE = re.compile(
    rf"\s{{0,2}}或者?\s{{0,2}}(?:(?P<month>{_MONTH})\s{{0,3}}月\s{{0,3}})?(?P<date>{_DATE})\s?[日号]"
)
COMPACT = re.compile(r"\s*(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<date>[0-3][0-9])(?![0-9])")

_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}
_WORDS = {"今": 0, "明": 1, "后": 2, "次": 1, "大": 3}
_YEAR_WORDS = {"明": 1, "来": 1, "去": -1}
_RELATIVE = ("which_month", "which_week", "word", "bare_date", "moved_date", "bare_week")
HORIZON_MONTHS = 18
"""A hearing further ahead is not credible (slips such as 2206年)."""
_FAR_AHEAD = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text; ``day`` None where none such exists or none is fixed."""

    day: date | None
    begin: int
    stop: int
    warnings: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None


# 一周庭审安排（9.14—9.18） | 9月14日至18日 | 2026年9月14日-9月18日
_WEEK = re.compile(
    r"(?<![0-9])(?:(?P<year>20[0-9]{2})\s?[年./-]\s?)?(?P<month>[0-9]{1,2})\s?[月./]\s?(?P<date>[0-9]{1,2})\s?日?\s?"
    r"(?:\(?周[一二三四五六日]\)?)?\s?(?:-{1,2}|~|至"
    r"|到)\s?(?:20[0-9]{2}\s?[年./-])?\s?(?:[0-9]{1,2}\s?[月./])?\s?[0-9]{1,2}(?![0-9])\s?日?"
)


def week_of(folded: str, received_on: date) -> date:
    """The first day of the week that a text is about: the one it names, or the one it came in."""
    if match := _WEEK.search(folded):
        year, month, number = (read_numeral(match[name] or "") for name in ("year", "month", "date"))
        named = _exact(year, month, number) if year else _nearest(month, number, received_on)
        if named:
            return named
    return received_on


def read_day(folded: str, match: re.Match[str], received_on: date) -> Day:
    """Turn a match of ``DAYS`` into a day, with its weekday checked."""
    parts = match.groupdict()
    if parts.get("conditional"):
        return Day(None, match.start(), match.end(), ("date_not_fixed",))
    if parts.get("no_year"):
        return Day(None, match.start(), match.end(), ("date_invalid",))
    if parts.get("first"):
        return _reversed(folded, match, received_on)
    if any(parts.get(name) for name in _RELATIVE):
        since = week_of(folded, received_on) if parts.get("bare_week") else received_on
        found = _relative(parts, since)
        warnings = ("date_not_fixed", "relative_date") if found else ("date_invalid",)
        return check_weekday(folded, Day(found, match.start(), match.end(), warnings), match.end())
    written = _written(parts, "year", "iso_year", "solid_year")
    month = read_numeral(
        _written(parts, "month", "iso_month", "only_month", "short_month", "solid_month", "word_month") or ""
    )
    number = read_numeral(
        _written(parts, "date", "iso_date", "only_date", "short_date", "solid_date", "word_date") or ""
    )
    dropped = parts.get("date") and not parts.get("unit")
    dropped = dropped or (parts.get("only_date") and not parts.get("only_unit"))
    letters = re.search("[OoIl]", match.group())
    doubts = ("ocr_repaired",) if dropped or letters else ()
    year = read_numeral(written) if written else None
    year = year + 2000 if year is not None and year < 100 else year
    if year_word := parts.get("year_word"):
        year = received_on.year + _YEAR_WORDS.get(year_word, 0)
    day = make_day(year, month, number, match.start(), match.end(), received_on, doubts)
    return check_weekday(folded, day, match.end())


def _reversed(folded: str, match: re.Match[str], received_on: date) -> Day:
    """15/09/2026 is of September; 09/08/2026 could be of either month and is asked about."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["last_year"])
    month, number = (second, first) if first > 12 else (first, second)
    doubts = ("date_not_fixed",) if first <= 12 and second <= 12 and first != second else ()
    day = make_day(year, month, number, match.start(), match.end(), received_on, doubts)
    return check_weekday(folded, day, match.end())


def _written(parts: dict[str, str | None], *names: str) -> str | None:
    """What the text has under the first of ``names`` that it uses."""
    return next((parts[name] for name in names if parts.get(name)), None)


def make_day(
    year: int | None,
    month: int | None,
    number: int | None,
    begin: int,
    stop: int,
    received_on: date,
    doubts: tuple[str, ...] = (),
) -> Day:
    """Build a day from its figures, inferring a missing year and judging its distance."""
    day = _exact(year, month, number) if year is not None else _nearest(month, number, received_on)
    if day is None:
        return Day(None, begin, stop, (*doubts, "date_invalid"), year, month)
    if year is None:
        doubts += ("year_inferred",)
    return Day(day, begin, stop, doubts + doubts_of_day(day, received_on), day.year, month)


def doubts_of_day(day: date, received_on: date) -> tuple[str, ...]:
    """Warn of a day before the text came in, or beyond eighteen months."""
    if day < received_on:
        return ("date_in_past",) if received_on.year - day.year <= 2 else ("date_in_past", "date_invalid")
    months = (day.year - received_on.year) * 12 + day.month - received_on.month
    return ("date_invalid",) if months > HORIZON_MONTHS else ()


def _exact(year: int | None, month: int | None, number: int | None) -> date | None:
    if year is None or month is None or number is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(month: int | None, number: int | None, received_on: date) -> date | None:
    """The next such day; the last one if the next is most of a year away."""
    candidates = [_exact(received_on.year + shift, month, number) for shift in (-1, 0, 1, 2, 3, 4)]
    known = [day for day in candidates if day]
    ahead = next((day for day in known if day >= received_on), None)
    past = next((day for day in reversed(known) if day < received_on), None)
    if ahead is None or (past is not None and ahead - received_on > _FAR_AHEAD):
        return past
    return ahead


def _relative(parts: dict[str, str | None], received_on: date) -> date | None:
    if word := parts.get("word"):
        return received_on + timedelta(days=_WORDS[word[0]])
    if sign := parts.get("bare_week"):
        return received_on + timedelta(days=(_WEEKDAYS[sign] - received_on.weekday()) % 7)
    if week := parts.get("which_week"):
        monday = received_on - timedelta(days=received_on.weekday())
        shift = 7 * week.count("下")
        return monday + timedelta(days=shift + _WEEKDAYS[parts["week_date"] or "一"])
    if number := parts.get("bare_date") or parts.get("moved_date"):
        return _next_of_month(read_numeral(number), received_on)
    later = 1 if (parts["which_month"] or "")[0] in "下次" else 0
    months = received_on.year * 12 + received_on.month - 1 + later
    return _exact(months // 12, months % 12 + 1, read_numeral(parts["month_date"] or ""))


def _next_of_month(number: int | None, received_on: date) -> date | None:
    """The next day with this number: in the month it came in, or one of the two after."""
    first = received_on.year * 12 + received_on.month - 1
    days = (_exact(months // 12, months % 12 + 1, number) for months in (first, first + 1, first + 2))
    return next((day for day in days if day and day >= received_on), None)


def check_weekday(folded: str, day: Day, position: int) -> Day:
    """Compare a day with the weekday written at ``position``, if one is; the day then ends behind it."""
    match = WEEKDAY.match(folded, position)
    if not match:
        return day
    warnings = day.warnings
    if day.day is not None and day.day.weekday() != _WEEKDAYS[match["day"]]:
        warnings += ("weekday_mismatch",)
    return Day(day.day, day.begin, match.end(), warnings, day.year, day.month)
