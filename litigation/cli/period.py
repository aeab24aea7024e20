"""Periods of the law: when one ends, and which an event begins. No database, no application."""

from datetime import date

import click

from litigation.cli.answer import Day, answer, json_option
from litigation.law.calendar import Calendar
from litigation.law.deadline import Deadline, deadlines
from litigation.law.period import parse_length, period_end

UNCONFIRMED = "（当年放假安排未公布）"


@click.command("period")
@click.argument("start", type=Day())
@click.argument("length")
@json_option
def period(start: date, length: str, as_json: bool) -> None:
    """从 START（当日不算）起算 LENGTH 的期间何时届满：15d 日，6m 月，2y 年，10wd 工作日。"""
    end = period_end(start, parse_length(length), Calendar.shipped())
    value = {"due_on": end.due_on, "nominal_on": end.nominal_on, "confirmed": end.confirmed}
    answer(value, [f"{end.due_on}{'' if end.confirmed else UNCONFIRMED}"], as_json=as_json)


@click.command("deadline")
@click.argument("event")
@click.argument("start", type=Day())
@click.option("--simple", is_flag=True, help="简易程序")
@click.option("--normative", is_flag=True, help="规范性文件司法建议")
@click.option("--stated", type=Day(), help="司法建议书载明的答复日期")
@json_option
def deadline(
    event: str, start: date, simple: bool, normative: bool, stated: date | None, as_json: bool
) -> None:
    """列出 EVENT 在 START 发生后依法起算的各项期限，例如 complaint-served、judgment-served。"""
    found = deadlines(event, start, Calendar.shipped(), simple=simple, normative=normative, stated=stated)
    answer([each.to_json() for each in found], map(_line, found), as_json=as_json)


def _line(each: Deadline) -> str:
    return f"{each.due_on}{'' if each.confirmed else UNCONFIRMED}\t{each.name}\t{each.article}"
