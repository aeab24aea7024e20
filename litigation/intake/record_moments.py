"""The moments of one record made whole: hours find their day, numbers their hour.

In a list the day stands above (本院定于2026年9月11日…一、上午8时50分…); in 其中318号案9时，319号案
10时30分 each number has its own hour.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from litigation.intake.moment import Moment
from litigation.intake.moment_role import Placed, Role
from litigation.law.case_number import FoundNumber

# 其中318号案9时 | 12号为上午9时
_SHORT_REFERENCE = re.compile(
    r"(?<![0-9])(?P<sequence>(?:[0-9]{1,6}号?[、和及]){0,20}[0-9]{1,6})号(?:案件?|一案)?[,:]?\s?(?:为|定于"
    r"|于|在|是|(?:改期|延期|推迟|改|变更|调整)(?:至|到|为))?\s?$"
)
# 612号如期开庭
_KEPT = re.compile(
    r"(?<![0-9])(?P<sequence>[0-9]{1,6})号(?:案件?|一案)?,?\s?(?:仍|依然)?(?:如期|照常|正常|时间不变)"
)
# 下午2:30回院在1号法庭开庭
_SECOND_SITTING = re.compile(r"[^。;\n,]{0,24}(?:开庭|庭审|宣判|询问|听证|证据交换|庭前会议|勘验)(?!前|时间)")
# 前者4月15日9时开庭，后者4月16日10时
_FORMER_OR_LATTER = re.compile(r"(?P<which>[前后])(?:者|案|一案|一件)(?:为|定于|于|在|是|:|,)?\s?$")
_TWO = 2
_NEIGHBOURS = 60
_HELD = (Role.HEARING, Role.NEW)
_AFTERNOON = ("下午", "午后")


def complete(
    text: str, placed: Sequence[Placed], earlier: Sequence[Placed], *, carried: bool
) -> tuple[Placed, ...]:
    """Give each hour without a day its day: before it in the record, on its line, or the last ``earlier``.

    ``carried`` says that an empty day means the one of the row above, which is warned about.
    """
    result: list[Placed] = []
    used: set[int] = set()
    for index, one in enumerate(placed):
        if one.role not in _HELD or not one.moment.dayless:
            result.append(one)
            continue
        beside = placed[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        hour, base = _with_day(text, one, beside, within=not earlier)
        if base and (base.moment.clock is None or base.role is Role.ARRIVAL):
            used.add(id(base))
        elif base and not hour.labelled and not _is_second_sitting(text, hour.moment):
            continue
        elif base is None and earlier:
            base = earlier[-1]
            hour = _doubted(text, hour, base, carried=carried)
        result.append(replace(hour, moment=_on(hour.moment, base.moment)) if base else hour)
    return tuple(one for one in result if id(one) not in used)


def _with_day(
    text: str, hour: Placed, placed: Sequence[Placed], *, within: bool
) -> tuple[Placed, Placed | None]:
    """The hour, with its role settled, and the moment of the record that has its day."""
    before = [one for one in placed if one.moment.day and one.moment.stop <= hour.moment.begin]
    bare = [one for one in placed if one.moment.day and one.moment.clock is None]
    held = [one for one in before if one.role in _HELD and (one.role is hour.role or one in bare)]
    if held and hour.role is Role.HEARING:
        # 明天那个庭改到后天了，还是下午两点半
        return replace(hour, role=held[-1].role) if held[-1] in bare else hour, held[-1]
    same = [one for one in held if one.role is hour.role]
    arrivals = [one for one in before if one.role is Role.ARRIVAL]  # 请于9月8日9:15到庭，…9:30开庭
    if same or arrivals:
        return hour, (same or arrivals)[-1]
    later = [one for one in bare if one.role is hour.role]
    beside = [one for one in later if "\n" not in text[hour.moment.stop : one.moment.begin]]
    changed = [one for one in bare if one.role is Role.NEW]
    if not later and hour.role is Role.HEARING and changed:
        # 应为2026年7月29日，时间仍为上午9时
        return replace(hour, role=Role.NEW), changed[-1]
    return hour, next(iter(beside or (later if within else [])), None)


def _is_second_sitting(text: str, hour: Moment) -> bool:
    return bool(hour.half and _SECOND_SITTING.match(text, hour.stop))


def _doubted(text: str, hour: Placed, base: Placed, *, carried: bool) -> Placed:
    """Say that the day comes from the row above, or from another line that has its own hour."""
    day = text[base.moment.begin : base.moment.stop]
    heads = base.moment.clock is None or "\n" in day or "\n" not in text[base.moment.stop : hour.moment.begin]
    if heads and not carried:
        return hour
    return replace(hour, moment=replace(hour.moment, warnings=(*hour.moment.warnings, "relative_date")))


def hours_by_number(
    text: str, placed: Sequence[Placed], numbers: Sequence[FoundNumber]
) -> dict[int, tuple[Placed, ...]]:
    """Sequence number → its own moments, where the text gives each number one."""
    known = {one.number.sequence for one in numbers}
    if len(known) < 2:
        return {}
    own: dict[int, tuple[Placed, ...]] = {}
    for one in placed:
        pointer = _FORMER_OR_LATTER.search(text, max(0, one.moment.begin - 12), one.moment.begin)
        if pointer and len(numbers) == _TWO:
            sequence = numbers[0 if pointer["which"] == "前" else 1].number.sequence
            own[sequence] = (*own.get(sequence, ()), one)
            continue
        match = _SHORT_REFERENCE.search(text, max(0, one.moment.begin - 60), one.moment.begin)
        # 51号、52号、53号，定于9时、9时40分 : the last of the list is no reference
        listed = match and any(number.start <= match.start() < number.end for number in numbers)
        sequences = [int(each) for each in re.findall("[0-9]+", match["sequence"])] if match else []
        for sequence in sequences if not listed and known.issuperset(sequences) else ():
            own[sequence] = (*own.get(sequence, ()), one)
    old = tuple(one for one in placed if one.role is Role.OLD)
    moved = {key: (*of_one, *old) for key, of_one in own.items() if of_one[0].role is Role.NEW}
    kept = {
        int(match["sequence"]): tuple(replace(one, role=Role.HEARING) for one in old)
        for match in _KEPT.finditer(text, numbers[0].start)
        if int(match["sequence"]) in known and old
    }
    return own | moved | kept


def _on(hour: Moment, day: Moment) -> Moment:
    """Put an hour on a day; 下午 said of the day holds for the hour too."""
    warnings = hour.warnings
    if day.half in _AFTERNOON and "time_ambiguous" in warnings and hour.half is None:
        warnings = tuple(one for one in warnings if one != "time_ambiguous")
    joined = replace(hour, warnings=warnings).on(day)
    return replace(joined, group=hour.group if day.clock is None else joined.group)
