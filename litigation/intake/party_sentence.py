"""The sentence that names the parties and the matter.

Sentences come in few shapes: 原告甲诉被告乙、第三人丙行政处罚一案; 甲诉乙…一案; 甲与乙…一案; 你单位与
甲…一案 in a letter to the agency.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from litigation.intake.agency_name import (
    is_agency,
    is_organisation,
    is_party_name,
    is_sound,
    may_be_person,
)
from litigation.intake.cause import CASE_WORD, YOURS, opens_cause, split_cause
from litigation.intake.party_name import split_names, trim
from litigation.intake.party_role import ROLE, SIDES, Parties
from litigation.intake.source_text import Found

# 甲 诉 乙; not 上诉 起诉 诉讼 诉称 投诉 …
SUES = re.compile(
    r"申请(?:强制)?执行(?!人|异议)|(?<=胜)诉(?=[\u4e00-\u9fff]{1,24}(?:局|政府|委员会|办事处|街道办|管委会|总署|厅|中心|[支大]队|海关))|(?<![上起应公反抗投申胜败撤控自追倾告陈泣])诉(?![讼求称请状前权辩苦说调])|(?<!如)不服(?!的)(?=被告"
    r"|被上诉人|[\u4e00-\u9fff]{2,20}(?:局|政府))"
    # 杨某告你们人社局 | 郝某上诉某局
    rf"|(?<![被原报公广警忠通劝转控布上宣预诫求])告(?={YOURS}|[\u4e00-\u9fff]{{1,20}}(?:局|政府|街道办|委员?会|[支大]队|派出所|中心))"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?<![提为的])上诉(?={YOURS}|[\u4e00-\u9fff]{{2,26}}(?:局|政府|街道办|委员会))"
)
_YOU_AND = re.compile(rf"{YOURS}(?=[与和]{ROLE.pattern})")
_WITH = re.compile("与|和")
_APPEALS = re.compile(
    r"因(?P<cause>[^。;,\n与]{2,30}?)不服(?=[^。;\n]{0,60}(?:判决|裁定)[^。;\n]{0,14}(?:上诉|再审|一案))"
)
# 你单位与寇某|(2026)甘7101行初175号不履行法定职责一案
_NUMBER_BEHIND = re.compile(
    r"[与和同](?P<names>[\u4e00-\u9fff·()（）、]{2,60}?)\s?(?=[(（〔\[][12][0-9]{3}[)）〕\]][^\s,。;]{2,16}号)"
)
# (2025)皖0191行初203号|汪某|那个工伤的 : whom he sues is not said
_SPOKEN_OF = re.compile(
    r"\s?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:[那这]个(?P<cause>[\u4e00-\u9fff]{2,12}?)的?(?=案|[,。;\s]|$))"
)
# 马某不服|不动产登记|一案 : whom he sues is not said
_DISCONTENT = re.compile(r"不服(?P<cause>[^。;\n,]{2,30}?)(?=[一两二]?案)")
# 罗某诉|你们局（某县林业局）|林木采伐许可
_YOU_NAMED = re.compile(rf"\s?{YOURS}\s?[(（](?P<name>[^()（）]{{3,30}})[)）]")
_NAME_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·×*、;()（）. -]{2,90}$")
# what stands before the first name: 审理|王某诉…, 关于|王某诉…
_BEFORE_NAMES = re.compile(
    r".*(?:审理的?|(?<![局府委会厅处院司队所])[那这]个|就是|(?:法庭|审判庭|号庭)\s|公开审(?!理)|受理的?|关于|通知|下列案件|参加|开庭的?|附件是|涉及|就|系列案|[0-9]\s*[.、)]"
    r"|号案?|[)）]\s|一案|^\s*[一二三四五六七八九十]、)"
)
_TIME_OR_PLACE = re.compile(
    r"[0-9一二三四五六七八九十]\s?[月时]|[0-9]:[0-9]|开庭|庭审|法庭|审判庭|定于|已|链接|查收"
)
_ROW_NUMBER = re.compile(r"[\s0-9一二三四五六七八九十、.()（）]*$")
# 某局2026年8月1日作出的…决定
_ACT_OF = re.compile(r"(?:于)?[0-9]{4}年|(?:于)?[0-9]{1,2}月[0-9]|作出")
# 工伤认定 | -- 小邢跟庭, 某街道办 | 法庭待通知
_MATTER_END = re.compile(
    r"[,:\t|]|\((?![^()]{1,8}\)[\u4e00-\u9fff])| {2,}|\s?(?:-{2,}|—{1,2})"
    r"|\s(?=审判|承办|主审|书记|法官|合议|联系|独任|法庭|[时地]间?点?待)"
)
_LONGEST = 220


def find_sentence(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """The first shape that gives whole names; ``barriers`` are offsets that no name reaches across."""
    return (
        _from_appeal(text, start, end, barriers)
        or _from_roles(text, start, end)
        or _from_verb(text, start, end, barriers)
        or _from_pair(text, start, end, barriers)
        or _from_discontent(text, start, end, barriers)
        or _from_pair_before_number(text, start, end, barriers)
        or _from_talk(text, start, end, barriers)
    )


def _from_roles(text: str, start: int, end: int) -> Parties | None:
    """原告甲诉被告乙、第三人丙行政处罚一案; also 申请执行人某局与被执行人某某非诉执行审查一案."""
    roles = list(ROLE.finditer(text, start, end))
    for index, first in enumerate(roles):
        run = _run(text, roles[index:])
        if first.lastgroup != "plaintiffs" or not any(one.lastgroup == "defendants" for one in run):
            continue
        found = _sides(text, run, end)
        if found.plaintiffs and all(
            _is_plausible(one.value) for one in (*found.plaintiffs, *found.defendants)
        ):
            return replace(found, distributed=any("分别" in one.group() for one in run[:1]))
    return None


def _run(text: str, roles: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The roles of one sentence; up to the first defendant a line may break between them."""
    run = [roles[0]]
    for role in roles[1:]:
        between = text[run[-1].end() : role.start()]
        opened = all(one.lastgroup == "plaintiffs" for one in run)
        if len(between) > 400 or not (
            "。" not in between and "一案" not in between
            if opened
            else _same_sentence(text, run[-1].end(), role.start())
        ):
            break
        if role.lastgroup == "plaintiffs" and not opened:
            break
        run.append(role)
    return run


