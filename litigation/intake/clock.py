"""Times of day as courts write them: 上午9时, 下午13：30至15：30, 十五时三十分, 9点半.

The half-day and the hour are read together: 下午3时 is 15:00 and 下午15时 is 15:00 too, 上午12时
is noon. What contradicts itself is taken literally and warned about.
"""

import re
from dataclasses import dataclass
from datetime import time

from litigation.intake.numeral import CHINESE, read_numeral

HALF = (
    r"(?:凌\s?晨|清\s?晨|早\s?上|早\s?晨|上\s?午|中\s?午|正\s?午|午\s?间|下\s?午|午\s?后|傍\s?晚|晚\s?上"
    rf"|晚\s?间|夜\s?间|早(?=\s?[0-9{CHINESE}])|晚(?=\s?[0-9{CHINESE}])"
    r"|[AaPp]\.?[Mm]\.?)"
)
_MORNING = frozenset({"清晨", "早", "早上", "早晨", "上午", "AM"})
_NOON = frozenset({"中午", "正午", "午间"})
_NIGHT = frozenset({"晚", "晚上", "晚间", "夜间"})

# a numeral is read whole, then judged: 七十五分 is no 七分
_HOUR = rf"[0-9][0-9OoIl]?|[OoIl][0-9]|[Il][OoIl]|[{CHINESE}]{{1,3}}"
_MINUTE = rf"[0-9OoIl]\s[0-9OoIl](?=\s?分)|[0-9OoIl]{{1,2}}|[{CHINESE}Ｏ]{{1,4}}"
_NOT_MINUTE = r"(?!十|\s?(?:[0-9]|号|月|日|年|法庭|审判|楼|层|室|[时点:、.)]|庭))"
# 八点五十|3号法庭 : minutes in Chinese and, right behind them, the number of the room
_TENS = r"[一二三四五]?十五?(?=[0-9]{1,3}号?(?:法庭|审判|庭|室))"
_LINK = r"\s{0,2}(?:-{1,2}|~|至|到)\s{0,2}"
_SPOKEN = (
    # 9时 | 9时30分 | 9点半 | 九时整 | 8时40分0秒 | 9点一刻
    rf"(?P<hour>{_HOUR})\s?(?:时(?!间|段|限|候|效)|点)(?:钟)?\s?"
    rf"(?:(?P<part>半|一刻|三刻|整)|(?P<minute>{_MINUTE})\s?(?P<unit>分)"
    # 9点50 ; a numeral on the next line begins an item: 上午十点⏎二、
    rf"|(?<!\n)(?P<bare_minute>{_TENS}|(?:{_MINUTE}){_NOT_MINUTE}))?"
    r"(?:\s?[0-9]{1,2}\s?秒)?(?:钟|整)?"
)
# 15:30 | 15;30 | 15:30:00; two figures of minutes exactly, so that 15:304号法庭 is 15:30 in room 4
_FIGURES = (
    r"(?P<hours>[0-9][0-9OoIl]?|[OoIl][0-9])\s?[:;]\s?(?P<minutes>[0-9][0-9OoIl]"
    # 9:0 for 9:00
    r"|[OoIl][0-9]|0(?![0-9OoIl]))(?:\s?:\s?[0-9]{2}(?:\.[0-9]+)?)?"
)
_BARE_FIGURES = _FIGURES.replace("[:;]", ":")
_AFTER_HALF = (
    # 上午9.30
    r"(?P<dot_hour>[0-9]{1,2})\s?[.]\s?(?P<dot_minute>[0-5][0-9])(?![0-9])"
    # 下午2至4时
    rf"|(?P<from_hour>{_HOUR})(?={_LINK}(?:{_HOUR})\s?[时点:])"
    # 下午1430
    r"|(?P<solid_hour>0[7-9]|1[0-9])(?P<solid_minute>[0-5][0-9])(?![0-9号室元件:新法审会调-])"
    # 上午10在第九法庭
    r"|(?P<naked>[0-9]{1,2})(?![0-9:;.时点号月日年件起人%]|\s?(?:法庭|审判|楼))"
)

# what may follow a day directly
# 上午9时 | 上午 均9:00 | 上午(北京时间)9时
_AFTER_HALF_DAY = (
    r"\s{0,3}(?:(?:场|均为?|都是?|还是|仍[为是]?|的|\(?北京时间\)?|\(?(?:星期"
    r"|周)[一二三四五六日]\)?)\s{0,2})?"
)
# 上午9时30分 | 下午2:30 | 上午9.30
AFTER_DAY = re.compile(rf"(?:(?P<half>{HALF}){_AFTER_HALF_DAY}(?:{_SPOKEN}|{_FIGURES}|{_AFTER_HALF}))")
AFTER_DAY_PLAIN = re.compile(
    rf"(?:{_SPOKEN}|{_FIGURES}|(?P<from_hour>{_HOUR})(?={_LINK}(?:{_HOUR})\s?[时点])"
    # 20260908 0930 | 9月8日 1430
    r"|(?:(?<=[0-9]\s)|(?<=[日号)\s间:=]))(?P<solid_hour>0[7-9]|1[0-9])(?P<solid_minute>[0-5][0-9])"
    r"(?![0-9号室元件:新法审会调-])"
    # 9月8日14.30
    r"|(?<=[日号)\s])(?P<dot_hour>0?[7-9]|1[0-9])[.](?P<dot_minute>[0-5][05])(?![0-9.]))"
)
# 定于 上午9时 | 14:30
ANYWHERE = re.compile(
    rf"(?:(?P<half>{HALF}){_AFTER_HALF_DAY})?(?<![0-9{CHINESE}.+/-])(?<![0-9]:)(?:{_SPOKEN}|{_BARE_FIGURES})"
)
HALF_ALONE = re.compile(HALF)
RANGE = re.compile(_LINK)
# 9点左右 | 9时许 | 9点多 | 大概9点 | 差10分9点
_ABOUT_AFTER = re.compile(r"\s?(?:左右|前后|许(?!可)|多(?!次|媒))")
_ABOUT_BEFORE = re.compile(r"(?:大约|大概|约|可能|差[^\s,。]{1,4})\s?$")
# 01:30:00Z | 01:30:00+00:00
UNIVERSAL = re.compile(r"Z(?![A-Za-z])|\+00:?00")

