from datetime import date

import pytest

from litigation.law.agency import Agency, AgencyKind, Official, Rank
from litigation.law.eligibility import Eligibility, eligible_head, eligible_staff

GOVERNMENT = Agency("G", "云汀区人民政府", AgencyKind.GOVERNMENT)
BUREAU = Agency("B", "云汀区综合行政执法局", AgencyKind.DEPARTMENT)
STREET = Agency("S", "石桥街道办事处", AgencyKind.STREET)
POLICE = Agency("Q", "云汀公安分局", AgencyKind.DEPARTMENT)
BRANCH = Agency("R", "云汀公安分局特警支队", AgencyKind.DEPARTMENT, parent="Q")
STATION = Agency("P", "石桥派出所", AgencyKind.AUTHORISED, parent="Q")
DAY = date(2026, 2, 10)


def head(agency, rank=Rank.DEPUTY, **fields):
    return Official("p", "丁某", agency.id, rank, **fields)


@pytest.mark.parametrize(
    ("official", "agency", "home", "code"),
    [
        (head(BUREAU), BUREAU, None, Eligibility.ELIGIBLE),
        (head(BUREAU, Rank.PRINCIPAL), BUREAU, None, Eligibility.ELIGIBLE),
        (head(BUREAU, to_on=DAY), BUREAU, None, Eligibility.ELIGIBLE),
        (head(BUREAU, to_on=date(2026, 2, 9)), BUREAU, None, Eligibility.OUT_OF_OFFICE),
        (head(BUREAU, from_on=date(2026, 2, 11)), BUREAU, None, Eligibility.OUT_OF_OFFICE),
        (head(STREET, Rank.PRINCIPAL), GOVERNMENT, STREET, Eligibility.SUBORDINATE_AGENCY),
        (head(BUREAU, Rank.PRINCIPAL), GOVERNMENT, BUREAU, Eligibility.SUBORDINATE_AGENCY),
        (head(POLICE, Rank.PRINCIPAL), STATION, POLICE, Eligibility.PARENT_AGENCY),
        (head(STATION, Rank.PRINCIPAL), POLICE, STATION, Eligibility.SUBORDINATE_AGENCY),
        (head(BUREAU), STREET, BUREAU, Eligibility.OTHER_AGENCY),
        (head(POLICE), BRANCH, POLICE, Eligibility.OTHER_AGENCY),
        (head(BUREAU), STATION, BUREAU, Eligibility.OTHER_AGENCY),
        (head(GOVERNMENT), BUREAU, GOVERNMENT, Eligibility.OTHER_AGENCY),
        (head(BUREAU, Rank.DEPUTY_LEVEL, portfolio=("强制拆除",)), BUREAU, None, Eligibility.ELIGIBLE),
        (head(BUREAU, Rank.DEPUTY_LEVEL, portfolio=("拆除",)), BUREAU, None, Eligibility.LINK_MISSING),
        (head(BUREAU, Rank.OTHER), BUREAU, None, Eligibility.LINK_MISSING),
        (head(BUREAU, Rank.OTHER, linked_cases=frozenset({"c1"})), BUREAU, None, Eligibility.ELIGIBLE),
    ],
)
def test_a_head_is_judged_by_article_two(official, agency, home, code):
    verdict = eligible_head(official, agency, DAY, field="强制拆除", case_id="c1", home=home)
    assert verdict.code is code
    assert verdict.allowed is (code is Eligibility.ELIGIBLE)
    assert verdict.pending_check is (code is Eligibility.LINK_MISSING)
    assert "法释〔2020〕3号" in verdict.reasons[0]


def test_a_case_without_field_proves_no_link():
    verdict = eligible_head(head(BUREAU, Rank.OTHER, portfolio=("",)), BUREAU, DAY)
    assert verdict.pending_check


@pytest.mark.parametrize(
    ("home", "agency", "facts", "code"),
    [
        (BUREAU, BUREAU, {"handles_the_act": True}, Eligibility.ELIGIBLE_STAFF),
        (BUREAU, BUREAU, {"handles_the_act": False}, Eligibility.NOT_HANDLING),
        (STREET, GOVERNMENT, {"handles_the_act": True}, Eligibility.ELIGIBLE_STAFF),
        (BUREAU, GOVERNMENT, {"handles_the_act": False, "in_legal_office": True}, Eligibility.ELIGIBLE_STAFF),
        (BUREAU, BUREAU, {"handles_the_act": False, "in_legal_office": True}, Eligibility.NOT_HANDLING),
        (STREET, BUREAU, {"handles_the_act": True}, Eligibility.OTHER_AGENCY),
        (BUREAU, BUREAU, {"handles_the_act": True, "lawyer": True}, Eligibility.LAWYER),
    ],
)
def test_staff_are_judged_by_article_ten(home, agency, facts, code):
    verdict = eligible_staff("李某", home, agency, **facts)
    assert verdict.code is code
    assert verdict.allowed is (code is Eligibility.ELIGIBLE_STAFF)
