"""Importing court files: what each would change, and its application."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from litigation.actions.import_hearings import apply_run, receive_file
from litigation.cli.answer import Day, answer, json_option
from litigation.cli.register import OPERATOR, now, open_register
from litigation.law.clock import shanghai_day
from litigation.law.error import InvalidInputError
from litigation.records.db import db
from litigation.records.import_run import ImportRow, ImportRun

HEAPS = {
    "wrong": "有误",
    "doubtful": "存疑",
    "changed": "变更",
    "new": "新增",
    "missing": "未再出现",
    "same": "相同",
}
"""Heaps in the order of the check page."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--received-on", type=Day(), help="收到的日期，默认今天")
@click.option(
    "--apply", "apply_them", is_flag=True, help="写入可以写入的行；不加只显示会怎样，留在导入页等候核对"
)
@click.option("--strict", is_flag=True, help="有一行存疑或有误就一行不写")
@json_option
def import_files(
    paths: tuple[Path, ...], received_on: date | None, apply_them: bool, strict: bool, as_json: bool
) -> None:
    """导入法院来件 PATHS：逐行显示新增、变更、相同、存疑、有误，--apply 写入。"""
    with open_register() as app:
        secret = app.config["LITIGATION"].secret_key
        day = received_on or shanghai_day(now())
        for path in paths:
            run = receive_file(path.read_bytes(), path.name, day, now=now(), actor=OPERATOR)
            if run.state == "refused":
                raise InvalidInputError(f"{path.name}：{run.message}")
            value, lines = _proposal(run)
            if apply_them:
                result = apply_run(
                    run.id, run.version, now=now(), actor=OPERATOR, secret=secret, strict=strict
                )
                value["applied"] = {"counts": result.counts, "told": result.told, "left": result.left}
                lines.append(result.sentence)
            answer(value, lines, as_json=as_json)


def _proposal(run: ImportRun) -> tuple[dict[str, Any], list[str]]:
    """Say what one import would change; rows that would change nothing are only counted."""
    rows = sorted(db.session.get_one(ImportRun, run.id).rows, key=lambda row: list(HEAPS).index(row.heap))
    counts = {heap: sum(row.heap == heap for row in rows) for heap in HEAPS}
    value = {
        "import": run.id,
        "source": run.name,
        "message": run.message,
        "counts": counts,
        "rows": [_row(row) for row in rows],
        "applied": None,
    }
    lines = [_line(row) for row in rows if row.heap != "same"]
    lines.append(
        f"{run.name}：" + "，".join(f"{HEAPS[heap]} {count}" for heap, count in counts.items() if count)
    )
    return value, lines


def _row(row: ImportRow) -> dict[str, Any]:
    return {
        "heap": row.heap,
        "sheet": row.sheet or None,
        "row": row.line,
        "draft": row.draft,
        "finding": row.finding,
        "original": row.original,
        "hearing": row.hearing_id,
    }


def _line(row: ImportRow) -> str:
    """One row for a person: heap, place, case number, start, and what is the matter."""
    place = f"{row.sheet or ''} 第 {row.line} 行".strip() if row.line else ""
    draft, finding = row.draft, row.finding
    matter = "；".join(
        [
            *(each["message"] for each in finding.get("problems", ())),
            *(each["text"] for each in finding.get("questions", ())),
            *(f"{each['label']}：{each['before']} → {each['after']}" for each in finding.get("changes", ())),
        ]
    )
    start = draft.get("start") or ""
    return "\t".join((HEAPS[row.heap], place, draft.get("case_number") or "", str(start), matter)).rstrip()
