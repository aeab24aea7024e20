"""Who sues whom: the parties and the matter, from labels or from the sentence that names them.

Sentences come in few shapes: 原告甲诉被告乙、第三人丙行政处罚一案; 甲诉乙…一案; 甲与乙…一案; 你单位与
甲…一案 in a letter to the agency. Plaintiffs are 原告, 上诉人, (再审)申请人, 申请执行人.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from litigation.intake.agency_name import is_agency, is_organisation, is_party_name
from litigation.intake.cause import CASE_WORD, YOURS, opens_cause, split_cause
from litigation.intake.label import Labelled
from litigation.intake.party_name import split_names, trim
from litigation.intake.source_text import Found


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties and the matter; ``distributed`` says that there is one plaintiff a case (分别为)."""

    plaintiffs: tuple[Found, ...] = ()
    defendants: tuple[Found, ...] = ()
    third_parties: tuple[Found, ...] = ()
    cause: Found | None = None
    distributed: bool = False


_ROLE = re.compile(
    r"(?:(?P<defendants>被上诉人|被申请执行人|(?:再审)?被申请人|被执行人|被申诉人|被告人?(?![知方席的])"
    r"|被诉(?:行政)?机关|赔偿义务机关)"
    r"|(?P<third_parties>(?:原审|一审|二审)?第三人)"
    r"|(?P<plaintiffs>再审申请人|申请执行人|赔偿请求人|起诉人|上诉人|申诉人"
    r"|(?<!原审)(?<!一审)原告人?(?![方席的])|申请人(?![应可])))"
    r"(?:\s{0,2}[(（][^()（）\n]{2,14}[)）])?\s{0,2}:?\s{0,2}(?:分别(?:为|系|是)|均(?:为|系|是)|(?:为|系"
    r"|是))?"
)
# 甲 诉 乙; not 上诉 起诉 诉讼 诉称 投诉 …
_SUES = re.compile(
    r"申请(?:强制)?执行(?!人|异议)|(?<=胜)诉(?=[\u4e00-\u9fff]{2,24}(?:局|政府|委员会|办事处))|(?<![上起应公反抗投申胜败撤控自追倾告陈泣])诉(?![讼求称请状前权辩苦说调])|(?<!如)不服(?!的)(?=被告"
    r"|被上诉人|[\u4e00-\u9fff]{2,20}(?:局|政府))"
)
_WITH = re.compile("与|和")
_APPEALS = re.compile(
    r"因(?P<cause>[^。;,\n与]{2,30}?)不服(?=[^。;\n]{0,60}(?:判决|裁定)[^。;\n]{0,14}(?:上诉|再审|一案))"
)
_NAME_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·×*、;()（）. -]{2,90}$")
# what stands before the first name: 审理|王某诉…, 关于|王某诉…
_BEFORE_NAMES = re.compile(
    r".*(?:审理的?|公开审(?!理)|受理的?|关于|通知|下列案件|参加|开庭|附件是|涉及|就|系列案|[0-9]\s*[.、)]"
    r"|号案?|[)）]\s|一案|^\s*[一二三四五六七八九十]、)"
)
_TIME_OR_PLACE = re.compile(
    r"[0-9一二三四五六七八九十]\s?[月时]|[0-9]:[0-9]|开庭|庭审|法庭|审判庭|定于|已|链接|查收"
)
_ROW_NUMBER = re.compile(r"[\s0-9一二三四五六七八九十、.()（）]*$")
_ADDRESSEE = re.compile(
    r"(?:^|[】\]!?？。]|\s{2})[ \t]{0,12}(?P<names>[^\s,。:;【】]{3,80}):(?![0-9])", re.MULTILINE
)
_DEPARTMENT = re.compile(r"(?:法制科|法规科|政策法规科|办公室|负责人|行政应诉科|法制办)$")
_PREDICATE = re.compile(r"请|参加|到庭|出庭|提交|申请|应当|准时|未|可以|负责人|委托|另有|撤回|不再|双方|各方")
# 某局2026年8月1日作出的…决定
_ACT_OF = re.compile(r"(?:于)?[0-9]{4}年|(?:于)?[0-9]{1,2}月[0-9]|作出")
_SIDE_END = re.compile(r"[,。;()（）\[\]【】\n\t|]|\s{2}")
_LONGEST = 220


def find_addressees(text: str, start: int, end: int) -> tuple[Found, ...]:
    """The agencies that a letter or message is addressed to: 青岛市某局、某区人民政府：."""
    for match in _ADDRESSEE.finditer(text, start, end):
        names = tuple(
            replace(name, value=_DEPARTMENT.sub("", name.value))
            for name in split_names(text, match.start("names"), match.end("names"))
        )
        if names and all(is_organisation(name.value) for name in names):
            return names
    return ()


