"""The mailbox over a real socket: by number, bounded, never deleting, faults told apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from litigation.channels.mailbox import (
    MailboxAddress,
    MailboxRefusedError,
    MailboxUnreachedError,
    open_mailbox,
)
from tests.fakes.imap import FakeImap

LETTER = b"From: a@court.example\r\nSubject: x\r\n\r\nbody\r\n"
SINCE = date(2026, 9, 7)
MOST = 1000


@pytest.fixture
def server() -> Iterator[FakeImap]:
    with FakeImap() as fake:
        yield fake


def address(server: FakeImap, **changes: object) -> MailboxAddress:
    plain = MailboxAddress("127.0.0.1", server.port, "yingsu", "right", security="plain", timeout=2)
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field of it


def test_messages_come_by_number_and_stay_unread(server: FakeImap) -> None:
    for _ in range(3):
        server.put(LETTER)
    with open_mailbox(address(server)) as box:
        assert box.validity == 1
        assert box.after(0, SINCE) == [1, 2, 3]
        assert box.after(2, SINCE) == [3]
        assert box.after(3, SINCE) == []
        found = box.fetch(2, MOST)
    assert found is not None
    assert (found.data, found.whole, found.arrived_at) == (
        LETTER,
        True,
        datetime(2026, 9, 14, 2, 20, tzinfo=UTC),
    )
    assert any(line.startswith("EXAMINE") for line in server.log)
    assert not any(word in line for line in server.log for word in ("STORE", "EXPUNGE", "BODY[]"))


def test_old_mail_is_left_alone(server: FakeImap) -> None:
    server.put(LETTER, datetime(2026, 9, 1, tzinfo=UTC))
    server.put(LETTER)
    with open_mailbox(address(server)) as box:
        assert box.after(0, SINCE) == [2]


def test_of_a_large_message_only_the_head_is_fetched(server: FakeImap) -> None:
    server.put(LETTER + b"x" * 5000)
    with open_mailbox(address(server)) as box:
        found = box.fetch(1, MOST)
    assert found is not None
    assert (found.whole, found.size) == (False, len(LETTER) + 5000)
    assert found.data.endswith(b"Subject: x\r\n\r\n")


def test_a_message_that_is_gone_is_none(server: FakeImap) -> None:
    with open_mailbox(address(server)) as box:
        assert box.fetch(9, MOST) is None


def test_messages_are_moved_to_a_folder_with_a_chinese_name(server: FakeImap) -> None:
    server.boxes["&XfJZBHQG-"] = server.boxes.pop("&ZbBmWXQG-")
    for _ in range(3):
        server.put(LETTER)
    with open_mailbox(address(server, processed="已处理")) as box:
        assert box.move([1, 3])
        assert box.after(0, SINCE) == [2]
    assert [each.uid for each in server.boxes["&XfJZBHQG-"].messages] == [1, 3]


def test_nothing_is_copied_and_deleted_where_the_server_cannot_move() -> None:
    with FakeImap(move=False) as server:
        server.put(LETTER)
        with open_mailbox(address(server, processed="已处理")) as box:
            assert not box.move([1])
        assert not any("COPY" in line for line in server.log)


def test_a_server_that_wants_to_know_who_asks_is_told(server: FakeImap) -> None:
    server.needs_id = True
    with open_mailbox(address(server)) as box:
        assert box.validity == 1


@pytest.mark.parametrize("fault", ["password", "folder"])
def test_wrong_settings_are_refused(server: FakeImap, fault: str) -> None:
    server.fail(fault)
    with pytest.raises(MailboxRefusedError, match="系统管理员"), open_mailbox(address(server)):
        pass


def test_a_folder_to_move_to_that_is_missing_is_refused(server: FakeImap) -> None:
    server.put(LETTER)
    with pytest.raises(MailboxRefusedError), open_mailbox(address(server, processed="没有")) as box:
        box.move([1])


@pytest.mark.parametrize("fault", ["silent", "unavailable"])
def test_a_server_that_fails_for_now_is_tried_later(server: FakeImap, fault: str) -> None:
    server.fail(fault)
    with pytest.raises(MailboxUnreachedError), open_mailbox(address(server, timeout=0.3)):
        pass


@pytest.mark.parametrize("at", ["LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_connection_that_breaks_is_tried_later(server: FakeImap, at: str) -> None:
    server.put(LETTER)
    server.fail("drop", at=at)
    with pytest.raises(MailboxUnreachedError), open_mailbox(address(server)) as box:
        [box.fetch(uid, MOST) for uid in box.after(0, SINCE)]


def test_nobody_there_is_tried_later(server: FakeImap) -> None:
    with pytest.raises(MailboxUnreachedError), open_mailbox(address(server, port=1)):
        pass


def test_a_password_never_crosses_a_net_in_the_clear(server: FakeImap) -> None:
    with pytest.raises(MailboxRefusedError), open_mailbox(address(server, host="mail.example")):
        pass


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_without_tls_is_refused_before_the_password(server: FakeImap, security: str) -> None:
    with (
        pytest.raises((MailboxRefusedError, MailboxUnreachedError)),
        open_mailbox(address(server, security=security)),
    ):
        pass
    assert not any(line.startswith("LOGIN") for line in server.log)
