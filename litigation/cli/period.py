"""Periods of the law: when one ends, and which an event begins. No database, no application."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from litigation.cli.answer import Day, answer, echo_lines, json_option, read_lines, to_json
from litigation.law.calendar import Calendar
from litigation.law.deadline import RULES, Deadline, deadlines
from litigation.law.error import InvalidInputError
from litigation.law.period import parse_length, period_end

UNCONFIRMED = "（当年放假安排未公布）"


@click.command("period")
@click.argument("length", required=False)
@click.option("--on", "start", type=Day(), help="起算日，当日不算")
@click.option(
    "--lines", "file", type=click.Path(path_type=Path), help="逐行读“LENGTH DATE”，每行输出一行 JSON"
)
@json_option
def period(length: str | None, start: date | None, file: Path | None, as_json: bool) -> None:
    """从 --on 那天起算，LENGTH 的期间何时届满：15d 日，6m 月，2y 年，10wd 工作日。"""
    if file is not None:
        _answer_lines(file)
        return
    if length is None or start is None:
        raise click.UsageError("请写成 litigation period 15d --on 2026-09-15，或用 --lines 指定文件。")
    value = _end(length, start)
    answer(value, [f"{value['due_on']}{'' if value['confirmed'] else UNCONFIRMED}"], as_json=as_json)


def _end(length: str, start: date) -> dict[str, Any]:
    end = period_end(start, parse_length(length), Calendar.shipped())
    return {"due_on": end.due_on, "nominal_on": end.nominal_on, "confirmed": end.confirmed}


def _answer_lines(file: Path) -> None:
    """Answer each line; one that cannot be read says so in its place, and the command fails."""
    wrong = 0

    def answers() -> Iterator[str]:
        nonlocal wrong
        for line in read_lines(file):
            try:
                yield to_json(_end(*_pair(line)))
            except InvalidInputError as error:
                wrong += 1
                yield to_json({"error": str(error)})

    echo_lines(answers())
    if wrong:
        raise InvalidInputError(f"有 {wrong} 行读不懂，原因写在各行的 error 里。")


def _pair(line: str) -> tuple[str, date]:
    """``15d 2026-09-15`` taken apart."""
    try:
        length, day = line.replace(",", " ").split()
        return length, date.fromisoformat(day)
    except ValueError:
        raise InvalidInputError(f"“{line}”读不懂，应写成 15d 2026-09-15。", value=line) from None


@click.command("deadline")
@click.argument("event", required=False)
@click.option("--on", "start", type=Day(), help="事项发生之日")
@click.option("--list", "list_them", is_flag=True, help="列出全部事项和期限")
@click.option("--simple", is_flag=True, help="简易程序")
@click.option("--normative", is_flag=True, help="规范性文件司法建议")
@click.option("--stated", type=Day(), help="文书自己载明的日期（司法建议、判决履行期）")
@json_option
def deadline(
    event: str | None,
    start: date | None,
    list_them: bool,
    simple: bool,
    normative: bool,
    stated: date | None,
    as_json: bool,
) -> None:
    """列出 EVENT 在 --on 那天发生后依法起算的各项期限，例如 complaint-served、judgment-served。"""
    if list_them:
        answer([each.to_json() for each in RULES], (each.line() for each in RULES), as_json=as_json)
        return
    if event is None or start is None:
        raise click.UsageError("请写成 litigation deadline judgment-served --on 2026-09-15，或用 --list。")
    found = deadlines(event, start, Calendar.shipped(), simple=simple, normative=normative, stated=stated)
    answer([each.to_json() for each in found], map(_line, found), as_json=as_json)


def _line(each: Deadline) -> str:
    return f"{each.due_on}{'' if each.confirmed else UNCONFIRMED}\t{each.name}\t{each.article}"
