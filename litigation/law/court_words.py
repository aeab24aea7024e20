"""What the court's list and the register say of one case and agency, in words for pages and letters."""

from collections.abc import Sequence
from datetime import date

from litigation.law.court_comparison import ComparedLine, CourtLine, OurHearing
from litigation.law.court_figures import Difference

NOTHING_OF_OURS = {
    Difference.UNREADABLE: "案号读不出，无法核对",
    Difference.NO_CASE: "没有登记这个案件",
    Difference.NO_HEARING: "没有登记这次开庭",
    Difference.OTHER_AGENCY: "该机关不是本案应当出庭的机关",
}


def court_words(line: ComparedLine) -> str:
    """What the court's list says: 8月4日开庭，负责人出庭（沈若衡，副职）."""
    return _of_court(line.court) if line.court else "名单中没有"


def our_words(line: ComparedLine) -> str:
    """What the register says: 8月4日开庭，沈若衡（副职）出庭."""
    known = NOTHING_OF_OURS.get(line.difference) if line.difference else None
    if known and not line.ours:
        return known
    said = "；".join(dict.fromkeys(_of_ours(each) for each in line.ours))
    if line.difference in (Difference.NO_HEARING, Difference.OTHER_AGENCY) and known:
        return f"{said}；{known}" if said else known
    return said or "没有登记"


def agency_words(line: ComparedLine) -> str:
    """The agency as the register names it, else as the court does; several are joined."""
    names = dict.fromkeys(each.agency for each in line.ours)
    if names and not (line.court and line.court.agency and line.court.agency_id is None):
        return "、".join(names)
    return line.court.agency if line.court else ""


def number_words(line: ComparedLine) -> str:
    """The case number in its machine form, or as the court wrote one that cannot be read."""
    if line.court:
        return line.court.number or line.court.written
    return line.ours[0].number


def _of_court(court: CourtLine) -> str:
    words = f"{say_days(court.days)}开庭，" if court.days else ""
    if court.came is None:
        return f"{words}没有写明负责人是否出庭"
    if not court.came:
        return f"{words}负责人未出庭" + (f"（{court.reason}）" if court.reason else "")
    rank = {True: "正职", False: "副职", None: ""}[court.principal]
    who = "，".join(filter(None, ("、".join(court.heads), rank)))
    return f"{words}负责人出庭" + (f"（{who}）" if who else "")


def _of_ours(hearing: OurHearing) -> str:
    day = f"{say_days([hearing.day])}开庭，" if hearing.day else "开庭日期未定，"
    if hearing.held is False:
        return f"{day[:-1]}没有开成" if hearing.day else "开庭没有开成"
    if hearing.held is None or (hearing.came is None and not hearing.relieved):
        return f"{day}到庭情况未登记"
    if hearing.came:
        rank = {True: "正职", False: "副职", None: ""}[hearing.principal]
        return f"{day}{hearing.head}{f'（{rank}）' if rank else ''}出庭"
    return f"{day}由其他被告机关的负责人出庭" if hearing.relieved else f"{day}负责人未出庭"


def say_days(days: Sequence[date]) -> str:
    """Days of one list: 8月4日、8月11日."""
    return "、".join(f"{day.month}月{day.day}日" for day in days)
