"""为什么: how one agency's duty stands, the facts it was drawn from, and the articles.

Everything a reader needs to check the conclusion, in the order in which the law asks: does
a duty arise, who owes it, what happened at each hearing, what it comes to, and in which
month it counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from litigation.law.absence import excuse_faults, say_faults, voices_of
from litigation.law.agency import AgencyKind, PartyRole
from litigation.law.appearance import say_hearing
from litigation.law.article import Article, cited
from litigation.law.attendance import Standing
from litigation.law.causes import causes, match_cause
from litigation.law.deadline import notice_gap
from litigation.law.dossier import Dossier
from litigation.law.duty import Conclusion, DutyConclusion
from litigation.law.facts import Case, Hearing, Party
from litigation.law.notice_ground import why_owed
from litigation.law.owing import has_duty, is_sued
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.reading import DECIDED, Readings
from litigation.law.suggestion import warn_of_suggestions
from litigation.law.team import Team, check_team
from litigation.law.word import N_


@dataclass(frozen=True, slots=True)
class Fact:
    """One recorded thing: what it is about, and what it says."""

    about: str
    says: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a duty stands as it does; ``reasons`` and ``warnings`` cite their articles."""

    standing: Standing
    month: str | None
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    articles: tuple[Article, ...]


def explain(
    dossier: Dossier,
    conclusion: Conclusion,
    agency: str,
    as_of: datetime,
    *,
    notice_served_on: date | None = None,
    readings: Readings = DECIDED,
) -> Explanation:
    """Explain the duty of ``agency``; ``as_of`` is the moment the conclusion was drawn for.

    ``notice_served_on`` is the day on which the court served 出庭通知书, if it did.
    """
    duty = conclusion.duties.get(agency) or _no_duty(dossier, conclusion, agency, readings)
    facts = (
        *_about_case(dossier, agency),
        *_about_service(dossier, notice_served_on, int(readings.notice_days)),
        *_about_hearings(dossier, duty, agency, as_of),
    )
    warnings = tuple(_warnings(dossier, conclusion, duty, agency))
    texts = [*(fact.says for fact in facts), *duty.reasons, *warnings]
    month = conclusion.month if duty.standing is not Standing.NOT_COUNTED else None
    return Explanation(duty.standing, month, facts, duty.reasons, warnings, cited(texts))


def _no_duty(dossier: Dossier, conclusion: Conclusion, agency: str, readings: Readings) -> DutyConclusion:
    """Why nothing is owed, for an agency without a duty."""
    if not has_duty(conclusion.procedure, readings):
        reason = "一审、二审、再审以外的程序不产生负责人出庭义务（法释〔2020〕3号第一条第一款）"
    elif agency in dossier.agencies and not dossier.agencies[agency].in_district:
        reason = "不是本区机关，由其所在地统计"
    else:
        reason = "该机关在本案中不是被诉机关，不产生出庭义务（法释〔2020〕3号第一条第一款）"
    return DutyConclusion(Standing.NOT_COUNTED, reasons=(reason,))


def _about_case(dossier: Dossier, agency: str) -> Iterator[Fact]:
    case = dossier.case
    yield Fact(N_("案号"), case.number.replace("(", "（").replace(")", "）"))
    if case.cause:
        yield Fact(N_("案由"), _say_cause(case.cause))
    for party in case.parties:
        if party.agency == agency:
            yield Fact(N_("诉讼地位"), _say_party(dossier, party))
    if any(is_sued(party) and party.agency == agency for party in case.parties):
        yield Fact(N_("出庭义务"), why_owed(case.notice))
    if case.arrangement:
        yield Fact(N_("由谁出庭"), _say_arrangement(dossier, case))


def _say_cause(raw: str) -> str:
    """The cause as the court wrote it, and the one of the official list it names, if any."""
    found = match_cause(raw).cause
    if found is None or found.name == raw:
        return raw
    above = causes().get(found.parent)
    path = f"{above.name}·{found.name}" if above and above.parent else found.name
    return f"{raw}（案由表：{path}）"


