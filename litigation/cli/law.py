"""Questions to the law alone: no database, no application."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from litigation.cli.answer import Day, answer, echo_lines, json_option, read_lines, to_json
from litigation.law.agency import Agency, Official
from litigation.law.case_number import FoundNumber, find_case_numbers
from litigation.law.courts import court_name, court_warnings
from litigation.law.eligibility import Verdict, eligible_head, eligible_staff
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.facts import Case, Register
from litigation.law.facts_file import read_register
from litigation.law.facts_node import FactsError
from litigation.law.owing import sued_agencies


@click.command("case-number")
@click.argument("text", nargs=-1)
@click.option("--lines", "file", type=click.Path(path_type=Path), help="逐行读文件，每行输出一行 JSON")
@json_option
def case_number(text: tuple[str, ...], file: Path | None, as_json: bool) -> None:
    """读出 TEXT 里的案号：法院、审理程序、类型、序号；一串案号逐个列出。"""
    if file is not None:
        echo_lines(
            to_json([_number_row(each) for each in find_case_numbers(line)]) for line in read_lines(file)
        )
        return
    if not text:
        raise click.UsageError("请写出要读的文字，或用 --lines 指定文件。")
    found = find_case_numbers(" ".join(text))
    if not found and not as_json:
        raise InvalidInputError("没有读到案号；案号应像（2026）鲁0202行初12号。")
    answer([_number_row(each) for each in found], map(_number_line, found), as_json=as_json)


def _number_row(found: FoundNumber) -> dict[str, Any]:
    """Say everything that follows from one number."""
    number = found.number
    procedure = number.procedure
    return {
        "number": str(number),
        "year": number.year,
        "court": number.court,
        "special": number.special,
        "type": number.type,
        "sequence": number.sequence,
        "procedure": procedure.value if procedure else None,
        "administrative": number.administrative,
        "warnings": [*found.warnings, *court_warnings(number.court, number.year)],
    }


def _number_line(found: FoundNumber) -> str:
    number = found.number
    procedure = number.procedure.label if number.procedure else "不是行政案件"
    return f"{number.printed()}\t{procedure}\t{court_name(number.court) or '法院代字不在代码表中'}"


@click.command("eligible")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--agency", "agency_id", help="被诉行政机关的 id 或名称；给了 --case 可以不写")
@click.option("--on", "day", type=Day(), help="开庭日；给了 --case 可以不写")
@click.option("--person", help="只问这一个人，id 或姓名")
@click.option("--case", "case_id", help="案件 id 或案号：按该案的领域和关联核对分管")
@click.option("--field", default="", help="案件所属领域，核对分管用")
@click.option("--as-staff", is_flag=True, help="问能否作为相应的工作人员")
@click.option("--handles", is_flag=True, help="该工作人员具体行使被诉行政职权")
@json_option
def eligible(
    facts: Path,
    agency_id: str | None,
    day: date | None,
    person: str | None,
    case_id: str | None,
    field: str,
    as_staff: bool,
    handles: bool,
    as_json: bool,
) -> None:
    """按事实文件 FACTS 回答谁能在那一天作为该机关的出庭负责人（或工作人员），并说明依据。"""
    register = read_facts(facts)
    case = _case(register, case_id) if case_id else None
    agency = _named("机关", agency_id or _sued_in(case), register.agencies)
    on = day or _heard_on(register, case)
    officials = [_named("人员", person, register.officials)] if person else register.officials
    homes = {each.id: each for each in register.agencies}

    def judge(official: Official) -> Verdict:
        home = homes[official.agency]
        if as_staff:
            return eligible_staff(official.name, home, agency, handles_the_act=handles)
        about = field or (case.field if case else "")
        return eligible_head(official, agency, on, field=about, case_id=case.id if case else None, home=home)

    verdicts = [(each, judge(each)) for each in officials]
    answer(list(_verdict_rows(verdicts)), (_verdict_line(*each) for each in verdicts), as_json=as_json)


def read_facts(path: Path) -> Register:
    """Read the register of a facts file; FactsError when it is none."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise FactsError(f"{path.name} 不是 JSON 文件，请检查后再读取。") from error
    return read_register(data["register"] if isinstance(data, dict) and "register" in data else data)


def _named(kind: str, name: str, things: Iterable[Any]) -> Any:
    """The agency or official with this id or name."""
    found: Agency | Official | None = next((each for each in things if name in (each.id, each.name)), None)
    if found is None:
        raise NotFoundError(f"事实文件里没有“{name}”这个{kind}，请核对名称。")
    return found


def _case(register: Register, name: str) -> Case:
    found = next((each for each in register.cases if name in (each.id, each.number)), None)
    if found is None:
        raise NotFoundError(f"事实文件里没有“{name}”这个案件，请核对编号。")
    return found


def _sued_in(case: Case | None) -> str:
    """The first sued agency of the case, where none is named."""
    sued = sued_agencies(case) if case else ()
    if not sued:
        raise click.UsageError("请用 --agency 写明被诉行政机关，或用 --case 指定案件。")
    return sued[0]


def _heard_on(register: Register, case: Case | None) -> date:
    """The first hearing day of the case, where none is named."""
    days = [each.day for each in register.hearings if case and case.id in each.cases and each.day]
    if not days:
        raise click.UsageError("请用 --on 写明开庭日，或用 --case 指定已定开庭日的案件。")
    return min(days)


def _verdict_rows(verdicts: Iterable[tuple[Official, Verdict]]) -> Iterator[dict[str, Any]]:
    for official, verdict in verdicts:
        yield {"official": official.id, "name": official.name, **asdict(verdict)}


def _verdict_line(official: Official, verdict: Verdict) -> str:
    word = "可以" if verdict.allowed else "待核" if verdict.pending_check else "不可以"
    return f"{official.name}\t{word}\t{verdict.reasons[0]}"
