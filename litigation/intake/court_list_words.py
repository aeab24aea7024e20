"""What courts write in their monthly lists of hearings held and heads present: headings, marks and words."""

import re
from dataclasses import dataclass

from litigation.intake.cell import half_width
from litigation.intake.heading_words import SYNONYMS
from litigation.intake.headings import vocabulary
from litigation.intake.people_words import read_rank
from litigation.law.agency import Rank

_OWN = {
    "appeared": (
        "是否出庭 是否出庭应诉 是否到庭 负责人是否出庭 负责人是否出庭应诉 行政机关负责人是否出庭 "
        "行政机关负责人是否出庭应诉 机关负责人是否出庭 机关负责人是否出庭应诉 是否负责人出庭 "
        "被告负责人是否出庭 "
        "出庭情况 出庭应诉情况 负责人出庭情况 负责人出庭应诉情况 行政机关负责人出庭情况 "
        "行政机关负责人出庭应诉情况 机关负责人出庭情况 到庭情况 负责人出庭 行政机关负责人出庭 出庭与否"
    ),
    "head": (
        "出庭负责人 出庭负责人姓名 出庭应诉负责人 出庭应诉负责人姓名 应诉负责人 负责人 负责人姓名 "
        "行政机关负责人 行政机关负责人姓名 机关负责人姓名 出庭人员 出庭人员姓名 出庭人 出庭人姓名 出庭领导 "
        "出庭应诉人员 姓名 到庭负责人 出庭负责人及职务 出庭负责人姓名职务 出庭负责人姓名及职务 "
        "姓名及职务 姓名职务"
    ),
    "post": "职务 出庭负责人职务 负责人职务 出庭人员职务 出庭人职务 职务名称 职位 担任职务 现任职务",
    "rank": "正职或副职 正副职 负责人类别 职务类别 出庭身份 负责人身份 出庭负责人类别 负责人级别 级别 职级",
    "principal": "正职 正职出庭 主要负责人 主要负责人出庭 行政首长 行政首长出庭 一把手",
    "deputy": "副职 副职出庭 分管负责人 分管负责人出庭 其他负责人 副职负责人 副职负责人出庭",
    "absent": "未出庭 负责人未出庭 未出庭应诉 未到庭 缺席 负责人未出庭应诉",
    "reason": (
        "未出庭原因 未出庭理由 未出庭事由 未到庭原因 不出庭原因 未能出庭原因 负责人未出庭原因 "
        "负责人未出庭理由 "
        "未出庭应诉原因 未出庭说明 不出庭理由 不能出庭原因 未出庭原因及说明"
    ),
}
_BORROWED = ("case_number", "date", "time", "start", "court", "plaintiffs", "parties", "cause", "ordinal")

COURT_LIST_WORDS = vocabulary(
    {
        **{name: SYNONYMS[name] for name in _BORROWED},
        "agency": (*SYNONYMS["defendants"], *SYNONYMS["unit"]),
        **{name: tuple(words.split()) for name, words in _OWN.items()},
    },
    frozenset({"case_number"}),
)
"""A heading row of a court's list names the case number."""

_YES = frozenset(
    {"是", "√", "✓", "✔", "☑", "y", "yes", "1", "对", "有", "出庭", "已出庭", "到庭", "已到庭"}
    | {"出庭应诉", "已出庭应诉", "均出庭"}
)
_NO = frozenset(
    {"否", "×", "✗", "✘", "x", "☒", "✕", "n", "no", "0", "未", "无", "没有", "缺席", "未出", "不出庭"}
)
_NOTHING = frozenset(["/", "-", "—", "–", "——", "空", "待定", "不详", "未统计"]) | {""}
_OPTION = r"(是|否|未出庭|出庭|未到庭|到庭)"
# ☑是 □否 | □出庭 ☑未出庭
_BOX_BEFORE = re.compile(rf"([☑√✓✔■☒□☐○])\s*{_OPTION}")
# 是√ 否 | 是☑ 否□
_BOX_AFTER = re.compile(rf"{_OPTION}\s*([☑√✓✔■☒□☐○]?)")
_TICKED = frozenset("☑√✓✔■☒")
# 委托工作人员出庭 | 仅律师到庭 | 由法规科科员出庭
_OTHERS = re.compile(
    r"[^,。;]*(?:律师|代理人|工作人员|科员|职员)[^,。;]*?(?:出庭|到庭|参加|代理|出席)?(?=[,。;]|$)"
)
# 未出庭 | 没有到庭 | 负责人因公务未能出庭应诉 | 缺席 | 无负责人出庭
_STAYED_AWAY = re.compile(
    r"[^,。;]*(?:未|没有?|不|缺|无(?:行政机关|机关)?负责人)[^,。;]{0,6}(?:出庭|到庭|参加|出席)[^,。;]*"
    r"|[^,。;]*缺席[^,。;]*"
)
_CAME = re.compile(r"出庭|到庭|出席|正职|副职|主要负责人|分管")
_DEPUTY = re.compile(r"副")
_PRINCIPAL = re.compile(r"正职|主要负责人|一把手|行政首长")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a head's presence; ``clear`` is False where its words are not understood."""

    appeared: bool | None = None
    rank: str | None = None
    clear: bool = True


def read_said(text: str) -> Said:
    """Read 是/否, √/×, 正职/副职, 未出庭 and sentences about who came."""
    words = half_width(text).replace(" ", "").strip("。.,;；:：")
    low = words.lower()
    if low in _NOTHING:
        return Said()
    if (boxed := _read_boxes(words)) is not None:
        return Said(boxed, rank_in(words) if boxed else None)
    if low in _YES:
        return Said(True)
    if low in _NO:
        return Said(False)
    return _read_words(words)


def _read_words(words: str) -> Said:
    rest = _OTHERS.sub("", words)
    kept = _STAYED_AWAY.sub("", rest)
    if _CAME.search(kept):
        return Said(True, rank_in(kept))
    if kept != words:
        return Said(False)
    lead = re.match(r"(是|否|√|×)(?=[(（,:：])", words)
    if lead:
        yes = lead[1] in _YES
        return Said(yes, rank_in(words) if yes else None)
    rank = rank_in(words)
    return Said(True, rank) if rank else Said(clear=False)


def _read_boxes(words: str) -> bool | None:
    """Return the option that is ticked where both are printed; None where no tick tells."""
    before = [(each[2], each[1]) for each in _BOX_BEFORE.finditer(words)]
    after = [(each[1], each[2]) for each in _BOX_AFTER.finditer(words)]
    options = before if words[0] in "☑√✓✔■☒□☐○" else after
    if len(options) < 2 or sum(len(word) + len(mark) for word, mark in options) != len(words):
        return None
    ticked = [word for word, mark in options if mark in _TICKED]
    return ticked[0] in ("是", "出庭", "到庭") if len(ticked) == 1 else None


def rank_in(text: str, agency: str = "") -> str | None:
    """Return principal or deputy where the words name a rank or a post."""
    if _PRINCIPAL.search(text):
        return Rank.PRINCIPAL.value
    if re.search(r"副职|分管", text):
        return Rank.DEPUTY.value
    found = read_rank("", text, agency)
    return found or (Rank.DEPUTY.value if _DEPUTY.search(text) and len(text) <= 20 else None)


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: /, —, or empty."""
    return half_width(text).strip() in _NOTHING