EARLIEST_HOUR, LATEST_HOUR = 7, 21
"""Courts sit between these hours; a time outside is asked about."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``start`` None where none such exists. ``stop`` is the offset behind it.

    ``open_ended`` tells that more of the time may follow (9时… 30分), which matters where
    the text breaks off.
    """

    start: time | None
    end: time | None
    half: str | None
    begin: int
    stop: int
    open_ended: bool = False
    warnings: tuple[str, ...] = ()


def read_clock(folded: str, position: int, half: str | None = None) -> Clock | None:
    """Read the time that begins exactly at ``position``, with its end if it is a range.

    ``half`` is the half-day of the time before in a list (上午9时、10时).
    """
    match = AFTER_DAY.match(folded, position) or AFTER_DAY_PLAIN.match(folded, position)
    return _read_range(folded, match, half) if match else None


def find_clock(folded: str, position: int, limit: int) -> Clock | None:
    """Find the next time written in full between ``position`` and ``limit``."""
    match = ANYWHERE.search(folded, position, limit)
    return _read_range(folded, match, None) if match else None


def _read_range(folded: str, match: re.Match[str], half: str | None) -> Clock:
    parts = match.groupdict()
    half = _half_of(parts) or half
    about = _ABOUT_AFTER.match(folded, match.end()) or _ABOUT_BEFORE.search(
        folded[max(0, match.start() - 6) : match.start()]
    )
    universal = bool(UNIVERSAL.match(folded, match.end()))
    start, warnings = _time_of(parts, half, universal=universal)
    if about:
        warnings += ("time_ambiguous",)
    stop, end, open_ended = match.start() + len(match.group().rstrip()), None, _is_open(parts)
    link = RANGE.match(folded, stop)
    second = (
        (AFTER_DAY.match(folded, link.end()) or AFTER_DAY_PLAIN.match(folded, link.end())) if link else None
    )
    if second:
        more = second.groupdict()
        end, _ = _time_of(more, _half_of(more) or half)
        if end and start and end <= start:
            end = end.replace(hour=end.hour + 12) if end.hour < 12 else None
            end = end if end and end > start else None
        stop, open_ended = second.start() + len(second.group().rstrip()), _is_open(more)
    return Clock(start, end, half, match.start(), stop, open_ended, warnings)


def _half_of(parts: dict[str, str | None]) -> str | None:
    written = parts.get("half")
    return "".join(written.split()).replace(".", "").upper() if written else None


def _is_open(parts: dict[str, str | None]) -> bool:
    spoken = parts.get("hour") is not None and parts.get("part") is None and parts.get("unit") is None
    return spoken or parts.get("naked") is not None or parts.get("minutes") == "0"


_HOURS = ("hour", "hours", "dot_hour", "from_hour", "solid_hour", "naked")
_MINUTES = ("minute", "bare_minute", "minutes", "dot_minute", "solid_minute")


def _time_of(
    parts: dict[str, str | None], half: str | None, *, universal: bool = False
) -> tuple[time | None, tuple[str, ...]]:
    """The time of the parts; a ``universal`` one (01:30:00Z) has no half-day to guess."""
    hour_text = next((parts[name] for name in _HOURS if parts.get(name)), None)
    minute_text = next((found for name in _MINUTES if (found := parts.get(name))), "0")
    hour, minute = read_numeral(hour_text or ""), read_numeral(minute_text)
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(parts.get("part") or "", minute)
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None, ("time_invalid",)
    if universal:
        return time(hour, minute), ()
    hour, doubts = _settle(half, hour)
    if hour is None:
        return None, doubts
    letters = not ((hour_text or "") + minute_text).isdigit() and re.search(
        "[OoIl]", (hour_text or "") + minute_text
    )
    if parts.get("naked") or parts.get("dot_hour") or letters:
        doubts += ("ocr_repaired",)
    return time(hour, minute), doubts


def _settle(half: str | None, hour: int) -> tuple[int | None, tuple[str, ...]]:
    """Settle half-day and hour: the hour of 24, and what is doubtful about it."""
    if half in _MORNING or half == "凌晨":
        if hour > 12:
            return hour, ("ampm_conflict",)
        return hour, () if hour >= EARLIEST_HOUR else ("time_ambiguous",)
    if half in _NOON:
        settled = hour + 12 if hour < 4 else hour
        return settled, () if 11 <= settled <= 15 else ("ampm_conflict",)
    if half:
        settled = hour + 12 if 0 < hour < 12 else hour
        if hour == 0 or (half in _NIGHT and not 18 <= settled <= 23):
            return settled, ("ampm_conflict",)
        late = settled > 18 and half not in _NIGHT
        return settled, ("ampm_conflict",) if late else () if settled <= LATEST_HOUR else ("time_ambiguous",)
    if hour == 0:
        return None, ("time_missing",)
    if hour < EARLIEST_HOUR:
        return hour + 12, ("time_ambiguous",)
    return hour, () if hour <= LATEST_HOUR else ("time_ambiguous",)
