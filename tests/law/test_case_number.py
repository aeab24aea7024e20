import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.case_number import (
    CaseNumber,
    _find_carefully,
    find_broken_numbers,
    find_case_numbers,
    read_case_number,
)
from litigation.law.case_type import KNOWN_TYPES
from litigation.law.number_pattern import PROVINCES
from litigation.law.procedure import Procedure


def found(text: str) -> list[str]:
    return [str(one.number) for one in find_case_numbers(text)]


@pytest.mark.parametrize(
    "written",
    [
        "（2026）鲁0202行初12号",
        "(2026)鲁0202行初12号",
        "(2026）鲁0202行初12号",
        "〔2026〕鲁0202行初12号",
        "[2026]鲁0202行初12号",
        "【2026】鲁0202行初12号",
        "（2026） 鲁 0202 行初 12 号",
        "( 2026 ) 鲁 0202 行初 12 号",
        "(2026\n)鲁0202行初12号",
        "2026鲁0202行初12号",
        "2026年鲁0202行初12号",
        "（2026年）鲁0202行初第12号",
        "(2026)鲁0202行初字第00012号",
        "(2026)鲁0202行初0012号",
        "(2026)鲁0202行初12号之一",
        "（２０２６）鲁０２０２行初１２号",
        "（二〇二六）鲁0202行初12号",
        "（二○二六）魯0202行初12號",
        "(2O26)鲁O2O2行初l2号",
        "(2026)鲁0202行初1 2 号",
        "2026）鲁0202行初12号",
        "(2026)鲁0202行初·12号",
    ],
)
def test_every_way_of_writing_is_the_same_number(written: str) -> None:
    assert found(f"关于{written}行政判决书") == ["(2026)鲁0202行初12号"]


@pytest.mark.parametrize(
    ("written", "sequences"),
    [
        ("（2026）鲁0202行初12、13、14号", [12, 13, 14]),
        ("（2026）鲁0202行初12号、13号", [12, 13]),
        ("（2026）鲁0202行初12-15号", [12, 13, 14, 15]),
        ("（2026）鲁0202行初12—15号", [12, 13, 14, 15]),
        ("（2026）鲁0202行初12～15号", [12, 13, 14, 15]),
        ("（2026）鲁0202行初12号至15号", [12, 13, 14, 15]),
        ("（2026）鲁0202行初12至14号、18号", [12, 13, 14, 18]),
        ("(2026)鲁0202行初12号至(2026)鲁0202行初15号", [12, 13, 14, 15]),
        ("（2026）鲁0202行初12号、3号法庭", [12]),
        ("（2026）鲁0202行初12号，9时30分", [12]),
        ("（2026）鲁0202行初12号2026-07-14 08:50", [12]),
    ],
)
def test_lists_and_ranges_are_expanded(written: str, sequences: list[int]) -> None:
    assert [one.number.sequence for one in find_case_numbers(written)] == sequences


def test_a_range_is_not_expanded_downwards_or_beyond_fifty() -> None:
    assert found("（2026）鲁0202行初15-12号") == ["(2026)鲁0202行初15号"]
    assert found("（2026）鲁0202行初1-900号") == ["(2026)鲁0202行初1号"]


def test_a_list_that_says_it_is_longer_is_doubtful() -> None:
    (one,) = find_case_numbers("（2026）鲁0202行初12号等4案")
    assert "case_number_suspect" in one.warnings
    assert not find_case_numbers("（2026）鲁0202行初12、13号等2案")[0].warnings


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("(2015)鄂黄陂行初字第00030号", "(2015)鄂黄陂行初30号"),
        ("不服2015年海行初字第01392号行政裁定(或判决）", "(2015)海行初1392号"),
        ("（1998）海行初字第142号", "(1998)海行初142号"),
        ("(2015\n)六商初字第00997号", "(2015)六商初997号"),
        ("永刑初字第70号", "永刑初70号"),
        ("鄂0106民初·1418", "鄂0106民初1418号"),
        ("(2021)最高法知行终3号", "(2021)最高法知行终3号"),
        ("（2026）鲁行申130号", "(2026)鲁行申130号"),
        ("（2026）鲁0202行审复3号", "(2026)鲁0202行审复3号"),
        ("（2026）鲁02行赔终3号", "(2026)鲁02行赔终3号"),
        ("（2026）民初7344号", "(2026)民初7344号"),
    ],
)
def test_old_high_court_and_compensation_numbers_are_read(written: str, printed: str) -> None:
    assert found(written) == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "李复字〔2026〕37号",
        "青南环罚〔2026〕12号行政处罚决定书",
        "于2026年7月14日9时在3号法庭",
        "国办发〔2016〕54号",
        "",
    ],
)
def test_numbers_of_other_papers_are_none(text: str) -> None:
    assert not find_case_numbers(text)
    assert not find_broken_numbers(text)


@pytest.mark.parametrize("text", ["（2026）鲁0202行初XX号", "（2026）鲁020行初12号", "（2026）鲁0202行初号"])
def test_what_looks_like_a_number_and_is_none_is_named(text: str) -> None:
    assert not find_case_numbers(text)
    assert [one.original for one in find_broken_numbers(text)] == [text]


