"""The worker's parent: restarts it, stops it, and takes it along."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from litigation.cli import supervisor
from litigation.cli.supervisor import Supervisor
from tests.cli.run import child_environ

# A child as the worker is: it notes its start, and ends when its input closes.
CHILD = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); sys.stdin.buffer.read()"


def wait_until(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def is_alive(process_id: int) -> bool:
    """Whether a process runs; one that ended and was not collected does not."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def starts(tmp_path: Path) -> Callable[[], list[int]]:
    """The process ids of the children, as they noted them."""
    return lambda: (
        [int(line) for line in (tmp_path / "starts").read_text().split()]
        if (tmp_path / "starts").exists()
        else []
    )


def test_a_child_that_ends_is_started_again(
    tmp_path: Path, starts: Callable[[], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    with Supervisor([sys.executable, "-c", CHILD, str(tmp_path / "starts")], child_environ(tmp_path)):
        assert wait_until(lambda: len(starts()) == 1)
        os.kill(starts()[0], signal.SIGKILL)
        assert wait_until(lambda: len(starts()) == 2)
    assert not is_alive(starts()[1])


def test_a_child_dies_with_a_parent_that_was_killed(tmp_path: Path, starts: Callable[[], list[int]]) -> None:
    programme = textwrap.dedent(f"""
        import os, sys, time
        from litigation.cli.supervisor import Supervisor
        with Supervisor([sys.executable, "-c", {CHILD!r}, sys.argv[1]], dict(os.environ)):
            time.sleep(60)
    """)
    parent = subprocess.Popen(
        [sys.executable, "-c", programme, str(tmp_path / "starts")], env=child_environ(tmp_path)
    )
    assert wait_until(lambda: len(starts()) == 1)
    parent.kill()
    parent.wait(10)
    assert wait_until(lambda: not is_alive(starts()[0]))
