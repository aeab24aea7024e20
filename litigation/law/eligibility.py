"""Who may appear: as head of the agency (R2020 art. 2) and as its staff (R2020 art. 10).

The two lists differ on purpose: the head of a subordinate agency can never be the head,
yet its staff may be the staff.
"""

from dataclasses import dataclass
from datetime import date

from litigation.law.agency import Agency, AgencyKind, Official, Rank
from litigation.law.word import N_, Word

ART_1_2 = N_("法释〔2020〕3号第一条第二款")
ART_2_1 = N_("法释〔2020〕3号第二条第一款")
ART_2_2 = N_("法释〔2020〕3号第二条第二款")
ART_10 = N_("法释〔2020〕3号第十条")
I2018_128 = N_("法释〔2018〕1号第一百二十八条")
I2018_130 = N_("法释〔2018〕1号第一百三十条")

FREE_RANKS = frozenset({Rank.PRINCIPAL, Rank.DEPUTY})
"""正职 and 副职 need no link to the sued act; ranks ③④ do (R2020 art. 2(1))."""


class Eligibility(Word):
    """Why somebody may or may not appear."""

    ELIGIBLE = "eligible", N_("可以作为出庭负责人")
    LINK_MISSING = "link_missing", N_("待核")
    OUT_OF_OFFICE = "out_of_office", N_("不在任")
    SUBORDINATE_AGENCY = "subordinate_agency", N_("下级行政机关的负责人")
    PARENT_AGENCY = "parent_agency", N_("所属机关的负责人")
    OTHER_AGENCY = "other_agency", N_("其他机关的人员")
    ELIGIBLE_STAFF = "eligible_staff", N_("可以作为相应的工作人员")
    NOT_HANDLING = "not_handling", N_("未具体行使该职权")
    LAWYER = "lawyer", N_("律师不是工作人员")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, its reason in words, and the article it rests on.

    ``pending_check`` means 待核: lawful only if the link to the sued act is proved, so
    neither accepted silently nor refused.
    """

    code: Eligibility
    reason: str
    article: str
    allowed: bool = False
    pending_check: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reason with its article, as shown to people."""
        return (f"{self.reason}（{self.article}）",)


def eligible_head(
    official: Official,
    agency: Agency,
    day: date,
    *,
    field: str = "",
    case_id: str | None = None,
    home: Agency | None = None,
) -> Verdict:
    """Judge whether ``official`` can be the head of ``agency`` at a hearing on ``day``.

    ``field`` is the field of the case, ``home`` the official's own agency if it is another
    one; ranks ③④ count when the field stands word for word in the portfolio or the case is
    among the linked ones (R2020 art. 2).
    """
    if official.agency != agency.id:
        return _of_another_agency(official, agency, home)
    if not official.in_office_on(day):
        reason = f"{official.name}在{day.year}年{day.month}月{day.day}日不在任，不能作为出庭负责人"
        return Verdict(Eligibility.OUT_OF_OFFICE, reason, ART_2_1)
    if official.rank in FREE_RANKS or _is_linked(official, field, case_id):
        reason = f"{official.name}是{agency.name}的{official.rank.label}负责人"
        return Verdict(Eligibility.ELIGIBLE, reason, ART_2_1, allowed=True)
    reason = f"{official.name}参与分管被诉行政行为没有登记依据，待核"
    return Verdict(Eligibility.LINK_MISSING, reason, ART_2_1, pending_check=True)


def _is_linked(official: Official, field: str, case_id: str | None) -> bool:
    """参与分管 of this very act, recorded."""
    return (field != "" and field in official.portfolio) or case_id in official.linked_cases


def _of_another_agency(official: Official, agency: Agency, home: Agency | None) -> Verdict:
    if home is not None and is_subordinate(home, agency):
        reason = f"{home.name}是{agency.name}的下级行政机关，其负责人不能代为出庭"
        return Verdict(Eligibility.SUBORDINATE_AGENCY, reason, ART_2_2)
    if agency.parent == official.agency and agency.kind is AgencyKind.AUTHORISED:
        reason = f"{agency.name}应由自己的负责人出庭，所属机关的负责人不能代替"
        return Verdict(Eligibility.PARENT_AGENCY, reason, ART_1_2)
    reason = f"{official.name}不是{agency.name}的负责人"
    return Verdict(Eligibility.OTHER_AGENCY, reason, ART_2_1)


def is_subordinate(home: Agency, agency: Agency) -> bool:
    """Tell whether ``home`` is a subordinate agency of ``agency``.

    By the recorded parent; besides, every department, street office and authorised
    organisation of the district stands below the district's government.
    """
    if home.parent is not None:
        return home.parent == agency.id
    below = home.kind is not AgencyKind.GOVERNMENT and agency.kind is AgencyKind.GOVERNMENT
    return below and home.in_district and agency.in_district


def eligible_staff(
    name: str,
    home: Agency,
    agency: Agency,
    *,
    handles_the_act: bool,
    in_legal_office: bool = False,
    lawyer: bool = False,
) -> Verdict:
    """Judge whether somebody working at ``home`` can be the staff of ``agency`` (R2020 art. 10).

    Staff are those who exercise the power concretely, also in a subordinate agency or an
    entrusted organisation. For a government the staff of its legal office and of the
    department that handled the act count too (I2018 art. 130). A lawyer never does.
    """
    if lawyer:
        reason = f"{name}是律师，律师可以作代理人，不能代替工作人员出庭"
        return Verdict(Eligibility.LAWYER, reason, I2018_128)
    near = home.id == agency.id or is_subordinate(home, agency)
    if near and handles_the_act:
        reason = f"{name}具体行使被诉行政职权，可以作为相应的工作人员"
        return Verdict(Eligibility.ELIGIBLE_STAFF, reason, ART_10, allowed=True)
    if near and in_legal_office and agency.kind is AgencyKind.GOVERNMENT:
        reason = f"{name}在{agency.name}的法制机构工作，可以作为相应的工作人员"
        return Verdict(Eligibility.ELIGIBLE_STAFF, reason, I2018_130, allowed=True)
    if near:
        reason = f"{name}没有具体行使被诉行政职权，不能作为相应的工作人员"
        return Verdict(Eligibility.NOT_HANDLING, reason, ART_10)
    reason = f"{name}不是{agency.name}的工作人员"
    return Verdict(Eligibility.OTHER_AGENCY, reason, ART_10)
