"""Running the web server, alone or as the parent of a worker; and the schema's upgrade."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

import click
import waitress
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer

from config import Config
from litigation.actions.first_run import issue_code
from litigation.app import create_app, prepare_register
from litigation.cli.answer import answer, json_option
from litigation.cli.log import write_log
from litigation.cli.register import now
from litigation.cli.supervisor import Supervisor
from litigation.law.error import LitigationError
from litigation.records import schema

THREADS = 8
# Beyond this the connection is closed without a page; below it, an upload that is too large gets one.
LARGEST_BODY = 5


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
@click.option("--with-worker", is_flag=True, help="同时启动并看护一个调度进程")
def serve(host: str, port: int, with_worker: bool) -> None:
    """启动网页服务；第一次启动时打印一次性启动码。"""
    write_log()
    config = Config.from_environ()
    if not os.environ.get("LITIGATION_BASE_URL"):
        config = config.at_address(host, port)
    app = create_app(config)
    prepare_register(app)
    server = _listen(app, config, host, port)
    _say_where(app, config)
    supervisor = Supervisor(_worker_command(), {**os.environ, "LITIGATION_BASE_URL": config.base_url})
    with _stopped_by_signal(), supervisor if with_worker else nullcontext():
        server.run()
    click.echo("已停止。")


@click.command("migrate")
@click.option("--check", is_flag=True, help="只检查，不升级；不是最新时退出码不为 0")
@json_option
def migrate(check: bool, as_json: bool) -> None:
    """把数据库升级到这一版需要的结构；升级前请先备份。"""
    config = Config.from_environ()
    app = create_app(config)
    with app.app_context():
        if check:
            schema.require_current()
        changed = False if check else schema.upgrade(config.data_folder)
        words = f"数据库结构已升级到 {schema.newest_revision()}。" if changed else "数据库结构已是最新。"
        answer({"revision": schema.current_revision(), "changed": changed}, [words], as_json=as_json)


def _listen(app: Flask, config: Config, host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """Open the socket; a port in use is the commonest reason why a start fails."""
    try:
        return waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            max_request_body_size=LARGEST_BODY * config.upload_limit,
            clear_untrusted_proxy_headers=not config.proxy_count,
        )
    except OSError as error:
        raise LitigationError(
            f"不能监听 {host}:{port}（{error.strerror}），请换一个端口，例如 --port 8001。"
        ) from error


def _say_where(app: Flask, config: Config) -> None:
    """Print the address, and the one-time code while there is no account."""
    with app.app_context():
        code = issue_code(now=now())
    click.echo(f"出庭应诉已启动：{config.base_url}")
    if code:
        click.echo(
            f"第一次使用，请打开 {config.base_url}/setup ，启动码：{code}（24 小时内有效，只能用一次）"
        )
    sys.stdout.flush()


def _worker_command() -> list[str]:
    return [sys.executable, "-m", "litigation.cli.main", "worker", "--with-parent"]


@contextmanager
def _stopped_by_signal() -> Iterator[None]:
    """End cleanly on SIGTERM as on Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except (SystemExit, KeyboardInterrupt):
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
