"""Where a court sits: the courts a text names, the courtroom, and whether it sits online.

Court and courtroom are two things: a hearing may be held at another court's house.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from litigation.intake.source_text import Found
from litigation.law.courts import court_code, court_name

_COURT_ENDING = re.compile(r"(?:法院|中院|高院)(?!在线|名称|短信|专递|系统)")
# 新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,16}?分院")
_RUN = re.compile(r"[\u4e00-\u9fff]{1,20}$")
# 青岛市市南区人民法院 | 济南铁路运输法院
_FULL_COURT = re.compile(r"[\u4e00-\u9fff]{2,}(?:人民|铁路运输(?:中级)?|海事|互联网|知识产权|金融|军事)法院")
# 接胶州市人民法院通知 | 将于…在青岛市… | 不服某区人民法院
# but not within 自治县, 经济技术开发区, 日照市, 和平区, 于都县, 向阳区
_BEFORE_COURT = re.compile(
    r".*(?:在|到|接到|接|由|向(?!阳)|于(?!都|洪|田)|至|据|经(?!济|开)|系|为|与"
    r"|和(?![平田龙静硕政顺林县布丰浩])|及"
    r"|不服|来源|收到|自(?!治|贡)|是|按照|根据|赴|前往|的|院|年|日(?![照喀土])|号|案)(?=[\u4e00-\u9fff]{2,})"
)

_NUMBER = "[0-9〇零一二三四五六七八九十百A-Za-z]"
_ROOM = re.compile(
    r"(?P<kind>审判法庭|审判庭|法庭|(?P<chamber>听证室|听证厅|调解室|谈话室|询问室|会议室|接待室|接访室"
    r"|会见室|多功能厅|报告厅)"
    r"|庭审室|审理室|开庭室"
    r"|(?<=[0-9]{3})室"
    # 3庭 | 四号庭 | 3号科技庭
    r"|(?<=[0-9一二三四五六七八九十号])庭(?![审前外长上员室])|(?<=科技)庭)"
    r"(?P<suffix>[一二三四五六七八九十]{1,2}(?!并|同|起|案|审|楼|次|直|[0-9一二三四五六七八九十月日时])"
    r"|[0-9]{1,2}(?![0-9年月日号时点:.-]))?"
    r"(?P<bracket>[(（](?:[^()（）]{0,8}(?:庭|楼|层|室|区)|[\u4e00-\u9fff0-9A-Z])[)）])?"
)
_ROOM_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9-]{0,16}$")
# where the name of a room begins: 在本院|第三审判庭, 变更为|第五审判庭, 9时30分|第九法庭
_BEFORE_ROOM = re.compile(
    r".*(?:(?<!所)在|到|于|至|往|赴|为|是|法院|本院|本庭|该庭|我院|该院|中院|高院|地点|处所|场所|安排|审理|开庭"
    r"|庭审"
    r"|[时分整日午点](?=[第科行])"
    r"|如期|准时|按时|请|院内)"
)
# 某法院|行政审判庭 signs a letter; 某法院|科技法庭 is a room wherever it stands
_DIVISION = re.compile(
    r"行政|民事|刑事|立案|执行|审判监督|审监|综合|少年|家事|环境|知识产权|破产|金融|速裁|未成年|派出"
)
# 柏青诉某区城乡交通运输局|听证室
_PARTY_BEFORE_ROOM = re.compile(r".*诉.*(?:局|政府|办事处|委员会|公司)")
_NO_ROOM = re.compile(
    r"^(?:同一|上述|各|该|此|本|我|原|及|或|和|与|由|具体|组成|独任|通过|扰乱|遵守|违反|尊重|宣布|服从|其他"
    r"|指定|所在"
    r"|有关|另|人民|时间"
    # 民一庭 is a division
    r"|.*(?:[民行刑商审]|立案|执行|行政|民事)[一二三四五六七八九十]"
    r"|.*(?:时间|以及|合议|遵守|违反|当事人|被告|原告|准备|携带).*)?$"
)
# 4 号法庭
_FIGURE = re.compile(r"(?<![0-9])[0-9]{1,3}\s{1,2}$")
_NUMBERED = re.compile(rf"第|{_NUMBER}")

# 线上开庭 | 登录移动微法院
_ONLINE = re.compile(
    r"网上(?:开庭|庭审|审理|询问|听证|调解)|在线服务平台进行|线上|在线(?!服务|诉讼|送达|查询|缴)"
    r"|互联网(?!法院)|云(?:上)?(?:庭审|法庭|开庭)"
    r"|远程|视频(?:方式)?(?:开庭|庭审|审理|连线)"
    r"|庭审码|开庭码|入庭码|会议号|会议ID|腾讯会议|“?出庭”?小程序|移动微法院"
)
# 线下开庭 | 到庭参加
_IN_PERSON = re.compile(r"线下|当面(?:调解|询问|开庭)|现场(?:参加|开庭|庭审|审理|到庭)|当庭参加")
# 全部线下庭审转为线上 | 改为网上开庭
_TURNED_ONLINE = re.compile(
    r"(?:改|转|变更|调整)(?:为|成|到|至)?(?:在)?(?:线上|在线|网上|视频|互联网|云)(?![^。\n]{0,6}(?:线下"
    r"|结合))"
)
# 在柴胡店镇王庄村村民委员会公开开庭 | 在鲁西监狱第二会见室开庭审理 | 到争议地块现场勘验
_PLACE = re.compile(
    r"(?<![0-9现存所])(?:在|到|于)(?P<place>[\u4e00-\u9fff0-9A-Za-z()（）-]{2,26}?)"
    r"(?=(?:依法|不?公开|组织|进行|召开|举行|巡回)?(?:公开)?(?:开庭|审理|勘验|听证|宣判|询问|谈话|调解|质证"
    r"|庭前会议|证据交换))"
)
# 在本院开庭 | 在线上开庭 : no place
_NO_PLACE = re.compile(
    r"[本我该贵]院$|法院$|线上|在线|网上|互联网|视频|平台|系统|小程序|云|上述|期间|收到|原告|被告|诉讼|一案"
    r"|案件|20[0-9]{2}"
    r"|[0-9]\s?[时点月日:]|[上下]午|当庭|同日|同时|此次|本案|届时|庭$"
)


@dataclass(frozen=True, slots=True)
class NamedCourt:
    """A court as a text names it; ``name`` is the full name if the court is known, with its code."""

    name: str
    code: str | None
    start: int
    end: int


def find_courts(text: str) -> tuple[NamedCourt, ...]:
    """Find the courts named in a folded text; 本院, 山东法院 and the like name none."""
    return tuple(_courts(text))


def find_rooms(text: str, courts: Sequence[NamedCourt], barriers: Sequence[int]) -> tuple[Found, ...]:
    """Find the courtrooms of a folded text; ``barriers`` are offsets where moments and numbers end."""
    return tuple(_rooms(text, courts, sorted({*barriers, *(court.end for court in courts)})))


def find_place(text: str, start: int, end: int) -> Found | None:
    """Find a place that is no courtroom: 在柴胡店镇王庄村村民委员会公开开庭审理."""
    for match in _PLACE.finditer(text, start, end):
        if not _NO_PLACE.search(match["place"]):
            return Found(match["place"], match.start("place"), match.end("place"))
    return None


def turns_online(text: str, start: int, end: int) -> int:
    """Where a text says that the sitting now takes place online; ``start`` if it does not."""
    turned = _TURNED_ONLINE.search(text, start, end)
    return turned.start() if turned else start


def read_mode(text: str) -> str | None:
    """How the court sits: ``online``, ``in_person``, ``hybrid``; None if nothing is said."""
    if _TURNED_ONLINE.search(text):
        return "online"
    online, in_person = _ONLINE.search(text), _IN_PERSON.search(text)
    if online and in_person:
        return "hybrid"
    return "online" if online else "in_person" if in_person else None


def _courts(text: str) -> Iterator[NamedCourt]:
    last = 0
    for match in _COURT_ENDING.finditer(text):
        run = _RUN.search(text, max(last, match.start() - 20), match.start())
        begin = run.start() if run else match.start()
        branch = _BRANCH.match(text, match.end())
        last = branch.end() if branch else match.end()
        if (named := _resolve(text, begin, last)) or (
            branch and (named := _resolve(text, begin, match.end()))
        ):
            yield named


def _resolve(text: str, begin: int, end: int) -> NamedCourt | None:
    for start in range(begin, end - 3):
        if code := court_code(text[start:end]):
            return NamedCourt(court_name(code) or text[start:end], code, start, end)
    cut = _BEFORE_COURT.match(text, begin, end)
    start = cut.end() if cut else begin
    name = text[start:end]
    return NamedCourt(name, None, start, end) if _FULL_COURT.fullmatch(name) else None


def _rooms(text: str, courts: Sequence[NamedCourt], barriers: Sequence[int]) -> Iterator[Found]:
    ends = {court.end: court for court in courts}
    position = 0
    while match := _ROOM.search(text, position):
        position = match.end("kind")
        run = _ROOM_RUN.search(text, max(0, match.start() - 16), match.start())
        begin = run.start() if run else match.start()
        begin = max(begin, *barriers[: bisect_right(barriers, match.start())][-1:], 0)
        for before in (_BEFORE_ROOM, _PARTY_BEFORE_ROOM):
            cut = before.match(text, begin, match.start())
            begin = cut.end() if cut else begin
        while begin < match.start() and text[begin] in " 、-":
            begin += 1
        if text.startswith("号", begin) and (figure := _FIGURE.search(text, begin - 6, begin)):
            begin = figure.start()
        name = text[begin : match.start()]
        if (_NO_ROOM.match(name) and not (match["chamber"] and not name)) or (
            begin in ends and _DIVISION.match(name) and _is_department(text, ends[begin])
        ):
            continue
        position = _room_end(match, name)
        yield Found(text[begin : _room_end(match, name)], begin, _room_end(match, name))


def _room_end(match: re.Match[str], name: str) -> int:
    """Drop a figure behind a room that has its number in front (第三审判庭|一并)."""
    if match["suffix"] and _NUMBERED.search(name) and not match["bracket"]:
        return match.start("suffix")
    return match.end()


def _is_department(text: str, court: NamedCourt) -> bool:
    """Tell whether 某法院行政审判庭 is a signature: no 在, no 地点 and no time before the court."""
    before = text[max(0, court.start - 8) : court.start].rstrip()
    return not re.search(r"(?:在|到|于|至|地点|处所|场所|法庭|[:0-9时分整点])[:]?$", before)


def is_alone(text: str, room: Found) -> bool:
    """Tell whether a room stands alone on its line."""
    before = text[text.rfind("\n", 0, room.start) + 1 : room.start]
    newline = text.find("\n", room.end)
    after = text[room.end : newline if newline >= 0 else len(text)]
    return not (before + after).strip(" \t:#【】[]*-—一二三四五六七八九十、.")
