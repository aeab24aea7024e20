"""The month as an Excel workbook: figures as numbers, the cases behind them, and the rule.

Text from outside is always a string cell, never a formula; a text that looks like one keeps
Excel's quote prefix, so that it stays text when somebody edits or exports it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from litigation.law.circular import PROFILES, AgencyLine, CaseLine, Circular
from litigation.law.clock import say_moment, shanghai
from litigation.law.rate import Tally, fraction_text
from litigation.law.summary import (
    PROCEDURES,
    four_out_sentences,
    say_day_of_paper,
    say_month,
    say_number,
    summary_sentences,
)
from litigation.papers.circular_table import say_fact

Cell = str | int | date | datetime | None

FORMULA_STARTS = ("=", "＝", "+", "＋", "-", "－", "@", "＠", "\t", "\r", "\n")
"""First characters that a spreadsheet may take for a formula."""

VOICES = {
    "G_spoke_of_heard": "出声（占开庭）",
    "G_spoke_of_attended": "出声（占出庭）",
    "G_settle_of_heard": "出解（占开庭）",
    "G_settle_of_attended": "出解（占出庭）",
}
RANKS = {"F_principal": "正职出庭", "F_deputy": "副职出庭", "F_other": "其他参与分管的负责人出庭"}


@dataclass(frozen=True, slots=True)
class Formats:
    """The looks of cells, made once for a workbook."""

    title: Format
    head: Format
    text: Format
    quoted: Format
    day: Format
    moment: Format


def write_workbook(circular: Circular) -> bytes:
    """Write the workbook with the sheets 总体, 分单位, 案件台账, 口径; equal input, equal bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties(_properties(circular))
    formats = _formats(workbook)
    for name, widths, rows in (
        ("总体", (28, 12, 12, 14, 40), general_rows(circular)),
        ("分单位", (32, 10, 10, 12, 12, 10, 10, 10, 12), agency_rows(circular)),
        ("案件台账", LEDGER_WIDTHS, ledger_rows(circular)),
        ("口径", (24, 16, 14, 44), rule_rows(circular)),
    ):
        _write_sheet(workbook.add_worksheet(name), formats, widths, rows)
    workbook.close()
    return buffer.getvalue()


def general_rows(circular: Circular) -> list[Sequence[Cell]]:
    """Title, as-of time, one row a figure, then the sentences of the paper."""
    tally = circular.tally
    as_of = say_moment(circular.as_of, this_year=int(circular.month[:4]))
    state = f"第{circular.edition}版" if circular.issued_on else "草稿，未封存"
    rows: list[Sequence[Cell]] = [
        [circular.title],
        [f"{circular.office}　{state}　截至{as_of}"],
        ["项目", "件数", "应计", "比率", "说明"],
        _figure("负责人出庭", tally.num, tally.den, tally.rate, tally.unknown),
    ]
    rows += [_procedure(tally, key, name) for key, name in PROCEDURES.items()]
    rows += [_profile(tally, key, name) for key, name in (RANKS | VOICES).items()]
    rows += [
        ["未出庭·理由成立", tally.excused],
        ["待下次开庭或理由待法院审查", tally.open],
        ["未履行", tally.breached],
        ["结果待登记", tally.unknown],
        ["仅律师出庭", tally.lawyers_only],
        ["出治（整改）已办结", circular.remedies.done, circular.remedies.due],
        ["出治（整改）逾期未办结", circular.remedies.overdue],
        *_origin(circular),
        [],
    ]
    return rows + [[sentence] for sentence in summary_sentences(circular) + four_out_sentences(circular)]


def agency_rows(circular: Circular) -> list[Sequence[Cell]]:
    """One row an agency; the district is counted for itself, not added up."""
    tally = circular.tally
    keys = ("F_principal", "G_spoke_of_heard", "G_settle_of_heard")
    principal, spoke, settled = (tally.profiles[key][0] for key in keys)
    district = AgencyLine("全区", tally.den, tally.num, tally.unknown, principal, spoke, settled)
    head = ["单位", "开庭", "出庭", "结果待登记", "出庭率", "正职", "出声", "出解", "由他机关出庭"]
    rows: list[Sequence[Cell]] = [[f"{say_month(circular.month)}分单位出庭应诉情况"], head]
    rows += [_agency(line) for line in (*circular.agencies, district)]
    if circular.shared_units:
        rows.append(
            [f"各单位合计比全区多{circular.shared_units}件：共同被告的案件各单位分别计，全区只计一次。"]
        )
    return rows


