"""Headings of a table -> fields: which column holds what, and where the data begins."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litigation.intake.workbook import Cell

SYNONYMS: dict[str, tuple[str, ...]] = {
    "case_number": ("案号", "案件编号", "案件号", "案件字号", "文号", "案号信息", "立案案号", "本院案号"),
    "earlier_number": ("一审案号", "原审案号", "原案号", "二审案号"),
    "date": ("日期", "开庭日期", "庭审日期", "排期日期", "开庭日", "出庭日期", "审理日期", "应到日期"),
    "time": ("时间", "开庭时间", "庭审时间", "排期时间", "开庭时刻", "时刻", "几点", "审理时间", "出庭时间"),
    "start": (
        "开庭日期时间",
        "日期时间",
        "开庭日期及时间",
        "应到时间",
        "排庭时间",
        "开始时间",
        "开庭开始时间",
    ),
    "end": ("结束时间", "预计结束时间", "结束"),
    "half_day": ("上午下午", "上下午", "时段", "午别", "上午或下午", "半天"),
    "morning": ("上午",),
    "afternoon": ("下午",),
    "weekday": ("星期", "周几", "星期几", "周"),
    "court": ("法院", "审理法院", "受理法院", "管辖法院", "承办法院", "法院名称", "审判法院", "开庭法院"),
    "courtroom": ("法庭", "审判庭", "开庭法庭", "庭室", "法庭名称", "开庭庭室", "法庭号", "审判法庭"),
    "place": ("地点", "开庭地点", "审理地点", "应到处所", "开庭场所", "场所", "庭审地点", "地址"),
    "plaintiffs": (
        "原告",
        "上诉人",
        "申请人",
        "再审申请人",
        "申请执行人",
        "起诉人",
        "原告人",
        "原告名称",
        "原告姓名",
        "原告上诉人",
        "原告申请人",
        "原审原告",
    ),
    "defendants": (
        "被告",
        "被上诉人",
        "被申请人",
        "被执行人",
        "被诉机关",
        "被诉行政机关",
        "行政机关",
        "应诉机关",
        "涉诉单位",
        "应诉单位",
        "被告单位",
        "被告机关",
        "被告行政机关",
        "被告名称",
        "涉诉机关",
        "被诉单位",
        "涉案单位",
        "被告被上诉人",
        "被告被申请人",
        "被申诉人",
        "原审被告",
        "应诉行政机关",
    ),
    "third_parties": ("第三人", "原审第三人", "第三人名称"),
    "parties": ("当事人", "双方当事人", "诉讼当事人", "当事人信息", "当事人名称"),
    "title": ("案件名称", "案名", "案件", "案情", "案件标题"),
    "cause": ("案由", "立案案由", "案由名称", "纠纷类型", "诉讼事由", "被诉行政行为", "行政行为"),
    "judge": (
        "承办人",
        "承办法官",
        "主审法官",
        "法官",
        "主审人",
        "承办审判员",
        "审判员",
        "主审",
        "独任审判员",
    ),
    "presiding": ("审判长", "审判长姓名"),
    "clerk": ("书记员", "法官助理书记员", "书记员姓名", "记录人"),
    "phone": (
        "电话",
        "联系电话",
        "法官电话",
        "书记员电话",
        "承办人电话",
        "办公电话",
        "联系方式",
        "法院电话",
        "咨询电话",
    ),
    "kind": (
        "类型",
        "开庭类型",
        "庭审类型",
        "传唤事由",
        "庭审种类",
        "事由",
        "程序事项",
        "开庭事项",
        "排期类型",
    ),
    "mode": ("方式", "庭审方式", "开庭方式", "审理方式", "庭审形式", "开庭形式", "是否线上", "线上线下"),
    "level": ("审级", "程序", "审理程序", "审判程序", "适用程序"),
    "status": ("状态", "开庭状态", "排期状态", "变更情况", "变更"),
    "note": ("备注", "说明", "备注说明", "附注", "情况说明", "注"),
    "ordinal": ("序号", "编号", "号", "序", "no", "行号"),
}
"""What people write above a column. A heading is compared without blanks, brackets and marks."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one kind of table; a heading row names at least one of the ``keys``."""

    field_of: Mapping[str, str]
    keys: frozenset[str]


def vocabulary(synonyms: Mapping[str, Sequence[str]], keys: frozenset[str]) -> Vocabulary:
    """Turn field -> words into what ``find_layout`` looks up."""
    return Vocabulary({word: field for field, words in synonyms.items() for word in words}, keys)


HEARING_WORDS = vocabulary(
    SYNONYMS,
    frozenset({"case_number", "date", "time", "start", "morning", "afternoon", "parties", "defendants"}),
)

