"""The child process in which strange files are opened: bounded in memory, ended by its parent in time.

Run as ``python -m litigation.intake.document_child TASK [NUMBER ...]`` with the file as standard
input. ``pdf`` and ``scan`` print one page a line as JSON, or a line with the reason why not;
``picture`` takes a page and
degrees, and prints a PNG.
"""

import contextlib
import importlib
import json
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from litigation.intake.document_page import DocumentPage, DocumentRefusedError

MEGABYTE = 1024 * 1024
MEMORY = {"pdf": 200 * MEGABYTE, "picture": 400 * MEGABYTE, "scan": 2_500 * MEGABYTE}
"""Bytes beyond what the process has once it has loaded what it needs."""


def main() -> None:
    """Read the file and print what it holds; whatever else a library raises tells the parent: broken."""
    task, pages = sys.argv[1], [int(each) for each in sys.argv[2:]]
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that greet on the standard output must not spoil the answer
    data = sys.stdin.buffer.read()
    try:
        if task == "picture":
            out.write(_picture(data, *pages))
        else:
            for page in _pages(task, data, pages):
                out.write(json.dumps(page.to_json(), ensure_ascii=False).encode() + b"\n")
                out.flush()
    except MemoryError:
        _refuse(out, "file_too_large")
    except ImportError:
        _refuse(out, "recogniser_missing")
    except DocumentRefusedError as refused:
        _refuse(out, refused.code)
    out.close()
    os._exit(0)  # a library's own ending may take long or fail; everything is written


def _pages(task: str, data: bytes, numbers: list[int]) -> Iterator[DocumentPage]:
    if task == "pdf":
        pdf = importlib.import_module("litigation.intake.pdf_document")
        _limit_memory(task)
        yield from pdf.read_pdf(data)
        return
    scan = importlib.import_module("litigation.intake.scan")
    picture = importlib.import_module("litigation.intake.page_picture")
    _limit_memory(task)
    for number in numbers:
        yield scan.recognise(picture.picture_of(data, number), number)


def _picture(data: bytes, number: int, turned: int) -> bytes:
    picture = importlib.import_module("litigation.intake.page_picture")
    _limit_memory("picture")
    shown: bytes = picture.shown_page(data, number, turned)
    return shown


def _limit_memory(task: str) -> None:
    """Hold the process to what it has and the task's allowance, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # reason: not on Windows

        with open("/proc/self/statm", encoding="ascii") as statm:
            used = int(statm.read().split()[0]) * resource.getpagesize()
        limit = used + MEMORY[task]
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(out: BinaryIO, code: str) -> None:
    out.write(json.dumps({"refused": code}).encode() + b"\n")


if __name__ == "__main__":
    main()
