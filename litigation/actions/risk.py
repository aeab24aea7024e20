"""One thing that could cost an appearance, and what it concerns."""

from dataclasses import dataclass
from datetime import datetime

from litigation.law.clock import at_shanghai, shanghai_day
from litigation.law.word import N_, Word
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.court_list import CourtList
from litigation.records.hearing import Hearing


class RiskKind(Word):
    """What could break the rate; the page knows one cure for each."""

    OUTCOME = "outcome", N_("到庭结果未登记")
    MISSING_ROW = "missing_row", N_("到庭情况未登记")
    UNASSIGNED = "unassigned", N_("还没有派负责人")
    UNCONFIRMED = "unconfirmed", N_("未确认")
    LAPSED = "lapsed", N_("改期后未重新确认")
    CONFLICT = "conflict", N_("出庭负责人有冲突")
    CONTACT = "contact", N_("没有联系方式，通知不到")
    CERTIFICATE = "certificate", N_("身份证明书未备齐")
    UNVERIFIED = "unverified", N_("手机号没有核对")
    MISSING = "missing", N_("最新排期中未再出现")
    UNDATED = "undated", N_("改期后未定日期")
    EXCUSE = "excuse", N_("不能出庭的理由法院还没有表态")
    COURT_LIST = "court_list", N_("法院名单与登记不一致")


@dataclass(frozen=True, slots=True)
class Risk:
    """One row of the board. ``what`` is a fact in words; ``at`` the hearing's start.

    A court's list is no matter of one hearing: it stands in ``court_list``, and ``at`` is when
    its differences ought to be settled. A hearing without a date has ``at`` when to ask for one.
    """

    kind: RiskKind
    hearing: Hearing | None
    agency: Agency | None
    what: str
    at: datetime
    assignment: Assignment | None = None
    court_list: CourtList | None = None


def start_or_morning(hearing: Hearing) -> datetime:
    """Return the start, or the morning of a day without an hour."""
    if hearing.starts_at is not None:
        return hearing.starts_at
    return at_shanghai(hearing.starts_on or shanghai_day(hearing.created_at), 0)
