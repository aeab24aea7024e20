from pathlib import Path

import pytest

from litigation.channels.fragments import count_fragments
from litigation.channels.message import (
    EVENTS,
    FIELDS,
    FOLDER,
    billed_as,
    parts_of,
    preview,
    problems_of,
    render,
    render_part,
    template,
)

GOLDEN = Path(__file__).parent / "golden_messages.txt"
ALL_PARTS = [(event, part) for event in EVENTS for part in parts_of(event)]
TEXTS = [event for event in EVENTS if event != "phone_task"]
EXAMPLES = {name: example for name, (_, example) in FIELDS.items()}


def test_what_people_receive_is_what_was_agreed():
    # After a wanted change: write this text into the golden file, and read the difference.
    shown = "\n".join(
        f"== {event}/{part}\n{preview(event, part)}" for event, part in ALL_PARTS if "html" not in part
    )
    assert shown == GOLDEN.read_text(encoding="utf8")


@pytest.mark.parametrize(("event", "part"), ALL_PARTS)
def test_a_template_uses_only_fields_that_its_event_can_fill(event, part):
    assert problems_of(event, part, template(event, part)) == ()


def test_every_folder_is_an_event_and_holds_its_parts_only():
    found = {(folder.name, file.name) for folder in FOLDER.iterdir() for file in folder.iterdir()}
    assert found == set(ALL_PARTS)


@pytest.mark.parametrize("event", TEXTS)
def test_a_text_message_says_little(event):
    wording = template(event, "sms.txt")
    assert not {"{case}", "{case_number}", "{addressee}"} & set(wording.split("，"))
    for secret in ("{case}", "{case_number}"):
        assert secret not in wording


@pytest.mark.parametrize("event", TEXTS)
def test_a_text_message_is_short_and_its_link_stands_free(event):
    text = preview(event, "sms.txt").strip()
    assert count_fragments(text).count <= (3 if event == "moved" else 2)
    if "{link}" in template(event, "sms.txt"):
        assert text.endswith(" " + EXAMPLES["link"])


@pytest.mark.parametrize("event", TEXTS)
def test_the_words_are_those_of_an_office(event):
    for part in ("sms.txt", "subject.txt", "mail.txt"):
        text = template(event, part)
        for word in ("！", "!", "亲", "您好", "系统异常", "请稍后再试", "明天", "后天"):
            assert word not in text


@pytest.mark.parametrize("event", ["moved", "moved_copy"])
def test_the_subject_of_a_move_says_so_first(event):
    assert preview(event, "subject.txt").startswith("改期")


def test_a_copy_to_a_liaison_never_carries_the_heads_own_link():
    for event in TEXTS:
        if event.endswith("_copy"):
            assert "link" not in EVENTS[event]


def test_what_is_filled_in_is_not_read_again():
    message = render("appointment", EXAMPLES | {"agency": "{link}局{office}"})
    assert "{link}局{office}" in message.sms
    assert "{link}局{office}" in message.text


def test_markup_in_a_name_stays_text():
    message = render("appointment", EXAMPLES | {"case": '<img src=x onerror="alert(1)">&'})
    assert "<img" not in message.html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;" in message.html
    assert '<img src=x onerror="alert(1)">&' in message.text


def test_a_link_cannot_leave_its_attribute():
    message = render("appointment", EXAMPLES | {"link": 'https://a.example/"><script>'})
    assert "<script>" not in message.html


@pytest.mark.parametrize("wording", ["{{7*7}}", "{% if x %}a{% endif %}", "{7*7}", "${office}x"])
def test_template_languages_are_text(wording):
    shown = render_part("appointment", "sms.txt", EXAMPLES, {"sms.txt": wording}).strip()
    assert "49" not in shown
    assert shown == wording.replace("{office}", EXAMPLES["office"])


def test_control_and_direction_marks_are_dropped_from_what_is_filled_in():
    message = render("appointment", EXAMPLES | {"agency": "区\r\nBcc: x\u202e局\x07"})
    assert "区 Bcc: x 局" in message.sms
    assert "\n" not in message.sms
    assert "\n" not in message.subject


def test_an_office_is_told_which_field_it_cannot_use():
    (problem,) = problems_of("cancelled", "sms.txt", "{office}：{link}")
    assert "{link}" in problem
    assert problems_of("appointment", "sms.txt", "{config}") != ()
    assert problems_of("appointment", "sms.txt", " ") != ()
    assert problems_of("appointment", "sms.txt", "应" * 1601) != ()
    assert problems_of("appointment", "sms.txt", "{agency}{when}开庭 {link}") == ()


def test_an_offices_own_wording_takes_the_place_of_the_shipped_one():
    assert render("cancelled", EXAMPLES, {"sms.txt": "{agency}不开庭"}).sms == "区市场监管局不开庭"


def test_a_value_that_is_missing_is_a_fault_of_the_programme():
    with pytest.raises(KeyError):
        render("appointment", {})


def test_the_bill_is_shown_in_words():
    assert billed_as("应" * 68) == "68 字，计 1 条"
    assert billed_as("应" * 71) == "71 字，计 2 条"
