"""Who is never the head: people whom agencies send, and whom no court takes for the 负责人.

R2020 art. 2(2) names the heads of entrusted organisations and of subordinate agencies; the
others follow from the list of art. 2(1). Some of them may be the staff of art. 10. A title is
no keyword: who is a head is decided agency by agency (``litigation.law.eligibility``).
"""

from dataclasses import dataclass

from litigation.law.eligibility import ART_2_1, ART_2_2, ART_10, I2018_128, I2018_130, Eligibility, Verdict
from litigation.law.word import N_, Word


class Sent(Word):
    """What somebody is who was sent in place of the head."""

    ENTRUSTED_HEAD = "entrusted_head", N_("受委托组织的负责人")
    SUBORDINATE_HEAD = "subordinate_head", N_("下级行政机关的负责人")
    SIBLING_HEAD = "sibling_head", N_("其他机关的负责人")
    JUSTICE_BUREAU_HEAD = "justice_bureau_head", N_("司法局局长（为区政府）")
    SECTION_CHIEF = "section_chief", N_("科长、股长等内设机构负责人")
    LEGAL_STAFF = "legal_staff", N_("法制机构工作人员")
    LEGAL_ADVISER = "legal_adviser", N_("法律顾问")
    LAWYER = "lawyer", N_("律师")
    RETIRED_HEAD = "retired_head", N_("已离任的负责人")
    OBSERVER = "observer", N_("旁听、观摩人员")
    PARTY_GROUP_MEMBER = "party_group_member", N_("党组成员、秘书长、总师等")


@dataclass(frozen=True, slots=True)
class _Rule:
    code: Eligibility
    article: str
    staff: bool
    staff_article: str = ART_10


_RULES = {
    Sent.ENTRUSTED_HEAD: _Rule(Eligibility.SUBORDINATE_AGENCY, ART_2_2, staff=True),
    Sent.SUBORDINATE_HEAD: _Rule(Eligibility.SUBORDINATE_AGENCY, ART_2_2, staff=True),
    Sent.SIBLING_HEAD: _Rule(Eligibility.OTHER_AGENCY, ART_2_1, staff=False),
    Sent.JUSTICE_BUREAU_HEAD: _Rule(Eligibility.SUBORDINATE_AGENCY, ART_2_2, True, I2018_130),
    Sent.SECTION_CHIEF: _Rule(Eligibility.OTHER_AGENCY, ART_2_1, staff=True),
    Sent.LEGAL_STAFF: _Rule(Eligibility.OTHER_AGENCY, ART_2_1, staff=True),
    Sent.LEGAL_ADVISER: _Rule(Eligibility.LAWYER, ART_2_1, False, I2018_128),
    Sent.LAWYER: _Rule(Eligibility.LAWYER, ART_2_1, False, I2018_128),
    Sent.RETIRED_HEAD: _Rule(Eligibility.OUT_OF_OFFICE, ART_2_1, staff=False),
    Sent.OBSERVER: _Rule(Eligibility.OTHER_AGENCY, ART_2_1, staff=False),
}


def may_be_head(sent: Sent) -> Verdict:
    """The verdict on somebody sent as the head: never, or 待核 for ranks ③④ without proof."""
    if sent is Sent.PARTY_GROUP_MEMBER:
        reason = f"{sent.label}只有凭参与分管被诉行政行为的书面依据才能出庭，待核"
        return Verdict(Eligibility.LINK_MISSING, reason, ART_2_1, pending_check=True)
    rule = _RULES[sent]
    return Verdict(rule.code, f"{sent.label}不能作为出庭负责人", rule.article)


def may_be_staff(sent: Sent) -> Verdict:
    """The verdict on the same person as 相应的工作人员, if he exercises the power concretely."""
    if sent is Sent.PARTY_GROUP_MEMBER or _RULES[sent].staff:
        article = ART_10 if sent is Sent.PARTY_GROUP_MEMBER else _RULES[sent].staff_article
        reason = f"{sent.label}具体行使被诉行政职权的，可以作为相应的工作人员"
        return Verdict(Eligibility.ELIGIBLE_STAFF, reason, article, allowed=True)
    rule = _RULES[sent]
    return Verdict(Eligibility.NOT_HANDLING, f"{sent.label}不能作为相应的工作人员", rule.staff_article)
