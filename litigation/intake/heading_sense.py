"""What the headings of a table say of all its rows: the kind of session, ticks, two people in a cell."""

import re
from dataclasses import dataclass

from litigation.intake.headings import Layout
from litigation.intake.table_words import read_kind

# 行政案件听证安排 | 询问排期表 ; a title that also says 开庭 decides nothing
_TITLE_KIND = re.compile(
    r"(庭前会议|证据交换|质证|询问|谈话|宣判|听证|勘验|调解)(?:会|案件|日程|时间|排期|安排|计划|一览|通知|公告|表)"
)
_TRIAL = re.compile(r"开庭|庭审|审理")
# √ | ✓ | 是 : a mark under 线上 or 线下
_TICKS = frozenset("√✓✔☑■●○是有1VvYy")
_TELEPHONE = re.compile(r"电话|联系方式|手机")
_TIMED = ("start", "date", "time", "morning", "afternoon")
_BETWEEN = re.compile(r"\s*[/／、,，;；|\n]\s*|\s{1,}")


@dataclass(frozen=True, slots=True)
class HeadingSense:
    """``kind`` is that of rows that name none; ``pair`` says that a judge's cell names the clerk too.

    ``phone`` is the field whose cells hold the court's telephone: its own, or 承办人及电话; else empty.
    """

    kind: str = "开庭"
    pair: bool = False
    phone: str = ""


def heading_sense(layout: Layout) -> HeadingSense:
    """Return what the headings (询问时间, 承办法官/书记员) and the title say."""
    said = [_heading(layout, column) for name in _TIMED for column in layout.columns.get(name, ())]
    kinds = {read_kind(each) for each in said if not _TRIAL.search(each)} - {"开庭"}
    if not kinds and not any(_TRIAL.search(each) for each in (*said, layout.above)):
        kinds = {read_kind(each) for each in _TITLE_KIND.findall(layout.above)}
    judge = layout.column("judge")
    pair = judge is not None and "clerk" not in layout.columns and "书记员" in _heading(layout, judge)
    return HeadingSense(kinds.pop() if len(kinds) == 1 else "开庭", pair, _phone(layout))


def _phone(layout: Layout) -> str:
    for name in ("phone", "judge", "clerk"):
        column = layout.column(name)
        if column is not None and (name == "phone" or _TELEPHONE.search(_heading(layout, column))):
            return name
    return ""


def is_tick(text: str) -> bool:
    """Tell whether a cell is only a mark."""
    return text in _TICKS


def judge_and_clerk(text: str) -> tuple[str, str]:
    """Cut a cell that names both: 韦国强/甄真 ; one name alone is the judge's."""
    names = [name for name in _BETWEEN.split(text.strip()) if name]
    return (names[0], names[-1]) if len(names) > 1 else (text, "")


def _heading(layout: Layout, column: int) -> str:
    return layout.headings[column] if column < len(layout.headings) else ""