def _sides(text: str, run: Sequence[re.Match[str]], end: int) -> Parties:
    """The names behind each role; behind the last one stands the matter too."""
    sides: dict[str, dict[str, Found]] = {}
    cause: Found | None = None
    for role, following in itertools.zip_longest(run, run[1:]):
        if following:
            names = split_names(text, role.end(), following.start())
        else:
            names, cause = _names_and_cause(text, role.end(), end)
        sides.setdefault(str(role.lastgroup), {}).update({one.value: one for one in names})
    plaintiffs, defendants, third_parties = (tuple(sides.get(side, {}).values()) for side in SIDES)
    return Parties(plaintiffs, defendants, third_parties, cause)


def _from_verb(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲诉乙…一案."""
    for match in SUES.finditer(text, start, end):
        plaintiffs = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        third = ROLE.search(text, match.end(), min(end, match.end() + _LONGEST))
        if third and third.lastgroup == "third_parties" and _same_sentence(text, match.end(), third.start()):
            others, cause = _names_and_cause(text, third.end(), end)
            found = Parties(plaintiffs, split_names(text, match.end(), third.start()), others, cause)
        else:
            defendants, cause = _names_and_cause(text, match.end(), end)
            found = Parties(plaintiffs, defendants, (), cause)
        if found.plaintiffs and found.defendants and _are_names(found.plaintiffs, found.defendants):
            return found
    return None


def _from_appeal(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲、乙因政府信息公开不服(2016)京01行初272号行政判决上诉一案: only the appellants are named.

    Where agency and person stand side by side nothing tells who of them appeals.
    """
    for match in _APPEALS.finditer(text, start, end):
        names = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        one_side = len({is_agency(one.value) for one in names}) == 1
        if one_side and all(_is_plausible(one.value) for one in names):
            return Parties(names, (), (), trim(text, match.start("cause"), match.end("cause")))
    return None


def _from_pair(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲与乙…一案, 你单位与甲…一案."""
    for case in CASE_WORD.finditer(text, start, end):
        begin = _first_name(text, start, case.start(), barriers)
        links = sorted(_WITH.finditer(text, begin, case.start()), key=lambda one: one.group() == "和")
        for link in links:  # 和 may stand in a name: 于和平与某局
            left = split_names(text, begin, link.start())
            right, cause = _names_and_cause(text, link.end(), case.end())
            if left and right and (_are_names(left, right) and _are_names(right, left)):
                role = _role_before(text, left[0].start)
                if role == "defendants" or (role != "plaintiffs" and defends(left, right)):
                    left, right = right, left
                return Parties(left, right, (), cause)
    return None


def _from_discontent(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """马某不服不动产登记一案: only the plaintiff is named."""
    for match in _DISCONTENT.finditer(text, start, end):
        names = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        if names and opens_cause(match["cause"]) and all(is_sound(one.value) for one in names):
            return Parties(names, (), (), trim(text, *match.span("cause")))
    return None


def _from_pair_before_number(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """你单位与甲(2026)甘7101行初175号…一案: the number stands before the matter."""
    for match in _NUMBER_BEHIND.finditer(text, start, end):
        left = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        right = split_names(text, *match.span("names"))
        if left and right and _are_names(left, right) and _are_names(right, left):
            return Parties(right, left) if defends(left, right) else Parties(left, right)
    return None


def _from_talk(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """(2025)皖0191行初203号汪某那个工伤的: behind a number, only the plaintiff is named."""
    for barrier in barriers:
        match = _SPOKEN_OF.match(text, barrier, end) if start <= barrier < end else None
        if match and opens_cause(match["cause"]) and is_sound(match["name"]) and not is_agency(match["name"]):
            name = trim(text, *match.span("name"))
            return Parties((name,), (), (), trim(text, *match.span("cause")))
    return None


def _role_before(text: str, start: int) -> str | None:
    """The side that stands right before a name: 申请执行人|某局与你厂…."""
    roles = [one for one in ROLE.finditer(text, max(0, start - 40), start) if one.end() == start]
    return roles[-1].lastgroup if roles else None


def defends(left: Sequence[Found], right: Sequence[Found]) -> bool:
    """Tell whether the side named first is the agency: 你单位与张某…, 某局与某公司…."""
    if re.fullmatch(YOURS, left[0].value):
        return True
    return is_agency(left[0].value) and not any(is_agency(one.value) for one in right)


def cause_alone(text: str, start: int, end: int, barriers: Sequence[int]) -> Found | None:
    """(2026)鲁0283行初294号|举报投诉处理|一案, where no party is named."""
    for match in _APPEALS.finditer(text, start, end):
        if opens_cause(match["cause"]):
            return trim(text, *match.span("cause"))
    for barrier in barriers:
        if start <= barrier < end:
            case = CASE_WORD.search(text, barrier, min(end, barrier + 60))
            if case and opens_cause(text[barrier : case.start()].strip()):
                found = trim(text, barrier, case.start())
                marks = text[found.start : found.end]
                if not _TIME_OR_PLACE.search(found.value) and "," not in marks and "\n" not in marks:
                    return found
    return None


def _first_name(text: str, start: int, position: int, barriers: Sequence[int]) -> int:
    """Where the names that end at ``position`` begin."""
    if text[position - 1 : position] == ",":
        position -= 1  # 原告为某公司,诉某政府
    run = _NAME_RUN.search(text, max(start, position - 90), position)
    begin = run.start() if run else position
    begin = max([begin, *(one for one in barriers if begin < one <= position)])
    cut = _BEFORE_NAMES.match(text, begin, position)
    begin = cut.end() if cut else begin
    if you := _YOU_AND.search(text, begin, position):
        return you.start()  # 你方与原告某某…
    roles = list(ROLE.finditer(text, begin, position))
    while len(roles) > 1 and roles[-1].lastgroup == roles[-2].lastgroup:
        roles.pop()  # 原告甲、原告乙分别与…
    return roles[-1].end() if roles else begin


def _names_and_cause(text: str, start: int, limit: int) -> tuple[tuple[Found, ...], Found | None]:
    """Read 乙局、丙政府行政处罚及行政复议|一案 from ``start``."""
    limit = min(limit, start + _LONGEST)
    mark = re.compile("[。!;\n]").search(text, start + 1, limit)
    limit = mark.start() if mark else limit
    case = CASE_WORD.search(text, start, limit)
    if case and not _TIME_OR_PLACE.search(text[start : case.start()]):
        end = case.start()
    else:
        stop = _MATTER_END.search(text, start, limit)
        end = stop.start() if stop else limit
        end = start + len(_ROW_NUMBER.sub("", text[start:end]))
    if dated := _ACT_OF.search(text, start, end):
        end = dated.start()
    you = _YOU_NAMED.match(text, start, end)
    if you and is_agency(you["name"]):
        return (trim(text, *you.span("name")),), trim(text, you.end(), end) if end > you.end() else None
    names, cause = split_cause(text[start:end])
    split = start + len(names)
    return split_names(text, start, split), trim(text, split, end) if cause.strip() else None


def _same_sentence(text: str, start: int, end: int) -> bool:
    return not re.search("[。!\n]|一案", text[start:end])


def _is_name(name: str) -> bool:
    return is_party_name(name) or bool(re.fullmatch(YOURS, name))


def _are_names(side: Sequence[Found], other: Sequence[Found]) -> bool:
    """Tell whether one side is of names; rare ones will do where the other side is plainly a body."""
    if all(_is_name(one.value) for one in side):
        return True
    plain = bool(other) and all(is_organisation(one.value) or re.fullmatch(YOURS, one.value) for one in other)
    return plain and all(_is_plausible(one.value) for one in side)


def _is_plausible(name: str) -> bool:
    return _is_name(name) or (len(name) > 2 and may_be_person(name))
