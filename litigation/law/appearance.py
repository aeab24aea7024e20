"""Appearance: what one attendance row amounts to for one agency in one case.

Being there is a fact; appearing (出庭) is a conclusion. It needs an eligible head
(R2020 art. 2), a certificate the court did not refuse (art. 6) and that the head did not
leave without permission (art. 12(1)④). A late arrival and an online seat count.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from litigation.law.agency import Agency, Official, Rank
from litigation.law.attendance import Certificate, CourtDecision, Leaving
from litigation.law.dossier import Dossier
from litigation.law.eligibility import Verdict, eligible_head
from litigation.law.facts import Attendance, Case, Excuse, Hearing


class Presence(Enum):
    """What is known of one agency at one held hearing."""

    ATTENDED = "attended"
    MISSED = "missed"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Appearance:
    """The judged row of one agency at one held hearing.

    ``to_check`` is the verdict 待核 of a head of rank ③④ whose link to the act nobody
    recorded; ``excuse`` is the court's answer where the agency gave a reason.
    """

    hearing: Hearing
    presence: Presence
    reason: str
    rank: Rank | None = None
    spoke: bool = False
    settled: bool = False
    lawyers_only: bool = False
    to_check: Verdict | None = None
    excuse: CourtDecision | None = None

    @property
    def attended(self) -> bool:
        """Tell whether an eligible head validly appeared."""
        return self.presence is Presence.ATTENDED

    @property
    def missed(self) -> bool:
        """Tell whether it is certain that nobody validly appeared."""
        return self.presence is Presence.MISSED

    @property
    def bare(self) -> bool:
        """Tell whether it was missed without a reason that stands or may still stand."""
        return self.missed and self.excuse in (None, CourtDecision.REJECTED)


def appearance_at(dossier: Dossier, hearing: Hearing, agency_id: str) -> Appearance:
    """Judge what ``agency_id`` did at the held ``hearing``."""
    key = (hearing.id, agency_id)
    row = dossier.attendance.get(key)
    excuse = dossier.excuses.get(key)
    day = say_hearing(hearing)
    if row is None:
        return Appearance(hearing, Presence.UNRECORDED, f"{day}开庭的到庭情况尚未登记")
    answer = _answer(excuse)
    official = dossier.officials.get(row.person) if row.person is not None else None
    if not row.present or official is None:
        reason = f"{day}开庭无负责人到庭{_say_excuse(excuse)}"
        alone = not row.present and row.staff == 0 and row.lawyers > 0
        return Appearance(hearing, Presence.MISSED, reason, lawyers_only=alone, excuse=answer)
    agency, home = dossier.agencies[agency_id], dossier.agencies.get(official.agency)
    verdict = head_verdict(official, agency, dossier.case, hearing, home)
    flaw = _flaw(row, verdict)
    if flaw:
        to_check = verdict if verdict.pending_check else None
        reason = f"{day}开庭{flaw}{_say_excuse(excuse)}"
        return Appearance(hearing, Presence.MISSED, reason, to_check=to_check, excuse=answer)
    reason = f"{day}开庭由{official.name}（{official.rank.label}）出庭（法释〔2020〕3号第二条第一款）"
    if row.refused_to_explain:
        reason += "，但法庭要求解释说明时拒绝（法释〔2020〕3号第十二条第一款第五项）"
    return Appearance(
        hearing,
        Presence.ATTENDED,
        reason,
        rank=official.rank,
        spoke=row.spoke is True,
        settled=row.settlement is True,
    )


def head_verdict(
    official: Official, agency: Agency, case: Case, hearing: Hearing, home: Agency | None
) -> Verdict:
    """Judge the head on the day of the hearing for this case."""
    day = hearing.day or date.max
    return eligible_head(official, agency, day, field=case.field, case_id=case.id, home=home)


def _flaw(row: Attendance, verdict: Verdict) -> str:
    """Why a person who was there does not count, in words; empty when he does."""
    if not verdict.allowed:
        return f"到庭人员不能计为负责人出庭：{verdict.reasons[0]}"
    if row.certificate is Certificate.DEFECTIVE:
        return "负责人身份证明不合格，视为未出庭（法释〔2020〕3号第六条第二款）"
    if row.left is Leaving.WITHOUT_PERMISSION:
        return "负责人未经许可中途退庭，不计为出庭（法释〔2020〕3号第十二条第一款第四项）"
    return ""


def _answer(excuse: Excuse | None) -> CourtDecision | None:
    """What the court said, None where no reason was given."""
    return excuse.court_decision if excuse else None


def _say_excuse(excuse: Excuse | None) -> str:
    """What became of the reason, in words; only the court decides (R2020 art. 9(2))."""
    if excuse is None:
        return "，未说明理由"
    said = {
        CourtDecision.ACCEPTED: "法院认定理由成立",
        CourtDecision.REJECTED: "法院认定理由不成立",
        CourtDecision.NONE: "理由待法院审查",
    }[excuse.court_decision]
    return f"，{said}（法释〔2020〕3号第九条第二款）"


def say_hearing(hearing: Hearing) -> str:
    """``2026年2月3日``, as reasons name a hearing; 日期待定 without a date."""
    day = hearing.day
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期待定的"
