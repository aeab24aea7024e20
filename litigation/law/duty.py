"""应诉义务: what an agency owes in a case, and how it stands by the facts.

One duty per (case number, agency). One valid appearance discharges it for all hearings of
the procedure, except those to which the court notified the head again (R2020 art. 7). The
district counts the case number once, by the worst duty in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from litigation.law.agency import Rank
from litigation.law.appearance import Appearance, Presence, appearance_at, say_hearing
from litigation.law.attendance import CourtDecision, NoticeKind, Standing
from litigation.law.clock import month_of
from litigation.law.dossier import Dossier
from litigation.law.facts import Case, Hearing
from litigation.law.owing import has_duty, owing_agencies, procedure_of, relieved_agencies
from litigation.law.procedure import HearingKind, Outcome, Procedure
from litigation.law.reading import DECIDED, Readings

ART_7 = "法释〔2020〕3号第七条第一款"
RANKS = (Rank.PRINCIPAL, Rank.DEPUTY, Rank.DEPUTY_LEVEL, Rank.OTHER)
"""From highest to lowest."""

UNIT_PRECEDENCE = (
    Standing.BREACHED,
    Standing.UNKNOWN,
    Standing.OPEN,
    Standing.EXCUSED,
    Standing.PENDING,
    Standing.DISCHARGED,
)
"""The worst duty decides; a breach stays one whatever is still unknown of the co-defendant."""


@dataclass(frozen=True, slots=True)
class DutyConclusion:
    """How one agency's duty stands.

    ``unknown_months`` are the months ``YYYY-MM`` in which an outcome of it is missing;
    ``reasons`` say in Chinese, with the article, what led here.
    """

    standing: Standing
    unknown_months: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = ()

    @property
    def head(self) -> Appearance | None:
        """The valid appearance of the highest rank, if any."""
        valid = [each for each in self.appearances if each.attended]
        return min(valid, key=lambda each: RANKS.index(each.rank or Rank.OTHER), default=None)

    @property
    def to_check(self) -> tuple[Appearance, ...]:
        """Appearances that wait for proof of the link to the sued act (待核)."""
        return tuple(each for each in self.appearances if each.to_check)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How one unit (case number) stands; everything the figures need of it.

    ``month`` is that of the first held 开庭; while nothing was held, of the hearing that is
    missing its outcome or is fixed next. ``sittings`` tells for each held or unrecorded
    开庭, by hearing id, whether every owing agency's head came (None: not known).
    """

    case: Case
    procedure: Procedure | None
    standing: Standing
    month: str | None = None
    unknown_months: tuple[str, ...] = ()
    head_rank: Rank | None = None
    spoke: bool = False
    settled: bool = False
    lawyers_only: bool = False
    duties: Mapping[str, DutyConclusion] = field(default_factory=dict)
    sittings: Mapping[str, bool | None] = field(default_factory=dict)

    @property
    def notice(self) -> NoticeKind | None:
        """How the court notified the head (R2020 art. 4)."""
        return self.case.notice.kind if self.case.notice else None


@dataclass(frozen=True, slots=True)
class Course:
    """The 开庭 of a case sorted by what became of them; only these enter the rate."""

    held: tuple[Hearing, ...]
    blank: tuple[Hearing, ...]
    ahead: tuple[Hearing, ...]
    adjourned: bool

    @property
    def month(self) -> str | None:
        """The month of the unit."""
        days = [each.day for group in (self.held, self.blank, self.ahead) for each in group[:1]]
        return month_of(days[0]) if days and days[0] else None

    @property
    def blank_months(self) -> tuple[str, ...]:
        """The months in which an outcome is missing."""
        return tuple(sorted({month_of(each.day) for each in self.blank if each.day}))


