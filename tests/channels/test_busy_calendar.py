"""A person's calendar is fetched from the open Internet over https, or not at all."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from litigation.channels.busy_calendar import (
    CalendarUnreachableError,
    Limits,
    check_address,
    fetch_calendar,
    is_public,
)
from litigation.law.error import InvalidInputError
from tests.fakes.https_calendar import HOST, HttpsCalendar

FILE = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[HttpsCalendar]:
    with HttpsCalendar(tmp_path) as server:
        yield server


def fetch(server: HttpsCalendar, path: str = "/me.ics", ip: str = "127.0.0.1", **limits: object) -> bytes:
    given = Limits(**{"port": server.port, "any_host": True, "seconds": 3.0, **limits})
    return fetch_calendar(
        server.address(path), resolve=lambda _host: [ip], context=server.trust, limits=given
    )


def test_the_file_comes_over_https_under_the_name_that_was_given(server: HttpsCalendar) -> None:
    server.answers["/me.ics?key=1"] = (200, {}, FILE)
    assert fetch(server, "/me.ics?key=1") == FILE
    assert server.asked == [f"{HOST}/me.ics?key=1"]


def test_a_compressed_answer_is_unpacked(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(FILE))
    assert fetch(server) == FILE


def test_a_certificate_of_another_name_is_refused(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (200, {}, FILE)
    with pytest.raises(CalendarUnreachableError):
        fetch_calendar(
            server.address("/me.ics", "other.example.test"),
            resolve=lambda _host: ["127.0.0.1"],
            context=server.trust,
            limits=Limits(port=server.port, any_host=True, seconds=3),
        )
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_inner_addresses_in_every_dress_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["114.114.114.114", "8.8.8.8", "2400:3200::1", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_that_leads_inwards_is_never_connected_to(server: HttpsCalendar) -> None:
    with pytest.raises(CalendarUnreachableError, match="内部网络"):
        fetch(server, any_host=False)
    assert server.asked == []


def test_one_inner_address_among_public_ones_is_enough_to_refuse(server: HttpsCalendar) -> None:
    with pytest.raises(CalendarUnreachableError, match="内部网络"):
        fetch_calendar(
            server.address("/me.ics"),
            resolve=lambda _host: ["114.114.114.114", "127.0.0.1"],
            context=server.trust,
            limits=Limits(port=server.port),
        )


def test_a_redirect_is_followed_under_the_same_rules(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (302, {"Location": "/there.ics"}, b"")
    server.answers["/there.ics"] = (200, {}, FILE)
    assert fetch(server) == FILE
    hosts: list[str] = []

    def resolve(host: str) -> list[str]:
        hosts.append(host)
        return ["127.0.0.1"]

    server.answers["/me.ics"] = (302, {"Location": f"https://inner.test:{server.port}/x"}, b"")
    with pytest.raises(CalendarUnreachableError):
        fetch_calendar(
            server.address("/me.ics"),
            resolve=resolve,
            context=server.trust,
            limits=Limits(port=server.port, any_host=True, seconds=3),
        )
    assert hosts == [HOST, "inner.test"]


@pytest.mark.parametrize("target", ["http://calendar.example.test/", "file:///etc/passwd", "ftp://x.test/"])
def test_a_redirect_out_of_https_is_not_followed(server: HttpsCalendar, target: str) -> None:
    server.answers["/me.ics"] = (301, {"Location": target}, b"")
    with pytest.raises(CalendarUnreachableError, match="https"):
        fetch(server)


def test_a_redirect_in_a_circle_ends(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (302, {"Location": "/me.ics"}, b"")
    with pytest.raises(CalendarUnreachableError, match="转来转去"):
        fetch(server)
    assert len(server.asked) == 4


@pytest.mark.parametrize(("status", "said"), [(404, "失效"), (403, "失效"), (410, "失效"), (500, "核对")])
def test_a_refusal_says_what_to_do(server: HttpsCalendar, status: int, said: str) -> None:
    server.answers["/me.ics"] = (status, {}, b"")
    with pytest.raises(CalendarUnreachableError, match=said):
        fetch(server)


def test_a_file_too_large_is_given_up_even_when_it_was_packed_small(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000))
    with pytest.raises(CalendarUnreachableError, match="8 MB"):
        fetch(server, most_bytes=1_000_000)


def test_a_server_that_drips_is_given_up(server: HttpsCalendar) -> None:
    server.answers["/me.ics"] = (200, {}, FILE * 4)
    server.drip = 0.05
    with pytest.raises(CalendarUnreachableError, match="太久"):
        fetch(server, seconds=0.6)


def test_the_address_is_in_no_message(server: HttpsCalendar) -> None:
    server.answers["/me.ics?key=geheim"] = (500, {}, b"")
    with pytest.raises(CalendarUnreachableError) as caught:
        fetch(server, "/me.ics?key=geheim")
    assert "geheim" not in str(caught.value)


def test_webcal_is_https() -> None:
    assert check_address(" webcal://cal.example.test/me.ics ") == "https://cal.example.test/me.ics"


@pytest.mark.parametrize(
    "address",
    [
        "http://cal.example.test/me.ics", "https://10.0.0.1/me.ics", "https://[::1]/me.ics", "https://intranet/x",
        "https://user:pass@cal.example.test/", "https://cal.example.test:8443/", "file:///etc/passwd", "",
        "https://cal.example.test/" + "x" * 2000, "https://cal.example.test/\r\nHost: x",
    ],
)  # fmt: skip
def test_other_addresses_are_refused_when_they_are_entered(address: str) -> None:
    with pytest.raises(InvalidInputError):
        check_address(address)
