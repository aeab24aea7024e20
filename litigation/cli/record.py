"""Recording outcomes and attendance in bulk."""

from pathlib import Path

import click

from litigation.actions.record_file import record_from_file
from litigation.cli.answer import answer, json_option
from litigation.cli.register import OPERATOR, now, open_register

WORDS = {"recorded": "登记", "same": "相同", "wrong": "有误"}


@click.command("record")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", "apply_them", is_flag=True, help="写入；不加只显示会怎样")
@click.option("--strict", is_flag=True, help="有一行有误就一行不写")
@json_option
def record(file: Path, apply_them: bool, strict: bool, as_json: bool) -> None:
    """成批登记开庭结果和出庭情况，FILE 是 JSON Lines 或表格。"""
    data = file.read_bytes()
    with open_register():
        lines = record_from_file(data, apply=apply_them, strict=strict, now=now(), actor=OPERATOR)
    rows = [
        {"line": each.line, "case_number": each.case_number, "state": each.state, "message": each.message}
        for each in lines
    ]
    counts = {state: sum(each.state == state for each in lines) for state in WORDS}
    wrong = counts["wrong"]
    refused = apply_them and strict and wrong > 0
    text = [f"{each.line}\t{each.case_number}\t{WORDS[each.state]}\t{each.message}" for each in lines]
    text.append(_sentence(len(lines) - wrong, wrong, written=apply_them and not refused))
    value = {"lines": rows, "counts": counts, "applied": apply_them and not refused}
    answer(value, text, as_json=as_json)
    if refused:
        raise SystemExit(1)


def _sentence(good: int, wrong: int, *, written: bool) -> str:
    left = f"，{wrong} 行有误" if wrong else ""
    return f"已写入 {good} 行{left}。" if written else f"{good} 行可以写入{left}；现在没有写入。"