def find_parties(
    text: str,
    labels: Sequence[Labelled],
    start: int,
    end: int,
    barriers: Sequence[int],
    addressees: Sequence[Found],
) -> Parties:
    """Find parties and matter between two offsets.

    ``barriers`` are offsets where case numbers and moments end: no name reaches across them.
    """
    inside = [label for label in labels if start <= label.begin and label.end <= end]
    parties = _from_labels(text, inside)
    if not (parties.plaintiffs or parties.defendants):
        sentence = (
            _from_appeal(text, start, end, barriers)
            or _from_roles(text, start, end)
            or _from_verb(text, start, end, barriers)
            or _from_pair(text, start, end, barriers)
            or _from_one_side(text, start, end)
        )
        parties = replace(sentence, cause=parties.cause or sentence.cause) if sentence else parties
    if parties.cause is None:
        parties = replace(parties, cause=_cause_alone(text, start, end, barriers))
    return _settle(parties, addressees)


def _from_labels(text: str, labels: Sequence[Labelled]) -> Parties:
    sides: dict[str, list[Found]] = {"plaintiffs": [], "defendants": [], "third_parties": []}
    cause: Found | None = None
    for label in labels:
        value = text[label.start : label.end]
        if label.field in sides and not (_SUES.search(value) or CASE_WORD.search(value)):
            names = split_names(text, label.start, label.end)
            sides[label.field] += [
                name for name in names if is_party_name(name.value) or len(name.value) <= 30
            ]
        elif label.field == "cause" and cause is None and value:
            cause = trim(text, label.start, label.end)
    return Parties(
        tuple(sides["plaintiffs"]), tuple(sides["defendants"]), tuple(sides["third_parties"]), cause
    )


def _from_roles(text: str, start: int, end: int) -> Parties | None:
    """原告甲诉被告乙、第三人丙行政处罚一案; also 申请执行人某局与被执行人某某非诉执行审查一案."""
    roles = list(_ROLE.finditer(text, start, end))
    for index, first in enumerate(roles[:-1]):
        second = roles[index + 1]
        between = text[first.end() : second.start()]
        if (
            first.lastgroup != "plaintiffs"
            or second.lastgroup != "defendants"
            or "。" in between
            or len(between) > 400
        ):
            continue
        plaintiffs = split_names(text, first.end(), second.start())
        third = roles[index + 2] if index + 2 < len(roles) else None
        if (
            not third
            or third.lastgroup != "third_parties"
            or not _same_sentence(text, second.end(), third.start())
        ):
            defendants, cause = _names_and_cause(text, second.end(), end)
            found = Parties(plaintiffs, defendants, (), cause)
        else:
            others, cause = _names_and_cause(text, third.end(), end)
            found = Parties(plaintiffs, split_names(text, second.end(), third.start()), others, cause)
        if found.plaintiffs and all(
            _is_plausible(one.value) for one in (*found.plaintiffs, *found.defendants)
        ):
            return replace(found, distributed="分别" in first.group())
    return None