@pytest.mark.parametrize(
    ("code", "procedure"),
    [
        ("行初", Procedure.FIRST_INSTANCE),
        ("行赔初", Procedure.FIRST_INSTANCE),
        ("行终", Procedure.SECOND_INSTANCE),
        ("行赔终", Procedure.SECOND_INSTANCE),
        ("行再", Procedure.RETRIAL),
        ("行赔再", Procedure.RETRIAL),
        ("行监", Procedure.RETRIAL_REVIEW),
        ("行申", Procedure.RETRIAL_REVIEW),
        ("行抗", Procedure.RETRIAL_REVIEW),
        ("行赔监", Procedure.RETRIAL_REVIEW),
        ("行赔申", Procedure.RETRIAL_REVIEW),
        ("行赔抗", Procedure.RETRIAL_REVIEW),
        ("行审", Procedure.ENFORCEMENT_REVIEW),
        ("行审复", Procedure.ENFORCEMENT_REVIEW),
        ("行他", Procedure.OTHER),
        ("行赔他", Procedure.OTHER),
        ("司救行", Procedure.OTHER),
        ("行辖", Procedure.JURISDICTION),
        ("行辖终", Procedure.JURISDICTION),
        ("赔辖", Procedure.JURISDICTION),
        ("赔辖终", Procedure.JURISDICTION),
        ("行保", None),
        ("行保复", None),
        ("执恢", None),
        ("执异", None),
        ("执复", None),
        ("民初", None),
        ("执", None),
    ],
)
def test_the_type_fixes_the_procedure(code: str, procedure: Procedure | None) -> None:
    number = read_case_number(f"（2026）鲁0202{code}12号")
    assert number is not None
    assert number.procedure is procedure
    assert number.administrative is (procedure is not None)


def test_numbers_sort_in_their_natural_order_whatever_is_missing() -> None:
    written = [
        "鲁0202行初12号",
        "(2021)最高法行终3号",
        "(2021)最高法知行终3号",
        "(2026)鲁0202行初9号",
        "(2026)鲁0202行初12号",
        "(2026)鲁0202行赔初1号",
    ]
    numbers = [read_case_number(each) for each in written]
    shuffled = [numbers[place] for place in (3, 0, 5, 2, 4, 1)]
    assert sorted(shuffled) == numbers
    assert numbers[0] <= numbers[1]
    assert numbers[3] == read_case_number("（2026）鲁0202行初字第0009号之一")


def test_missing_parts_are_taken_with_doubt() -> None:
    for written in ("鲁0202行初12号", "（2026）民初7344号", "（2026）鲁0202行初12", "(2026)蒙0102行初12号"):
        (one,) = find_case_numbers(written)
        assert "case_number_suspect" in one.warnings


def test_the_place_is_that_of_the_original() -> None:
    text = "案号：（2026） 鲁 0202 行初 12 号，13号。"
    assert [text[one.start : one.end] for one in find_case_numbers(text)] == [
        "（2026） 鲁 0202 行初 12 号",
        "13号",
    ]


def test_only_a_number_and_nothing_else_is_read() -> None:
    assert read_case_number(" （2026）鲁0202行初12号 ") is not None
    assert read_case_number("关于（2026）鲁0202行初12号") is None
    assert read_case_number("（2026）鲁0202行初12、13号") is None


courts = st.one_of(
    st.just("最高法"),
    st.builds(
        lambda province, digits: province + digits,
        st.sampled_from(PROVINCES),
        st.sampled_from(["", "02", "71", "0202", "7102", "0191"]),
    ),
)
numbers = st.builds(
    CaseNumber,
    year=st.integers(1990, 2090),
    court=courts,
    special=st.none(),
    type=st.sampled_from(KNOWN_TYPES),
    sequence=st.integers(1, 999_999),
)


@given(numbers)
def test_a_printed_number_reads_as_itself(number: CaseNumber) -> None:
    assert read_case_number(str(number)) == number
    assert read_case_number(number.printed()) == number


@given(numbers, st.sampled_from(["()", "（）", "(）"]))
def test_the_quick_way_reads_what_the_careful_way_reads(number: CaseNumber, brackets: str) -> None:
    written = str(number).replace("(", brackets[0]).replace(")", brackets[1])
    assert find_case_numbers(written) == _find_carefully(written)


HEADS = ("（2026）", "(2015)", "2026年", "〔2026〕", "鲁0202", "鲁O2", "海", "最高法", "知")
TAILS = ("字第", "00030", "12", "、13", "-15", "号", "之一", " ", "\n", "等4案", "不服", "永刑初字第70号")
PIECES = st.sampled_from([*HEADS, "行初", "行赔终", "民初", *TAILS])


@pytest.mark.parametrize(
    "written", ["(2021)最高法知行终3号", "(2021)最高法知民终3号", "(2021)鲁02知行终3号", "(2021)鲁知行终3号"]
)
def test_the_special_word_is_read_alike_both_ways(written: str) -> None:
    assert find_case_numbers(written) == _find_carefully(written)
    (one,) = find_case_numbers(written)
    assert (one.number.special == "知") is ("最高法" in written)


@given(st.lists(PIECES, max_size=12))
def test_every_number_found_is_printed_and_read_as_itself(pieces: list[str]) -> None:
    for one in find_case_numbers("".join(pieces)):
        assert read_case_number(str(one.number)) == one.number, one


@given(st.text(max_size=40))
def test_no_text_whatever_makes_reading_fail(text: str) -> None:
    find_case_numbers(text)
    find_broken_numbers(text)
    assert read_case_number(text) is None or text.strip()


@given(st.text(alphabet="（）()2026鲁0O○〇 行初终字第1-至、号之一\n最高法知民", max_size=60))
def test_finding_never_fails(text: str) -> None:
    for one in find_case_numbers(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.original == text[one.start : one.end]
    find_broken_numbers(text)
