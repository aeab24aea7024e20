"""Doing once whatever is due now."""

import click

from litigation import schedule
from litigation.cli.answer import answer, json_option
from litigation.cli.log import write_log
from litigation.cli.register import now, open_register
from litigation.law.error import LitigationError


@click.command("tick")
@json_option
def tick(as_json: bool) -> None:
    """把现在到期的事办一遍：计划、发送、催办、检查、问结果、起草月报；办完就结束。"""
    write_log()
    with open_register() as app:
        done = schedule.tick(app, now())
    if done.faults:
        raise LitigationError(f"有 {len(done.faults)} 项没有办成：{'、'.join(done.faults)}，原因见日志。")
    answer({"notices": done.notices}, [f"处理了 {done.notices} 条告知。"], as_json=as_json)