def _from_verb(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲诉乙…一案."""
    for match in _SUES.finditer(text, start, end):
        plaintiffs = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        third = _ROLE.search(text, match.end(), min(end, match.end() + _LONGEST))
        if third and third.lastgroup == "third_parties" and _same_sentence(text, match.end(), third.start()):
            others, cause = _names_and_cause(text, third.end(), end)
            found = Parties(plaintiffs, split_names(text, match.end(), third.start()), others, cause)
        else:
            defendants, cause = _names_and_cause(text, match.end(), end)
            found = Parties(plaintiffs, defendants, (), cause)
        if found.plaintiffs and found.defendants and all(_is_name(one.value) for one in found.plaintiffs):
            return found
    return None


def _from_one_side(text: str, start: int, end: int) -> Parties | None:
    """(原告:甲), 被告均为乙局: sides named apart, or only one of them."""
    sides: dict[str, tuple[Found, ...]] = {}
    for match in _ROLE.finditer(text, start, end):
        stop = _SIDE_END.search(text, match.end(), end)
        names = split_names(text, match.end(), stop.start() if stop else end)
        introduced = match.group().rstrip()[-1] in ":为系是"
        if introduced and match.lastgroup and names and all(is_party_name(one.value) for one in names):
            sides.setdefault(match.lastgroup, names)
    if not sides:
        return None
    return Parties(sides.get("plaintiffs", ()), sides.get("defendants", ()), sides.get("third_parties", ()))


def _from_appeal(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲、乙因政府信息公开不服(2016)京01行初272号行政判决上诉一案: only the appellants are named."""
    for match in _APPEALS.finditer(text, start, end):
        names = split_names(text, _first_name(text, start, match.start(), barriers), match.start())
        if names and all(is_party_name(one.value) for one in names):
            return Parties(names, (), (), trim(text, match.start("cause"), match.end("cause")))
    return None


def _from_pair(text: str, start: int, end: int, barriers: Sequence[int]) -> Parties | None:
    """甲与乙…一案, 你单位与甲…一案."""
    for case in CASE_WORD.finditer(text, start, end):
        begin = _first_name(text, start, case.start(), barriers)
        for link in _WITH.finditer(text, begin, case.start()):
            left = split_names(text, begin, link.start())
            right, cause = _names_and_cause(text, link.end(), case.end())
            names = [one.value for one in (*left, *right)]
            if left and right and all(_is_name(name) for name in names):
                if _defends(left, right):
                    left, right = right, left
                return Parties(left, right, (), cause)
    return None


def _defends(left: Sequence[Found], right: Sequence[Found]) -> bool:
    """Tell whether the side named first is the agency: 你单位与张某…, 某局与某公司…."""
    if re.fullmatch(YOURS, left[0].value):
        return True
    return is_agency(left[0].value) and not any(is_agency(one.value) for one in right)


def _cause_alone(text: str, start: int, end: int, barriers: Sequence[int]) -> Found | None:
    """(2026)鲁0283行初294号|举报投诉处理|一案, where no party is named."""
    for barrier in barriers:
        if start <= barrier < end:
            case = CASE_WORD.search(text, barrier, min(end, barrier + 60))
            if case and opens_cause(text[barrier : case.start()].strip()):
                found = trim(text, barrier, case.start())
                if not _TIME_OR_PLACE.search(found.value) and "," not in found.value:
                    return found
    return None


def _first_name(text: str, start: int, position: int, barriers: Sequence[int]) -> int:
    """Where the names that end at ``position`` begin."""
    run = _NAME_RUN.search(text, max(start, position - 90), position)
    begin = run.start() if run else position
    begin = max([begin, *(one for one in barriers if begin < one <= position)])
    cut = _BEFORE_NAMES.match(text, begin, position)
    begin = cut.end() if cut else begin
    if role := list(_ROLE.finditer(text, begin, position)):
        begin = role[-1].end()
    return begin


def _names_and_cause(text: str, start: int, limit: int) -> tuple[tuple[Found, ...], Found | None]:
    """Read 乙局、丙政府行政处罚及行政复议|一案 from ``start``."""
    limit = min(limit, start + _LONGEST)
    mark = re.compile("[。!;\n]").search(text, start + 1, limit)
    limit = mark.start() if mark else limit
    case = CASE_WORD.search(text, start, limit)
    if case and not _TIME_OR_PLACE.search(text[start : case.start()]):
        end = case.start()
    else:
        stop = re.compile(r"[,:(\t|]| {2,}|\s(?=审判|承办|主审|书记|法官|合议|联系|独任)").search(
            text, start, limit
        )
        end = stop.start() if stop else limit
        end = start + len(_ROW_NUMBER.sub("", text[start:end]))
    if dated := _ACT_OF.search(text, start, end):
        end = dated.start()
    names, cause = split_cause(text[start:end])
    split = start + len(names)
    return split_names(text, start, split), trim(text, split, end) if cause.strip() else None


def _same_sentence(text: str, start: int, end: int) -> bool:
    return not re.search("[。!\n]|一案", text[start:end])


def _is_name(name: str) -> bool:
    return is_party_name(name) or bool(re.fullmatch(YOURS, name))


def _is_plausible(name: str) -> bool:
    return _is_name(name) or (len(name) <= 30 and not _PREDICATE.search(name))


def _settle(parties: Parties, addressees: Sequence[Found]) -> Parties:
    """Put the addressee's name for 你单位."""
    return replace(
        parties,
        plaintiffs=tuple(_named(parties.plaintiffs, addressees)),
        defendants=tuple(_named(parties.defendants, addressees)),
        third_parties=tuple(_named(parties.third_parties, addressees)),
    )


def _named(names: Sequence[Found], addressees: Sequence[Found]) -> Iterator[Found]:
    for name in names:
        if not re.fullmatch(YOURS, name.value):
            yield name
        else:
            yield from addressees
