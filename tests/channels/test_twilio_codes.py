import pytest

from litigation.channels.delivery import DeliveryResult
from litigation.channels.twilio_codes import CODES, classify, classify_receipt

PERMANENT = (21211, 21614, 21612, 21408, 21212, 21606, 21602, 21617, 21609, 21266, 21610)
PERMANENT_RECEIPTS = (30004, 30005, 30006, 30007, 30036)
TRANSIENT_RECEIPTS = (30001, 30003, 30008)
CONFIGURATION_RECEIPTS = (30002, 30018, 30034)


@pytest.mark.parametrize("code", PERMANENT)
def test_a_refusal_of_this_message_is_permanent(code):
    assert classify(400, code).result is DeliveryResult.PERMANENT


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (429, None), (400, 21611)])
def test_a_busy_provider_is_tried_again(status, code):
    assert classify(status, code).result is DeliveryResult.TRANSIENT


@pytest.mark.parametrize(
    ("status", "code"), [(401, 20003), (404, 20404), (401, None), (403, None), (302, None)]
)
def test_a_refusal_of_the_account_stops_the_channel(status, code):
    assert classify(status, code).result is DeliveryResult.CONFIGURATION


@pytest.mark.parametrize(
    ("status", "code"), [(500, 20500), (503, 20503), (503, 20429), (502, None), (408, None)]
)
def test_after_a_server_error_nobody_knows(status, code):
    assert classify(status, code).result is DeliveryResult.UNKNOWN


@pytest.mark.parametrize("code", PERMANENT_RECEIPTS)
def test_a_dead_number_is_permanent(code):
    assert classify_receipt(code).result is DeliveryResult.PERMANENT


@pytest.mark.parametrize("code", TRANSIENT_RECEIPTS)
def test_a_switched_off_phone_is_tried_again(code):
    assert classify_receipt(code).result is DeliveryResult.TRANSIENT


@pytest.mark.parametrize("code", CONFIGURATION_RECEIPTS)
def test_an_unregistered_sender_stops_the_channel(code):
    assert classify_receipt(code).result is DeliveryResult.CONFIGURATION


def test_an_unknown_code_under_400_is_not_repeated():
    assert classify(400, 29999).result is DeliveryResult.PERMANENT
    assert classify_receipt(None).result is DeliveryResult.PERMANENT


def test_every_sentence_says_what_to_do_and_ends_as_one():
    for result, sentence in CODES.values():
        assert sentence.endswith("。")
        assert "！" not in sentence
        if result is not DeliveryResult.UNKNOWN:
            assert "，" in sentence or "。" in sentence[:-1]
