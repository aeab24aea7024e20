"""Figures of a facts file: anyone can recompute what was reported."""

from datetime import datetime
from pathlib import Path

import click

from litigation.cli.answer import Moment, Month, answer, json_option
from litigation.cli.law import read_facts
from litigation.law.rate import Tally, fraction_text
from litigation.law.reading import Readings
from litigation.law.tally import tally


@click.command("tally")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--month", type=Month(), required=True, help="统计月")
@click.option("--as-of", type=Moment(), help="只算到这一时刻已知的事实")
@click.option(
    "--reading", "chosen", multiple=True, help="另一种读法，写成 KEY=OPTION，例如 co_defendants=any"
)
@json_option
def tally_file(
    file: Path, month: str, as_of: datetime | None, chosen: tuple[str, ...], as_json: bool
) -> None:
    """由事实文件 FILE 计算一个月的出庭率；不用数据库。"""
    register, readings = read_facts(file), _readings(chosen)
    figures = tally(register, month, as_of, readings).with_agencies(
        each.id for each in register.agencies if each.in_district
    )
    answer(figures.to_json(), _lines(figures), as_json=as_json)


def _readings(chosen: tuple[str, ...]) -> Readings:
    """The readings named on the command line; the others stay as decided."""
    pairs = [each.partition("=") for each in chosen]
    return Readings.of(**{key: option for key, _, option in pairs})


def _lines(figures: Tally) -> list[str]:
    """Say the figures as the month page does: no percent while an outcome is missing."""
    fraction = fraction_text(figures.num, figures.den, figures.unknown)
    rate = f"{figures.unknown} 件待登记" if figures.unknown else figures.rate
    return [
        f"{figures.month}\t负责人出庭 {fraction} 件\t{rate}",
        f"理由成立 {figures.excused}\t待下次开庭 {figures.open}\t未履行 {figures.breached}",
        f"待履行 {figures.pending}\t只有律师到庭 {figures.lawyers_only}",
    ]
