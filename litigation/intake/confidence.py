"""How sure the start of a hearing is: what near it gives reason to ask.

The reading chooses; this looks at what the choice left over. A start that only may be, a date
that nobody could read beside it, a change that was not understood, a minute at which no court
begins: each is said, so that no wrong date or time comes out in silence.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from litigation.intake.moment import Moment
from litigation.intake.numeral import CHINESE

_BREAK = re.compile(r"[。!\n;]")
# 暂定于 | 初步定在 | 预计 | 若调解不成，拟于…开庭
_TENTATIVE = re.compile(
    r"暂定|对调|互换时间|调换时间|暂拟|初定|初步(?:定|安排|确定)|预计|预定(?!期)|待确认|待核实|未最终确定"
    r"|(?:若|如果"
    r"|如)[^。;\n]{1,20}(?:不成|未果)[^。;\n]{0,6}(?:拟|将|定)"
    r"|可能(?:会)?(?:在|于|定|改|安排)|(?<!请)以(?!本次|此次|本|此)[^。;\n,]{0,8}(?:传票|通知|短信"
    r"|书面)[^。;\n,]{0,4}为准|听说|好像|大概(?:是|在)|记不清|没听清"
)
# 九月廿捌曰 | 1O月1S日 | 9月?日 : looks like a day and was not read as one
_UNREAD_DAY = re.compile(
    rf"(?<![0-9A-Za-z{CHINESE}])[0-9A-Za-z{CHINESE}?？*×]{{1,3}}\s?月(?!份)\s?[0-9A-Za-z{CHINESE}?？*×口]{{1,4}}\s?[日号曰目](?!前"
    rf"|内|止)"
)
# 上午9日寸 | 下午?时 | 9:3? : looks like an hour
_UNREAD_HOUR = re.compile(
    r"(?:[上下]午|晚上)\s?[A-Za-z?？*×]{1,3}\s?[时点:]"
    r"|[0-9]{1,2}\s?[:时点]\s?[?？*×A-Za-z][0-9?？*×A-Za-z]?(?![A-Za-z])"
)
_HELD = re.compile(r"开庭|庭审|审理|到庭|出庭|传唤|应到|询问|听证|宣判|定于")
# 请于 | 案件定于, and nothing yet of what for
_BIDDEN = re.compile(r"(?:请(?:你|您|贵)?[^,。;]{0,8}|定|订|将|兹)于?\s?$")
# 开庭 | 到庭参加诉讼
_VERB = re.compile(
    r"开庭|庭审(?!笔录)|审理|到庭|出庭|应诉|询问|谈话|听证|宣判|宣告|调解|交换|质证|勘验|会议|传唤|应到"
)
# a court sets no errand for a courtroom: 定于…在本院第二十三审判
_IN_COURT = re.compile("审判|法庭")
_UNFINISHED = re.compile(r"[^。!;\n]*")
_NEAR = 60
_WHOLE = 5


def doubts_about(
    text: str, moment: Moment, moments: Sequence[Moment], start: int, end: int, *, labelled: bool
) -> tuple[str, ...]:
    """Say what makes the start at ``moment`` doubtful within the record ``start``..``end``."""
    return tuple(dict.fromkeys(_doubts(text, moment, moments, start, end, labelled=labelled)))


def _doubts(
    text: str, moment: Moment, moments: Sequence[Moment], start: int, end: int, *, labelled: bool
) -> Iterator[str]:
    if _TENTATIVE.search(_sentence(text, moment, start, end)):
        yield "date_not_fixed"
    if _unread(text, _UNREAD_DAY, moments, start, end):
        yield "date_not_fixed"
    if _unread(text, _UNREAD_HOUR, moments, start, end):
        yield "time_ambiguous"
    if not labelled and _breaks_off(text, moment, start):
        yield "time_ambiguous"
    if isinstance(moment.start, datetime) and moment.start.minute % _WHOLE and not labelled:
        yield "time_ambiguous"


def _breaks_off(text: str, moment: Moment, start: int) -> bool:
    """Tell whether the text ends before its sentence says what is held: 请于6月8日上午9时到第三审判庭."""
    after = text[moment.stop :]
    if len(after) > _NEAR or not _UNFINISHED.fullmatch(after):
        return False
    before = _BREAK.split(text[start : moment.begin])[-1]
    bidden = _BIDDEN.search(before)
    held = _VERB.search(before + after) or (bidden and "请" not in bidden.group() and _IN_COURT.search(after))
    return bool(bidden) and not held


def _sentence(text: str, moment: Moment, start: int, end: int) -> str:
    breaks = [found.end() for found in _BREAK.finditer(text, start, max(start, moment.begin))]
    following = _BREAK.search(text, moment.stop, end)
    return text[breaks[-1] if breaks else start : following.start() if following else end]


def _unread(text: str, pattern: re.Pattern[str], moments: Sequence[Moment], start: int, end: int) -> bool:
    """Tell whether something of the kind stands there that no moment covers, by a word of hearing."""
    for found in pattern.finditer(text, start, end):
        covered = any(one.begin < found.end() and found.start() < one.stop for one in moments)
        if not covered and _HELD.search(
            text, max(start, found.start() - _NEAR), min(end, found.end() + _NEAR)
        ):
            return True
    return False
