"""Agencies, their heads, and the part each agency plays in a case."""

from dataclasses import dataclass
from datetime import date

from litigation.law.word import N_, Word


class AgencyKind(Word):
    """行政机关类别; an authorised organisation answers by its own head (R2020 art. 1(2))."""

    GOVERNMENT = "government", N_("政府")
    DEPARTMENT = "department", N_("部门")
    STREET = "street", N_("街道办事处（镇政府）")
    AUTHORISED = "authorised", N_("授权组织")


class Rank(Word):
    """The four ranks of an agency head (行政机关负责人, R2020 art. 2(1)); includes deputies."""

    PRINCIPAL = "principal", N_("正职")
    DEPUTY = "deputy", N_("副职")
    DEPUTY_LEVEL = "deputy_level", N_("副职级别参与分管")
    OTHER = "other", N_("其他参与分管")


class PartyRole(Word):
    """诉讼地位 of a party in one case (one procedure)."""

    DEFENDANT = "defendant", N_("被告")
    APPELLEE = "appellee", N_("被上诉人（原审被告）")
    APPELLANT_DEFENDANT = "appellant_defendant", N_("上诉人（原审被告）")
    RETRIAL_DEFENDANT = "retrial_defendant", N_("再审当事人（原审被告）")
    THIRD_PARTY = "third_party", N_("第三人")
    PLAINTIFF = "plaintiff", N_("原告")
    APPLICANT = "applicant", N_("申请人")


OWING_ROLES = frozenset(
    {
        PartyRole.DEFENDANT,
        PartyRole.APPELLEE,
        PartyRole.APPELLANT_DEFENDANT,
        PartyRole.RETRIAL_DEFENDANT,
    }
)
"""Roles in which a sued agency owes its head's appearance (R2020 art. 1)."""


@dataclass(frozen=True, slots=True)
class Agency:
    """行政机关 as the law sees it."""

    id: str
    name: str
    kind: AgencyKind
    in_district: bool = True
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A person holding a post in an agency.

    ``from_on`` and ``to_on`` bound the term of office, both inclusive; ``None`` is open.
    ``portfolio`` lists the fields in charge (分管); ranks ③④ count only through it
    or through ``linked_cases`` (R2020 art. 2(1)).
    """

    id: str
    name: str
    agency: str
    rank: Rank
    portfolio: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    linked_cases: frozenset[str] = frozenset()

    def in_office_on(self, day: date) -> bool:
        """Tell whether ``day`` lies within the term of office."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)
