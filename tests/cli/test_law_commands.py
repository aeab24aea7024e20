"""Questions to the law: answers, exit codes, and no database anywhere."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ROOT, Commands, run_process, run_python

FACTS = ROOT / "tests" / "law" / "registers" / "01_attended.json"


def test_a_case_number_is_read_with_all_that_follows_from_it(run: Commands) -> None:
    assert run("case-number", "（2026）鲁0202行初０12号", "--json").json == [
        {
            "number": "(2026)鲁0202行初12号",
            "year": 2026,
            "court": "鲁0202",
            "special": None,
            "type": "行初",
            "sequence": 12,
            "procedure": "first_instance",
            "administrative": True,
            "warnings": [],
        }
    ]
    assert "青岛市市南区人民法院" in run("case-number", "（2026）鲁0202行初12号").out


def test_lists_unknown_courts_and_empty_texts_are_answered(run: Commands) -> None:
    rows = run("case-number", "（2026）鲁9999行初12-14号", "--json").json
    assert [row["sequence"] for row in rows] == [12, 13, 14]
    assert all(row["warnings"] == ["court_code_unknown"] for row in rows)
    assert run("case-number", "明天开会", "--json").json == []


def test_a_file_of_numbers_is_answered_line_by_line(run: Commands, tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_bytes("(2026)鲁0202行初12号\n\n(2026)鲁0202行保1号、2号\r\n".encode() + b"\xff\xfe\n")
    lines = [json.loads(line) for line in run("case-number", "--lines", path).out.splitlines()]
    assert [[row["number"] for row in line] for line in lines] == [
        ["(2026)鲁0202行初12号"],
        [],
        ["(2026)鲁0202行保1号", "(2026)鲁0202行保2号"],
        [],
    ]
    assert lines[2][0]["procedure"] is None


def test_what_is_no_case_number_ends_with_one_sentence(run: Commands) -> None:
    answer = run("case-number", "明天开会")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "没有读到案号；案号应像（2026）鲁0202行初12号。\n"


def test_a_period_rolls_over_the_spring_festival(run: Commands) -> None:
    assert run("period", "15d", "--on", "2026-01-31", "--json").json == {
        "due_on": "2026-02-24",
        "nominal_on": "2026-02-15",
        "confirmed": True,
    }


def test_a_period_into_a_year_without_notice_is_unconfirmed(run: Commands) -> None:
    answer = run("period", "15d", "--on", "2026-12-17")
    assert answer.out == "2027-01-04（当年放假安排未公布）\n"


def test_a_file_of_periods_is_answered_line_by_line(run: Commands, tmp_path: Path) -> None:
    path = tmp_path / "periods.txt"
    path.write_text("15d 2026-01-31\n10wd 2026-09-28\nsoon 2026-01-31\n", "utf-8")
    answer = run("period", "--lines", path)
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line.get("due_on") for line in lines] == ["2026-02-24", "2026-10-16", None]
    assert "soon" in lines[2]["error"]
    assert (answer.code, len(answer.err.splitlines())) == (1, 1)


def test_the_events_are_listed_with_start_and_article(run: Commands) -> None:
    rows = run("deadline", "--list", "--json").json
    assert {"complaint-served", "suggestion-received"} <= {row["event"] for row in rows}
    assert all(row["start"] and row["article"] for row in rows)
    assert len(run("deadline", "--list").out.splitlines()) == len(rows)


def test_deadlines_of_an_event_come_with_their_articles(run: Commands) -> None:
    found = run("deadline", "judgment-served", "--on", "2026-09-10", "--json").json
    assert [(each["due_on"], each["length"]) for each in found] == [("2026-09-28", "15d")]
    assert found[0].keys() == {"name", "due_on", "nominal_on", "confirmed", "length", "article"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("deadline", "tea-break", "--on", "2026-09-10"),
        ("deadline", "judgment-served"),
        ("deadline", "performance-ordered", "--on", "2026-09-10"),
        ("period", "15d", "--on", "2026-13-01"),
        ("period", "a while", "--on", "2026-01-31"),
        ("period", "15d"),
        ("tally", "nowhere.json", "--month", "2026-09"),
        ("tally", FACTS, "--month", "September"),
        ("tally", FACTS, "--month", "2026-02", "--reading", "co_defendants=none"),
        ("eligible", FACTS, "--agency", "nobody", "--on", "2026-03-01"),
        ("eligible", FACTS, "--agency", "B", "--on", "2026-03-01", "--person", "nobody"),
        ("eligible", FACTS, "--agency", "B", "--on", "2026-03-01", "--case", "none"),
        ("eligible", FACTS, "--agency", "B"),
        ("eligible", FACTS, "--on", "2026-03-01"),
        ("case-number",),
        ("unknown-command",),
    ],
)
def test_an_error_is_one_sentence_on_stderr(run: Commands, arguments: tuple[str | Path, ...]) -> None:
    answer = run(*arguments)
    assert answer.code != 0
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


def test_the_tally_prints_the_keys_of_the_facts_files(run: Commands) -> None:
    figures = run("tally", FACTS, "--month", "2026-03", "--json").json
    assert {"den", "num", "rate", "may_say_100", "profiles", "by_agency", "by_procedure"} <= figures.keys()


def test_who_may_appear_is_answered_person_by_person(run: Commands) -> None:
    register = json.loads(FACTS.read_text("utf-8"))["register"]
    rows = run(
        "eligible", FACTS, "--agency", register["agencies"][0]["id"], "--on", "2026-03-02", "--json"
    ).json
    assert [row["official"] for row in rows] == [each["id"] for each in register["officials"]]
    assert all(row["reason"] and row["article"] for row in rows)


def test_one_person_is_judged_as_head_and_as_staff(run: Commands) -> None:
    asked = ("eligible", FACTS, "--agency", "G", "--on", "2026-02-03", "--person", "b1", "--json")
    (head,) = run(*asked).json
    assert (head["code"], head["allowed"]) == ("subordinate_agency", False)
    (staff,) = run(*asked, "--as-staff", "--handles").json
    assert (staff["code"], staff["allowed"]) == ("eligible_staff", True)


def test_a_case_gives_the_field_that_links_a_rank(run: Commands) -> None:
    asked = ("eligible", FACTS, "--agency", "B", "--on", "2026-02-03", "--person", "b3", "--json")
    assert run(*asked).json[0]["pending_check"]
    assert run(*asked, "--case", "c1").json[0]["allowed"]
    assert run("eligible", FACTS, "--case", "c1", "--person", "b3", "--json").json[0]["allowed"]


def test_the_tally_has_a_line_for_every_agency_of_the_district(run: Commands) -> None:
    figures = run("tally", FACTS, "--month", "2026-03", "--json").json
    assert set(figures["by_agency"]) == {"B", "G", "S", "P"}


@pytest.mark.parametrize("name", ["case-number", "period", "deadline", "eligible", "tally"])
def test_the_law_is_asked_without_application_and_database(tmp_path: Path, name: str) -> None:
    programme = (
        "import sys\n"
        "from litigation.cli.main import litigation\n"
        f"litigation.get_command(None, {name!r})\n"
        "loaded = {each.split('.')[0] for each in sys.modules}\n"
        "sys.exit(' '.join(loaded & {'flask', 'sqlalchemy', 'config', 'alembic'}) or 0)\n"
    )
    done = run_python(tmp_path, "-c", programme)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_overview_names_every_command(tmp_path: Path) -> None:
    answer = run_process(tmp_path, "--help")
    assert answer.code == 0
    assert "case-number" in answer.out


def test_the_figures_of_a_file_that_is_no_json_are_refused(run: Commands, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text("<html>", "utf-8")
    answer = run("tally", path, "--month", "2026-03")
    assert (answer.code, answer.err) == (1, "facts.json 不是 JSON 文件，请检查后再读取。\n")
