"""Running the scheduler and sender."""

import os
import signal
import threading

import click

from config import Config
from litigation import schedule
from litigation.app import create_app, prepare_register
from litigation.cli.log import write_log


@click.command("worker")
@click.option("--with-parent", is_flag=True, hidden=True, help="标准输入关闭时停止")
def worker(with_parent: bool) -> None:
    """启动调度：按时计划、发送、催办、月结。可以在多台机器上各开一个。"""
    write_log()
    app = create_app(Config.from_environ())
    prepare_register(app)
    if with_parent:
        threading.Thread(target=_follow_parent, daemon=True).start()
    schedule.run_worker(app)


def _follow_parent() -> None:
    """Stop with the parent, however it ends: its end of our input closes."""
    # Unbuffered: a thread that holds a buffered reader's lock breaks the end of the interpreter.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
