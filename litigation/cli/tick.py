"""Doing once whatever is due now."""

import click

from litigation import schedule
from litigation.cli.answer import answer, json_option
from litigation.cli.log import write_log
from litigation.cli.register import now, open_register


@click.command("tick")
@json_option
def tick(as_json: bool) -> None:
    """把现在到期的事办一遍：计划、发送、催办、检查、问结果、起草月报；办完就结束。"""
    write_log()
    with open_register() as app:
        taken = schedule.tick(app, now())
    answer({"notices": taken}, [f"处理了 {taken} 条告知。"], as_json=as_json)
