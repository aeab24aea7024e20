"""A small IMAP server on the loopback that keeps what is put in and fails as told.

``with FakeImap() as fake: fake.put(message)``, then ``fake.port``. Faults: ``password`` (every
login is refused), ``unavailable`` (refused for now), ``drop`` (hangs up at a command), ``folder``
(no such folder), ``silent`` (accepts and says nothing). ``fake.log`` holds the commands as they came.
"""

import re
import socketserver
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)


@dataclass
class Stored:
    uid: int
    data: bytes
    at: datetime


@dataclass
class Box:
    messages: list[Stored] = field(default_factory=list)
    validity: int = 1
    following: int = 1


class FakeImap:
    def __init__(self, user: str = "yingsu", password: str = "right", *, move: bool = True) -> None:
        self.user, self.password, self.can_move = user, password, move
        self.boxes = {"INBOX": Box(), "&ZbBmWXQG-": Box()}
        self.faults: dict[str, int] = {}
        self.drop_at = ""
        self.log: list[str] = []
        self.needs_id = False
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.fake = self
        self.port = int(self._server.server_address[1])

    def put(self, data: bytes, at: datetime = NOW, box: str = "INBOX") -> int:
        folder = self.boxes[box]
        folder.messages.append(Stored(folder.following, data, at))
        folder.following += 1
        return folder.following - 1

    def renumber(self) -> None:
        """Give the inbox a new UIDVALIDITY and its messages new numbers, as a restored server does."""
        box = self.boxes["INBOX"]
        box.validity += 1
        for number, each in enumerate(box.messages, 1):
            each.uid = number
        box.following = len(box.messages) + 1

    def fail(self, fault: str, times: int = 1, at: str = "") -> None:
        self.faults[fault], self.drop_at = times, at or self.drop_at

    def struck(self, fault: str) -> bool:
        left = self.faults.get(fault, 0)
        self.faults[fault] = max(left - 1, 0)
        return left > 0

    def __enter__(self) -> "FakeImap":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    fake: FakeImap


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        self.fake, self.box, self.known = server.fake, Box(), False
        if self.fake.struck("silent"):
            self.rfile.readline()
            return
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().rstrip("\r\n").partition(" ")
            self.fake.log.append(re.sub(r"(?i)^(LOGIN ).*", r"\1...", rest))
            if self.fake.drop_at and rest.upper().startswith(self.fake.drop_at) and self.fake.struck("drop"):
                return
            if not self.answer(tag, rest):
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, tag: str, rest: str) -> bool:
        word, _, given = rest.partition(" ")
        name = f"do_{word.lower()}"
        if not hasattr(self, name):
            self.say(f"{tag} BAD unknown")
            return True
        self.say(f"{tag} {getattr(self, name)(given)}")
        return word.upper() != "LOGOUT"

    def do_capability(self, _: str) -> str:
        self.say("* CAPABILITY IMAP4rev1 ID UIDPLUS" + (" MOVE" if self.fake.can_move else ""))
        return "OK done"

    def do_login(self, given: str) -> str:
        if self.fake.struck("unavailable"):
            return "NO [UNAVAILABLE] try again later"
        right = given == f'"{self.fake.user}" "{self.fake.password}"'
        return "OK done" if right and not self.fake.struck("password") else "NO [AUTHENTICATIONFAILED] no"

    def do_id(self, _: str) -> str:
        self.known = True
        self.say('* ID ("name" "fake")')
        return "OK done"

    def do_select(self, given: str) -> str:
        name = given.strip('"')
        if name not in self.fake.boxes or self.fake.struck("folder"):
            return "NO no such folder"
        if self.fake.needs_id and not self.known:
            return "NO SELECT Unsafe Login"
        self.box = self.fake.boxes[name]
        self.say(f"* {len(self.box.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.box.validity}] valid")
        return "OK [READ-WRITE] done"

    def do_examine(self, given: str) -> str:
        return self.do_select(given).replace("READ-WRITE", "READ-ONLY")

    def do_uid(self, given: str) -> str:
        word, _, rest = given.partition(" ")
        return str(getattr(self, f"uid_{word.lower()}")(rest))

    def uid_search(self, given: str) -> str:
        first, day = re.fullmatch(r"UID (\d+):\* SINCE (\S+)", given).groups()  # type: ignore[union-attr]  # else a fault
        since = datetime.strptime(f"{day} +0000", "%d-%b-%Y %z").date()
        found = [each.uid for each in self.box.messages if each.uid >= int(first)]
        found = found or [each.uid for each in self.box.messages[-1:]]  # "n:*" names the last one always
        shown = [str(each.uid) for each in self.box.messages if each.uid in found and each.at.date() >= since]
        self.say(" ".join(["* SEARCH", *shown]))
        return "OK done"

    def uid_fetch(self, given: str) -> str:
        number, _, items = given.partition(" ")
        for position, each in enumerate(self.box.messages, 1):
            if each.uid == int(number):
                self.tell(position, each, items)
        return "OK done"

    def tell(self, position: int, each: Stored, items: str) -> None:
        if "RFC822.SIZE" in items:
            at = each.at.strftime("%d-%b-%Y %H:%M:%S +0000")
            size = len(each.data)
            self.say(f'* {position} FETCH (UID {each.uid} RFC822.SIZE {size} INTERNALDATE "{at}")')
            return
        data = each.data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in items else each.data
        head = f"* {position} FETCH (UID {each.uid} BODY[] {{{len(data)}}}\r\n"
        self.wfile.write(head.encode() + data + b")\r\n")

    def uid_move(self, given: str) -> str:
        numbers, _, name = given.partition(" ")
        target = self.fake.boxes.get(name.strip('"'))
        if target is None:
            return "NO [TRYCREATE] no such folder"
        wanted = {int(each) for each in numbers.split(",")}
        target.messages += [each for each in self.box.messages if each.uid in wanted]
        self.box.messages[:] = [each for each in self.box.messages if each.uid not in wanted]
        return "OK done"

    def do_logout(self, _: str) -> str:
        self.say("* BYE")
        return "OK done"

    def do_noop(self, _: str) -> str:
        return "OK done"
