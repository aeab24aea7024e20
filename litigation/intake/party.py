"""Who sues whom: the parties and the matter, from labels or from the sentence that names them.

Labels go first, then the sentence, then sides named apart; what a letter says of its addressee
(你单位) comes last. At the end a name must look like a person, an organisation or an agency.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from litigation.intake.agency_name import is_agency, is_organisation, is_sound, may_be_person
from litigation.intake.cause import CASE_WORD, YOURS, opens_cause
from litigation.intake.label import Labelled
from litigation.intake.party_cells import (
    bracketed_cause,
    clause_cause,
    name_beside_matter,
    opposed,
    side_by_side,
)
from litigation.intake.party_name import bracket_end, split_names, trim
from litigation.intake.party_of_all import said_below
from litigation.intake.party_role import ROLE, SIDES, Parties, find_mentions, names_behind
from litigation.intake.party_sentence import SUES, cause_alone, find_sentence
from litigation.intake.source_text import Found

# 青岛市某局: | 某区某局您好, | 致:某局主要负责人 | 某局、被执行人王某:
_ADDRESSEE = re.compile(
    r"(?:^|[】\]!?？。]|\s{2}|(?<=公告送达:)|(?<=送达公告:)|(?<=提[示醒]:)|(?<=通知:))[ \t]{0,12}"
    r"(?:(?:致|送|主送|发往)[ \t]{0,2}:[ \t]{0,2}(?P<to>[^\s,。:;【】]{3,60})$"
    # 某市某局,您单位作为被告的…
    r"|(?P<names>[^\s,。:;【】]{3,80}?)(?:[您你]好[,:!。]|:(?![0-9])|,(?=[您你贵](?:单位|局)))"
    r")",
    re.MULTILINE,
)
_DEPARTMENT = re.compile(
    r"(?:法制科|法规科|政策法规科|办公室|(?:主要|分管)?负责人|行政应诉科|法制办|(?:法定)?代表人|收)$"
)
_OTHER_SIDE = re.compile(r"(?:被执行人|被申请人|原告|上诉人|第三人|申请人)\s{0,2}$")
# 依法通知你单位作为第三人参加诉讼
_AS_THIRD = re.compile(
    rf"(?:通知|追加)[^。;\n]{{0,30}}(?:{YOURS}|你)[^。;\n]{{0,12}}(?:作为|为)[^。;\n]{{0,6}}第三人"
    # 您单位作为第三人的(2026)鲁02行初83号…
    rf"|{YOURS}[^。;\n]{{0,2}}(?:作为|系)(?:本案)?(?:的|之)?第三人"
)
# 您单位作为被告的(2026)粤7101行初1583号…
_AS_DEFENDANT = re.compile(
    rf"(?:{YOURS}|[您你])[^。;\n]{{0,2}}(?:作为|系|是|为)(?:本案)?(?:的|之)?(?:被告|被上诉人|被申请人)"
)
# 贵局系本案上诉人
_AS_PLAINTIFF = re.compile(
    rf"(?:{YOURS}|[您你])[^。;\n]{{0,2}}(?:作为|系|是|为)(?:本案)?(?:的|之)?(?:上诉人|再审申请人|申请执行人)"
)
_YOU = re.compile(YOURS)
_ENFORCED = re.compile(r"强制执行|非诉|行审[0-9]")
# 案由工伤认定。
_STATED_CAUSE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[0-9]号))案由(?:均|都)?(?:为|是|系|:)?\s{0,4}(?P<cause>[^\s,。;:|()（）]{2,30})(?=[,。;)）\s]|$)"
)
# 你局被诉|信息公开|案
_SUED_FOR = re.compile(r"被诉的?(?P<cause>[\u4e00-\u9fff]{2,20}?)(?=一?案)")
_NO_CAUSE_STATED = re.compile(r"如下|不明|详见|被传唤|案号|传唤|变更|待定")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.,&' -]{2,60}")


def find_addressees(text: str, start: int, end: int) -> tuple[Found, ...]:
    """The bodies that a letter or message is addressed to: 青岛市某局、某区人民政府：."""
    for match in _ADDRESSEE.finditer(text, start, end):
        span = match.span("to") if match["to"] else match.span("names")
        pieces = split_names(text, *span)
        names = tuple(_without_department(one) for one in pieces if not _is_other_side(text, one))
        if names and all(is_organisation(name.value) and is_sound(name.value) for name in names):
            return names
    return ()


def _without_department(name: Found) -> Found:
    value = _DEPARTMENT.sub("", name.value)
    return replace(name, value=value, end=name.start + len(value)) if value != name.value else name


def _is_other_side(text: str, name: Found) -> bool:
    """Tell whether a role stands before a name among the addressees: 某局、被执行人|王某."""
    return bool(_OTHER_SIDE.search(text[max(0, name.start - 7) : name.start]))


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
    walls = sorted({*barriers, *(label.start for label in inside)})
    parties = _from_labels(text, inside)
    if not (parties.plaintiffs and parties.defendants):
        sentence = find_sentence(text, start, end, walls)
        parties = _join(parties, _settle(sentence, addressees) if sentence else None)
    if not (parties.plaintiffs and parties.defendants):
        parties = _join(parties, find_mentions(text, start, end))
    if not (parties.plaintiffs or parties.defendants):
        told = opposed(text, start, end) or side_by_side(text, start, end)
        parties = _join(parties, told or name_beside_matter(text, start, end))
    parties = _with_addressees(text[start:end], _settle(parties, addressees), addressees)
    if below := said_below(text, start, end):
        parties = _join(parties, find_mentions(text, *below))
        parties = replace(parties, cause=parties.cause or _stated_cause(text, *below))
    if parties.cause is None:
        cause = (
            _stated_cause(text, start, end)
            or cause_alone(text, start, end, walls)
            or bracketed_cause(text, start, end)
            or clause_cause(text, start, end)
        )
        parties = replace(parties, cause=cause)
    return parties


def _join(first: Parties, second: Parties | None) -> Parties:
    """Fill what ``first`` leaves open; a name stands on one side only."""
    if second is None:
        return first
    known = {one.value for side in SIDES for one in getattr(first, side)}
    fresh = {
        side: getattr(first, side) or tuple(one for one in getattr(second, side) if one.value not in known)
        for side in SIDES
    }
    return Parties(
        fresh["plaintiffs"],
        fresh["defendants"],
        fresh["third_parties"],
        first.cause or second.cause,
        first.distributed or second.distributed,
    )


def _from_labels(text: str, labels: Sequence[Labelled]) -> Parties:
    sides: dict[str, list[Found]] = {side: [] for side in SIDES}
    cause: Found | None = None
    matter: Found | None = None
    whole: Parties | None = None
    for label in labels:
        value = text[label.start : label.end]
        if label.field in sides and not (SUES.search(value) or ROLE.search(value)):
            names, behind = _label_names(text, label)
            matter = matter or behind
            sides[label.field] += names
        elif label.field == "cause" and cause is None and value:
            cause = trim(text, label.start, label.end)
        elif label.field == "parties" and value:
            whole = whole or opposed(text, label.start, label.end)
    named = Parties(
        tuple(sides["plaintiffs"]), tuple(sides["defendants"]), tuple(sides["third_parties"]), cause or matter
    )
    return _join(named, whole)


def _label_names(text: str, label: Labelled) -> tuple[tuple[Found, ...], Found | None]:
    """The names of a label's value; 被告:乙局;行政处罚一案 ends with the matter."""
    value = text[label.start : label.end]
    if _LATIN_NAME.fullmatch(value):
        return (Found(value, label.start, label.end),), None
    if CASE_WORD.search(value):
        return names_behind(text, label.start, label.end, introduced=True)
    end = bracket_end(text, label.start, label.end)
    return tuple(one for one in split_names(text, label.start, end) if _is_a_name(one)), None


