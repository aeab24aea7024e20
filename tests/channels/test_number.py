import pytest

from litigation.channels.number import read_mobile


@pytest.mark.parametrize(
    "text",
    [
        "13800008000",
        "138 0000 8000",
        "138-0000-8000",
        "+86 138 0000 8000",
        "0086 13800008000",
        "１３８００００８０００",
        "\u202d138\u200b00008000\u202c",
        "（138）00008000",
    ],
)
def test_a_mobile_is_read_in_whatever_way_it_is_written(text):
    assert read_mobile(text) == "+8613800008000"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1380000800",
        "138000080001",
        "0599-000-123",
        "12368",
        "106912345678",
        "+882161234567",
        "+979123456789",
        "+1 900 555 1234",
        "+1 500 555 0006",
        "call 13800008000",
        "13800008000;ext=1",
        "13800008000,,9",
        "1380000800O",
    ],
)
def test_what_is_no_chinese_mobile_is_never_dialled(text):
    assert read_mobile(text) is None


def test_another_country_passes_only_when_it_is_allowed():
    assert read_mobile("+852 5123 4567") is None
    assert read_mobile("+852 5123 4567", frozenset({86, 852})) == "+85251234567"


def test_eleven_digits_without_a_plus_are_always_a_number_at_home():
    # Written like an American premium number; 190 is a Chinese mobile prefix.
    assert read_mobile("1-900-555-1234") == "+8619005551234"
