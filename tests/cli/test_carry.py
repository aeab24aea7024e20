"""Commands on a register: migrated on the way, moved out, moved in, verified."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.run import Commands


def test_an_empty_machine_gets_its_database_on_the_way(run: Commands, data: Path) -> None:
    assert run("verify", "--json").json["sound"] is True
    assert (data / "litigation.db").exists()
    assert run("migrate", "--check").code == 0


def test_what_was_exported_can_be_loaded_elsewhere(
    run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run("export", "--out", out).code == 0
    monkeypatch.setenv("LITIGATION_DATA", str(tmp_path / "elsewhere"))
    assert run("load", out).code == 0
    assert run("verify").out.endswith("全部一致。\n")


def test_a_folder_that_holds_something_is_no_place_for_an_export(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("something")
    answer = run("export", "--out", tmp_path / "full")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1


def test_nothing_waits_in_an_empty_register(run: Commands) -> None:
    assert run("tasks", "--json").json == {"tasks": [], "imports_waiting": 0}
    assert run("assign", "--json").json["proposals"] == []


def test_an_open_duty_is_told_once(run: Commands, tmp_path: Path) -> None:
    ahead = f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d} 09:30"
    year = datetime.now(UTC).year
    (tmp_path / "people.csv").write_text("机关名称,姓名,职务\n青岛市市南区卫生健康局,秦越舟,局长\n")
    (tmp_path / "list.csv").write_text(
        "案号,法院,原告,被告,案由,开庭时间\n"
        f"（{year}）鲁0202行初7号,青岛市市南区人民法院,周平,青岛市市南区卫生健康局,行政处罚,{ahead}\n"
    )
    assert run("people", tmp_path / "people.csv", "--apply").code == 0
    assert run("import", tmp_path / "list.csv", "--apply").code == 0
    for _ in range(2):
        kinds = [each["kind"] for each in run("tasks", "--json").json["tasks"]]
        assert kinds.count("assign") == 1
        assert run("tick").code == 0


def test_a_database_that_does_not_answer_is_said_in_one_sentence(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITIGATION_DATABASE_URL", "postgresql://litigation@127.0.0.1:1/none")
    answer = run("tasks")
    assert answer.code == 1
    assert "LITIGATION_DATABASE_URL" in answer.err
    assert len(answer.err.splitlines()) == 1
