"""The server as a process: it starts on nothing, tells the way in, and ends cleanly with its worker."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.cli.run import ROOT, child_environ, run_process
from tests.cli.test_supervisor import is_alive, wait_until
from tests.postgresql import free_port

CODE = re.compile(r"启动码：([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})")


@dataclass
class Running:
    """A server that runs, its address, and where it writes what it says."""

    process: subprocess.Popen[bytes]
    address: str
    said: Path

    @property
    def words(self) -> str:
        """Everything it said so far."""
        return self.said.read_text("utf-8")

    def worker(self) -> int:
        """The process id of the newest worker."""
        return int(re.findall(r"worker started, pid (\d+)", self.words)[-1])

    def health(self) -> int:
        """The status of the health page, 0 while nothing listens."""
        try:
            return requests.get(f"{self.address}/healthz", timeout=5).status_code
        except requests.ConnectionError:
            return 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """A server with a worker on an empty machine."""
    port = free_port()
    said = tmp_path / "said"
    command = [sys.executable, "-m", "litigation.cli.main", "serve", "--with-worker", "--port", str(port)]
    with said.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=child_environ(tmp_path / "data"), stdout=file, stderr=subprocess.STDOUT
        )
    running = Running(process, f"http://127.0.0.1:{port}", said)
    try:
        assert wait_until(lambda: running.health() != 0, 60), running.words
        yield running
    finally:
        process.kill()
        process.wait(10)


@pytest.mark.fault
def test_a_server_on_an_empty_machine_is_alive_and_tells_the_way_in(server: Running) -> None:
    assert wait_until(lambda: server.health() == 200, 60), server.words
    assert CODE.search(server.words)
    assert f"{server.address}/setup" in server.words
    assert requests.get(server.address, timeout=5).url.endswith("/setup")


@pytest.mark.fault
def test_a_killed_worker_is_replaced(server: Running) -> None:
    assert wait_until(lambda: server.health() == 200, 60), server.words
    first = server.worker()
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: server.worker() != first, 30), server.words


@pytest.mark.fault
def test_a_stopped_server_takes_its_worker_along(server: Running) -> None:
    assert wait_until(lambda: server.health() == 200, 60), server.words
    worker, began = server.worker(), time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(30) == 0
    assert time.monotonic() - began < 30
    assert not is_alive(worker)
    assert "Traceback" not in server.words


@pytest.mark.fault
def test_a_killed_server_takes_its_worker_along(server: Running) -> None:
    assert wait_until(lambda: server.health() == 200, 60), server.words
    worker = server.worker()
    server.process.kill()
    assert wait_until(lambda: not is_alive(worker), 40)


def test_a_port_in_use_is_said_in_one_sentence(server: Running, tmp_path: Path) -> None:
    port = server.address.rpartition(":")[2]
    answer = run_process(tmp_path / "other", "serve", "--port", port)
    assert answer.code == 1
    assert port in answer.err
    assert len(answer.err.splitlines()) == 1


def test_production_without_a_secret_does_not_start(tmp_path: Path) -> None:
    answer = run_process(tmp_path, "serve", LITIGATION_ENV="production")
    assert answer.code != 0
    assert answer.err == "正式环境必须设置 LITIGATION_SECRET_KEY（至少 32 个随机字符）。\n"
