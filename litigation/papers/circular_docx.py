"""The monthly circular as a Word file in the form of an official paper (GB/T 9704—2012)."""

import io
from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from litigation.law.circular import (
    CaseLine,
    Circular,
    NextHearing,
    TrendMonth,
)
from litigation.law.summary import (
    four_out_sentences,
    say_day_of_paper,
    say_hearing,
    say_month,
    say_number,
    summary_sentences,
)
from litigation.papers import gb9704
from litigation.papers.chart import chart_png
from litigation.papers.circular_table import (
    agency_columns,
    agency_rows,
    ledger_columns,
    ledger_rows,
    profile_columns,
    profile_rows,
)
from litigation.papers.docx_table import add_table
from litigation.papers.gb9704 import paragraph
from litigation.papers.imprint import add_imprint
from litigation.papers.package import document_bytes
from litigation.papers.trend import trend_chart

ANNEXES = ("分单位出庭应诉情况表", "案件台账", "统计口径对照表")


def write_circular(circular: Circular) -> bytes:
    """Write the circular as .docx; the same circular gives the same bytes."""
    document = gb9704.official_document()
    _write_head(document, circular)
    for number, (heading, write) in zip("一二三四五", SECTIONS, strict=True):
        paragraph(document, f"{number}、{heading}", gb9704.LEVEL_ONE)
        write(document, circular)
    _write_annex_list(document, circular)
    _write_signature(document, circular)
    _write_annexes(document, circular)
    _write_copies(document, circular)
    return document_bytes(document, circular.title, circular.office, circular.as_of)


def _write_head(document: Document, circular: Circular) -> None:
    month, rest = circular.title.split("行政机关负责人", 1)
    title = paragraph(document, f"{month}行政机关负责人", gb9704.TITLE)
    title.add_run().add_break(WD_BREAK.LINE)  # broken by meaning, not where the line happens to end
    title.add_run(rest)
    if circular.issued_on is None:
        paragraph(document, "（草稿，未封存）", gb9704.SUBTITLE)
    elif circular.edition > 1:
        paragraph(document, f"（第{circular.edition}版）", gb9704.SUBTITLE)
    if circular.addressees:
        line = paragraph(document, "、".join(circular.addressees) + "：", gb9704.ADDRESSEE)
        line.paragraph_format.space_before = gb9704.LINE


def _write_general(document: Document, circular: Circular) -> None:
    paragraph(document, "".join(summary_sentences(circular)))
    if circular.scheduled is not None and circular.origin:
        steps = "，".join(f"减去{step.label}{step.count}件" for step in circular.origin if step.count)
        paragraph(
            document,
            f"本月排期案件{circular.scheduled}件{'，' + steps if steps else ''}，"
            f"实际开庭应计{circular.tally.den}件。",
        )
    if len(circular.trend) > 1:
        _write_trend(document, circular.trend)


def _write_trend(document: Document, trend: Sequence[TrendMonth]) -> None:
    picture = chart_png(trend_chart(trend))
    line = paragraph(document, "", gb9704.FIGURE)
    line.paragraph_format.keep_with_next = True
    line.add_run().add_picture(io.BytesIO(picture), width=Mm(150))
    paragraph(document, "图：各月开庭件数与负责人出庭件数", gb9704.CAPTION)


def _write_agencies(document: Document, circular: Circular) -> None:
    due = [line for line in circular.agencies if line.den or line.unknown]
    if not due:
        paragraph(document, "本月各单位均无开庭案件。")
        return
    words = f"本月共有{len(due)}个单位有开庭案件，具体情况见附件1。"
    missed = [f"{line.name}（开庭{line.den}件、出庭{line.num}件）" for line in due if line.num < line.den]
    unknown = [f"{line.name}（{line.unknown}件）" for line in due if line.unknown]
    if missed:
        words += f"负责人未全部出庭的有：{'、'.join(missed)}。"
    if unknown:
        words += f"尚有结果待登记的有：{'、'.join(unknown)}。"
    if not missed and not unknown:
        words += "各单位负责人均已出庭。"
    paragraph(document, words)
    if circular.shared_units:
        paragraph(
            document,
            f"各单位合计{sum(line.den for line in due)}件，比全区多{circular.shared_units}件："
            "共同被告的案件各单位分别计，全区只计一次。",
        )


def _write_missed(document: Document, circular: Circular) -> None:
    _write_heap(document, "未出庭", circular.not_appeared, lambda case: case.reason or case.standing.label)
    _write_heap(document, "不规范", circular.irregular, lambda case: case.irregular)
    unknown = circular.unknown_cases
    if unknown:
        _write_heap(document, "结果待登记", unknown, lambda case: case.reason or "庭审结果尚未登记")


