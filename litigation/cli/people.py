"""Importing agencies, heads and liaisons from spreadsheets, like a court's files."""

from pathlib import Path
from typing import Any

import click

from litigation.actions.import_hearings import apply_run
from litigation.actions.import_people import receive_people
from litigation.cli.answer import answer, json_option
from litigation.cli.imports import HEAPS
from litigation.cli.register import OPERATOR, now, open_register
from litigation.law.clock import shanghai_day
from litigation.law.error import InvalidInputError
from litigation.records.db import db
from litigation.records.import_run import ImportRow, ImportRun


@click.command("people")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--apply", "apply_them", is_flag=True, help="写入可以写入的行；不加只显示会怎样")
@click.option("--strict", is_flag=True, help="有一行存疑或有误就一行不写")
@json_option
def import_people(paths: tuple[Path, ...], apply_them: bool, strict: bool, as_json: bool) -> None:
    """导入机关、负责人和联络员名册 PATHS：逐行显示新增、变更、相同、存疑、有误，--apply 写入。"""
    with open_register():
        for path in paths:
            run = receive_people(path.read_bytes(), path.name, shanghai_day(now()), now=now(), actor=OPERATOR)
            if run.state == "refused":
                raise InvalidInputError(f"{path.name}：{run.message}")
            value, lines = _proposal(run)
            if apply_them:
                result = apply_run(run.id, run.version, now=now(), actor=OPERATOR, strict=strict)
                value["applied"] = {"counts": result.counts, "left": result.left}
                lines.append(result.sentence)
            answer(value, lines, as_json=as_json)


def _proposal(run: ImportRun) -> tuple[dict[str, Any], list[str]]:
    """Say what one sheet would change; contacts are masked."""
    rows = sorted(db.session.get_one(ImportRun, run.id).rows, key=lambda row: list(HEAPS).index(row.heap))
    counts = {heap: sum(row.heap == heap for row in rows) for heap in HEAPS}
    value = {
        "import": run.id,
        "source": run.name,
        "message": run.message,
        "counts": counts,
        "rows": [
            {"heap": row.heap, "sheet": row.sheet or None, "row": row.line, "finding": row.finding}
            for row in rows
        ],
        "applied": None,
    }
    lines = [_line(row) for row in rows if row.heap != "same"]
    lines.append(
        f"{run.name}：" + "，".join(f"{HEAPS[heap]} {count}" for heap, count in counts.items() if count)
    )
    return value, lines


def _line(row: ImportRow) -> str:
    finding = row.finding
    place = f"{row.sheet} 第 {row.line} 行".strip() if row.line else ""
    matter = "；".join(
        [
            *(each["message"] for each in finding.get("problems", ())),
            *(each["text"] for each in finding.get("questions", ())),
            *(f"{each['label']}：{each['before']} → {each['after']}" for each in finding.get("changes", ())),
        ]
    )
    who = f"{finding['heading']} {finding['who']}".strip()
    return "\t".join((HEAPS[row.heap], place, who, matter)).rstrip()
