import pytest

from litigation.channels.fragments import count_fragments


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("应" * 70, "UCS-2", 70, 1),
        ("应" * 71, "UCS-2", 71, 2),
        ("应" * 134, "UCS-2", 134, 2),
        ("应" * 135, "UCS-2", 135, 3),
        ("a" * 69 + "应", "UCS-2", 70, 1),
        ("𬭎" * 35, "UCS-2", 70, 1),
        ("𬭎" * 36, "UCS-2", 72, 2),
        ("应" * 68 + "🙂", "UCS-2", 70, 1),
        ("应" * 69 + "🙂", "UCS-2", 71, 2),
        ("[" * 77, "GSM-7", 154, 1),
    ],
)
def test_fragments_are_counted_as_the_provider_bills_them(text, encoding, units, count):
    fragments = count_fragments(text)
    assert (fragments.encoding, fragments.units, fragments.count) == (encoding, units, count)


def test_a_rare_character_is_never_split_between_two_fragments():
    # 66 + 2 does not fit into 67 units: the pair moves to the next fragment as a whole.
    assert count_fragments("应" * 66 + "𬭎" + "应" * 66).count == 3


def test_a_lone_surrogate_does_not_break_the_count():
    assert count_fragments("应\ud800").units == 2
