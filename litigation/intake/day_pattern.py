"""The ways in which courts, offices and telephones write a day, each with a sample.

``STYLES`` are tried in their order at every place of a text; a numeral is always read whole and
judged afterwards, so that 三十二 is no 二 and 十三 no 三.
"""

import re
from dataclasses import dataclass

from litigation.intake.clock import HALF
from litigation.intake.numeral import CHINESE


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing: its name, texts in which it stands, and its pattern."""

    name: str
    samples: tuple[str, ...]
    pattern: str


_DIGIT = "[0-9OoIl]"
_SPELT = f"[{CHINESE}]"
_YEAR = rf"(?:[12](?:\s?[0-9OoＯ〇○Il]){{3}}|[一二壹贰](?:\s?(?:{_SPELT}|[Ｏ0Oo])){{3}})"
_SHORT_YEAR = rf"(?<![0-9{CHINESE}])(?:[0-9]{{2}}|[二贰]{_SPELT})"
_MONTH = rf"(?:{_DIGIT}\s?{_DIGIT}(?=\s?月)|[0-9Il]|[元正]|{_SPELT}{{1,3}})"
_DATE = rf"(?:{_DIGIT}\s{_DIGIT}(?=\s?[日号])|{_DIGIT}{{1,2}}|{_SPELT}{{1,4}})"
_NO_NUMERAL_BEFORE = rf"(?<![0-9{CHINESE}])"
_WEEKDAY_SIGN = "[一二三四五六日天]"
_WEEKDAY_WORD = "(?:星期|周|礼拜)"
_ENGLISH = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
# a time, a half-day or a weekday: what only follows a day
_TIME_FOLLOWS = (
    rf"(?=\s{{0,2}}(?:{HALF}|北京时间|\(?\s?(?:[下本]?{_WEEKDAY_WORD}|{_ENGLISH})|[0-9]{{1,2}}\s?[:时点]"
    rf"|\([一二三四五六日]\)|\s?[一二三四五六日]\s{{1,2}}(?:{HALF}|[0-9]{{1,2}}[:时点]|\(20[0-9]{{2}}|#)))"
)
_NOT_ROOM = r"(?!法|审|楼|院|厅|庭)"
# 日, a scanner's 曰 and 目, or none before a time
_UNIT = (
    rf"\s?(?:(?P<{{}}>[日曰]|号{_NOT_ROOM}"
    rf"|[目口臼](?=\s{{{{0,2}}}}(?:{HALF}|[0-9])))|{_TIME_FOLLOWS.replace('{', '{{').replace('}', '}}')})"
)
_FIXED_ELSEWHERE = r"(?!\s?(?:无|没有|暂无|不|未))(?!\s?[(,]\s?(?:[0-9]{1,2}\s?月|20[0-9]{2}))"

STYLES = (
    Style(
        "full",
        ("2026 年 9 月 8 日上午", "二○二六年九月八日", "26年9月8日", "贰零贰陆年玖月捌日", "2026年9月32日"),
        rf"(?P<year>{_YEAR}|{_SHORT_YEAR})\s{{0,3}}年\s{{0,3}}(?P<month>{_MONTH})\s{{0,3}}月\s{{0,3}}"
        rf"(?P<date>{_DATE}){_UNIT.format('unit')}",
    ),
    Style(
        "year_in_words",
        ("今年9月8日", "本年度九月八日", "明年1月5号"),
        rf"(?P<year_word>[今本当同明去来])年度?\s?(?P<word_month>{_MONTH})\s{{0,3}}月\s{{0,3}}"
        rf"(?P<word_date>{_DATE})\s?[日号曰]",
    ),
    Style(
        "unreadable_year",
        ("20226年9月8日", "2O2年9月8日"),
        rf"(?P<no_year>(?:{_DIGIT}|{_SPELT}){{1,8}})\s?年\s?{_MONTH}\s{{0,3}}月\s{{0,3}}{_DATE}\s?[日号曰]",
    ),
    Style(
        "figures",
        ("2026-09-08", "2026/9/8", "2026.09.08", "2026-09-0814:30"),
        r"(?<![0-9])(?P<iso_year>[12][0-9]{3})\s?(?P<sign>[-/.])\s?(?P<iso_month>[0-9]{1,2})"
        r"\s?(?P=sign)\s?(?P<iso_date>[0-3Il]?[0-9OoIl])日?",
    ),
    Style(
        "year_last",
        ("15/09/2026", "09/08/2026 9:30"),
        r"(?<![0-9./-])(?P<first>[0-3]?[0-9])(?P<slash>[/.-])(?P<second>[0-3]?[0-9])(?P=slash)"
        r"(?P<last_year>20[0-9]{2})(?![0-9])",
    ),
    Style(
        "english",
        ("Mon Jun 15 2026 09:30", "September 8, 2026"),
        r"(?P<english_month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s"
        r"(?P<english_date>[0-3]?[0-9]),?\s(?P<english_year>20[0-9]{2})",
    ),
    Style(
        "solid",
        ("20260908 14:30", "20260908 0930", "20260908上午9时"),
        r"(?<![0-9A-Za-z])(?P<solid_year>20[0-9]{2})(?P<solid_month>0[1-9]|1[0-2])"
        r"(?P<solid_date>[0-2][0-9]|3[01])"
        rf"(?=\s{{0,2}}(?:{HALF}|[0-9]{{1,2}}\s?[:时点]|\s[0-9]{{4}}(?![0-9])))",
    ),
    Style(
        "solid_alone",
        ("日期20270624，", "开庭时间:20260908"),
        r"(?<=期|间|于|:|=)(?P<lone_year>20[0-9]{2})(?P<lone_month>0[1-9]|1[0-2])(?P<lone_date>[0-2][0-9]"
        r"|3[01])"
        r"(?![0-9])",
    ),
    Style(
        "yearless",
        ("9月8日", "九月八日上午", "2月28上午08:30", "元月六日"),
        rf"(?<!年)(?<!农历){_NO_NUMERAL_BEFORE}(?P<only_month>{_MONTH})\s{{0,3}}月\s{{0,3}}(?P<only_date>{_DATE})"
        + _UNIT.format("only_unit"),
    ),
    Style(
        "short",
        (
            "9/8 14:30",
            "9.8上午",
            "9-8 9:00",
            "10/27 Tue 14:00",
            "06-24 三 PM2:30",
            "10.15开庭",
            "1.26号（周二）",
        ),
        r"(?<![0-9./-])(?<![0-9]:)(?P<short_month>1[0-2]|0?[1-9])[/.-](?P<short_date>[0-3]?[0-9])(?![0-9./-])"
        rf"(?:{_TIME_FOLLOWS}|\s?[日号](?=\s?(?:{HALF}|[0-9(（的]|北京|开庭|{_WEEKDAY_WORD}))|(?=\s?(?:开庭"
        rf"|庭审)))",
    ),
    Style(
        "short_day_first",
        ("15/04 14:30", "28/9 9:00"),
        r"(?<![0-9./-])(?P<day_first>1[3-9]|2[0-9]|3[01])/(?P<month_second>1[0-2]|0?[1-9])(?![0-9./-])"
        + _TIME_FOLLOWS,
    ),
    Style(
        "unit_left_out",
        ("十月十五 开，", "不是9月15，是"),
        rf"(?<!年)(?<!农历){_NO_NUMERAL_BEFORE}(?P<bare_month>{_MONTH})\s?月\s?(?P<month_day>{_DATE})"
        rf"(?![0-9{CHINESE}])(?=\s?(?:[,，。、;；)）]|开))",
    ),
    Style(
        "weekday_of_month",
        ("5月的最后一个周五", "九月第二个星期三"),
        rf"{_NO_NUMERAL_BEFORE}(?P<month_of_week>{_MONTH})月份?的?(?P<nth>最后"
        rf"|第[一二三四])一?个?{_WEEKDAY_WORD}"
        rf"(?P<nth_week>{_WEEKDAY_SIGN})",
    ),
    Style(
        "of_this_month",
        ("本月15日", "下个月3号", "本月十五日"),
        rf"(?P<which_month>本月|当月|这个?月|下个?月|次月)\s?(?P<month_date>{_DATE})\s?[日号]",
    ),
    Style(
        "moved_to",
        ("改到22号", "推迟到 22 号"),
        rf"(?:(?<=[改期延迟后前整更移][到至])"
        rf"|(?<=[改期延迟后前整更移][到至]\s))(?P<moved_date>{_DATE})\s?[日号]" + _NOT_ROOM,
    ),
    Style(
        "monthless",
        ("11号上午9点", "二十号（周三）", "8日 9:00"),
        rf"(?<![0-9月第年{CHINESE}])(?P<bare_date>{_DATE})\s?(?:[日号](?=\s{{0,2}}(?:{HALF}|\(?\s?(?:星期"
        rf"|周)))"
        r"|日(?=\s{0,2}[0-9]{1,2}\s?[:点时]))",
    ),
    Style(
        "weekday_and_number",
        ("周二（24日）上午九时", "本周三(10号)下午"),
        rf"[本下这]?{_WEEKDAY_WORD}(?P<boxed_week>{_WEEKDAY_SIGN})\s?\(\s?(?P<boxed_date>{_DATE})\s?[日号]\s?\)",
    ),
    Style(
        "of_the_week",
        ("下周三", "本周五", "下下周一", "这个星期四"),
        rf"(?P<which_week>下下周|本周|这周|下周|下个?星期|本星期|这个?星期"
        rf"|下个?礼拜)(?P<week_date>{_WEEKDAY_SIGN})" + _FIXED_ELSEWHERE,
    ),
    Style(
        "in_words",
        ("明天上午", "次日", "大后天", "明早9点", "第二天上午"),
        r"(?P<word>大后天|今天|今日|明天|明日|后天|后日|次日|翌日|第二天|[今明](?=[早晚]|[上下]午))"
        + _FIXED_ELSEWHERE,
    ),
    Style(
        "weekday_alone",
        ("周三上午9点", "星期五 14:30"),
        rf"(?<![每逢到至、-]){_WEEKDAY_WORD}(?P<bare_week>{_WEEKDAY_SIGN})"
        rf"(?=\s{{0,2}}\)?\s{{0,2}}(?:{HALF}|[0-9]{{1,2}}\s?[:点时]))",
    ),
    Style(
        "conditional",
        ("举证期满后第3日上午", "公告期满后的第三个工作日", "答辩期届满之次日"),
        r"(?P<conditional>(?:期限?届?满|期满|届满|送达|公告期)[^\s,。;;，]{0,10}?"
        r"(?:第\s?[0-9一二三四五六七八九十]{1,3}\s?个?(?:工作)?日|次日|翌日))",
    ),
)

# what a day can begin with: a look that spares most places of a text the alternatives
_FIRST_SIGN = f"(?=[0-9OoIl{CHINESE}元正今本当同明去来下这次大后周星礼期届送公翌第JFMASOND])"
DAYS = re.compile(_FIRST_SIGN + "(?:" + "|".join(style.pattern for style in STYLES) + ")")
# （星期二） | 周二 | Tue | 三
WEEKDAY = re.compile(
    rf"\s{{0,3}},?\(?\s?(?:[本下这]?{_WEEKDAY_WORD}\s?(?P<day>{_WEEKDAY_SIGN})|(?P<english>{_ENGLISH})"
    rf"|(?<=\s)(?P<bare>[一二三四五六日])(?=\s)|(?<=\()(?P<boxed>[一二三四五六日])(?=\)))\s?\.?\)?"
)
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
# 20260908
COMPACT = re.compile(r"\s*(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<date>[0-3][0-9])(?![0-9])")
# 下周庭审安排 | 本周开庭
SPOKEN_WEEK = re.compile(rf"(?:下下?|本|这)(?:周|星期)(?!{_WEEKDAY_SIGN})")
# 一周庭审安排（9.14—9.18） | 9月14日至18日 | 2026年9月14日-9月18日
WEEK = re.compile(
    r"(?<![0-9])(?:(?P<year>20[0-9]{2})\s?[年./-]\s?)?(?P<month>[0-9]{1,2})\s?[月./]\s?(?P<date>[0-9]{1,2})"
    r"\s?日?\s?(?:\(?周[一二三四五六日]\)?)?\s?(?:-{1,2}|~|至|到)\s?(?:20[0-9]{2}\s?[年./-])?"
    r"\s?(?:[0-9]{1,2}\s?[月./])?\s?[0-9]{1,2}(?![0-9])\s?日?"
)
