"""The words of table cells that are not dates: places, parties, kinds, modes and remarks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from litigation.intake.agency_name import is_agency
from litigation.intake.cell import half_width
from litigation.intake.party import find_parties

# 青岛市市南区人民法院第九法庭 | 青岛铁路运输法院一号法庭 | 市北区人民法院/第五法庭
_COURT_AND_ROOM = re.compile(r"(.{2,30}?法院)(?:院内)?[，,、/／|—-]?(.*)")
# 本院第六法庭 | 我院三楼
_OWN_COURT = re.compile(r"(?:本院|我院|该院)(.*)")
# 、 between names; a list inside brackets (含张三、李四) is not cut
_BETWEEN_NAMES = re.compile(r"[、;；,，\n\r|]+(?![^（(]*[）)])|\s{2,}")
# 1. 王某 | （1）王某 | ①王某
_NUMBERED = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.、．]|[①-⑳])\s*")
# 1.王某 2.李某 | ①某局②某政府
_NEXT_NUMBER = re.compile(r"(?<=\S)(?=[①-⑳])|\s+(?=\d{1,2}[.．、)])")
# 被告一：某局 | 原告2:王某 | 被告：某局, each name with its role
_ROLE = re.compile(
    r"^(?:被告|原告|第三人|被上诉人|上诉人|被申请人|申请人)\s*[一二三四五六七八九\d]{0,2}\s*[:：]\s*"
)
# 原告：王某 | 被上诉人:某局 | 上诉人（原审原告）：王某
_LABELLED = re.compile(
    r"(原审原告|原审被告|再审申请人|被申请人|被上诉人|被执行人|上诉人|申请执行人|申请人|原告|被告|第三人)"
    r"\s*(?:[（(][^（）()\n]{2,16}[)）])?\s*[:：]\s*"
)
_DEFENDANT_LABELS = ("被告", "被上诉人", "被申请人", "被执行人", "原审被告")
# 王某诉某市市场监督管理局行政处罚一案 | 周某诉某镇人民政府不履行政府信息公开法定职责一案
_VERSUS = re.compile(
    r"(?P<plaintiff>.{2,60}?)(?:与被告|诉被告|诉|告)(?P<defendant>.{1,80}?"
    r"(?:政府|局|委员会|办事处|管委会|支队|大队|街道办|厅|部|中心|署|处|公司|所|院|站))"
    r"(?P<cause>(?:行政|不履行|未履行|政府信息|信息公开|工伤|责令|房屋|土地|不动产|征收|征用|拆迁|强制|处罚|许可|登记"
    r"|确认|复议|赔偿|补偿|撤销|社会保|规划|公安|城建|其他|纠纷|一案|案|[，,（(]).{0,60})?$"
)
# 原告王某与被告某局 : the role written before the name without a colon
_BARE_ROLE = re.compile(
    r"^(?:原告|上诉人|再审申请人|申请执行人|申请人|起诉人)(?:[（(][^（()）]{2,12}[)）])?(?=[一-鿿]{2})"
)
# 行政处罚一案 | 行政处罚案第一次公开开庭审理
_CASE_ENDING = re.compile(r"(?:一案|案)(?![一-鿿]*(?:一案|案)).*$")
# 审判长：李梅、审判员：周杰
_PRESIDING = re.compile(r"审判长\s*[:：]\s*([一-鿿·]{2,8})")
# 0512-80000001 | 13800001234 | 电话：80000001转8012
_TELEPHONE = re.compile(
    r"(?:电话|手机|联系方式|tel)?\s*[:：]?\s*(?:0\d{2,3}[-—－]?)?\d{7,11}(?:[-转]\d{1,6})?", re.IGNORECASE
)
# 行政 | 行政一审 | 行政诉讼案件 | 行政赔偿案件 ; 行政赔偿 alone is a cause
_SORT = re.compile(
    r"(?!行政赔偿$)(?:行政|民事|刑事|赔偿|行政赔偿)?(?:诉讼)?(?:一审|二审|再审|初审)?(?:案件|诉讼|类)?"
)
# 王某VS某局 | 王某 与 某局 | 某公司—某局 | 王某/某局
_VERSUS_SIGN = re.compile(r"\s*(?:[Vv]\.?[Ss]\.?|[—－–]{1,2}|-{1,2}|[/／→]|(?<=\S)\s+[与和]\s+|与)\s*")
_KINDS = {
    **dict.fromkeys(("证据交换", "质证"), "证据交换"),
    **dict.fromkeys(("询问", "谈话"), "询问"),
    **dict.fromkeys(("宣判", "宣告判决"), "宣判"),
    **{word: word for word in ("调解", "听证", "勘验")},
}
_WITHDRAWN = ("撤诉", "调撤", "撤回起诉", "撤回上诉", "按撤诉")
_CANCELLED = ("取消", "不再开庭", "不开庭", "停开", "停庭", "停止开庭", "中止审理", "撤销开庭", "暂停开庭")
_POSTPONED = (
    "改期",
    "延期",
    "变更时间",
    "时间变更",
    "调整时间",
    "时间调整",
    "改到",
    "改至",
    "改为",
    "变更为",
    "变更至",
    "变更到",
    "调整为",
    "调整至",
    "调整到",
    "调至",
    "延至",
    "延后",
    "推迟",
    "顺延",
    "提前至",
    "提前到",
    "改于",
    "改在",
    "更改为",
    "调到",
    "延到",
    "推后",
    "移至",
)
# 改为线上开庭 | 变更为互联网方式 : not another time
_OTHER_WAY = re.compile(
    r"(?:改|变更|调整|调|换)(?:为|到|至|在)(?:在)?(?=线上|线下|在线|现场|互联网|网上|远程|视频|云|第?.{1,3}(?:号)?(?:法庭|审判庭))"
)
_ON_LINE = ("线上", "在线", "互联网", "网上", "远程", "云庭", "云上", "视频", "腾讯会议", "移动微法院")
# 不改期 | 未延期 | 是否改期
_NEGATED = re.compile(r"(?:不|未|无|没有?|非|是否)(?:再)?(?:改期|延期|取消|撤诉|推迟|变更)")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that one cell names."""

    plaintiffs: tuple[str, ...] = ()
    defendants: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    cause: str | None = None


