"""What the label or column of a place holds besides courtrooms: A407, 1号, 行政庭办公室."""

import re
from collections.abc import Sequence

from litigation.intake.label import Labelled
from litigation.intake.source_text import Found

# 海口海事法院|三亚法庭第一审判庭, 本院|A407, 本庭|第三询问室
_HOUSE = re.compile(r"\s*(?:[^\s,。;]{2,24}?(?:法院|中院|高院)|[本我该]院|本庭)(?:的|内|\s)*")
_END = re.compile(
    r"[,。;!\n\t|\"]|\s{2,}|\s(?=方式|主审|审判|承办|法官|书记|联系|电话|请|[(（]?(?:地址|位于))|请|并携"
)
# 行政庭办公室（4楼409） | A407 | 东区2号楼3层 | 某监狱
_ROOM_SIGN = re.compile(
    r"[室庭厅楼层馆]|[A-Za-z]?[0-9]{3,4}$|会议|中心|院区|现场|监狱|看守所|礼堂|委员会|居委会|村委会|学校|大学|学院|政府"
)
_COURT_NUMBER = re.compile(r"第?[0-9一二三四五六七八九十]{1,3}(?:号|庭)?")
_NO_ROOM = re.compile(
    r"另行|待定|通知|线上|在线|网上|平台|小程序|互联网|会议号|云|链接|时间|日期|[路街道][0-9一二三四五六七八九十]{1,4}号"
    r"|[0-9]{1,2}[月日时:]|法院$|被告|原告|案"
)
_COURTS = re.compile(r"^(?:最高人民法院)?(?:知识产权法庭|第[一二三四五六]巡回法庭)(?=.{2})")
_LONGEST = 24


def stated_room(text: str, label: Labelled) -> Found | None:
    """The room that a label of a place states, without the court's own name; None if it states none."""
    stop = _END.search(text, label.start, label.end)
    start, end = label.start, stop.start() if stop else label.end
    if house := _HOUSE.match(text, start, end):
        start = house.end()
    value = text[start:end].strip()
    if not 1 < len(value) <= _LONGEST or _NO_ROOM.search(value):
        return None
    numbered = label.word.endswith("庭") and _COURT_NUMBER.fullmatch(value)
    if not (numbered or _ROOM_SIGN.search(value)):
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Found(value, start, start + len(value))


def joined(text: str, rooms: Sequence[Found]) -> Found:
    """The first of a label's rooms with those that follow without a mark: 三亚法庭|第一审判庭."""
    first = rooms[0]
    for room in rooms[1:]:
        if room.start > first.end:
            break
        first = Found(text[first.start : room.end], first.start, room.end)
    if house := _COURTS.match(first.value):
        # 知识产权法庭|第四法庭 : a court that is called a 法庭
        return Found(first.value[house.end() :], first.start + house.end(), first.end)
    return first