def _write_heap(
    document: Document, name: str, cases: Sequence[CaseLine], why: Callable[[CaseLine], str]
) -> None:
    if not cases:
        paragraph(document, f"{name}：无。")
        return
    paragraph(document, f"{name}{len(cases)}件：")
    for position, case in enumerate(cases, 1):
        paragraph(
            document,
            f"{position}. {case.agency}，{say_number(case.number)}，{case.cause}{_say_heard(case)}。"
            f"{why(case).rstrip('。')}。",
        )


def _say_heard(case: CaseLine) -> str:
    """When the case was heard; nothing for one whose hearing nobody has recorded yet."""
    return f"，{say_hearing(case.hearing_at)}开庭" if case.hearing_at else ""


def _write_four_out(document: Document, circular: Circular) -> None:
    paragraph(document, "".join(four_out_sentences(circular)))


def _write_next(document: Document, circular: Circular) -> None:
    hearings = circular.next_hearings
    if not hearings:
        paragraph(document, "下月暂无已排期的开庭案件。")
    else:
        open_count = sum(not hearing.head for hearing in hearings)
        waiting = sum(bool(hearing.head) and not hearing.confirmed for hearing in hearings)
        words = f"下月已排期开庭{len(hearings)}件次"
        words += f"，其中未确定出庭负责人{open_count}件次" if open_count else ""
        words += f"，待负责人确认{waiting}件次" if waiting else ""
        paragraph(document, words + "：")
        for position, hearing in enumerate(hearings, 1):
            paragraph(document, f"{position}. {_say_next(hearing)}")
    paragraph(document, circular.demand)


def _say_next(hearing: NextHearing) -> str:
    head = hearing.head or "未确定出庭负责人"
    if hearing.head and not hearing.confirmed:
        head += "（待确认）"
    when = say_hearing(hearing.at) if hearing.at else f"{hearing.on.month}月{hearing.on.day}日（时间待定）"
    return f"{when}，{hearing.agency}，{say_number(hearing.number)}，{hearing.court}，{head}。"


def _write_annex_list(document: Document, circular: Circular) -> None:
    for position, name in enumerate(ANNEXES, 1):
        mark = "附件：" if position == 1 else "　　　"
        line = paragraph(document, f"{mark}{position}. {name}")
        line.paragraph_format.keep_with_next = True
        if position == 1:
            line.paragraph_format.space_before = gb9704.LINE


def _write_signature(document: Document, circular: Circular) -> None:
    day = say_day_of_paper(circular.issued_on) if circular.issued_on else "（封存时填写）"
    gb9704.sign(document, (circular.office,), day, gb9704.LINE)


def _write_annexes(document: Document, circular: Circular) -> None:
    month = say_month(circular.month)
    _start_annex(document, 1, f"{month}{ANNEXES[0]}", page_break=True)
    add_table(document, agency_columns(), agency_rows(circular))
    gb9704.landscape_section(document)
    _start_annex(document, 2, f"{month}{ANNEXES[1]}")
    add_table(document, ledger_columns(), ledger_rows(circular), width=gb9704.LANDSCAPE_WIDTH)
    gb9704.portrait_section(document)
    _start_annex(document, 3, f"{month}{ANNEXES[2]}")
    add_table(document, profile_columns(), profile_rows(circular))
    paragraph(document, f"注：{circular.rule.words}", gb9704.NOTE)


def _start_annex(document: Document, number: int, title: str, page_break: bool = False) -> None:
    mark = paragraph(document, f"附件{number}", gb9704.ANNEX_MARK)
    mark.paragraph_format.page_break_before = page_break
    line = paragraph(document, title, gb9704.ANNEX_TITLE)
    line.paragraph_format.space_before = line.paragraph_format.space_after = gb9704.LINE // 2


def _write_copies(document: Document, circular: Circular) -> None:
    rows = [f"抄送：{'，'.join(circular.copies)}。"] if circular.copies else []
    if circular.issued_on:
        rows.append(f"{circular.office}　{say_day_of_paper(circular.issued_on)}印发")
    add_imprint(document, rows)


SECTIONS: tuple[tuple[str, Callable[[Document, Circular], None]], ...] = (
    ("总体情况", _write_general),
    ("分单位情况", _write_agencies),
    ("未出庭和不规范情形", _write_missed),
    ("出声、出解、出治情况", _write_four_out),
    ("下月开庭和工作要求", _write_next),
)
