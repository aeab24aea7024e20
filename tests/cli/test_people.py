"""Importing a people sheet on the command line."""

from pathlib import Path

import pytest

from tests.cli.run import Commands

SHEET = (
    "机关,姓名,职务,手机\n"
    "云汀区住房和城乡建设局,沈若衡,局长,13800001111\n"
    "云汀区住房和城乡建设局,许知遥,四级调研员,13800002222\n"
)


@pytest.fixture
def sheet(run: Commands, tmp_path: Path) -> Path:
    """A sheet with a clear and an unclear head, and an empty register."""
    run("migrate")
    path = tmp_path / "名册.csv"
    path.write_text(SHEET, "utf-8")
    return path


def test_a_people_sheet_is_shown_and_then_written_once(run: Commands, sheet: Path) -> None:
    shown = run("people", sheet, "--json").json
    assert (shown["counts"]["new"], shown["counts"]["doubtful"], shown["applied"]) == (2, 1, None)
    assert "13800001111" not in str(shown)

    done = run("people", sheet, "--apply", "--json").json
    assert done["applied"]["counts"]["new"] == 2
    assert done["applied"]["left"] == 1


def test_strict_writes_nothing_while_a_row_is_unclear(run: Commands, sheet: Path) -> None:
    answer = run("people", sheet, "--apply", "--strict")

    assert answer.code == 1
    assert "1 行存疑或有误" in answer.err


def test_a_file_that_is_no_sheet_is_one_sentence(run: Commands, tmp_path: Path) -> None:
    run("migrate")
    (tmp_path / "a.xlsx").write_bytes(b"<html>")

    answer = run("people", tmp_path / "a.xlsx")

    assert (answer.code, answer.err.count("\n")) == (1, 1)
