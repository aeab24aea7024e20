"""A stand-in for a domestic text-message platform: one address to send, one to ask.

It checks the signature the way such platforms do, keeps what it takes, and answers as told.
"""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ACCOUNT, SECRET = "yunting", "platform secret"


def terms_for(url: str, **changes: object) -> str:
    """The description an office would write for this platform."""
    return json.dumps(
        {
            "name": "政务短信平台",
            "send": {
                "url": f"{url}/send",
                "headers": {"X-Account": "{account}"},
                "json": {
                    "mobile": "{national}",
                    "content": "{body}",
                    "msgId": "{reference}",
                    "time": "{timestamp}",
                    "sign": "{signature}",
                },
            },
            "signature": {"algorithm": "hmac-sha256", "over": "{account}{timestamp}{national}"},
            "taken": {"path": "code", "values": ["0"]},
            "message_id": "data.msgId",
            "error_code": "code",
            "codes": {"1001": "configuration", "2003": "permanent", "9001": "transient"},
            "query": {
                "url": f"{url}/status?msgId={{reference}}",
                "method": "GET",
                "known": {"path": "data.msgId"},
                "delivered": {"path": "data.status", "values": ["DELIVRD"]},
                "failed": {"path": "data.status", "values": ["UNDELIV"]},
                "error_code": "data.error",
            },
            **changes,
        }
    )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        platform = self.server
        fault = platform.faults.pop(0) if platform.faults else None
        if fault != "drop_before":
            self._take(given)
        if fault in ("drop", "drop_before"):
            self.close_connection = True
        elif fault == "garbage":
            self._answer(200, b"<html>ok</html>")
        elif isinstance(fault, int):
            self._answer(fault, b"{}")
        elif fault:
            platform.messages.pop(given["msgId"], None)
            self._answer(200, json.dumps({"code": fault}).encode())
        elif not self._signed(given):
            platform.messages.pop(given["msgId"], None)
            self._answer(200, b'{"code": 1001}')
        else:
            self._answer(200, json.dumps({"code": 0, "data": {"msgId": given["msgId"]}}).encode())

    def do_GET(self) -> None:
        if self.server.silent:
            self._answer(500, b"{}")
            return
        wanted = parse_qs(urlsplit(self.path).query)["msgId"][0]
        found = self.server.messages.get(wanted)
        answer = {"code": 0, "data": {"msgId": wanted, **found} if found else {}}
        self._answer(200, json.dumps(answer).encode())

    def _take(self, given: dict[str, str]) -> None:
        self.server.messages[given["msgId"]] = {"status": "SENT", "error": None}
        self.server.texts.append((given["mobile"], given["content"]))

    def _signed(self, given: dict[str, str]) -> bool:
        account = self.headers.get("X-Account", "")
        said = f"{account}{given['time']}{given['mobile']}".encode()
        return given["sign"] == hmac.new(SECRET.encode(), said, hashlib.sha256).hexdigest()

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: dict[str, dict[str, str | None]] = {}
        self.texts: list[tuple[str, str]] = []
        self.faults: list[str | int] = []
        self.silent = False


class FakeHttpGateway:
    """The stand-in in a thread. ``fail``: ``drop`` (taken, no answer), ``drop_before`` (not taken),
    ``garbage``, an HTTP status (taken all the same), or the platform's own code (not taken).
    """

    def __init__(self) -> None:
        self._server = Server()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def texts(self) -> list[tuple[str, str]]:
        return self._server.texts

    def fail(self, *faults: str | int) -> None:
        self._server.faults += faults

    def fall_silent(self) -> None:
        self._server.silent = True

    def settle(self, status: str, error: str | None = None) -> None:
        for message in self._server.messages.values():
            message.update(status=status, error=error)

    def __enter__(self) -> "FakeHttpGateway":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
