"""Importing a court's file: shown first, written once, the same file again changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.run import Commands

SHEET = (
    "案号,原告,被告,开庭时间,法庭\n"
    "(2026)鲁0202行初12号,王建国,云汀区住房和城乡建设局,2026-09-28 09:30,第三法庭\n"
    "(2026)鲁0202行初13号,李建军,云汀区住房和城乡建设局,2026-09-31 09:30,第三法庭\n"
)


@pytest.fixture
def sheet(run: Commands, data: Path, tmp_path: Path) -> Path:
    """A sheet with a good and a wrong row, and the agency it names in the register."""
    run("migrate")
    with closing(sqlite3.connect(data / "litigation.db")) as connection, connection:
        connection.execute(
            "INSERT INTO agency (name, short_name, kind, in_district, version)"
            " VALUES ('云汀区住房和城乡建设局', '区住建局', 'department', 1, 1)"
        )
    path = tmp_path / "排期表.csv"
    path.write_text(SHEET, "utf-8")
    return path


def hearings(data: Path) -> int:
    """Rows of the hearing table, past every session."""
    with closing(sqlite3.connect(data / "litigation.db")) as connection:
        (number,) = connection.execute("SELECT count(*) FROM hearing").fetchone()
    return int(number)


def test_a_proposal_writes_no_hearing(run: Commands, sheet: Path, data: Path) -> None:
    shown = run("import", sheet, "--received-on", "2026-09-01", "--json").json
    assert (shown["counts"]["new"], shown["counts"]["wrong"], shown["applied"]) == (1, 1, None)
    assert hearings(data) == 0


def test_good_rows_are_written_and_the_others_stay(run: Commands, sheet: Path, data: Path) -> None:
    done = run("import", sheet, "--received-on", "2026-09-01", "--apply", "--json")
    assert (done.code, done.json["applied"]["counts"]["new"], done.json["applied"]["left"]) == (0, 1, 1)
    assert hearings(data) == 1


def test_strict_writes_nothing_unless_all_are_good(run: Commands, sheet: Path, data: Path) -> None:
    answer = run("import", sheet, "--received-on", "2026-09-01", "--apply", "--strict")
    assert (answer.code, hearings(data)) == (1, 0)


def test_the_same_file_again_changes_nothing_and_says_so(run: Commands, sheet: Path, data: Path) -> None:
    sheet.write_text("\n".join(SHEET.splitlines()[:2]), "utf-8")
    run("import", sheet, "--received-on", "2026-09-01", "--apply")
    again = run("import", sheet, "--received-on", "2026-09-01", "--apply")
    assert again.code == 0
    assert "没有改动" in again.out
    assert hearings(data) == 1


def test_a_file_that_is_no_list_is_refused(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "page.xlsx").write_text("<html><body>请登录</body></html>", "utf-8")
    answer = run("import", tmp_path / "page.xlsx", "--apply")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
