"""Moving out, moving in, and the auditor's check of the whole register."""

from pathlib import Path

import click

from litigation.actions.export_register import export_register
from litigation.actions.load_register import load_register
from litigation.actions.verify_register import verify_register
from litigation.cli.answer import answer, json_option
from litigation.cli.register import OPERATOR, now, open_register


@click.command("export")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="输出到这个空目录")
@json_option
def export(out: Path, as_json: bool) -> None:
    """把整个登记簿写成普通文件（JSON Lines），连同事实文件。"""
    with open_register():
        done = export_register(out, now=now(), actor=OPERATOR)
    value = {"folder": str(done.folder), "rows": done.rows}
    answer(value, [f"已写出 {sum(done.rows.values())} 行到 {done.folder}。"], as_json=as_json)


@click.command("load")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def load(folder: Path, as_json: bool) -> None:
    """把 export 写出的目录读进一个空数据库；要么全部写入，要么一行不写。"""
    with open_register():
        rows = load_register(folder, now=now(), actor=OPERATOR)
    answer({"rows": rows}, [f"已写入 {sum(rows.values())} 行。"], as_json=as_json)


@click.command("verify")
@json_option
def verify(as_json: bool) -> None:
    """核对登记簿：所存结论与重算一致，日志链完整，各项不变量成立。不一致时退出码为 1。"""
    with open_register():
        found = verify_register(now=now())
    findings = [
        {"check": name, "subject": each.subject, "id": each.subject_id, "message": each.message}
        for name, group in found.findings.items()
        for each in group
    ]
    value = {"sound": found.sound, "cases": found.cases, "waiting": found.waiting, "findings": findings}
    lines = [f"{row['check']}\t{row['subject']} {row['id']}\t{row['message']}" for row in findings]
    lines.append(f"核对 {found.cases} 个案件，{'全部一致' if found.sound else f'{len(findings)} 处不一致'}。")
    answer(value, lines, as_json=as_json)
    if not found.sound:
        raise SystemExit(1)