def course_of(hearings: Sequence[Hearing], as_of: datetime | None) -> Course:
    """Sort a case's hearings: held, past without outcome, still to come.

    询问, 宣判, 证据交换, 庭前会议, 调解, 听证 and 勘验 are no 开庭; what was cancelled,
    withdrawn or entered in error is left out.
    """
    trials = [each for each in hearings if each.kind is HearingKind.TRIAL]
    unanswered = [each for each in trials if each.outcome is None]
    return Course(
        held=tuple(each for each in trials if each.outcome is Outcome.HELD),
        blank=tuple(each for each in unanswered if each.has_passed(as_of)),
        ahead=tuple(each for each in unanswered if not each.has_passed(as_of)),
        adjourned=not trials or any(each.outcome is Outcome.ADJOURNED for each in trials),
    )


def conclude(dossier: Dossier, as_of: datetime | None, readings: Readings = DECIDED) -> Conclusion:
    """Draw the conclusion for one case from its facts.

    The dossier holds what was known at ``as_of`` (``register_as_of``); ``as_of`` itself only
    tells which hearings should have begun. None means after every date. ``readings`` are the
    decided ones unless a figure says that it departs from them.
    """
    case = dossier.case
    procedure = procedure_of(case)
    if not has_duty(procedure, readings):
        return Conclusion(case, procedure, Standing.NOT_COUNTED)
    owing = owing_agencies(case, dossier.agencies)
    course = course_of(dossier.hearings, as_of)
    duties = {each: _judge(dossier, course, each, readings) for each in owing}
    relieved = {each: _relieve(dossier, each) for each in relieved_agencies(case, dossier.agencies)}
    if not owing:
        standing = Standing.RELIEVED if relieved else Standing.NOT_COUNTED
        return Conclusion(case, procedure, standing, course.month, duties=relieved)
    standing = _weigh([each.standing for each in duties.values()], readings)
    discharged = standing is Standing.DISCHARGED
    valid = [each for duty in duties.values() for each in duty.appearances if each.attended]
    return Conclusion(
        case=case,
        procedure=procedure,
        standing=standing,
        month=course.month,
        unknown_months=_unknown_months(course, standing),
        head_rank=_highest(valid) if discharged else None,
        spoke=discharged and any(each.spoke for each in valid),
        settled=discharged and any(each.settled for each in valid),
        lawyers_only=any(each.lawyers_only for duty in duties.values() for each in duty.appearances),
        duties=duties | relieved,
        sittings=_sittings(course, list(duties.values())),
    )


def _judge(dossier: Dossier, course: Course, agency: str, readings: Readings) -> DutyConclusion:
    """How one owing agency stands, with reasons."""
    appearances = tuple(appearance_at(dossier, each, agency) for each in course.held)
    standing, why = _stand(course, appearances, readings)
    reasons = tuple(each.reason for each in appearances) + ((why,) if why else ())
    return DutyConclusion(standing, _unknown_months(course, standing), reasons, appearances)


def _stand(course: Course, appearances: Sequence[Appearance], readings: Readings) -> tuple[Standing, str]:
    """The standing of a duty and, where the hearings' own reasons do not say it, why."""
    if not course.held:
        return _stand_unheard(course)
    if readings.renotified_cure == "yes":
        appearances = _cured(appearances)
    if any(each.bare and each.hearing.re_notified for each in appearances):
        return Standing.BREACHED, f"法院再次通知出庭而未出庭，其他开庭出庭不能弥补（{ART_7}）"
    attended = any(each.attended for each in appearances)
    missed = [each for each in appearances if each.missed and (each.hearing.re_notified or not attended)]
    if _is_unsettled(course, appearances, attended):
        return Standing.UNKNOWN, "结果登记齐全后才能认定是否履行"
    if not missed:
        return Standing.DISCHARGED, f"同一审理程序出庭一次即为履行（{ART_7}）"
    if all(each.excuse is CourtDecision.ACCEPTED for each in missed):
        return Standing.EXCUSED, "未出庭均经法院认定理由成立，留在分母，不计入分子"
    coming = [*course.blank, *course.ahead]
    if coming and not any(each.hearing.re_notified for each in missed):
        return Standing.OPEN, f"{say_hearing(coming[0])}还有一次开庭，出庭即可履行（{ART_7}）"
    if readings.undecided_excuse == "open" and not any(each.bare for each in missed):
        return Standing.OPEN, "已说明理由，待法院审查（法释〔2020〕3号第九条第二款）"
    return Standing.BREACHED, "负责人应当出庭而未出庭（行政诉讼法第三条第三款）"