def _about_service(dossier: Dossier, served_on: date | None, threshold: int) -> Iterator[Fact]:
    """Whether the court's notice came in time: a short gap helps a reason, it excuses nothing."""
    days = [each.day for each in dossier.hearings if each.day and each.kind is HearingKind.TRIAL]
    if served_on is None or not days:
        return
    gap = notice_gap(served_on, days[0], threshold)
    says = f"{served_on.year}年{served_on.month}月{served_on.day}日送达，距首次开庭 {gap.days} 日"
    if gap.short:
        says += f"，不足 {threshold} 日，可以据此说明理由或者申请延期，但不因此免除出庭"
    elif gap.edge:
        says += "，刚够期限，严格计算（不含送达当日）则不足"
    yield Fact(N_("出庭通知书"), f"{says}（法释〔2020〕3号第五条第二款）")


def _say_party(dossier: Dossier, party: Party) -> str:
    if party.role is PartyRole.THIRD_PARTY:
        if party.art1_3:
            return "第三人，应当追加为被告而原告不同意，视同被诉（法释〔2020〕3号第一条第三款）"
        return "普通第三人，不产生出庭义务"
    own = dossier.agencies[party.agency].kind is AgencyKind.AUTHORISED
    return party.role.label + ("，由本单位负责人出庭（法释〔2020〕3号第一条第二款）" if own else "")


def _say_arrangement(dossier: Dossier, case: Case) -> str:
    if case.arrangement is None:
        return ""
    names = "、".join(dossier.agencies[each].name for each in case.arrangement.agencies)
    return f"{case.arrangement.kind.label}由{names}的负责人出庭（法释〔2020〕3号第三条）"


def _about_hearings(dossier: Dossier, duty: DutyConclusion, agency: str, as_of: datetime) -> Iterator[Fact]:
    said = {each.hearing.id: each.reason for each in duty.appearances}
    for hearing in dossier.hearings:
        name = f"{say_hearing(hearing)}{hearing.kind.label}"
        renewed = "法院另行通知负责人出庭；" if hearing.re_notified else ""
        yield Fact(name, renewed + (said.get(hearing.id) or _say_hearing(hearing, as_of)))
        excuse = dossier.excuses.get((hearing.id, agency))
        if excuse is not None:
            voices = voices_of(excuse)
            yield Fact(N_("不能出庭的理由"), f"{voices.unit}；{voices.court}")


def _say_hearing(hearing: Hearing, as_of: datetime) -> str:
    """What a hearing without a judged row is to the duty."""
    if hearing.kind is not HearingKind.TRIAL:
        return f"{hearing.kind.label}不是开庭，不计"
    if hearing.outcome is None:
        return "已过开庭时间，结果尚未登记" if hearing.has_passed(as_of) else "尚未开庭"
    if hearing.outcome is Outcome.HELD:
        return "已开庭"
    return f"{hearing.outcome.label}，没有实际开庭，不计"


def _warnings(dossier: Dossier, conclusion: Conclusion, duty: DutyConclusion, agency: str) -> Iterator[str]:
    """What a court may still say about this duty: art. 12, an unlawful team, a weak reason."""
    for warning in warn_of_suggestions(dossier, conclusion):
        if warning.agency == agency:
            yield warning.words
    for appearance in duty.appearances:
        key = (appearance.hearing.id, agency)
        row = dossier.attendance.get(key)
        if row is not None and appearance.lawyers_only:
            team = check_team(Team(row.present, row.staff, row.lawyers))
            yield from (f"{say_hearing(appearance.hearing)}开庭：{each}" for each in team.reasons)
    for appearance in duty.to_check:
        if appearance.to_check:
            yield appearance.to_check.reasons[0]
    for hearing in dossier.hearings:
        excuse = dossier.excuses.get((hearing.id, agency))
        if excuse is not None and not voices_of(excuse).decided:
            weak = say_faults(excuse_faults(excuse, hearing_start=hearing.start))
            yield from (f"{say_hearing(hearing)}开庭的理由：{each}" for each in weak)
