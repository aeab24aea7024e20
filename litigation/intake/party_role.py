"""The words that say on which side a party stands, and the names that stand behind them.

Plaintiffs are 原告, 上诉人, (再审)申请人, 申请执行人. Sides that no sentence joins (开庭(原告 计海燕),
上诉人某公司。) are read one by one, and strictly: what is not wholly a name is none.
"""

import re
from dataclasses import dataclass

from litigation.intake.agency_name import is_organisation, is_sound, may_be_person
from litigation.intake.cause import CASE_WORD, opens_cause, split_cause
from litigation.intake.party_name import bracket_end, split_names, trim
from litigation.intake.source_text import Found


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties and the matter; ``distributed`` says that there is one plaintiff a case (分别为)."""

    plaintiffs: tuple[Found, ...] = ()
    defendants: tuple[Found, ...] = ()
    third_parties: tuple[Found, ...] = ()
    cause: Found | None = None
    distributed: bool = False


ROLE = re.compile(
    r"(?:(?P<defendants>(?:原审|一审|二审)?被上诉人|被申请执行人|(?:再审)?被申请人|被执行人|被申诉人"
    r"|(?<!原审)(?<!一审)被告人?(?![知方席的])"
    r"|被诉(?:行政)?机关|赔偿义务机关)"
    r"|(?P<third_parties>(?:原审|一审|二审)?第三人(?![方席的]))"
    r"|(?P<others>(?:原审|一审)被告(?![知方席的)）、,]))"
    r"|(?P<plaintiffs>再审申请人|申请执行人|赔偿请求人|起诉人|(?:原审|一审|二审)?上诉人|申诉人"
    r"|(?<!原审)(?<!一审)原告人?(?![方席的])|申请人(?![应可])))"
    r"(?:\s{0,2}[(（][^()（）\n]{2,24}[)）])?\s{0,2}:?\s{0,2}(?:分别(?:为|系|是)|均(?:为|系|是)|[都也还]是|(?:为|系"
    r"|是))?"
)
"""A role with what may stand between it and the name: 被申请人（一审被告、二审被上诉人）：."""
SIDES = ("plaintiffs", "defendants", "third_parties")

_CLAUSE_END = re.compile(r"[。!,;:\n\t|\"】\]]|一案| {3}")
# 原告某公司|申请撤回对…的起诉
_PREDICATE = re.compile(
    r"申请(?:撤|变|追|延|对)|提出|提交|撤回|起诉|认为|经|未|向(?:本院|我院|你)|委托|不服|以|因|对|已|要求|请求|拒|须|应"
    r"|下落不明|分别|均"
)
_SPOKEN_PREDICATE = re.compile(
    r"申请(?:撤|变|追|延)|提出|提交|撤回|起诉|认为|经合法|未到|向本院|委托|不服|下落不明"
)
_LONGEST = 90


def find_mentions(text: str, start: int, end: int) -> Parties | None:
    """The sides that are named apart; None if none is."""
    sides: dict[str, dict[str, Found]] = {side: {} for side in SIDES}
    cause: Found | None = None
    roles = list(ROLE.finditer(text, start, end))
    for index, role in enumerate(roles):
        following = roles[index + 1].start() if index + 1 < len(roles) else end
        stop = _CLAUSE_END.search(text, role.end(), min(following, role.end() + _LONGEST))
        names, matter = names_behind(
            text, role.end(), stop.start() if stop else min(following, role.end() + _LONGEST), _is_said(role)
        )
        cause = cause or (matter if names else None)
        known = {name for side in sides.values() for name in side}
        if role.lastgroup in sides:
            sides[role.lastgroup].update({one.value: one for one in names if one.value not in known})
    if not any(sides.values()):
        return None
    plaintiffs, defendants, third_parties = (tuple(sides[side].values()) for side in SIDES)
    return Parties(plaintiffs, defendants, third_parties, cause)


def names_behind(text: str, start: int, end: int, introduced: bool) -> tuple[tuple[Found, ...], Found | None]:
    """Read names from ``start`` on while they are names, and the matter right behind them.

    ``introduced`` tells that a name must stand there (原告：, 第三人为): then a rare one will do.
    """
    names: list[Found] = []
    end = bracket_end(text, start, end)
    for piece in split_names(text, start, end):
        if is_sound(piece.value) or _rare(text, piece, introduced):
            names.append(piece)
            continue
        words = text[piece.start : piece.end]
        case = CASE_WORD.search(text, piece.start, end)
        if names and (opens_cause(words) or (case and case.start() == piece.end)):
            return tuple(names), trim(text, piece.start, case.start() if case else piece.end)
        name, matter = _head(text, piece)
        if name:
            names.append(name)
        return tuple(names), matter
    return tuple(names), None


def _head(text: str, piece: Found) -> tuple[Found | None, Found | None]:
    """The name that a longer stretch begins with: 某局|工伤认定一案, 某公司|申请撤回起诉."""
    case = CASE_WORD.search(text, piece.start, piece.end)
    end = case.start() if case else piece.end
    head, cause = split_cause(text[piece.start : end])
    name = trim(text, piece.start, piece.start + len(head))
    if cause and is_sound(name.value):
        return name, trim(text, piece.start + len(head), end) if case else None
    for cut in _PREDICATE.finditer(text, piece.start + 2, piece.end):
        name = trim(text, piece.start, cut.start())
        spoken = _SPOKEN_PREDICATE.match(text, cut.start())
        if is_sound(name.value) and (is_organisation(name.value) or spoken):
            return name, None
    return None, None


def _rare(text: str, piece: Found, introduced: bool) -> bool:
    """Tell whether a name of no known family stands where nothing but a name can."""
    closed = text[piece.end : piece.end + 1] in (":", ")", "）", "]", "\n", "")
    return may_be_person(piece.value) and (introduced or (closed and len(piece.value) > 2))


def _is_said(role: re.Match[str]) -> bool:
    return role.group().rstrip()[-1:] in (":", "为", "系", "是")
