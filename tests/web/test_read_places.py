"""Number and start are found in a row as the court writes them."""

import pytest

from litigation.web.read_places import number_place, start_places

NUMBER = "(2026)鲁9902行初118号"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 （2026）鲁9902行初118号 行政处罚", "（2026）鲁9902行初118号"),
        ("〔2026〕鲁9902 行初118号", "〔2026〕鲁9902 行初118号"),
        ("（2026）鲁9902行初119号", None),
    ],
)
def test_a_number_is_found_in_its_own_writing(text: str, found: str | None) -> None:
    place = number_place(text, NUMBER)
    assert (text[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("鲁9902 2026-12-01 09:30 第3法庭", "2026-12-01T09:30", ["2026-12-01", "09:30"]),
        ("12月1日 上午9时30分", "2026-12-01T09:30", ["12月1日", "9时30分"]),
        ("2026年12月1日下午2点", "2026-12-01T14:00", ["2026年12月1日", "2点"]),
        ("2026/12/1 14:00", "2026-12-01T14:00", ["2026/12/1", "14:00"]),
        ("2026-12-11 19:30", "2026-12-01T09:30", []),
        ("12月1日", "2026-12-01", ["12月1日"]),
    ],
)
def test_day_and_hour_are_found_in_their_own_writing(text: str, start: str, found: list[str]) -> None:
    assert [text[slice(*place)] for place in start_places(text, start)] == found
