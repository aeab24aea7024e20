"""Reading without a register: one JSON line a file, and nothing else is touched."""

import json
from pathlib import Path

from tests.cli.run import Commands, run_python

CSV = (
    "案号,原告,被告,开庭时间,法庭\n"
    "(2026)鲁0202行初12号,王建国,云汀区住房和城乡建设局,2026-09-28 09:30,第三法庭\n"
)
TEXT = "（2026）鲁0202行初12号一案定于2026年9月28日上午9时30分在本院第三法庭开庭审理。"


def test_each_file_is_one_line(run: Commands, tmp_path: Path, data: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(CSV, "utf-8")
    answer = run("read", tmp_path / "a.csv", tmp_path / "b.csv", "--received-on", "2026-09-01")
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["source"] for line in lines] == [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    assert lines[0].keys() == {"source", "hearings", "problems", "warnings"}
    (hearing,) = lines[0]["hearings"]
    assert (hearing["case_number"], hearing["start"]) == ("(2026)鲁0202行初12号", "2026-09-28T09:30")
    assert not data.exists()


def test_a_problem_has_its_place(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV.replace("2026-09-28", "2026-09-31"), "utf-8")
    (line,) = run("read", tmp_path / "a.csv", "--received-on", "2026-09-01").out.splitlines()
    (problem,) = json.loads(line)["problems"]
    assert problem.keys() == {"sheet", "row", "column", "value", "code", "message"}
    assert (problem["row"], problem["code"]) == (2, "date_invalid")


def test_texts_are_read_line_by_line(run: Commands, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    item = {"id": "t1", "received_on": "2026-09-01", "text": TEXT}
    file.write_text(json.dumps(item, ensure_ascii=False) + "\n\n", "utf-8")
    read = run("read", "--texts", file).json
    assert (read["id"], read["hearings"][0]["start"], read["warnings"]) == ("t1", "2026-09-28T09:30", [])


def test_a_line_that_is_no_text_is_named(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text('{"id": "t1"}\n', "utf-8")
    answer = run("read", "--texts", tmp_path / "texts.jsonl")
    assert answer.code == 1
    assert answer.err.startswith("第 1 行")


def test_reading_loads_neither_application_nor_database(tmp_path: Path) -> None:
    programme = (
        "import sys\n"
        "from litigation.cli.main import litigation\n"
        "litigation.get_command(None, 'read')\n"
        "loaded = {each.split('.')[0] for each in sys.modules}\n"
        "sys.exit(' '.join(loaded & {'flask', 'sqlalchemy', 'config', 'alembic'}) or 0)\n"
    )
    done = run_python(tmp_path, "-c", programme)
    assert (done.returncode, done.stderr) == (0, "")
