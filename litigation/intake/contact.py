"""Who at the court: the judge, the clerk, and the telephone to ask at."""

import re
from collections.abc import Sequence

from litigation.intake.agency_name import SURNAMES, is_person, may_be_person
from litigation.intake.label import Labelled
from litigation.intake.party_of_all import said_below
from litigation.intake.source_text import Found

# 王建国 | 努尔兰·别克 | 盛  楠
_NAME = (
    r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,10}?)+|[\u4e00-\u9fff]{2,4}?"
    r"|[\u4e00-\u9fff][ \t]{1,4}[\u4e00-\u9fff]"
)
_STOP = (
    r"$|[\s,。;、()（）【】:|0-9+]|担任|独任|任审判|主审|主持|审理|电话|联系"
    r"|书记员|审判|法官|人民陪审|与|和|及|为|将"
)
_AFTER_NAME = f"(?={_STOP})"
# 承办法官严丽娟，电话 | 审判长：冯克勤 | 由审判员魏永刚担任审判长
_JUDGE = re.compile(
    rf"(?:承办(?:法官|审判员|人)?|主审(?:法官|人)?|主办(?=[ \t:])"
    # 审判组织 独任 罗成英
    rf"|主办法官|独任(?=[ \t:])|独任审判员|(?:代理)?审判员|审判长"
    rf"|(?<!该)法官(?!助理))"
    rf"[ \t]{{0,4}}(?:为|是|系)?[: \t]{{0,6}}(?P<name>{_NAME}){_AFTER_NAME}"
)
_CLERK = re.compile(rf"(?:代)?书记员[ \t]{{0,4}}(?:为|是|系)?[: \t]{{0,6}}(?P<name>{_NAME}){_AFTER_NAME}")
# 青岛市市北区人民法院 郑秀兰 0532-88739128
_SIGNED = re.compile(
    rf"法院(?:[\u4e00-\u9fff]{{0,6}}庭)?[ \t\n]{{1,6}}(?P<name>{_NAME})[ \t:,]{{1,4}}"
    r"(?=0[0-9]{2,3}-?[0-9]{7}|1[0-9]{10})"
)
# 书记员 乌云其木格⏎ : the rest of a line is a name, however long
_WHOLE_LINE = r"(?:[ \t]{0,4}:[ \t]{0,4}|[ \t]{1,6})(?P<name>[\u4e00-\u9fff]{4,6})[ \t]*$"
_JUDGE_LINE = re.compile(
    r"^[ \t]*(?:审判长|(?:代理)?审判员|承办法官|主审法官|独任审判员)" + _WHOLE_LINE, re.MULTILINE
)
# 第一庭 主审 普建华 : where nothing but a name stands, no family name need be known
_JUDGE_ENDS_LINE = re.compile(
    r"(?:承办|主审|主办)(?:法官|人)?[: \t]{1,4}(?P<name>[\u4e00-\u9fff]{3})[ \t]*(?=[,。;]|$)", re.MULTILINE
)
_CLERK_LINE = re.compile(r"^[ \t]*(?:代)?书记员" + _WHOLE_LINE, re.MULTILINE)
# 兵团八师中院书记员 热依木：(2026)兵08行终5号… : said in a chat
_CLERK_SPEAKS = re.compile(r"(?:法院|中院|庭)书记员[ \t]{1,4}(?P<name>[\u4e00-\u9fff]{3,6})[ \t]{0,2}:")
# 由王建国法官主审 | (王建国法官) | 联系人:韩小梅书记员
_BEFORE_TITLE = (
    r"(?:(?:主审|承办|由|联系人:?)[ \t]{0,2}(?P<led>[\u4e00-\u9fff]{2,3})"
    r"|(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{3}))"
)
_JUDGE_TITLE = re.compile(rf"{_BEFORE_TITLE}(?:法官|审判[员长])(?!助理)(?=[\s,。;、()（）:|0-9主承担独审]|$)")
_CLERK_TITLE = re.compile(rf"{_BEFORE_TITLE}书记员(?=[\s,。;、()（）:|0-9]|$)")
# 李书记员:陈科好 : a title behind a family name is how one speaks to somebody
_SPOKEN_TITLE = re.compile(rf"(?<![\u4e00-\u9fff])[{SURNAMES}小]?[{SURNAMES}]$")
# 合议庭:向东(审判长) 谌慧
_JUDGE_BEHIND = re.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,6})[(（](?:审判长|主审|承办)")
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:0[0-9]{2,3}[ \t]?-?[ \t]?[0-9]{7,8}(?:[-转][0-9]{1,5})?|1[3-9][0-9]{9}"
    r"|(?<=电话)[:为 ]{0,2}[0-9]{7,8})(?![0-9])"
)
# 技术咨询0532-85120548 is the telephone of the platform, 监督电话 that of the inspectors
_OTHER_LINE = re.compile(
    r"(?:技术|平台|系统|客服|监督|举报|投诉|纪检|传真|缴费|热线)[\u4e00-\u9fff]{0,6}[:为 ]{0,3}$"
    r"|(?:FAX|Fax)[A-Za-z. ]{0,6}[: ]{0,3}$"
)
_NAMED_LINE = re.compile(r"(?:电话|联系|手机|方式)[^。;\n]{0,14}$")
_NOT_NAMES = re.compile(
    r"助理|法院|担任|组成|合议|签名|审判|书记|盖章|联系|电话|通知|传票|公告|提示|提醒|回复|留言|说明|短信|本案|该案|定$|回避|应诉|单位|[科处室股组部]$"
    r"|本院|我院|承办|主审|主办|独任|安排|更换|另行|其他|经办|任$"
    r"|^[年月日]|年月|[一二三四五六七八九十元正][年月]$"
)


