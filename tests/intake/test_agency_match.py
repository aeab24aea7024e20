"""Agency names as courts write them, against a register of one district and its city."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.intake.agency_match import AgencyNames, KnownAgency, match_agency

REGISTER = [
    KnownAgency(1, "青岛市市南区人民政府", ("区政府",)),
    KnownAgency(2, "青岛市市南区市场监督管理局", ("区市场监管局",)),
    KnownAgency(3, "青岛市市南区综合行政执法局", ("市南区城市管理局",)),
    KnownAgency(4, "青岛市公安局市南分局"),
    KnownAgency(5, "青岛市市南区香港中路街道办事处"),
    KnownAgency(6, "青岛市市场监督管理局"),
    KnownAgency(7, "青岛市市南区住房和城乡建设局"),
    KnownAgency(8, "国家税务总局青岛市市南区税务局"),
]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("青岛市市南区市场监督管理局", 2),
        ("山东省青岛市市南区市场监督管理局", 2),
        ("市南区市场监管局", 2),
        ("市南区市监局", 2),
        ("区市场监管局", 2),
        ("青岛市市场监督管理局", 6),
        ("市市场监管局", 6),
        ("原青岛市市南区城市管理局", 3),
        ("市南区城管局", 3),
        ("市公安局市南分局", 4),
        ("市南公安分局", 4),
        ("香港中路街道办", 5),
        ("市南区人民政府香港中路街道办事处", 5),
        ("市南区人民政府", 1),
        ("区政府", 1),
        ("区住建局", 7),
        ("青岛市市南区税务局", 8),
        ("  青岛市 市南区住房和城乡建设局。", 7),
    ],
)
def test_a_name_written_more_or_less_fully_is_one_agency(text: str, agency: int) -> None:
    assert match_agency(text, REGISTER).exact == agency


@pytest.mark.parametrize(
    "text",
    [
        "青岛市崂山区市场监督管理局",
        "崂山区人民政府",
        "济南市市中区人民政府",
        "青岛市住房和城乡建设局",
        "青岛市规划局市南分局",
        "青岛市人民政府",
        "山东省人民政府",
        "某甲公司",
        "",
    ],
)
def test_another_place_or_another_name_is_never_ours(text: str) -> None:
    match = match_agency(text, REGISTER)

    assert match.exact is None
    assert match.candidates == ()


def test_a_name_without_its_place_is_asked_about() -> None:
    match = match_agency("市场监管局", REGISTER)

    assert match.exact is None
    assert [candidate.id for candidate in match.candidates] == [2, 6]
    assert match.candidates[0].ground == "名称相同，原文没有写地名"


def test_a_near_name_of_the_same_place_is_offered_with_its_ground() -> None:
    match = match_agency("市南区市场监督局", REGISTER)

    assert match.exact is None
    assert [candidate.id for candidate in match.candidates] == [2]


def test_a_place_without_any_agency_is_elsewhere() -> None:
    assert match_agency("崂山区教育局", REGISTER).elsewhere
    assert not match_agency("市南区教育局", REGISTER).elsewhere


def test_a_name_two_agencies_share_is_never_sure() -> None:
    register = [KnownAgency(1, "甲区某局", ("执法局",)), KnownAgency(2, "乙区某局", ("执法局",))]

    assert match_agency("执法局", register).exact is None


@given(st.text(max_size=40))
def test_no_text_makes_matching_raise(text: str) -> None:
    AgencyNames(REGISTER).match(text)
