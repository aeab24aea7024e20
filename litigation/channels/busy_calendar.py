"""Fetching a person's own calendar from its private address, as little trusting as can be.

The address comes from a person and may name anything, so: https alone, on the usual port; the
name is resolved here, every address it has must be a public one, and the connection goes to
exactly that address, so that a name cannot turn inwards afterwards. Redirects are followed by
hand under the same rules. Size and time are bounded. The address itself is never logged.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
import urllib3
from urllib3.response import BaseHTTPResponse

from litigation.law.error import InvalidInputError, LitigationError
from litigation.law.word import N_

MOST_BYTES = 8 * 1024 * 1024
MOST_REDIRECTS = 3
LONGEST_ADDRESS = 2_000
SECONDS = 20.0
"""For the whole of it, redirects included."""

MOVED = (301, 302, 303, 307, 308)

Resolve = Callable[[str], list[str]]


class CalendarUnreachableError(LitigationError):
    """The calendar could not be fetched; the message says why without naming the address."""

    message = N_("取不到这个日历，请核对订阅地址。")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go. ``any_host`` lets tests reach this machine; an office never sets it."""

    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES
    port: int = 443
    any_host: bool = False


def check_address(text: str) -> str:
    """Return a calendar's address as it will be asked: ``webcal`` is ``https``.

    Raises:
        InvalidInputError: no https address, or one with a password, a port or an inner machine in it.
    """
    text = text.strip()
    if text.lower().startswith(("webcal://", "webcals://")):
        text = "https://" + text.partition("://")[2]
    parts = _split(text)
    if parts is None or len(text) > LONGEST_ADDRESS:
        sentence = N_("订阅地址要以 https:// 开头。请从日历软件复制“订阅地址”或“ICS 地址”。")
        raise InvalidInputError(sentence, field="address")
    if _is_literal(parts.hostname or "") or "." not in (parts.hostname or ""):
        raise InvalidInputError(N_("订阅地址要写域名，不能写内部地址。"), field="address")
    return text


def fetch_calendar(
    address: str,
    *,
    resolve: Resolve | None = None,
    context: ssl.SSLContext | None = None,
    limits: Limits | None = None,
) -> bytes:
    """Fetch a calendar file.

    Raises:
        CalendarUnreachableError: not reached, refused, moved inwards, too large or too slow.
    """
    limits = limits or Limits()
    ends_at = time.monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _split(address, limits.port)
        if parts is None:
            raise CalendarUnreachableError(N_("日历地址转到了不是 https 的地方，没有读取。"))
        response = _ask(parts, resolve or _resolve, context or _context(), limits, ends_at)
        try:
            target = response.headers.get("Location") if response.status in MOVED else None
            if target is None:
                return _read(response, limits, ends_at)
            address = urljoin(address, target)
        finally:
            response.close()
    raise CalendarUnreachableError(N_("日历地址转来转去，没有读取。"))


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open Internet, whatever it is wrapped in."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _split(address: str, port: int = 443) -> SplitResult | None:
    """Take an https address apart; None for anything else."""
    try:
        parts = urlsplit(address)
        asked = parts.port or 443
    except ValueError:
        return None
    plain = parts.scheme == "https" and bool(parts.hostname) and not (parts.username or parts.password)
    return parts if plain and asked == port and address.isascii() and address.isprintable() else None


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _resolve(host: str) -> list[str]:
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _context() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _ask(
    parts: SplitResult, resolve: Resolve, context: ssl.SSLContext, limits: Limits, ends_at: float
) -> BaseHTTPResponse:
    """Open the address at the one IP that was checked; the certificate is that of the name."""
    host = parts.hostname or ""
    left = max(0.1, ends_at - time.monotonic())
    try:
        addresses = resolve(host)
        if not addresses or not (limits.any_host or all(map(is_public, addresses))):
            raise CalendarUnreachableError(N_("日历地址指向内部网络，没有读取。"))
        pool = urllib3.HTTPSConnectionPool(
            addresses[0], limits.port, ssl_context=context, server_hostname=host, assert_hostname=host,
            timeout=urllib3.Timeout(total=left), retries=False,
        )  # fmt: skip
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        headers = {"Host": host, "Accept": "text/calendar", "User-Agent": "litigation"}
        return pool.request("GET", path, headers=headers, redirect=False, preload_content=False)
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise CalendarUnreachableError from error


def _read(response: BaseHTTPResponse, limits: Limits, ends_at: float) -> bytes:
    if response.status in (401, 403, 404, 410):
        raise CalendarUnreachableError(N_("日历地址已失效，请本人重新生成订阅地址。"))
    if response.status != 200:
        raise CalendarUnreachableError
    parts: list[bytes] = []
    size = 0
    try:
        while part := response.read1(64 * 1024, decode_content=True):
            size += len(part)
            if size > limits.most_bytes:
                raise CalendarUnreachableError(N_("日历超过 8 MB，没有读取。"))
            if time.monotonic() > ends_at:
                raise CalendarUnreachableError(N_("日历太久没有传完，稍后再取。"))
            parts.append(part)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise CalendarUnreachableError from error
    return b"".join(parts)
