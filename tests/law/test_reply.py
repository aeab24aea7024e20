"""Replies by text message, as heads really write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.reply import Reply, ReplyKind, read_reply

GOLDEN = {
    "1": ReplyKind.YES,
    "１": ReplyKind.YES,
    " 1。": ReplyKind.YES,
    "能": ReplyKind.YES,
    "确认！": ReplyKind.YES,
    "可以出庭。": ReplyKind.YES,
    "收到，能出庭": ReplyKind.YES,
    "收到，按时参加，谢谢！": ReplyKind.YES,
    "好的，1": ReplyKind.YES,
    "YES": ReplyKind.YES,
    "2": ReplyKind.NO,
    "不能": ReplyKind.NO,
    "收到，去不了": ReplyKind.NO,
    "无法出庭": ReplyKind.NO,
    "收到": ReplyKind.RECEIPT,
    "收到！谢谢": ReplyKind.RECEIPT,
    "好的好的": ReplyKind.RECEIPT,
    "OK": ReplyKind.RECEIPT,
    "退订": ReplyKind.STOP,
    "TD": ReplyKind.STOP,
    "STOP": ReplyKind.STOP,
    "START": ReplyKind.START,
    "能不能换个时间": ReplyKind.UNCLEAR,
    "能出庭吗": ReplyKind.UNCLEAR,
    "可以？": ReplyKind.UNCLEAR,
    "1?": ReplyKind.UNCLEAR,
    "不确定": ReplyKind.UNCLEAR,
    "不能确认": ReplyKind.UNCLEAR,
    "应该能": ReplyKind.UNCLEAR,
    "可能去不了": ReplyKind.UNCLEAR,
    "15号有会，请老李去": ReplyKind.UNCLEAR,
    "收到，我和领导汇报一下": ReplyKind.UNCLEAR,
    "12": ReplyKind.UNCLEAR,
    "11": ReplyKind.UNCLEAR,
    "1 2": ReplyKind.UNCLEAR,
    "3": ReplyKind.UNCLEAR,
    "": ReplyKind.UNCLEAR,
}


@pytest.mark.parametrize(("text", "kind"), GOLDEN.items())
def test_each_reply_means_what_it_says_and_no_more(text: str, kind: ReplyKind) -> None:
    assert read_reply(text) == Reply(kind)


@pytest.mark.parametrize(
    "text", ["37 1", "371", "37：1", "37-1", "编号37 能", "３７　１", "37，可以出庭。", "37 收到 能出庭"]
)
def test_a_code_names_the_hearing(text: str) -> None:
    assert read_reply(text) == Reply(ReplyKind.YES, "37")


@pytest.mark.parametrize("text", ["37", "37 收到", "3 71 2", "137 1", "37 退订"])
def test_what_only_resembles_a_coded_answer_is_read_by_a_person(text: str) -> None:
    assert read_reply(text).kind is ReplyKind.UNCLEAR


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    reply = read_reply(text)
    assert reply.code == "" or reply.kind in (ReplyKind.YES, ReplyKind.NO)


@given(st.text(alphabet="能不可以出庭收到去了没有会时间12确认改", max_size=12))
def test_a_no_in_the_text_never_becomes_a_yes(text: str) -> None:
    if "不" in text or "没" in text:
        assert read_reply(text).kind is not ReplyKind.YES or "没问题" in text
