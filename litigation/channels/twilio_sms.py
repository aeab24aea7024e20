"""Text messages through Twilio's official client.

The base address can be set, so that a proxy or a stand-in can take Twilio's place; the
timeout is always set, because the client's default is to wait for ever.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from litigation.channels.delivery import EXPIRED, Delivery, DeliveryResult, sent
from litigation.channels.http_answer import UNREADABLE, classify_failure, retry_after
from litigation.channels.sms import BODY_LIMIT, Receipt
from litigation.channels.twilio_codes import classify, classify_receipt

API = "https://api.twilio.com"
LONGEST_VALIDITY = 36_000
SHORTEST_VALIDITY = 5
"""Bounds of Twilio's ValidityPeriod in seconds (36,000 is the most; under 5 nothing arrives)."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far our clock and the provider's may differ when a message is looked up."""


class UnreadableAnswerError(TwilioException):  # type: ignore[misc] # the client ships no types
    """A success whose body is no JSON object: the message may well have been taken."""


class RedirectedHttpClient(TwilioHttpClient):  # type: ignore[misc] # the client ships no types
    """The official HTTP client, towards another scheme and host, for one thread."""

    def __init__(self, base_url: str, timeout: float) -> None:
        """``timeout`` in seconds, for connecting and for each read."""
        super().__init__(timeout=timeout)
        parts = urlsplit(base_url)
        self._scheme, self._host = parts.scheme, parts.netloc
        self.last_headers: dict[str, str] = {}

    def request(self, method: str, url: str, **details: object) -> Response:
        """Send to the configured host and keep the answer's headers (they carry Retry-After)."""
        self.last_headers = {}
        redirected = urlsplit(url)._replace(scheme=self._scheme, netloc=self._host)
        response = super().request(method, urlunsplit(redirected), **details)
        self.last_headers = {name.lower(): value for name, value in (response.headers or {}).items()}
        if 200 <= response.status_code < 300 and not _is_json_object(response.text):
            raise UnreadableAnswerError
        return response

    def log_request(self, kwargs: dict[str, object]) -> None:
        """Log nothing: the client would write the recipient's number."""

    def log_response(self, status_code: int, response: object) -> None:
        """Log nothing: the client would write headers with the account in them."""


class TwilioSms:
    """A ``SmsGateway``; safe to share between threads (each gets its own connections)."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        base_url: str = API,
        timeout: float = 10.0,
        report_to: str = "",
    ) -> None:
        """``sender`` is a number in E.164 or a messaging service (``MG…``).

        ``report_to`` is our public address for reports of delivery; empty: we ask instead.
        """
        self._account_sid, self._auth_token = account_sid, auth_token
        self._sender = {"messaging_service_sid" if sender.startswith("MG") else "from_": sender}
        self._base_url, self._timeout = base_url, timeout
        self._report = {"status_callback": report_to} if report_to else {}
        self._thread = threading.local()

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Create the message at Twilio; see ``SmsGateway.send``."""
        seconds = int((valid_until - now).total_seconds())
        if seconds < SHORTEST_VALIDITY:
            return EXPIRED
        if not body.strip() or len(body) > BODY_LIMIT:
            return classify(400, 21617 if body.strip() else 21602)
        try:
            message = self._client().messages.create(
                to=to,
                body=body,
                validity_period=min(seconds, LONGEST_VALIDITY),
                **self._sender,
                **self._report,
            )
        except (TwilioException, requests.RequestException, ValueError) as error:
            return self._failure(error)
        if not message.sid:
            return UNREADABLE
        return sent(message.sid)

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Search the messages created for ``to`` since then; see ``SmsGateway.find``."""
        failed: Delivery | None = None
        try:
            for message in self._messages(since - CLOCK_SKEW, to):
                if not _same_text(message.body, body) or message.status == "canceled":
                    continue
                if message.status not in ("failed", "undelivered"):
                    return sent(message.sid)
                failed = failed or replace(classify_receipt(message.error_code), provider_id=message.sid)
        except (TwilioException, requests.RequestException, ValueError) as error:
            return self._not_asked(error)
        return failed

    def receipts(self, since: datetime) -> Sequence[Receipt] | None:
        """List the messages that arrived or did not; see ``SmsGateway.receipts``."""
        found = []
        try:
            for message in self._messages(since - CLOCK_SKEW):
                receipt = _receipt(message)
                if receipt is not None:
                    found.append(receipt)
        except (TwilioException, requests.RequestException, ValueError):
            return None
        return found

    def _client(self) -> Client:
        if not hasattr(self._thread, "client"):
            self._thread.http = RedirectedHttpClient(self._base_url, self._timeout)
            self._thread.client = Client(self._account_sid, self._auth_token, http_client=self._thread.http)
        return self._thread.client

    def _messages(self, since: datetime, to: str | None = None) -> Iterator[MessageInstance]:
        # The list is newest first. Its DateSent filter would hide what is still queued, so the
        # date is compared here instead.
        for message in self._client().messages.stream(
            **({"to": to} if to else {}), page_size=50 if to else 1000
        ):
            if message.date_created and message.date_created < since:
                return
            yield message

    def _failure(self, error: Exception) -> Delivery:
        delivery = _classified(error)
        if delivery.result in (DeliveryResult.TRANSIENT, DeliveryResult.UNKNOWN):
            return replace(delivery, retry_after=retry_after(self._thread.http.last_headers))
        return delivery

    def _not_asked(self, error: Exception) -> Delivery:
        delivery = self._failure(error)
        if delivery.result is DeliveryResult.CONFIGURATION:
            return delivery
        return Delivery(DeliveryResult.UNKNOWN, code=delivery.code, retry_after=delivery.retry_after)


def _receipt(message: MessageInstance) -> Receipt | None:
    """Read a final status; a message still on its way, or in a state not known here, has none."""
    at = message.date_updated or message.date_created
    if at is None or not message.sid:
        return None
    if message.status in ("delivered", "read"):
        return Receipt(message.sid, at)
    if message.status in ("failed", "undelivered"):
        return Receipt(message.sid, at, classify_receipt(message.error_code))
    return None


def _classified(error: Exception) -> Delivery:
    """Class what the client raised; where it is not certain that nothing left, it is unknown."""
    if isinstance(error, requests.RequestException):
        return classify_failure(error)
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    if status is None and isinstance(error, TwilioException):
        # A page that cannot be fetched raises the bare class with the response as second argument.
        status = next((one.status_code for one in error.args if isinstance(one, Response)), None)
    if not isinstance(status, int):
        return UNREADABLE
    return classify(status, code if isinstance(code, int) and code != status else None)


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _same_text(found: str | None, body: str) -> bool:
    """Compare texts; a trial account puts its own words in front."""
    if found is None:
        return False
    return found.strip() == body.strip() or found.strip().endswith(f" - {body.strip()}")
