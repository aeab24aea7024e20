"""Imports under fire: killed half-way, posted twice at once, applied twice at once.

Five thousand rows with every test run; ``LITIGATION_LONG=1`` takes fifty thousand.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.databases import build_app, close, config_for, count_rows
from tests.factory import make_agency
from tests.faults.workers import CHECKOUT

ROWS = 50_000 if os.environ.get("LITIGATION_LONG") else 5_000
AGENCY = "澄州市云汀区市场监督管理局"
REGISTER = ("lawsuit", "hearing", "hearing_case", "party", "appearance_duty", "import_row", "import_run")

pytestmark = pytest.mark.fault


class Importer:
    """One importing process, told when to begin."""

    def __init__(self, folder: Path, url: str, act: str, what: str | int) -> None:
        command = [sys.executable, "-m", "tests.faults.importer", str(folder), url, act, str(what)]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("LITIGATION_")}
        self.process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "Importer":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def last_line(self) -> str:
        lines = [self.line()]
        while found := self.line():
            lines.append(found)
        return [each for each in lines if each][-1]


def write_list(folder: Path) -> Path:
    path = folder / "排期表.csv"
    lines = ["案号,原告,被告,开庭时间,法庭"]
    lines += [
        f"（2026）鲁9902行初{number}号,王建国,{AGENCY},2026-10-{number % 28 + 1:02} 09:30,第三法庭"
        for number in range(1, ROWS + 1)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run_alone(folder: Path, url: str, act: str, what: str | int) -> str:
    with Importer(folder, url, act, what) as importer:
        assert importer.line() == "ready"
        importer.begin()
        return importer.last_line()


def run_together(folder: Path, url: str, act: str, what: str | int) -> list[str]:
    with ExitStack() as stack:
        both = [stack.enter_context(Importer(folder, url, act, what)) for _ in range(2)]
        for importer in both:
            assert importer.line() == "ready"
        for importer in both:
            importer.begin()
        return [importer.last_line() for importer in both]


def checksums(url: str) -> dict[str, str]:
    """What each table holds, row by row, as another process would see it."""
    engine = create_engine(url)
    sums = {}
    with engine.connect() as connection:
        for table in REGISTER:
            digest = hashlib.sha256()
            for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")):
                digest.update(repr(tuple(row)).encode())
            sums[table] = digest.hexdigest()
    engine.dispose()
    return sums


def prepare(folder: Path, url: str) -> Path:
    app = build_app(config_for(folder, url))
    with app.app_context():
        make_agency(AGENCY)
    close(app)
    return write_list(folder)


def test_a_kill_half_way_leaves_the_register_as_before_and_the_next_run_succeeds(
    database_url: str, tmp_path: Path
) -> None:
    run = int(run_alone(tmp_path, database_url, "receive", str(prepare(tmp_path, database_url))))
    before = checksums(database_url)

    with Importer(tmp_path, database_url, "apply", run) as importer:
        assert importer.line() == "ready"
        importer.begin()
        while (written := int(importer.line())) < ROWS // 2:
            pass
        importer.process.kill()
        importer.process.wait(30)
    assert ROWS // 2 <= written < ROWS

    assert checksums(database_url) == before
    assert run_alone(tmp_path, database_url, "apply", run) == f"已写入 {ROWS} 行：新增 {ROWS}。"
    assert count_rows(database_url, "hearing") == ROWS


def test_the_same_file_twice_at_once_is_one_import(database_url: str, tmp_path: Path) -> None:
    path = prepare(tmp_path, database_url)

    first, second = run_together(tmp_path, database_url, "receive", str(path))

    assert first == second
    assert count_rows(database_url, "import_run") == 1
    assert count_rows(database_url, "import_row") == ROWS


def test_of_two_who_apply_at_once_one_writes_and_the_other_is_told(database_url: str, tmp_path: Path) -> None:
    run = int(run_alone(tmp_path, database_url, "receive", str(prepare(tmp_path, database_url))))

    said = run_together(tmp_path, database_url, "apply", run)

    assert sorted(said, key=lambda words: words.startswith("refused")) == [
        f"已写入 {ROWS} 行：新增 {ROWS}。",
        "refused: 这次导入已经处理过，没有重复写入。",
    ]
    assert count_rows(database_url, "hearing") == ROWS
    assert count_rows(database_url, "journal_line WHERE act = 'import.apply'") == 1
