"""How a command answers: lines for a person, or one JSON value for a script; and the words both share."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from litigation.law.clock import SHANGHAI

BUNDLE = 1000
CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def json_option(command: CommandT) -> CommandT:
    """Give a command its ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON")(command)


def answer(value: object, lines: Iterable[str], *, as_json: bool) -> None:
    """Print ``value`` as JSON, or ``lines`` for a person."""
    if as_json:
        click.echo(to_json(value))
        return
    for line in lines:
        click.echo(line)


def to_json(value: object) -> str:
    """Write JSON in one line, with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def echo_lines(lines: Iterable[str]) -> None:
    """Print many lines, a bundle at a time: one write for each would take longer than the answers."""
    rest = iter(lines)
    while bundle := list(islice(rest, BUNDLE)):
        click.echo("\n".join(bundle))


def read_lines(path: Path) -> Iterator[str]:
    """Read a file line by line, whatever stands in it: what is no UTF-8 becomes a replacement mark."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for line in file:
            yield line.rstrip("\r\n").removeprefix("\ufeff")


def _plain(value: object) -> object:
    """Write days and instants as ISO, instants in Shanghai's zone."""
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


class Day(click.ParamType[date]):
    """A day as ``2026-09-15``."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day or say what it should look like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2026-09-15。", param, ctx)


class Moment(click.ParamType[datetime]):
    """A Shanghai wall-clock time as ``2026-09-15T09:30``."""

    name = "YYYY-MM-DDTHH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the time; without a zone it is Shanghai's."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是时间，应写成 2026-09-15T09:30。", param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=SHANGHAI)


class Month(click.ParamType[str]):
    """A month as ``2026-09``."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the month or say what it should look like."""
        try:
            return f"{datetime.strptime(str(value), '%Y-%m').replace(tzinfo=SHANGHAI):%Y-%m}"
        except ValueError:
            self.fail(f"“{value}”不是月份，应写成 2026-09。", param, ctx)
