"""Running commands: in this process for their answers, as a process for what only a process shows."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from litigation.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
GUARD = ROOT / "tests" / "guard"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON value that was printed."""
        return json.loads(self.out)


class Commands:
    """Commands in this process, on one data folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        """Run one command."""
        code = 0
        try:
            main([str(each) for each in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)


def child_environ(folder: Path, **variables: str) -> dict[str, str]:
    """The environment of a process that a test starts: own data, no network, no real settings."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR") if name in os.environ
    }
    return {
        **kept,
        "LITIGATION_DATA": str(folder),
        "PYTHONPATH": f"{GUARD}:{ROOT}",
        "PYTHONUTF8": "1",
        **variables,
    }


def run_process(folder: Path, *arguments: str | Path, **variables: str) -> Answer:
    """Run one command as a process."""
    done = run_python(folder, "-m", "litigation.cli.main", *arguments, **variables)
    return Answer(done.returncode, done.stdout, done.stderr)


def run_python(folder: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the environment of a child."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=child_environ(folder, **variables),
        capture_output=True,
        text=True,
        timeout=120,
    )
