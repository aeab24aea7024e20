"""Opening strange files in a child process: in bounded time and memory, and never in the server itself."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from litigation.intake.document_page import DocumentPage, DocumentRefusedError

SECONDS_A_PAGE = {"pdf": 3.5, "scan": 45.0}
"""A page that takes longer is not a page a printer made. The first page also pays for the start."""
SECONDS_ALL = {"pdf": 60.0, "scan": 240.0}
PICTURE_SECONDS = 10.0
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "TEMP", "SYSTEMROOT")
"""All that a child learns of the server's environment: no keys, no database."""


def read_pages(task: str, data: bytes, numbers: Sequence[int] = ()) -> Iterator[DocumentPage]:
    """Give the pages as the child reads them.

    Raises:
        DocumentRefusedError: the file cannot be read, or its reading was stopped.
    """
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        process = subprocess.Popen(
            _command(task, numbers),
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment(),
        )
    assert process.stdout is not None
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    reader = threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True)
    reader.start()
    deadline = time.monotonic() + SECONDS_ALL[task]
    try:
        while line := _next(lines, min(deadline - time.monotonic(), SECONDS_A_PAGE[task])):
            answer = json.loads(line)
            if "refused" in answer:
                raise DocumentRefusedError(answer["refused"])
            yield DocumentPage.from_json(answer)
        if process.wait(PICTURE_SECONDS) != 0:
            raise DocumentRefusedError("file_too_large" if process.returncode < 0 else "file_broken")
    finally:
        process.kill()
        process.wait()
        reader.join(1)
        process.stdout.close()


def draw_page(data: bytes, number: int, turned: int = 0) -> bytes | None:
    """Return a page as a PNG, turned to the left by degrees, or None where it cannot be drawn."""
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(
            _command("picture", [number, turned]),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment(),
            timeout=PICTURE_SECONDS,
            check=False,
        )
        return done.stdout if done.stdout.startswith(b"\x89PNG") else None
    return None


def _command(task: str, numbers: Sequence[int]) -> list[str]:
    return [sys.executable, "-m", "litigation.intake.document_child", task, *map(str, numbers)]


def environment() -> dict[str, str]:
    """Return what of the server's environment a child may know."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}


def _pass_on(pipe: IO[bytes], lines: "queue.SimpleQueue[bytes]") -> None:
    with suppress(OSError, ValueError):
        for line in pipe:
            lines.put(line)
    lines.put(b"")


def _next(lines: "queue.SimpleQueue[bytes]", seconds: float) -> bytes:
    try:
        return lines.get(timeout=max(seconds, 0.01))
    except queue.Empty as error:
        raise DocumentRefusedError("reading_too_long") from error