LEDGER_HEAD = (
    "序号",
    "案号",
    "单位",
    "原告",
    "案由",
    "审理程序",
    "开庭时间",
    "出庭负责人",
    "负责人类别",
    "出声",
    "出解",
    "履行情况",
    "情况说明",
    "仅律师出庭",
)
LEDGER_WIDTHS = (6, 26, 26, 10, 20, 10, 17, 18, 16, 8, 8, 18, 36, 10)


def ledger_rows(circular: Circular) -> list[Sequence[Cell]]:
    """One row a duty (case number and agency); a case of several agencies keeps one number."""
    positions: dict[str, int] = {}
    rows: list[Sequence[Cell]] = [[f"{say_month(circular.month)}行政应诉案件台账"], LEDGER_HEAD]
    for case in circular.cases:
        rows.append(_ledger(positions.setdefault(case.number, len(positions) + 1), case))
    return rows


def rule_rows(circular: Circular) -> list[Sequence[Cell]]:
    """The rule in words and the same cases counted by each profile."""
    tally = circular.tally
    rows: list[Sequence[Cell]] = [
        [f"{circular.rule.name}：{circular.rule.words}"],
        ["口径", "出庭／应计", "比率", "说明"],
    ]
    for key, (name, note) in PROFILES.items():
        unknown = tally.profile_unknown.get(key, 0)
        fraction = fraction_text(*tally.profiles[key], unknown)
        rows.append([name, fraction, tally.profile_rate(key) or f"{unknown}项待登记", note])
    if circular.issued_on:
        rows.append([f"{circular.office}　{say_day_of_paper(circular.issued_on)}"])
    return rows


def _origin(circular: Circular) -> list[list[Cell]]:
    """From the month's scheduled cases down to the denominator; nothing where it was not kept."""
    if circular.scheduled is None:
        return []
    steps: list[list[Cell]] = [[f"减：{step.label}", step.count] for step in circular.origin]
    return [["本月排期案件", circular.scheduled], *steps, ["实际开庭应计", circular.tally.den]]


def _figure(name: str, num: int, den: int, rate: str | None, unknown: int = 0) -> list[Cell]:
    """A figure with its rate; while outcomes are missing, words stand for the percent."""
    note = "" if den or unknown else "无开庭案件"
    return [name, num, den, rate or "", note or (f"{unknown}件结果待登记" if unknown else "")]


def _procedure(tally: Tally, key: str, name: str) -> list[Cell]:
    unknown = tally.procedure_unknown.get(key, 0)
    return _figure(f"{name}出庭", *tally.by_procedure[key], tally.procedure_rate(key), unknown)


def _profile(tally: Tally, key: str, name: str) -> list[Cell]:
    unknown = tally.profile_unknown.get(key, 0)
    return _figure(name, *tally.profiles[key], tally.profile_rate(key), unknown)


def _agency(line: AgencyLine) -> list[Cell]:
    figures = (line.principal, line.spoke, line.settled, line.relieved)
    return [line.name, line.den, line.num, line.unknown, line.rate or "", *figures]


def _ledger(position: int, case: CaseLine) -> list[Cell]:
    return [
        position,
        say_number(case.number),
        case.agency,
        case.plaintiff,
        case.cause,
        case.procedure.label,
        shanghai(case.hearing_at).replace(tzinfo=None) if case.hearing_at else None,
        case.head,
        case.rank.label if case.rank else "",
        say_fact(case.spoke, case),
        say_fact(case.settled, case),
        case.standing.label,
        case.reason,
        "是" if case.lawyers_only else "",
    ]


def _write_sheet(
    sheet: Worksheet, formats: Formats, widths: Sequence[int], rows: Sequence[Sequence[Cell]]
) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    head = next(index for index, row in enumerate(rows) if len(row) > 1)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            _write_cell(sheet, formats, index, column, value, _look(formats, index, head))
    sheet.freeze_panes(head + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def _look(formats: Formats, index: int, head: int) -> Format:
    if index == 0:
        return formats.title
    return formats.head if index == head else formats.text


def _write_cell(sheet: Worksheet, formats: Formats, row: int, column: int, value: Cell, look: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats.moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        quoted = formats.quoted if value.startswith(FORMULA_STARTS) else look
        sheet.write_string(row, column, value, quoted)


def _formats(workbook: Workbook) -> Formats:
    plain: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    return Formats(
        title=workbook.add_format(plain | {"font_name": "黑体", "font_size": 14}),
        head=workbook.add_format(plain | {"bold": True, "bottom": 1, "align": "center"}),
        text=workbook.add_format(plain),
        quoted=workbook.add_format(plain | {"quote_prefix": True}),
        day=workbook.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"}),
        moment=workbook.add_format(plain | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    )


def _properties(circular: Circular) -> dict[str, Any]:
    created = circular.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return {"title": circular.title, "author": circular.office, "created": created}
