"""Reading court files and texts; touches no database."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from litigation.actions.read_sources import read_files, read_texts
from litigation.cli.answer import Day, json_option, to_json
from litigation.law.clock import shanghai_day


@click.command("read")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--received-on", type=Day(), help="收到的日期，默认今天；没有年份的日期从这一天往后推")
@click.option(
    "--texts", type=click.Path(path_type=Path), help="每行一个 {id, received_on, text} 的 JSON Lines"
)
@json_option
def read(paths: tuple[Path, ...], received_on: date | None, texts: Path | None, as_json: bool) -> None:
    """读法院来件 PATHS，每个文件输出一行 JSON：读到的开庭和有问题的地方；什么都不写入。"""
    if bool(paths) == bool(texts):
        raise click.UsageError("请给出要读的文件，或者用 --texts 给出一个文本文件。")
    if texts:
        with texts.open(encoding="utf-8") as lines:
            for row in read_texts(lines):
                click.echo(to_json(row))
    for row in read_files(paths, received_on or shanghai_day(datetime.now(UTC))):
        click.echo(to_json(row))
