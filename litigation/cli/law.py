"""Questions to the law alone: no database, no application."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from litigation.cli.answer import Day, answer, json_option
from litigation.law.case_number import FoundNumber, find_case_numbers
from litigation.law.courts import court_name
from litigation.law.eligibility import eligible_head
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.facts_file import read_register


@click.command("case-number")
@click.argument("text", nargs=-1, required=True)
@json_option
def case_number(text: tuple[str, ...], as_json: bool) -> None:
    """读出 TEXT 里的案号：法院、审理程序、类型、序号。"""
    found = find_case_numbers(" ".join(text))
    if not found:
        raise InvalidInputError("没有读到案号；案号应像（2026）鲁0202行初12号。")
    rows = [_number_row(each) for each in found]
    answer(
        rows,
        (f"{row['printed']}\t{row['procedure_label']}\t{row['court_name'] or ''}" for row in rows),
        as_json=as_json,
    )


def _number_row(found: FoundNumber) -> dict[str, Any]:
    """Say everything that follows from one number."""
    number = found.number
    procedure = number.procedure
    return {
        "case_number": str(number),
        "printed": number.printed(),
        "original": found.original,
        "year": number.year,
        "court": number.court,
        "court_name": court_name(number.court),
        "special": number.special,
        "type": number.type,
        "sequence": number.sequence,
        "procedure": procedure.value if procedure else None,
        "procedure_label": procedure.label if procedure else "不是行政案件",
        "administrative": number.administrative,
        "warnings": list(found.warnings),
    }


@click.command("eligible")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--agency", "agency_id", required=True, help="被诉行政机关的 id 或名称")
@click.option("--on", "day", type=Day(), required=True, help="开庭日")
@click.option("--field", default="", help="案件所属领域，核对分管用")
@json_option
def eligible(facts: Path, agency_id: str, day: date, field: str, as_json: bool) -> None:
    """按事实文件 FACTS，逐人回答谁能在那一天作为该机关的出庭负责人，并说明依据。"""
    data = json.loads(facts.read_text("utf-8"))
    register = read_register(data.get("register", data))
    agencies = {each.id: each for each in register.agencies}
    agency = next((each for each in register.agencies if agency_id in (each.id, each.name)), None)
    if agency is None:
        raise NotFoundError(f"事实文件里没有“{agency_id}”这个机关，请核对名称。")
    rows = [
        {
            "official": official.id,
            "name": official.name,
            **asdict(eligible_head(official, agency, day, field=field, home=agencies.get(official.agency))),
        }
        for official in register.officials
    ]
    lines = (
        f"{row['name']}\t{'可以' if row['allowed'] else '不可以'}\t{row['reason']}（{row['article']}）"
        for row in rows
    )
    answer(rows, lines, as_json=as_json)
