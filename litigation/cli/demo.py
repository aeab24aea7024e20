"""The fictional district."""

from dataclasses import asdict

import click

from litigation.actions.gateways import build_gateways
from litigation.actions.load_demo import load_demo
from litigation.cli.answer import answer, json_option
from litigation.cli.register import OPERATOR, now, open_register


@click.command("demo")
@json_option
def demo(as_json: bool) -> None:
    """往空数据库里装入一个虚构的区：机关、负责人、案件，各种状态都有。"""
    with open_register() as app:
        gateways = build_gateways(app.config["LITIGATION"])
        loaded = load_demo(now=now(), actor=OPERATOR, gateways=gateways)
    words = f"已装入 {loaded.agencies} 个机关、{loaded.officials} 名负责人、{loaded.cases} 个案件。"
    answer(asdict(loaded), [words], as_json=as_json)
