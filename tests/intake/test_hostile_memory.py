"""Hostile files in a process that may take 200 MB more than it has: none is killed, each is answered.

Every file is read by one child after another's; an allocation beyond the limit ends the child,
and so fails the test.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.test_hostile_file import HOSTILE, _ods, _xlsx

_MOST = 200 * 1024 * 1024
_CHILD = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from litigation.intake.source import read_source

folder = Path(sys.argv[1])
files = json.loads((folder / "files.json").read_text())
for name, path in files:
    data = (folder / path).read_bytes()
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]), resource.RLIM_INFINITY))
    started = time.process_time()
    reading = read_source(data, path, date(2026, 3, 25))
    taken = time.process_time() - started
    words = [problem.message for problem in reading.problems]
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(json.dumps([name, taken, len(reading.hearings), words, [each.code for each in reading.problems]]))
"""


def _calendar(*lines: str, events: int = 1) -> bytes:
    event = "\r\n".join(("BEGIN:VEVENT", "UID:1", "SUMMARY:开庭", *lines, "END:VEVENT"))
    body = "\r\n".join([event] * events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n".encode()


def _rows(cells: str, count: int) -> bytes:
    return f"<html><table>{f'<tr>{cells}</tr>' * count}</table></html>".encode()


def _spreadsheet_xml(cells: str) -> bytes:
    far = '<Row ss:Index="999999"><Cell ss:Index="9999999"><Data ss:Type="String">x</Data></Cell></Row>'
    head = '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    return (
        f'{head}<Worksheet ss:Name="a"><Table><Row>{cells}</Row>{far}</Table></Worksheet></Workbook>'.encode()
    )


_TEXT_CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
_START = "DTSTART:20261201T010000Z"
_WIDE = "<td colspan=99999 rowspan=99999>x</td>"

# name -> how the file is made, its suffix, and whether it may give hearings
FILES: dict[str, tuple[Callable[[], bytes], str, bool]] = {
    **{name: (build, ".xlsx", False) for name, (build, _) in HOSTILE.items()},
    "an old sheet with two far cells": (
        lambda: (Path(__file__).parent / "hostile" / "far_corners.xls").read_bytes(),
        ".xls",
        False,
    ),
    "a box just below the limit": (
        lambda: _xlsx(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="109000"><c r="AI109000"><v>1</v></c></row></sheetData>'
        ),
        ".xlsx",
        False,
    ),
    "merges over everything": (
        lambda: _xlsx(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
            + '<mergeCell ref="A1:XFD1048576"/>' * 20_000
            + "</mergeCells>"
        ),
        ".xlsx",
        False,
    ),
    "an open document with spans": (
        lambda: _ods(
            "<table:table-row>"
            + _TEXT_CELL.replace(
                "office:",
                'table:number-rows-spanned="1048576" table:number-columns-spanned="16384" office:',
                1,
            )
            + _TEXT_CELL
            + "</table:table-row>"
        ),
        ".ods",
        False,
    ),
    "a page of wide cells": (lambda: _rows(_WIDE * 50, 2000), ".xls", False),
    "a page of many cells": (lambda: _rows("<td>x</td>" * 100, 6000), ".xls", False),
    "tables in tables": (lambda: b"<table><tr><td>" * 20_000, ".xls", False),
    "a page of marks": (lambda: b"<html><table>" + b"<" * 3_000_000, ".xls", False),
    "Excel 2003 with far cells": (
        lambda: _spreadsheet_xml(
            '<Cell ss:MergeAcross="9999999" ss:MergeDown="9999999"><Data>x</Data></Cell>'
        ),
        ".xls",
        False,
    ),
    "entities in Excel 2003": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook><Table/></Workbook>',
        ".xls",
        False,
    ),
    "one endless line": (lambda: b"a" * 20_000_000, ".csv", False),
    "one row of columns": (lambda: b"a," * 8_000_000, ".csv", False),
    "an open quotation": (lambda: '案号,"'.encode() + b"\n" * 8_000_000, ".csv", False),
    "a million rows": (lambda: b"a,b\n" * 1_000_000, ".csv", False),
    "endless seconds": (lambda: _calendar(_START, "RRULE:FREQ=SECONDLY"), ".ics", False),
    "an endless series": (lambda: _calendar(_START, "RRULE:FREQ=DAILY;INTERVAL=1"), ".ics", True),
    "a counted series": (lambda: _calendar(_START, "RRULE:FREQ=DAILY;COUNT=999999999"), ".ics", True),
    "many further dates": (
        lambda: _calendar(_START, "RDATE:" + ",".join(["20261202T010000Z"] * 100_000)),
        ".ics",
        True,
    ),
    "many exceptions": (
        lambda: _calendar(_START, "RRULE:FREQ=DAILY", *["EXDATE:20261202T010000Z"] * 50_000),
        ".ics",
        True,
    ),
    "many series": (lambda: _calendar(_START, "RRULE:FREQ=DAILY", events=5000), ".ics", True),
    "components in components": (
        lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 200_000,
        ".ics",
        False,
    ),
    "one folded line": (lambda: _calendar(_START, "DESCRIPTION:" + "\r\n x" * 1_000_000), ".ics", True),
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are read from /proc")
def test_no_hostile_file_takes_more_than_200_megabytes_or_5_seconds(tmp_path: Path) -> None:
    listed = []
    for number, (name, (build, suffix, _)) in enumerate(FILES.items()):
        (tmp_path / f"{number}{suffix}").write_bytes(build())
        listed.append((name, f"{number}{suffix}"))
    (tmp_path / "files.json").write_text(json.dumps(listed))

    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path), str(_MOST)], capture_output=True, text=True, check=False
    )

    answers = {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}
    assert answers.keys() == FILES.keys(), done.stderr[-600:]
    for name, (taken, hearings, words, codes) in answers.items():
        assert taken < 5, name
        assert FILES[name][2] or not hearings, name
        assert hearings or words, name
        assert all(each.endswith("。") for each in words), (name, codes)
