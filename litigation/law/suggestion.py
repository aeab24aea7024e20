"""司法建议的预警: the five cases of R2020 art. 12(1), seen before a court writes.

The court must then send a 司法建议 to the supervisory authority and the superior agency and
say so in the judgment (art. 12(2)). A warning here is a reason to look, not a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from litigation.law.appearance import Appearance, head_verdict, say_hearing
from litigation.law.attendance import CourtDecision, Leaving
from litigation.law.dossier import Dossier
from litigation.law.duty import Conclusion
from litigation.law.facts import Attendance, Hearing
from litigation.law.procedure import Outcome
from litigation.law.word import N_, Word

ARTICLE = "法释〔2020〕3号第十二条第一款第{}项"
NUMERALS = "一二三四五"


class Ground(Word):
    """The five grounds, by their number."""

    ABSENT = "1", N_("负责人未出庭应诉且未说明理由或者理由不成立")
    ABSENT_AFTER_POSTPONEMENT = "2", N_("准许延期后负责人再次无正当理由未出庭")
    NEITHER_HEAD_NOR_STAFF = "3", N_("负责人和相应的工作人员均不出庭应诉")
    LEFT = "4", N_("负责人未经法庭许可中途退庭")
    REFUSED_TO_EXPLAIN = "5", N_("法庭要求负责人就有关问题解释说明，负责人拒绝，导致庭审无法进行")

    @property
    def article(self) -> str:
        """The item of art. 12(1)."""
        return ARTICLE.format(NUMERALS[int(self.value) - 1])


@dataclass(frozen=True, slots=True)
class SuggestionWarning:
    """One ground at one hearing for one agency."""

    ground: Ground
    hearing: Hearing
    agency: str
    agency_name: str

    @property
    def words(self) -> str:
        """The warning as shown to people."""
        what = f"{say_hearing(self.hearing)}开庭，{self.agency_name}：{self.ground.label}"
        return f"{what}，法院可能发出司法建议（{self.ground.article}）"


def warn_of_suggestions(dossier: Dossier, conclusion: Conclusion) -> tuple[SuggestionWarning, ...]:
    """Every ground in the case, hearing by hearing; a later appearance does not take one back.

    A reason the court has not yet judged gives no warning for ground ①; one it rejected does.
    """
    return tuple(
        SuggestionWarning(ground, appearance.hearing, agency, dossier.agencies[agency].name)
        for agency, duty in conclusion.duties.items()
        for appearance in duty.appearances
        for ground in _grounds(dossier, appearance, agency)
    )


def _grounds(dossier: Dossier, appearance: Appearance, agency: str) -> Iterator[Ground]:
    row = dossier.attendance.get((appearance.hearing.id, agency))
    if row is None:
        return
    if row.left is Leaving.WITHOUT_PERMISSION and row.present:
        yield Ground.LEFT
    elif appearance.bare:
        postponed = _was_postponed(dossier, appearance.hearing, agency)
        yield Ground.ABSENT_AFTER_POSTPONEMENT if postponed else Ground.ABSENT
    if appearance.missed and not _somebody_came(dossier, appearance.hearing, row):
        yield Ground.NEITHER_HEAD_NOR_STAFF
    if row.refused_to_explain:
        yield Ground.REFUSED_TO_EXPLAIN


def _somebody_came(dossier: Dossier, hearing: Hearing, row: Attendance) -> bool:
    """Tell whether staff sat there, or somebody of the agency who was taken for the head."""
    official = dossier.officials.get(row.person or "")
    if row.staff or official is None or not row.present:
        return row.staff > 0
    agency = dossier.agencies[row.agency]
    home = dossier.agencies.get(official.agency)
    verdict = head_verdict(official, agency, dossier.case, hearing, home)
    return verdict.allowed or verdict.pending_check


def _was_postponed(dossier: Dossier, hearing: Hearing, agency: str) -> bool:
    """Tell whether an earlier sitting was put off for a reason of this agency that the court accepted."""
    return any(
        each.outcome is Outcome.ADJOURNED
        and (excuse := dossier.excuses.get((each.id, agency))) is not None
        and excuse.court_decision is CourtDecision.ACCEPTED
        for each in dossier.hearings
        if each.day is not None and hearing.day is not None and each.day <= hearing.day
    )
