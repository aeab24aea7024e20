import pytest

from litigation.law.attendance import NoticeKind
from litigation.law.notice_ground import MayGround, MustGround, notice_on, states_the_duty, why_owed


@pytest.mark.parametrize("ground", MustGround)
def test_great_public_interest_attention_and_mass_incidents_must_be_notified(ground):
    assert notice_on(ground).kind is NoticeKind.MUST
    assert "第四条第一款" in why_owed(notice_on(ground))


@pytest.mark.parametrize("ground", MayGround)
def test_the_four_other_grounds_may_be_notified(ground):
    assert notice_on(ground).kind is NoticeKind.MAY
    assert "第四条第二款" in why_owed(notice_on(ground))


def test_there_are_three_must_and_four_may_grounds():
    assert (len(MustGround), [each.value for each in MayGround]) == (3, ["1", "2", "3", "4"])


def test_without_a_notice_of_the_court_the_duty_stands():
    assert why_owed(None) == "法院没有另行通知，负责人仍应当出庭（行政诉讼法第三条第三款）"


def test_the_paper_on_rights_must_state_the_duty_and_its_consequences():
    assert states_the_duty("被诉行政机关负责人应当出庭应诉；不出庭的，人民法院可以发出司法建议。")
    assert not states_the_duty("被诉行政机关负责人应当出庭应诉。")
    assert not states_the_duty("当事人有权申请回避。")
