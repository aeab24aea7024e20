"""What the court calls people together for: 开庭 unless the words by the date say otherwise."""

import re
from collections.abc import Sequence

from litigation.intake.label import Labelled
from litigation.intake.moment import Moment
from litigation.law.procedure import HearingKind

_WORDS = (
    (HearingKind.JUDGMENT, r"宣判(?!(?:日期|时间)(?:不定|另|待|未))|宣告判决|宣告裁定|公开宣告"),
    (HearingKind.PRETRIAL, r"庭前会议|庭前准备"),
    (HearingKind.EVIDENCE, r"证据交换|(?:庭前|组织|进行|参加)质证|交换证据"),
    (HearingKind.INQUIRY, r"询问(?!电话|处|室)|谈话(?!室)|调查询问|接受询问|(?<!继续)法庭调查(?!询)"),
    (HearingKind.PUBLIC_HEARING, r"听证(?!室|厅)"),
    (HearingKind.INSPECTION, r"勘验|勘查|现场查看"),
    (
        HearingKind.MEDIATION,
        r"(?:组织|进行|参加|的|主持|诉前|庭前|线上|当面|现场|在线|开展|行政|协商)调解(?!中心|室|员|委|书)"
        r"|^\s*调解\s*$|协调化解",
    ),
    (HearingKind.TRIAL, r"开庭(?!前)|庭审|公开审理|公开开庭审理|依法审理|合并审理"),
)
_ANY = re.compile("|".join(f"(?P<k{index}>{words})" for index, (_, words) in enumerate(_WORDS)))
_SENTENCE = re.compile(r"[。!\n;]")
_MARK_ANYWHERE = re.compile("[①-⑳]")
_MARK = re.compile(r"[①-⑳]\s{0,2}$")
_BESIDE_ONE_ANOTHER = 10
_OTHER_CLAUSE = 6
# 宣判 in 定期宣判 另行 or 如需调解 is no purpose of this date
_BESIDE = re.compile(
    r"(?:另行|还需|之后|此后|今后|再行|如需|如|若|可以|申请|是否|择期|愿意|同意|可)\s?(?:组织|进行)?$"
)


def kind_at(
    text: str,
    moment: Moment | None,
    others: Sequence[Moment],
    labels: Sequence[Labelled],
    start: int,
    end: int,
) -> HearingKind:
    """The kind of the hearing held at ``moment`` within the record ``start``..``end``."""
    if moment and (marked := _marked(text, moment, labels, start, end)):
        return marked
    for label in labels:
        if (
            label.field == "kind"
            and start <= label.begin < end
            and (found := _ANY.search(text, label.start, label.end))
        ):
            return _most_special(text, label.start, label.end) or _kind(found)
    if moment:
        left = max([start, *(one.stop for one in others if one.stop <= moment.begin)])
        right = min([end, *(one.begin for one in others if one.begin >= moment.stop)])
        if kind := _nearest(text, moment, left, right):
            return kind
    head = text[start:end].strip().split("\n", 3)[:3]
    titles = [line for line in head if len(line) <= 30]
    for line in titles:
        if (found := _ANY.search(line)) and _kind(found) is not HearingKind.TRIAL:
            return _kind(found)
    return HearingKind.TRIAL


def _marked(
    text: str, moment: Moment, labels: Sequence[Labelled], start: int, end: int
) -> HearingKind | None:
    """The kind under the same mark as the moment: ①证据交换 ②开庭审理 … ①9月24日 ②10月13日."""
    mark = _MARK.search(text, max(start, moment.begin - 3), moment.begin)
    for label in labels if mark else ():
        if mark and label.field == "kind" and start <= label.begin < end:
            at = text.find(mark.group().strip(), label.start, label.end)
            following = _MARK_ANYWHERE.search(text, at + 1, label.end) if at >= 0 else None
            stop = following.start() if following else label.end
            if at >= 0 and (found := _ANY.search(text, at, stop)):
                return _most_special(text, at, stop) or _kind(found)
    return None


def _nearest(text: str, moment: Moment, left: int, right: int) -> HearingKind | None:
    """The kind word closest to the moment, in its sentence; 公开开庭宣判 is 宣判."""
    breaks = [match.end() for match in _SENTENCE.finditer(text, left, moment.begin)]
    left = breaks[-1] if breaks else left
    ending = _SENTENCE.search(text, moment.stop, right)
    right = ending.start() if ending else right
    best: tuple[int, HearingKind] | None = None
    last = left
    for match in _ANY.finditer(text, left, right):
        if match.end() <= moment.begin:
            distance = moment.begin - match.end()
            distance += _OTHER_CLAUSE if "," in text[match.end() : moment.begin] else 0
        else:
            # What follows the date says what is held then.
            distance = (match.start() - moment.stop) // 2
        if _BESIDE.search(text[max(left, match.start() - 6) : match.start()]):
            continue
        kind = _kind(match)
        beside = match.start() - last < _BESIDE_ONE_ANOTHER  # 开庭宣判, not 开庭(11-26 14:00)→宣判
        last = match.end()
        judged = best and best[1] is HearingKind.TRIAL and kind is HearingKind.JUDGMENT and beside
        if best and judged and distance - best[0] < 12:
            best = (best[0], kind)
        elif best is None or distance < best[0]:
            best = (distance, kind)
    return best[1] if best else None


def _most_special(text: str, start: int, end: int) -> HearingKind | None:
    """A summons for 开庭宣判 is for the judgment."""
    kinds = [_kind(match) for match in _ANY.finditer(text, start, end)]
    return next((kind for kind in kinds if kind is not HearingKind.TRIAL), None)


def _kind(match: re.Match[str]) -> HearingKind:
    return _WORDS[int((match.lastgroup or "k0")[1:])][0]