@lru_cache(maxsize=4096)
def split_names(text: str) -> tuple[str, ...]:
    """Cut a cell into names, without numbering and without repeating one."""
    pieces = _BETWEEN_NAMES.split(_NEXT_NUMBER.sub("\n", text))
    names = (_ROLE.sub("", _NUMBERED.sub("", name)).strip(" 　。.") for name in pieces)
    return tuple(dict.fromkeys(name for name in names if name and name not in ("无", "/", "-", "—", "——")))


@lru_cache(maxsize=4096)
def split_place(text: str) -> tuple[str | None, str | None]:
    """Cut a place into court and courtroom; either may be missing."""
    joined = "".join(text.split())
    if own := _OWN_COURT.match(joined):
        return None, own[1] or None
    if found := _COURT_AND_ROOM.match(joined):
        return found[1], found[2] or None
    return None, joined or None


@lru_cache(maxsize=4096)
def read_parties(text: str) -> Parties:
    """Read a cell that names both sides: by labels, or as 甲诉乙…一案."""
    pieces = _LABELLED.split(text)
    if len(pieces) >= 3:
        return _labelled(pieces)
    if found := _VERSUS.match("".join(text.split())):
        cause = _CASE_ENDING.sub("", found["cause"] or "").strip("，,、:： ") or None
        return Parties(
            split_names(_BARE_ROLE.sub("", found["plaintiff"])), split_names(found["defendant"]), (), cause
        )
    named = _from_sentence(half_width(text))
    return named if named.plaintiffs or named.defendants else _by_sign(half_width(text))


def role_parties(role: str, names: str) -> Parties:
    """Read a row of one party, whose part stands in a cell of its own: 被告 | 某局."""
    part = role.strip().rstrip("0123456789一二三四五①②③④⑤:：")
    return _labelled(_LABELLED.split(f"{part}：{names}")) if part and names else Parties()


def first_judge(text: str) -> str | None:
    """Return the judge of a cell: all of it, or the presiding one of a panel (审判长：李梅 审判员：…)."""
    found = _PRESIDING.search(text)
    return (found[1] if found else without_phone(text)) or None


def without_phone(text: str) -> str:
    """Return a name without the telephone beside it: 秦志华 0512-80000001."""
    if not any(sign.isdigit() for sign in text):
        return text
    return _TELEPHONE.sub(" ", text).strip(" /／:：,，;；、()（）\n")


def without_case_words(text: str) -> str | None:
    """Return a cause; None for a cell that only says what sort of case it is (行政案件, 一审)."""
    return None if not text or _SORT.fullmatch("".join(text.split())) else text


def read_kind(text: str) -> str:
    """Return the kind of hearing a cell names; 开庭 where it names none."""
    if "庭前会议" in text:
        return "庭前会议"
    return next((kind for word, kind in _KINDS.items() if word in text), "开庭")


def read_mode(text: str) -> str | None:
    """Return ``online``, ``in_person`` or ``hybrid`` from the words of a cell."""
    online = any(word in text for word in _ON_LINE)
    room = any(word in text for word in ("线下", "现场", "到庭", "当庭"))
    if online:
        return "hybrid" if room or "结合" in text else "online"
    return "in_person" if room else None


@lru_cache(maxsize=1024)
def read_status(text: str) -> str:
    """Return ``new``, ``postponed`` or ``cancelled`` from a remark."""
    words = _OTHER_WAY.sub("", _NEGATED.sub("", text))
    if any(word in words for word in (*_WITHDRAWN, *_CANCELLED)):
        return "cancelled"
    return "postponed" if any(word in words for word in _POSTPONED) else "new"


def leaves_date_open(text: str) -> bool:
    """Tell whether a remark says that a new date will follow."""
    return any(word in text for word in ("另行通知", "待定", "另定", "时间未定", "择期"))


def _from_sentence(text: str) -> Parties:
    """Read 原告王某诉被告某局… and whatever else a letter's grammar understands."""
    found = find_parties(text, (), 0, len(text), (), ())
    return Parties(
        tuple(each.value for each in found.plaintiffs),
        tuple(each.value for each in found.defendants),
        tuple(each.value for each in found.third_parties),
        found.cause.value if found.cause else None,
    )


def _by_sign(text: str) -> Parties:
    """Read 王某VS某局, 王某 与 某局, 某公司—某局: the side that is an agency is sued."""
    sides = [split_names(side) for side in _VERSUS_SIGN.split(text)]
    if len(sides) != 2 or not all(sides):
        return Parties()
    first, second = (all(is_agency(name) for name in side) for side in sides)
    if first == second:
        return Parties()
    return Parties(sides[1], sides[0]) if first else Parties(sides[0], sides[1])


def _labelled(pieces: list[str]) -> Parties:
    sides: dict[str, list[str]] = {"plaintiffs": [], "defendants": [], "third": []}
    for label, names in zip(pieces[1::2], pieces[2::2], strict=False):
        if label == "第三人":
            side = "third"
        else:
            side = "defendants" if label in _DEFENDANT_LABELS else "plaintiffs"
        sides[side].extend(split_names(names.strip(" ，,；;。\n")))
    return Parties(tuple(sides["plaintiffs"]), tuple(sides["defendants"]), tuple(sides["third"]))
