from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.causes import causes, match_cause

LEVEL_2 = (
    "行政处罚 行政强制措施 行政强制执行 行政许可 行政征收或者征用 行政登记 行政确认 行政给付 行政允诺 "
    "行政征缴 行政奖励 行政收费 政府信息公开 行政批复 行政处理 行政复议 行政裁决 行政协议 行政补偿 "
    "行政赔偿 不履行职责 （行政行为）公益诉讼"
)


def test_the_tree_has_one_twenty_two_and_a_hundred_and_forty():
    assert Counter(each.level for each in causes().values()) == {1: 1, 2: 22, 3: 140}
    for each in causes().values():
        assert each.source
        assert (each.parent in causes()) is (each.level > 1)
        assert each.code.startswith(each.parent)


def test_the_twenty_two_stand_in_their_order():
    assert [each.name for each in causes().values() if each.level == 2] == LEVEL_2.split()


@pytest.mark.parametrize(
    ("raw", "name", "level"),
    [
        ("行政处罚", "行政处罚", 2),
        ("治安行政处罚", "行政处罚", 2),
        ("罚款", "罚款", 3),
        ("行政处罚（责令停产停业）", "责令停产停业", 3),
        ("强制拆除", "强制拆除房屋或者设施", 3),
        ("房屋强制拆除纠纷一案", "强制拆除房屋或者设施", 3),
        ("工伤认定", "工伤保险资格或者待遇认定", 3),
        ("信息公开", "政府信息公开", 2),
        ("政府信息公开及行政复议", "行政行为及行政复议", 3),
        ("行政处罚及行政复议", "行政行为及行政复议", 3),
        ("不履行法定职责", "不履行职责", 2),
        ("不履行房屋安全监管职责", "不履行职责", 2),
        ("行政不作为", "不履行职责", 2),
        ("拒绝履行保护人身权法定职责", "不履行职责", 2),
        ("未按约定履行行政协议", "未按约定履行行政协议", 3),
        ("婚姻登记", "婚姻登记", 3),
        ("行政公益诉讼", "（行政行为）公益诉讼", 2),
        ("责令改正", "责令改正", 3),
        ("收取证照费", "证照费", 3),
        ("行政行为", "行政行为", 1),
        ("房屋征收补偿决定", "房屋征收或者征用补偿", 3),
    ],
)
def test_a_text_names_its_cause_with_the_level(raw, name, level):
    match = match_cause(raw)
    assert match.cause is not None
    assert (match.cause.name, match.level, match.raw) == (name, level, raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("城建行政管理(房屋拆迁)", None),
        ("城建行政管理（强制拆除）", "强制拆除房屋或者设施"),
        ("劳动和社会保障行政管理(工伤认定)", "工伤保险资格或者待遇认定"),
        ("公安行政管理-治安处罚", "行政处罚"),
        ("土地行政管理", None),
    ],
)
def test_the_form_of_2004_is_mapped_or_left_raw(raw, name):
    match = match_cause(raw)
    assert match.old
    assert match.raw == raw
    assert (match.cause.name if match.cause else None) == name


@pytest.mark.parametrize("raw", ["其他", "", "行政强制", "民间借贷", "警告处理"])
def test_what_names_no_cause_stays_raw(raw):
    match = match_cause(raw)
    assert (match.cause, match.level, match.raw) == (None, None, raw)


@given(st.text(max_size=30))
def test_no_text_makes_matching_fail(raw):
    assert match_cause(raw).raw == raw
