"""与法院通报核对: our cases beside the court's own list (R2020 art. 14).

Courts count and report to the 人大常委会 and the government; the office must be able to say
where its figure and the court's part.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from litigation.law.case_number import read_case_number
from litigation.law.word import N_, Word


class Difference(Word):
    """Where the two lists part."""

    COURT_ONLY = "court_only", N_("法院有，本区没有")
    OURS_ONLY = "ours_only", N_("本区有，法院没有")
    ATTENDED = "attended", N_("是否出庭，两处记载不同")
    UNREADABLE = "unreadable", N_("法院所列案号读不出")
    NO_CASE = "no_case", N_("本区没有登记这个案件")
    NO_HEARING = "no_hearing", N_("本区没有登记这次开庭")
    OTHER_AGENCY = "other_agency", N_("法院所列机关不是本案应当出庭的机关")
    UNRECORDED = "unrecorded", N_("本区还没有登记到庭情况")
    NOT_HELD = "not_held", N_("本区登记为没有开庭")
    DAY = "day", N_("开庭日期，两处记载不同")
    HEAD = "head", N_("出庭负责人，两处记载不同")
    RANK = "rank", N_("出庭负责人是正职还是副职，两处记载不同")


@dataclass(frozen=True, slots=True)
class Parting:
    """One number on which the lists part; what each says, None where it says nothing."""

    number: str
    difference: Difference
    ours: bool | None
    court: bool | None


def compare_with_court(ours: Mapping[str, bool], court: Mapping[str, bool]) -> tuple[Parting, ...]:
    """Compare by the identity of numbers, however they are written; empty when all agree.

    Both map a case number to whether the head appeared.
    """
    mine = {str(read_case_number(number) or number): seen for number, seen in ours.items()}
    found, named = [], set()
    for written, seen in court.items():
        number = read_case_number(written)
        if number is None:
            found.append(Parting(written, Difference.UNREADABLE, None, seen))
            continue
        named.add(str(number))
        known = mine.get(str(number))
        if known is None:
            found.append(Parting(str(number), Difference.COURT_ONLY, None, seen))
        elif known is not seen:
            found.append(Parting(str(number), Difference.ATTENDED, known, seen))
    rest = [number for number in mine if number not in named]
    return (*found, *(Parting(number, Difference.OURS_ONLY, mine[number], None) for number in rest))
