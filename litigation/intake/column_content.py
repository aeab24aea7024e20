"""What the cells of a column are, whatever its heading says: case numbers, days, agencies, rooms."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from litigation.intake.agency_name import is_agency, is_party_name
from litigation.intake.cause import opens_cause
from litigation.intake.cell import half_width, read_day_cell
from litigation.intake.moment import read_moments
from litigation.intake.table_words import read_parties, split_names
from litigation.intake.workbook import Cell
from litigation.law.case_number import find_case_numbers

_ANY_DAY = date(2026, 1, 1)
_SERIALS = (43_831, 51_501)  # the days of 2020 to 2040
_PACKED = (20_200_101, 20_401_231)
_SAMPLE = 40
_SHARE = 0.6

_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_HALF = re.compile(r"[上下]午")
# 9:30 | 上午9时30分-11时 | 14：30 | 下午2点半
_HOUR = re.compile(
    r"(?:上午|下午|中午|早上|晚上)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:;]\s*\d{2}|[时点])"
    r"[^年月日号/]{0,24}"
)
# 2026年9月8日 | 9/8 | 9.24 | 二〇二六年九月八日 | 20260908 | 8-Sep-26 : there must be parts of a day
_DAYLIKE = re.compile(
    r"\d{1,4}\s*[年月./-]\s*\d|[一二三四五六七八九十〇零]\s*月|(?<!\d)20[2-4]\d[01]\d[0-3]\d(?!\d)|[A-Za-z]{3}"
)
# 第九法庭 | 1号审判庭 | 三楼小法庭 | 互联网法庭 | 听证室
_ROOM = re.compile(
    r"(?!.*(?:行政|民事|刑事|立案|综合|环境资源|执行)审判庭$)"
    r"[一-鿿\d０-９（）()A-Za-z\-]{0,16}(?:法庭|审判庭|审判法庭|听证室|调解室|会议室|谈话室)[一二三四五六七八九十\d]{0,3}"
)
_COURT = re.compile(r"[一-鿿]{2,26}法院")
_COURT_PLACE = re.compile(r"[一-鿿]{2,26}法院.{1,20}")
# 鲁0202行初 | 京01行终字第 : the middle of a number that is cut into columns
_NUMBER_MIDDLE = re.compile(r"[(（]?[一-鿿]\d{0,4}(?:[一-鿿]\d{2,4})?[行民刑赔执][一-鿿]{1,3}(?:字第)?")

# 张三诉某局 | 原告：张三 被告：某局 ; not 某市投诉举报中心
_VERSUS = re.compile(r"(?<![投申上起控反应])诉(?!讼|求|状)|[原被]告\s*[:：]")


def column_kind(
    rows: Sequence[Sequence[Cell]], column: int, first: int, last: int | None = None
) -> str | None:
    """Return what most of the cells of a column are; None where they are of no one kind."""
    kinds: Counter[str | None] = Counter()
    for row in rows[first : last if last is not None else first + 400]:
        if column < len(row) and row[column] != "":
            kinds[cell_kind(row[column])] += 1
            if kinds.total() >= _SAMPLE:
                break
    if not kinds:
        return None
    # A column of whole moments may leave the hour open here and there.
    if kinds["start"] and kinds["date"]:
        kinds["start"] += kinds.pop("date")
    kind, times = kinds.most_common(1)[0]
    return kind if times >= _SHARE * kinds.total() else None


def cell_kind(cell: Cell) -> str | None:
    """Return what a cell is: a field of the cause list, ``name``, or None where it could be anything."""
    if isinstance(cell, str):
        return _text_kind(cell)
    if isinstance(cell, datetime):
        return "start" if cell.hour or cell.minute else "date"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, (time, timedelta)):
        return "time"
    if isinstance(cell, bool):
        return None
    if 0 < cell < 1:
        return "time"
    if _SERIALS[0] <= cell <= _SERIALS[1]:
        return "date" if float(cell).is_integer() else "start"
    return "date" if float(cell).is_integer() and _PACKED[0] <= cell <= _PACKED[1] else None


@lru_cache(maxsize=4096)
def _text_kind(written: str) -> str | None:
    text = half_width(written)
    if not text or len(text) > 300:
        return None
    if "号" in text and (numbers := find_case_numbers(written)):
        rest = len(written) - sum(each.end - each.start for each in numbers)
        return "case_number" if rest <= 6 + 4 * len(numbers) else "title"
    for pattern, kind in _WHOLE:
        if pattern.fullmatch(text):
            return kind
    return _moment_kind(text) or _names_kind(written)


_WHOLE = (
    (_WEEKDAY, "weekday"),
    (_HALF, "half_day"),
    (_HOUR, "time"),
    (_COURT, "court"),
    (_COURT_PLACE, "place"),
    (_ROOM, "courtroom"),
    (_NUMBER_MIDDLE, "number_court"),
)


def _moment_kind(text: str) -> str | None:
    if len(text) > 40 or not _DAYLIKE.search(text):
        return None
    day = read_day_cell(text, None, None)
    if day.trouble:
        return None
    if day.day is not None:
        return "start" if day.clock else "date"
    moments = [moment for moment in read_moments(day.words + "。", _ANY_DAY) if moment.start is not None]
    if not moments or sum(one.stop - one.begin for one in moments) < 0.4 * len(day.words):
        return None
    return "start" if any(isinstance(one.start, datetime) for one in moments) else "date"


def _names_kind(text: str) -> str | None:
    if _VERSUS.search(text):
        parties = read_parties(text)
        if parties.plaintiffs and parties.defendants:
            return "parties"
    names = split_names(text)
    if names and all(is_agency(name) for name in names):
        return "defendants"
    if len(text) <= 30 and opens_cause(text):
        return "cause"
    return "name" if names and all(is_party_name(name.split("等")[0]) for name in names) else None
