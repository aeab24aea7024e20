"""The month's circular as Word, Excel and figures: the same bytes as on the page."""

import os
from pathlib import Path

import click

from litigation.actions.close_month import month_report
from litigation.cli.answer import Month, answer, json_option, to_json
from litigation.cli.register import now, open_register
from litigation.records.db import db


@click.command("report")
@click.argument("month", type=Month())
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出目录")
@json_option
def report(month: str, out: Path, as_json: bool) -> None:
    """写出 MONTH 的通报：docx、xlsx 和 JSON 数字。已印发的月份给出封存的文件，否则是当前草稿。"""
    with open_register():
        found = month_report(db.session(), month, now())
    out.mkdir(parents=True, exist_ok=True)
    files = {
        f"{month}.docx": found.docx,
        f"{month}.xlsx": found.xlsx,
        f"{month}.json": f"{to_json(found.figures)}\n".encode(),
    }
    for name, data in files.items():
        _write(out / name, data)
    value = {"month": month, "edition": found.edition, "files": sorted(files), "figures": found.figures}
    answer(value, [f"已写出 {out / name}" for name in files], as_json=as_json)


def _write(path: Path, data: bytes) -> None:
    """Replace a file whole or not at all; what it says of people is for this user alone."""
    half = path.with_name(f".{path.name}.part")
    half.unlink(missing_ok=True)
    with open(half, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)
    half.replace(path)
