"""Questions to the law: answers, exit codes, and no database anywhere."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ROOT, Commands, run_process, run_python

FACTS = ROOT / "tests" / "law" / "registers" / "01_attended.json"


def test_a_case_number_is_read_with_all_that_follows_from_it(run: Commands) -> None:
    (number,) = run("case-number", "（2026）鲁0202行初０12号", "--json").json
    assert number["case_number"] == "(2026)鲁0202行初12号"
    assert (number["court"], number["special"], number["procedure"]) == ("鲁0202", None, "first_instance")
    assert number["court_name"] == "青岛市市南区人民法院"


def test_what_is_no_case_number_ends_with_one_sentence(run: Commands) -> None:
    answer = run("case-number", "明天开会")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "没有读到案号；案号应像（2026）鲁0202行初12号。\n"


def test_a_period_rolls_over_the_spring_festival(run: Commands) -> None:
    assert run("period", "2026-01-31", "15d", "--json").json == {
        "due_on": "2026-02-24",
        "nominal_on": "2026-02-15",
        "confirmed": True,
    }


def test_a_period_into_a_year_without_notice_is_unconfirmed(run: Commands) -> None:
    answer = run("period", "2026-12-17", "15d")
    assert answer.out == "2027-01-04（当年放假安排未公布）\n"


def test_deadlines_of_an_event_come_with_their_articles(run: Commands) -> None:
    found = run("deadline", "judgment-served", "2026-09-10", "--json").json
    assert [(each["due_on"], each["length"]) for each in found] == [("2026-09-28", "15d")]
    assert found[0].keys() == {"name", "due_on", "nominal_on", "confirmed", "length", "article"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("deadline", "tea-break", "2026-09-10"),
        ("period", "2026-13-01", "15d"),
        ("period", "2026-01-31", "a while"),
        ("tally", "nowhere.json", "--month", "2026-09"),
        ("tally", FACTS, "--month", "September"),
        ("eligible", FACTS, "--agency", "nobody", "--on", "2026-03-01"),
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
