"""Court texts put otherwise without saying anything else, for what must not change their reading.

Each alteration takes a text and a source of chance and returns the text as another court, another
telephone or another scanner would have written it.
"""

import random
import re
from collections.abc import Callable

Alteration = Callable[[str, random.Random], str]

_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_MARKS = str.maketrans("，：（）；", ",:();")
_NUMERALS = "〇一二三四五六七八九"
_CJK = "\u4e00-\u9fff"
# 2026年9月8日, outside of case numbers
_DATE = re.compile(r"(?<![0-9０-９])(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
# 上午9时30分 | 9:30 | 9时
_SPOKEN = re.compile(
    r"(?<![0-9:：年月.])(?P<hour>[0-9]{1,2})[时点](?:(?P<minute>[0-9]{2})分)?(?![0-9半一二三整钟许左])"
)
_FIGURES = re.compile(r"(?<![0-9:：.-])(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-5][0-9])(?![0-9:：])")
_NUMBER = re.compile(
    r"[（(〔\[【]?\s?(?:19|20)[0-9]{2}\s?[）)〕\]】]?[\u4e00-\u9fff][0-9\u4e00-\u9fff]{1,12}?[0-9、至～~-]+号"
)


def chinese(number: int) -> str:
    """九, 十, 十五, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def outside_numbers(text: str, change: Callable[[str], str]) -> str:
    """Change what stands between the case numbers."""
    pieces, position = [], 0
    for match in _NUMBER.finditer(text):
        pieces += [change(text[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*pieces, change(text[position:])])


def wide_digits(text: str, chance: random.Random) -> str:
    """２０２６年９月８日."""
    return re.sub(r"(?<![A-Za-z0-9/._@-])[0-9]+(?![A-Za-z0-9/_@-])", lambda m: m[0].translate(_DIGITS), text)


def narrow_marks(text: str, chance: random.Random) -> str:
    """(2026)鲁0202行初12号,上午9:00."""
    return text.translate(_MARKS)


def windows_lines(text: str, chance: random.Random) -> str:
    """Lines that end as on Windows."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def blanks_by_digits(text: str, chance: random.Random) -> str:
    """2026 年 9 月 8 日上午 9 时 30 分 在第 3 法庭."""
    text = re.sub(rf"(?<=[{_CJK}])(?=[0-9])", " ", text)
    return re.sub(rf"(?<=[0-9])(?=[{_CJK}])", " ", text)


def dashed_dates(text: str, chance: random.Random) -> str:
    """2026-09-08 | 2026/9/8 | 2026.9.8"""
    sign = chance.choice("-/.")

    def dashed(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        joined = sign.join((year, month.zfill(2), day.zfill(2)))
        # 2026.09.08 9:00 keeps its parts apart
        return joined + (" " if re.match("[0-9]", text[match.end() :]) else "")

    return outside_numbers(text, lambda piece: _re_all(_DATE, dashed, piece))


def chinese_dates(text: str, chance: random.Random) -> str:
    """二〇二六年九月八日"""
    zero = chance.choice("〇○零")

    def spelt(match: re.Match[str]) -> str:
        year = "".join(_NUMERALS[int(sign)] for sign in match[1]).replace("〇", zero)
        return f"{year}年{chinese(int(match[2]))}月{chinese(int(match[3]))}日"

    return outside_numbers(text, lambda piece: _re_all(_DATE, spelt, piece))


def spoken_days(text: str, chance: random.Random) -> str:
    """2026年9月8号"""
    return outside_numbers(text, lambda piece: re.sub(r"(月[0-9]{1,2})日(?=上午|下午|[0-9])", r"\1号", piece))


def points_for_hours(text: str, chance: random.Random) -> str:
    """9点30分"""
    return outside_numbers(
        text, lambda piece: re.sub(r"(?<=[0-9])时(?!间|限|效|刻|候|常|代|期)", "点", piece)
    )


def figures_for_hours(text: str, chance: random.Random) -> str:
    """9:30"""

    def figures(match: re.Match[str]) -> str:
        return f"{match['hour']}:{match['minute'] or '00'}"

    return outside_numbers(text, lambda piece: _re_all(_SPOKEN, figures, piece))


def words_for_hours(text: str, chance: random.Random) -> str:
    """9时30分"""

    def words(match: re.Match[str]) -> str:
        minute = match["minute"]
        return f"{int(match['hour'])}时" + ("" if minute == "00" else f"{minute}分")

    return outside_numbers(text, lambda piece: _re_all(_FIGURES, words, piece))


def chinese_hours(text: str, chance: random.Random) -> str:
    """九时三十分"""

    def spelt(match: re.Match[str]) -> str:
        minute = match["minute"]
        if not minute:
            return chinese(int(match["hour"])) + "时"
        minutes = "零分" if minute == "00" else chinese(int(minute)) + "分"
        return f"{chinese(int(match['hour']))}时" + ("零" if "01" <= minute <= "09" else "") + minutes

    return outside_numbers(text, lambda piece: _re_all(_SPOKEN, spelt, piece))


def other_words(text: str, chance: random.Random) -> str:
    """兹定于, 按时到庭, 早上 : the same said in other words."""
    for old, new in (
        ("定于", chance.choice(["定于", "兹定于", "订于", "决定于", "拟定于"])),
        ("准时到庭", chance.choice(["按时到庭", "准时参加庭审", "准时出庭"])),
        ("公开开庭审理", chance.choice(["公开审理", "开庭审理", "依法公开开庭审理"])),
        ("改期至", chance.choice(["改期到", "变更为", "调整至", "延期至"])),
    ):
        text = re.sub(rf"(?<![兹决拟原现改重另未]){old}", new, text)
    return text


def other_labels(text: str, chance: random.Random) -> str:
    """庭审时间：, 开庭场所："""
    for old, new in (
        ("开庭时间", ["庭审时间", "开庭日期", "出庭时间", "开庭时间"]),
        ("应到处所", ["应到地点", "到庭地点", "应到处所"]),
        ("开庭地点", ["庭审地点", "开庭场所", "出庭地点"]),
        ("承办法官", ["主审法官", "承办法官", "承办人"]),
    ):
        text = re.sub(rf"(?<![原新现]){old}(?=\s?[：:])", chance.choice(new), text)
    return text


_HEADS = (
    "各位同事：\n",
    "【转发】\n",
    "转自行政应诉群，请各相关单位查收\n\n",
    "您好！\n",
    "收到法院通知如下：\n",
    "王科长，刚收到的，请安排：\n",
    "发件人：fayuan@example.invalid\n"
    "发送时间：2025年1月6日 8:12\n收件人：fazhi@example.invalid\n主题：转发\n\n",
)
_FEET = (
    "\n请知悉。",
    "\n\n此致\n敬礼",
    "\n收到请回复，谢谢",
    "\n—— 来自企业微信",
    "\n打印时间：2025年1月6日 16:20:31",
    "\n\n法制科 李明 8576****",
    "\n联系地址：山东路17号，邮编266071",
    "\n（此件不公开发布）",
)


def with_head(text: str, chance: random.Random) -> str:
    """A greeting or the head of a forwarded mail before it."""
    return chance.choice(_HEADS) + text


def with_foot(text: str, chance: random.Random) -> str:
    """A signature, a printer's stamp or a note behind it."""
    return text + chance.choice(_FEET)


def wrapped(text: str, chance: random.Random) -> str:
    """Lines broken where the paper ended, inside of words too, never inside figures or tables."""
    if re.search(r"[\t|｜│]", text):
        return text
    width = chance.randint(14, 30)
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            cut = width
            while cut < len(line) and re.match(r"[0-9:：.-]", line[cut]):
                cut += 1
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return "\n".join(lines)


def without_last_mark(text: str, chance: random.Random) -> str:
    """No full stop at the end."""
    return text.rstrip("。")


def ideographic_blanks(text: str, chance: random.Random) -> str:
    """Paragraphs that begin with two wide blanks."""
    return "\n".join("\u3000\u3000" + line if line.strip() else line for line in text.split("\n"))


def in_markup(text: str, chance: random.Random) -> str:
    """As a page of a web site."""
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def _re_all(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], piece: str) -> str:
    return pattern.sub(change, piece)


SAME: tuple[Alteration, ...] = (
    wide_digits,
    narrow_marks,
    windows_lines,
    blanks_by_digits,
    dashed_dates,
    chinese_dates,
    spoken_days,
    points_for_hours,
    figures_for_hours,
    words_for_hours,
    chinese_hours,
    other_words,
    other_labels,
    with_head,
    with_foot,
    wrapped,
    without_last_mark,
    ideographic_blanks,
    in_markup,
)
"""Alterations that leave number, start and old start of every hearing as they are."""
