"""What an HTTP provider's missing or bare answer means: whether the message left.

Certain is only what happened before a connection stood (nothing left), and a status under 500
(the provider decided). Everything else may have been taken.
"""

import ssl
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

import requests
import urllib3.exceptions

from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.law.word import N_

LONGEST_WAIT = 36_000
"""The longest wait in seconds that a provider may ask of us."""

UNREACHED = Delivery(DeliveryResult.TRANSIENT, code="connect", detail=N_("连不上服务商，稍后自动重发。"))
UNANSWERED = Delivery(DeliveryResult.UNKNOWN, code="no-answer")
UNREADABLE = Delivery(DeliveryResult.UNKNOWN, code="unreadable")

_NEVER_LEFT = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.NameResolutionError,
    urllib3.exceptions.ConnectTimeoutError,
    urllib3.exceptions.ProxyError,
    ssl.SSLCertVerificationError,
)


def classify_failure(error: Exception) -> Delivery:
    """Class what a request raised instead of answering."""
    if any(isinstance(cause, _NEVER_LEFT) for cause in causes(error)):
        return UNREACHED
    return UNANSWERED if isinstance(error, requests.RequestException) else UNREADABLE


def classify_status(status: int) -> Delivery:
    """Class an answer that has no code of the provider's own."""
    return Delivery(_by_status(status), code=str(status))


def causes(error: BaseException) -> Iterator[BaseException]:
    """Walk all errors that ``error`` wraps; requests hides urllib3's in ``args`` and ``reason``."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read ``Retry-After: 3``, or a date, which is compared with the provider's own clock.

    The names of ``headers`` are lower case, or the mapping does not mind.
    """
    wait = headers.get("retry-after", "").strip()
    if wait.isdecimal():
        return timedelta(seconds=min(int(wait), LONGEST_WAIT))
    try:
        gap = parsedate_to_datetime(wait) - parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return max(gap, timedelta(0))


def _by_status(status: int) -> DeliveryResult:
    if status >= 500 or status == 408:
        return DeliveryResult.UNKNOWN
    if status == 429:
        return DeliveryResult.TRANSIENT
    # A redirect is some gateway's log-in page, and 404 a wrong account or address.
    if status in (401, 403, 404) or status < 400:
        return DeliveryResult.CONFIGURATION
    return DeliveryResult.PERMANENT
