"""Letting messages leave again from a register that was restored."""

import click

from litigation.actions.actor import SYSTEM
from litigation.actions.fence import resume_sending
from litigation.cli.answer import answer, json_option
from litigation.cli.register import now, open_register


@click.command("resume")
@click.option("--send-due", is_flag=True, help="到时间的消息照发（原来的机器在备份之后没有再运行）。")
@json_option
def resume(send_due: bool, as_json: bool) -> None:
    """恢复备份以后，让消息重新发出；到时间的消息作废，除非写 --send-due。"""
    with open_register():
        dropped = resume_sending(drop_due=not send_due, now=now(), actor=SYSTEM)
    answer({"dropped": dropped}, [f"已恢复发送，作废 {dropped} 条。"], as_json=as_json)
