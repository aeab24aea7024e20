"""A stand-in for Twilio's Messages resource: takes messages, lists them, and fails as told.

In a test: ``with FakeTwilio() as fake: ...`` and ``fake.url``. As a process that outlives the
killed workers: ``python -m tests.fakes.twilio --port 8701 --state accepted.jsonl``; then faults
are set and the state is read over HTTP under ``/_fake/``.
"""

import argparse
import base64
import json
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

PAGE_LIMIT = 1000

# Twilio answers these recipients with these codes in test accounts; ours are fictional mobiles.
MAGIC = {
    "+8613800009211": 21211,
    "+8613800009614": 21614,
    "+8613800009610": 21610,
    "+8613800009612": 21612,
    "+8613800009408": 21408,
}


@dataclass
class Fault:
    """One misbehaviour.

    ``action``: http, accept_then_500, accept_then_drop, accept_then_timeout, drop, timeout,
    garbage (accepted, HTML answer), truncate (accepted, half an answer), lost_list (the list
    answers ``status``). ``times`` limits it; ``probability`` or ``every`` thin it out; ``to``
    restricts it to one number.
    """

    action: str
    status: int = 500
    code: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int | None = None
    probability: float = 1.0
    every: int = 1
    seconds: float = 60.0
    to: str | None = None
    seen: int = 0

    def strikes(self, to: str) -> bool:
        if self.to not in (None, to) or self.times == 0:
            return False
        self.seen += 1
        if self.seen % self.every or random.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Ledger:
    """What the provider has taken, kept in a file so that it survives and can be read by others."""

    def __init__(self, state: Path | None = None) -> None:
        self.messages: list[dict[str, object]] = []
        self.requests: list[tuple[float, str, str]] = []
        self.faults: list[Fault] = []
        self.latency = 0.0
        self.rps_limit: float | None = None
        self.concurrency_limit: int | None = None
        self.busy = 0
        self.refusals: list[float] = []
        self.lock = threading.Lock()
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._state = state
        if state and state.exists():
            self.messages = [json.loads(line) for line in state.read_text(encoding="utf8").splitlines()]

    def accept(self, form: dict[str, str], account: str) -> dict[str, object]:
        now = self.clock()
        message: dict[str, object] = {
            "sid": f"SM{uuid.uuid4().hex}",
            "account_sid": account,
            "to": form["To"],
            "from": form.get("From"),
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "body": form["Body"],
            "status": "queued",
            "direction": "outbound-api",
            "validity_period": form.get("ValidityPeriod"),
            "date_created": format_datetime(now),
            "date_updated": format_datetime(now),
            "date_sent": None,
            "status_callback": form.get("StatusCallback"),
            "error_code": None,
            "error_message": None,
            "num_segments": "1",
            "num_media": "0",
            "api_version": "2010-04-01",
        }
        with self.lock:
            self.messages.append(message)
            if self._state:
                with self._state.open("a", encoding="utf8") as file:
                    file.write(json.dumps(message, ensure_ascii=False) + "\n")
        return message

    def fault_for(self, to: str, *, listing: bool) -> Fault | None:
        with self.lock:
            fitting = (one for one in self.faults if (one.action == "lost_list") == listing)
            return next((one for one in fitting if one.strikes(to)), None)

    def over_limit(self) -> bool:
        if self.concurrency_limit is not None and self.busy > self.concurrency_limit:
            return True
        if self.rps_limit is None:
            return False
        now = time.monotonic()
        with self.lock:
            return (
                sum(1 for at, method, _ in self.requests if method == "POST" and now - at < 1)
                > self.rps_limit
            )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body of an answer lie 40 ms apart
    server: "Server"

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(self._body()).items()}
        if self.path.startswith("/_fake/"):
            self._command(form)
            return
        ledger = self.server.ledger
        with ledger.lock:
            ledger.requests.append((time.monotonic(), "POST", form.get("To", "")))
        if not self._allowed():
            return
        with ledger.lock:
            ledger.busy += 1
        try:
            self._take(ledger, form)
        finally:
            with ledger.lock:
                ledger.busy -= 1

    def _take(self, ledger: Ledger, form: dict[str, str]) -> None:
        crowded = ledger.over_limit()
        time.sleep(ledger.latency)
        if crowded:
            with ledger.lock:
                ledger.refusals.append(time.monotonic())
            self._refuse(429, 20429, {"Retry-After": "1"})
            return
        fault = ledger.fault_for(form.get("To", ""), listing=False)
        if fault:
            self._misbehave(fault, form)
            return
        code = MAGIC.get(form.get("To", "")) or (None if form.get("Body") else 21602)
        if code:
            self._refuse(400, code)
        else:
            self._json(201, ledger.accept(form, self._account))

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        ledger = self.server.ledger
        if parts.path == "/_fake/messages":
            self._json(200, {"messages": ledger.messages, "requests": len(ledger.requests)})
            return
        with ledger.lock:
            ledger.requests.append((time.monotonic(), "GET", query.get("To", "")))
        if not self._allowed():
            return
        fault = ledger.fault_for(query.get("To", ""), listing=True)
        if fault:
            self._refuse(fault.status, fault.code)
        else:
            self._json(200, self._page(parts.path, query))

    @property
    def _account(self) -> str:
        return urlsplit(self.path).path.split("/")[3]

    def _page(self, path: str, query: dict[str, str]) -> dict[str, object]:
        size = min(int(query.get("PageSize", 50)), PAGE_LIMIT)
        start = int(query.get("Page", 0)) * size
        with self.server.ledger.lock:
            found = list(_matching(self.server.ledger.messages, query))
        more = {**query, "Page": str(start // size + 1)}
        return {
            "messages": found[start : start + size],
            "page": start // size,
            "page_size": size,
            "start": start,
            "end": start + size - 1,
            "uri": self.path,
            "first_page_uri": path,
            "previous_page_uri": None,
            "next_page_uri": f"{path}?{urlencode(more)}" if start + size < len(found) else None,
        }

    def _misbehave(self, fault: Fault, form: dict[str, str]) -> None:
        taken = self.server.ledger.accept(form, self._account) if _takes(fault) else {}
        if fault.action in ("http", "accept_then_500"):
            self._refuse(fault.status, fault.code, fault.headers)
        elif fault.action == "garbage":
            self._answer(201, b"<html><body>Service</body></html>", "text/html")
        elif fault.action == "truncate":
            self._answer(201, json.dumps(taken).encode()[:80], "application/json")
        else:
            if fault.action.endswith("timeout"):
                self.server.released.wait(fault.seconds)
            self.close_connection = True

    def _allowed(self) -> bool:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        if not self.server.token or given == base64.b64encode(self.server.token.encode()).decode():
            return True
        self._refuse(401, 20003)
        return False

    def _command(self, form: dict[str, str]) -> None:
        settings = json.loads(form["settings"])
        ledger = self.server.ledger
        with ledger.lock:
            ledger.faults = [Fault(**one) for one in settings.get("faults", [])]
            ledger.latency = settings.get("latency", ledger.latency)
        self._json(200, {})

    def _refuse(self, status: int, code: int | None, headers: dict[str, str] | None = None) -> None:
        problem = {"status": status, "message": "as told", "code": code or status}
        self._json(status, problem, headers)

    def _json(self, status: int, content: object, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self._answer(status, body, "application/json", headers)

    def _answer(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, ledger: Ledger, token: str | None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.ledger, self.token = ledger, token
        self.released = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A killed client is part of the exercise."""


class FakeTwilio:
    """The stand-in in a thread; ``token`` is ``sid:secret`` when log-in is to be checked."""

    def __init__(self, state: Path | None = None, token: str | None = None, port: int = 0) -> None:
        self.ledger = Ledger(state)
        self._server = Server(port, self.ledger, token)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def bodies(self) -> list[object]:
        return [message["body"] for message in self.ledger.messages]

    @property
    def posts(self) -> int:
        return sum(1 for _, method, _ in self.ledger.requests if method == "POST")

    def fail(self, action: str, **details: object) -> None:
        self.ledger.faults.append(Fault(action, **details))  # type: ignore[arg-type] # test shorthand

    def report(self, sid: str, status: str, code: int | None = None) -> tuple[str, dict[str, str]]:
        """The address and the form by which Twilio would report a status of a message."""
        message = next(one for one in self.ledger.messages if one["sid"] == sid)
        form = {"MessageSid": sid, "MessageStatus": status, "To": str(message["to"])}
        if code is not None:
            form["ErrorCode"] = str(code)
        return str(message["status_callback"]), form

    def deliver(self, sid: str, status: str, code: int | None = None) -> None:
        for message in self.ledger.messages:
            if message["sid"] == sid:
                message.update(status=status, error_code=code)

    def __enter__(self) -> "FakeTwilio":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _takes(fault: Fault) -> bool:
    return fault.action.startswith("accept") or fault.action in ("garbage", "truncate")


def _matching(messages: list[dict[str, object]], query: dict[str, str]) -> Iterator[dict[str, object]]:
    """Newest first, as Twilio lists them; the date filters look at date_sent alone, as Twilio's do."""
    for message in reversed(messages):
        if query.get("To") not in (None, message["to"]):
            continue
        if any(name.startswith("DateSent") for name in query) and message["date_sent"] is None:
            continue
        yield message


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    options = parser.parse_args()
    ledger = Ledger(options.state)
    ledger.latency = options.latency
    Server(options.port, ledger, None).serve_forever()


if __name__ == "__main__":
    main()