def _is_a_name(name: Found) -> bool:
    return is_sound(name.value) or may_be_person(name.value) or bool(_LATIN_NAME.fullmatch(name.value))


def _stated_cause(text: str, start: int, end: int) -> Found | None:
    for match in _STATED_CAUSE.finditer(text, start, end):
        if not _NO_CAUSE_STATED.search(match["cause"]):
            return trim(text, match.start("cause"), match.end("cause"))
    sued = _SUED_FOR.search(text, start, end)
    return trim(text, *sued.span("cause")) if sued and opens_cause(sued["cause"]) else None


def _with_addressees(text: str, parties: Parties, addressees: Sequence[Found]) -> Parties:
    """Give the addressee the side that the letter leaves to it: 你单位 is the one sued, or a third party."""
    known = {one.value for side in SIDES for one in getattr(parties, side)}
    fresh = tuple(one for one in addressees if one.value not in known)
    if not fresh or not all(is_agency(one.value) for one in fresh):
        return parties
    if _AS_THIRD.search(text):
        return replace(parties, third_parties=parties.third_parties or fresh)
    if not parties.plaintiffs and _AS_PLAINTIFF.search(text):
        return replace(parties, plaintiffs=fresh)
    if not parties.defendants and (_AS_DEFENDANT.search(text) or (parties.plaintiffs and _YOU.search(text))):
        return replace(parties, defendants=fresh)
    if parties.defendants and not parties.plaintiffs and _ENFORCED.search(text):
        return replace(parties, plaintiffs=fresh)
    return parties


def _settle(parties: Parties, addressees: Sequence[Found]) -> Parties:
    """Put the addressee's name for 你单位, and leave out what is no name."""
    return replace(
        parties,
        plaintiffs=tuple(_named(parties.plaintiffs, addressees)),
        defendants=tuple(_named(parties.defendants, addressees)),
        third_parties=tuple(_named(parties.third_parties, addressees)),
    )


def _named(names: Sequence[Found], addressees: Sequence[Found]) -> Iterator[Found]:
    for name in names:
        if re.fullmatch(YOURS, name.value):
            yield from addressees
        elif _is_a_name(name):
            yield name
