import pytest

from litigation.law.privacy import mask_email, mask_mobile, mask_name, mask_party


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王建国", "王某某"),
        ("李明", "李某"),
        ("欧阳小明", "欧阳某某"),
        ("欧阳", "欧某"),
        ("阿卜杜拉·买买提", "阿某某"),
        ("王", "某"),
        ("", ""),
    ],
)
def test_a_name_keeps_only_the_family_name(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800008000", "138****8000"),
        ("+86 138 0000 8000", "138****8000"),
        ("0532-88880000", "053*****0000"),
        ("12368", "*****"),
        ("", ""),
    ],
)
def test_a_number_keeps_three_and_four_digits(number, masked):
    assert mask_mobile(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("zhang@example.gov.cn", "z***@example.gov.cn"), ("nobody", "***"), ("", "")]
)
def test_an_address_keeps_its_domain(address, masked):
    assert mask_email(address) == masked


@pytest.mark.parametrize(
    ("party", "shown"),
    [
        ("王建国", "王某某"),
        ("青岛远帆建设工程有限公司", "青岛远帆建设工程有限公司"),
        ("石桥村民委员会", "石桥村民委员会"),
    ],
)
def test_an_organisation_is_shown_and_a_person_masked(party, shown):
    assert mask_party(party) == shown