_DROPPED = re.compile(r"[\s*＊:：、/／()（）\[\]【】〔〕.。·_\-—]+")
# 原告（上诉人） 开庭时间(年月日时) 法庭*（必填）: what stands in brackets explains the heading
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")

_SEARCHED_ROWS = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold which field, and the index of the first row of data.

    A field may have several columns, in their order from left to right. ``above`` is what
    stood over the headings (titles), ``headings`` the texts as they were written.
    """

    columns: Mapping[str, tuple[int, ...]]
    first: int
    headings: tuple[str, ...] = ()
    above: str = ""

    def column(self, field: str) -> int | None:
        """Return the first column of a field."""
        found = self.columns.get(field)
        return found[0] if found else None


def heading_key(text: object) -> str:
    """Return a heading as it is compared: half width, lower case, without marks and blanks."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def _field_of(text: str, words: Mapping[str, str]) -> str | None:
    """Return the field that a heading names, or None."""
    if len(text) > 40:
        return None
    written = unicodedata.normalize("NFKC", text)
    return words.get(heading_key(written)) or words.get(heading_key(_BRACKETED.sub("", written)))


def find_layout(
    rows: Sequence[Sequence[Cell]],
    mapping: Mapping[str, str] | None = None,
    vocabulary: Vocabulary = HEARING_WORDS,
) -> Layout | None:
    """Find the heading rows (up to three) of a sheet; None where none can be recognised.

    ``mapping`` gives headings that a person assigned by hand: heading -> field.
    """
    learned = {heading_key(heading): field for heading, field in (mapping or {}).items()}
    words = {**vocabulary.field_of, **learned}
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        named = {field for field in _fields(row, words) if field and field != "ordinal"}
        if len(named) >= 2 and named & vocabulary.keys:
            return _complete(rows, index, words)
    return None


def column_letter(index: int) -> str:
    """Return the letter of a column as spreadsheet programmes show it; 0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def repeats_headings(row: Sequence[Cell], layout: Layout) -> bool:
    """Tell whether a row says the headings again, as printed lists do on every page."""
    same = sum(
        1
        for heading, cell in zip(layout.headings, row, strict=False)
        if heading and isinstance(cell, str) and cell.strip() and heading.endswith(heading_key(cell) or "\0")
    )
    return same >= 2


def _fields(row: Sequence[Cell], words: Mapping[str, str]) -> list[str | None]:
    return [_field_of(cell, words) if isinstance(cell, str) and cell else None for cell in row]


def _complete(rows: Sequence[Sequence[Cell]], index: int, words: Mapping[str, str]) -> Layout:
    """Join the heading row with the rows below it that go on naming columns."""
    texts = [str(cell).strip() if isinstance(cell, str) else "" for cell in rows[index]]
    fields = _fields(rows[index], words)
    last = index
    for below in range(index + 1, min(index + 3, len(rows))):
        deeper = _fields(rows[below], words)
        # A row of data has no cell that is a heading; "上午" may stand in data, so one is not enough.
        changed = [new for old, new in zip(fields, deeper, strict=False) if new and new != old]
        if len({field for field in deeper if field}) < 2 or not changed:
            break
        for column, new in enumerate(deeper):
            while column >= len(fields):
                fields.append(None)
                texts.append("")
            if new:
                fields[column] = _refine(fields[column], new)
                texts[column] += str(rows[below][column]).strip()
        last = below
    columns: dict[str, list[int]] = {}
    for column, field in enumerate(fields):
        if field and field != "ordinal":
            columns.setdefault(field, []).append(column)
    titles = (cell.strip() for row in rows[:index] for cell in row if isinstance(cell, str))
    return Layout(
        _settle({field: tuple(found) for field, found in columns.items()}),
        last + 1,
        tuple(heading_key(text) for text in texts),
        " ".join(dict.fromkeys(titles)).strip()[:400],
    )


def _refine(upper: str | None, lower: str) -> str:
    """Return the more exact of two stacked headings: 开庭时间 over 上午 is a morning time."""
    if upper in ("time", "date", "start") and lower == "ordinal":
        return upper
    return lower


def _settle(columns: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Decide what 时间 means: an hour beside a date, or the whole start where it stands alone."""
    if "start" not in columns and "date" not in columns and "time" in columns:
        columns["start"] = columns.pop("time")
    if "judge" not in columns and "presiding" in columns:
        columns["judge"] = columns.pop("presiding")
    if "case_number" not in columns and "earlier_number" in columns:
        columns["case_number"] = columns.pop("earlier_number")
    return columns
