import pytest

from litigation.law.never_head import Sent, may_be_head, may_be_staff

STAFF = {
    Sent.ENTRUSTED_HEAD,
    Sent.SUBORDINATE_HEAD,
    Sent.JUSTICE_BUREAU_HEAD,
    Sent.SECTION_CHIEF,
    Sent.LEGAL_STAFF,
    Sent.PARTY_GROUP_MEMBER,
}


@pytest.mark.parametrize("sent", Sent)
def test_nobody_on_the_list_is_ever_accepted_as_head(sent):
    verdict = may_be_head(sent)
    assert not verdict.allowed
    assert verdict.pending_check is (sent is Sent.PARTY_GROUP_MEMBER)
    assert sent.label in verdict.reasons[0]


@pytest.mark.parametrize("sent", [Sent.ENTRUSTED_HEAD, Sent.SUBORDINATE_HEAD, Sent.JUSTICE_BUREAU_HEAD])
def test_heads_of_entrusted_and_subordinate_bodies_are_barred_by_article_two(sent):
    assert may_be_head(sent).article == "法释〔2020〕3号第二条第二款"


@pytest.mark.parametrize("sent", Sent)
def test_some_of_them_may_be_staff_and_lawyers_never(sent):
    assert may_be_staff(sent).allowed is (sent in STAFF)


def test_the_justice_bureau_may_be_staff_of_its_government():
    assert may_be_staff(Sent.JUSTICE_BUREAU_HEAD).article == "法释〔2018〕1号第一百三十条"