def _cured(appearances: Sequence[Appearance]) -> list[Appearance]:
    """The other reading of art. 7(1): what was missed before a later valid appearance falls away."""
    last = max((place for place, each in enumerate(appearances) if each.attended), default=0)
    return [each for place, each in enumerate(appearances) if place >= last or not each.missed]


def _stand_unheard(course: Course) -> tuple[Standing, str]:
    """The standing while nothing was held."""
    if course.blank:
        return Standing.UNKNOWN, f"{say_hearing(course.blank[0])}开庭的结果尚未登记"
    if course.ahead:
        return (
            Standing.PENDING,
            f"{say_hearing(course.ahead[0])}开庭，负责人应当出庭（行政诉讼法第三条第三款）",
        )
    if course.adjourned:
        return Standing.PENDING, "等待法院确定开庭日期"
    return Standing.NOT_COUNTED, "没有实际开庭，不计入"


def _is_unsettled(course: Course, appearances: Sequence[Appearance], attended: bool) -> bool:
    """Tell whether something not yet recorded decides the duty.

    After a valid appearance only hearings to which the court notified again still matter;
    without one, every held hearing without a row does.
    """
    unrecorded = [each for each in appearances if each.presence is Presence.UNRECORDED]
    if not attended:
        return bool(unrecorded)
    return any(each.hearing.re_notified for each in unrecorded) or any(
        each.re_notified for each in course.blank
    )


def _relieve(dossier: Dossier, agency: str) -> DutyConclusion:
    arrangement = dossier.case.arrangement
    names = "、".join(dossier.agencies[each].name for each in arrangement.agencies) if arrangement else ""
    how = arrangement.kind.label if arrangement else ""
    reason = f"{how}由{names}的负责人出庭（法释〔2020〕3号第三条）"
    return DutyConclusion(Standing.RELIEVED, reasons=(reason,))


def _weigh(standings: Sequence[Standing], readings: Readings) -> Standing:
    """Over the owing agencies of one unit: breached > unknown > open > excused > discharged.

    By the other reading of ``co_defendants`` one agency's appearance is enough.
    """
    if readings.co_defendants == "any" and Standing.DISCHARGED in standings:
        return Standing.DISCHARGED
    return next((each for each in UNIT_PRECEDENCE if each in standings), Standing.NOT_COUNTED)


def _unknown_months(course: Course, standing: Standing) -> tuple[str, ...]:
    """Each missing outcome's own month, and the unit's month where it cannot be judged."""
    months = set(course.blank_months)
    if standing is Standing.UNKNOWN and course.month:
        months.add(course.month)
    return tuple(sorted(months))


def _highest(appearances: Sequence[Appearance]) -> Rank | None:
    ranks = {each.rank for each in appearances}
    return next((each for each in RANKS if each in ranks), None)


def _sittings(course: Course, duties: Sequence[DutyConclusion]) -> dict[str, bool | None]:
    """Profile D: a 庭次 is attended only if every owing agency's head came."""
    sittings: dict[str, bool | None] = {each.id: None for each in course.blank}
    for position, hearing in enumerate(course.held):
        seats = [duty.appearances[position].presence for duty in duties]
        sittings[hearing.id] = _all_came(seats)
    return sittings


def _all_came(seats: Sequence[Presence]) -> bool | None:
    if Presence.MISSED in seats:
        return False
    return None if Presence.UNRECORDED in seats else True


def combine_sittings(answers: Sequence[bool | None]) -> bool | None:
    """The 庭次 of a combined hearing, from its cases' answers."""
    if False in answers:
        return False
    return None if None in answers else True


def needs_head(standing: Standing, hearing: Hearing) -> bool:
    """Tell whether a head must still be sent to a hearing to come (R2020 art. 7(1))."""
    owed = standing in (Standing.PENDING, Standing.UNKNOWN, Standing.OPEN)
    renewed = hearing.re_notified and standing is not Standing.RELIEVED
    return hearing.kind is HearingKind.TRIAL and hearing.outcome is None and (owed or renewed)