def find_judge(text: str, labels: Sequence[Labelled], start: int, end: int) -> Found | None:
    """The presiding or handling judge named between two offsets, or below for all cases above."""
    own = _judge_within(text, labels, start, end)
    below = None if own else said_below(text, start, end)
    return _judge_within(text, (), *below) if below else own


def _judge_within(text: str, labels: Sequence[Labelled], start: int, end: int) -> Found | None:
    return (
        _labelled(text, labels, "judge", start, end)
        or _named(text, _JUDGE_BEHIND, start, end)
        or _named(text, _JUDGE, start, end)
        or _rare(text, _JUDGE_ENDS_LINE, start, end)
        or _titled(text, _JUDGE_TITLE, start, end)
        or _rare(text, _JUDGE_LINE, start, end)
        or _named(text, _SIGNED, start, end)
    )


def find_clerk(text: str, labels: Sequence[Labelled], start: int, end: int) -> Found | None:
    """The clerk named between two offsets, or below for all cases above."""
    own = _clerk_within(text, labels, start, end)
    below = None if own else said_below(text, start, end)
    return _clerk_within(text, (), *below) if below else own


def _clerk_within(text: str, labels: Sequence[Labelled], start: int, end: int) -> Found | None:
    return (
        _labelled(text, labels, "clerk", start, end)
        or _named(text, _CLERK, start, end)
        or _rare(text, _CLERK_LINE, start, end)
        or _rare(text, _CLERK_SPEAKS, start, end)
        or _titled(text, _CLERK_TITLE, start, end)
    )


def find_phone(text: str, start: int, end: int) -> Found | None:
    """The court's telephone; one that is introduced as such goes before one that just stands there."""
    plain: Found | None = None
    for match in _PHONE.finditer(text, start, end):
        before = text[max(start, match.start() - 24) : match.start()]
        if _OTHER_LINE.search(before):
            continue
        digits = len(match.group()) - len(match.group().lstrip(":为 "))
        found = Found(match.group()[digits:], match.start() + digits, match.end())
        if _NAMED_LINE.search(before):
            return found
        plain = plain or found
    return plain


def _labelled(text: str, labels: Sequence[Labelled], field: str, start: int, end: int) -> Found | None:
    for label in labels:
        if label.field == field and start <= label.start <= label.end <= end:
            if _is_spoken(text, label.begin):
                continue
            match = re.match(f"({_NAME})(?:{_STOP})", text[label.start : label.end])
            if match and _is_name(_squeeze(match[1])):
                return Found(_squeeze(match[1]), label.start, label.start + len(match[1]))
    return None


def _named(text: str, pattern: re.Pattern[str], start: int, end: int) -> Found | None:
    for match in pattern.finditer(text, start, end):
        # 法官出差 : in a sentence only a known family name makes a name
        name = _squeeze(match["name"])
        if _is_name(name) and is_person(name) and not _is_spoken(text, match.start()):
            return Found(name, match.start("name"), match.end("name"))
    return None


def _titled(text: str, pattern: re.Pattern[str], start: int, end: int) -> Found | None:
    for match in pattern.finditer(text, start, end):
        group = "led" if match["led"] else "name"
        if _is_name(match[group]) and is_person(match[group]):
            return Found(match[group], *match.span(group))
    return None


def _is_spoken(text: str, title: int) -> bool:
    return bool(_SPOKEN_TITLE.search(text, max(0, title - 3), title))


def _rare(text: str, pattern: re.Pattern[str], start: int, end: int) -> Found | None:
    for match in pattern.finditer(text, start, end):
        if may_be_person(match["name"]) and not _NOT_NAMES.search(match["name"]):
            return Found(match["name"], match.start("name"), match.end("name"))
    return None


def _squeeze(name: str) -> str:
    return "".join(name.split())


def _is_name(name: str) -> bool:
    return not _NOT_NAMES.search(name) and (is_person(name) or len(name) in {2, 3})
