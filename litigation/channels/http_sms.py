"""Text messages through a platform that is described by ``HttpTerms``: most domestic ones.

The reference by which the platform is asked again is made of recipient and text, so that a
message whose answer was lost is found under the name it was sent with.
"""

import hashlib
import hmac
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import requests

from litigation.channels.delivery import EXPIRED, Delivery, DeliveryResult, sent
from litigation.channels.http_answer import UNREADABLE, classify_failure, classify_status, retry_after
from litigation.channels.http_terms import HttpTerms, Query, Request, value_at
from litigation.channels.sms import NOT_ASKABLE, Receipt

SHORTEST_VALIDITY = 5
"""Seconds; a text that must have arrived sooner is not handed over."""


class HttpSms:
    """A ``SmsGateway``; safe to share between threads (each gets its own connections)."""

    def __init__(self, terms: HttpTerms, account: str, secret: str, timeout: float = 10.0) -> None:
        """``account`` and ``secret`` fill the fields of these names; ``timeout`` is in seconds."""
        self._terms, self._account, self._secret, self._timeout = terms, account, secret, timeout
        self._thread = threading.local()

    @property
    def can_be_asked(self) -> bool:
        """Whether the platform tells what became of a message."""
        return self._terms.query is not None

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Hand one message over; see ``SmsGateway.send``."""
        seconds = int((valid_until - now).total_seconds())
        if seconds < SHORTEST_VALIDITY:
            return EXPIRED
        try:
            response = self._call(self._terms.send, self._values(to, body, now, seconds))
            answer = _content(response)
        except (requests.RequestException, ValueError) as error:
            return classify_failure(error)
        if answer is not None and self._terms.taken.holds(answer):
            return sent(str(value_at(answer, self._terms.message_id) or _reference(to, body)))
        return self._refused(response, answer)

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Ask by the message's reference; see ``SmsGateway.find``.

        A platform that cannot be asked leaves the outcome unknown: nothing is sent again.
        """
        query = self._terms.query
        if query is None:
            return Delivery(DeliveryResult.UNKNOWN, code=NOT_ASKABLE)
        try:
            response = self._call(query.request, self._values(to, body, since, 0))
            answer = _content(response)
        except (requests.RequestException, ValueError) as error:
            return _not_asked(classify_failure(error))
        if answer is None or response.status_code >= 400:
            return _not_asked(classify_status(response.status_code))
        if not query.known.holds(answer):
            return None
        return self._fate(query, answer, to, body)

    def receipts(self, since: datetime) -> Sequence[Receipt] | None:
        """Know nothing of many at once: these platforms are asked message by message."""
        return ()

    def _fate(self, query: Query, answer: object, to: str, body: str) -> Delivery:
        if query.failed is not None and query.failed.holds(answer):
            return self._by_code(value_at(answer, query.error_code), DeliveryResult.PERMANENT)
        return sent(str(value_at(answer, self._terms.message_id) or _reference(to, body)))

    def _refused(self, response: requests.Response, answer: object | None) -> Delivery:
        """Class a refusal by the platform's own code, else by the HTTP status."""
        code = value_at(answer, self._terms.error_code) if answer is not None else None
        wait = retry_after(response.headers)
        if response.status_code < 300:
            unsaid = UNREADABLE if answer is None else Delivery(DeliveryResult.PERMANENT, code="refused")
            known = self._by_code(code, DeliveryResult.PERMANENT) if code is not None else unsaid
            return replace(known, retry_after=wait)
        if 400 <= response.status_code < 500 and str(code) in self._terms.codes:
            return replace(self._by_code(code, DeliveryResult.PERMANENT), retry_after=wait)
        return replace(classify_status(response.status_code), retry_after=wait)

    def _by_code(self, code: object, otherwise: DeliveryResult) -> Delivery:
        result = self._terms.codes.get(str(code), otherwise)
        return Delivery(result, code=str(code)[:20] if code is not None else "refused")

    def _call(self, request: Request, values: Mapping[str, str]) -> requests.Response:
        return self._session().request(
            request.method,
            request.url.format_map(values),
            headers={name: text.format_map(values) for name, text in request.headers.items()},
            data={name: text.format_map(values) for name, text in request.form.items()} or None,
            json=_filled(request.body, values) if request.body is not None else None,
            timeout=self._timeout,
            allow_redirects=False,
        )

    def _values(self, to: str, body: str, at: datetime, seconds: int) -> dict[str, str]:
        values = {
            "mobile": to,
            "national": to.removeprefix("+86"),
            "body": body,
            "reference": _reference(to, body),
            "account": self._account,
            "secret": self._secret,
            "timestamp": f"{at.astimezone(UTC).timestamp():.0f}",
            "seconds": str(seconds),
            "signature": "",
        }
        return {**values, "signature": self._sign(self._terms.signed.format_map(values))}

    def _sign(self, text: str) -> str:
        """Sign as the platform wants it; the weak digests are the platforms' choice, not ours."""
        algorithm = self._terms.algorithm
        if algorithm.startswith("hmac-"):
            return hmac.new(self._secret.encode(), text.encode(), algorithm.removeprefix("hmac-")).hexdigest()
        return hashlib.new(algorithm, text.encode()).hexdigest() if algorithm else ""

    def _session(self) -> requests.Session:
        if not hasattr(self._thread, "session"):
            self._thread.session = requests.Session()
        session: requests.Session = self._thread.session
        return session


def _content(response: requests.Response) -> object | None:
    """Read the answer as JSON; ``None`` for anything else."""
    try:
        content: object = response.json()
    except ValueError:
        return None
    return content if isinstance(content, dict | list) else None


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    if isinstance(template, Mapping):
        return {name: _filled(each, values) for name, each in template.items()}
    if isinstance(template, list):
        return [_filled(each, values) for each in template]
    return template.format_map(values) if isinstance(template, str) else template


def _reference(to: str, body: str) -> str:
    """Name a message by what it says to whom: the same after a crash, another for another text."""
    return hashlib.sha256(f"{to}\n{body}".encode()).hexdigest()[:32]


def _not_asked(delivery: Delivery) -> Delivery:
    """Nothing may be sent again while the platform cannot say what it has."""
    if delivery.result is DeliveryResult.CONFIGURATION:
        return delivery
    return Delivery(DeliveryResult.UNKNOWN, code=delivery.code, retry_after=delivery.retry_after)
