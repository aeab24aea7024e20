"""Recording in bulk and writing the month, as commands."""

import json
import stat
from pathlib import Path

from tests.cli.run import Commands


def test_a_month_without_hearings_is_written_without_a_rate(run: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = run("report", "2026-09", "--out", out, "--json").json
    assert (said["edition"], said["figures"]["rate"]) == (0, "—")
    assert sorted(each.name for each in out.iterdir()) == ["2026-09.docx", "2026-09.json", "2026-09.xlsx"]
    assert json.loads((out / "2026-09.json").read_text("utf-8")) == said["figures"]


def test_what_says_something_of_people_is_for_this_user_alone(run: Commands, tmp_path: Path) -> None:
    run("report", "2026-09", "--out", tmp_path / "out")
    assert {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "out").iterdir()} == {0o600}


def test_a_month_that_is_none_is_refused(run: Commands, tmp_path: Path) -> None:
    assert run("report", "2026-13", "--out", tmp_path).code != 0


def test_a_line_about_an_unknown_hearing_is_shown_and_strict_fails(run: Commands, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_text('{"case_number": "(2026)鲁9902行初1号", "start": "2026-09-28"}\n', "utf-8")
    said = run("record", file, "--apply", "--json").json
    assert said["counts"] == {"recorded": 0, "same": 0, "wrong": 1}
    assert "没有登记" in said["lines"][0]["message"]
    assert run("record", file, "--apply", "--strict").code == 1
