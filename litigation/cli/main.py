"""``litigation``: every command in one table; a command's file is imported when it is called."""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from litigation.law.error import LitigationError

# Command: the module it stands in, and what the overview says of it.
COMMANDS = {
    "serve": ("litigation.cli.serve", "启动网页（--with-worker 同时启动调度）"),
    "worker": ("litigation.cli.worker", "启动调度和发送"),
    "migrate": ("litigation.cli.serve", "把数据库升级到最新结构"),
    "read": ("litigation.cli.read", "读法院来件，什么都不写入"),
    "import": ("litigation.cli.imports", "导入法院来件，--apply 写入"),
    "people": ("litigation.cli.people", "导入机关和负责人名册，--apply 写入"),
    "demo": ("litigation.cli.demo", "往空数据库里装入一个虚构的区"),
    "assign": ("litigation.cli.assign", "派员建议，--apply 全部接受"),
    "resume": ("litigation.cli.resume", "恢复备份以后，让消息重新发出"),
    "tick": ("litigation.cli.tick", "把现在到期的事办一遍"),
    "record": ("litigation.cli.record", "成批登记开庭结果和到庭情况"),
    "report": ("litigation.cli.report", "月度通报写成 Word、Excel 和 JSON"),
    "tasks": ("litigation.cli.tasks", "等人办的事"),
    "case-number": ("litigation.cli.law", "读案号"),
    "period": ("litigation.cli.period", "期间何时届满"),
    "deadline": ("litigation.cli.period", "一个事项起算哪些期限"),
    "eligible": ("litigation.cli.law", "谁依法可以作为出庭负责人"),
    "tally": ("litigation.cli.tally", "由事实文件算出庭率，不用数据库"),
    "export": ("litigation.cli.carry", "把整个登记簿写成普通文件"),
    "load": ("litigation.cli.carry", "把写出的登记簿读进空数据库"),
    "verify": ("litigation.cli.carry", "核对登记簿和日志链"),
}

USAGE_FAULT = 2
FAULT = 1


class Commands(click.Group):
    """The commands by name; listing them imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        return next(
            value
            for value in vars(module).values()
            if isinstance(value, click.Command) and value.name == cmd_name
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the overview from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_module, words) in COMMANDS.items()])


@click.command(cls=Commands, name="litigation")
def litigation() -> None:
    """行政机关负责人出庭应诉：排期、派员、告知、登记、通报。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; the exit code is 0 only on success, an error is one sentence on stderr."""
    try:
        litigation.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.ctx.get_help())
        sys.exit(USAGE_FAULT)
    except click.ClickException as error:
        _fail(error.format_message(), USAGE_FAULT)
    except click.Abort:
        _fail("已中断。", FAULT)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has what it wanted; say nothing
        sys.exit(FAULT)
    except LitigationError as error:
        _fail(str(error), FAULT)
    except Exception as error:
        _fail(*_explain(error))


def _explain(error: Exception) -> tuple[str, int]:
    """Say what an administrator can do about it; a fault of the programme goes up whole."""
    kind = type(error).__name__
    if kind == "ConfigError":
        return str(error), USAGE_FAULT
    if kind == "OperationalError":
        return "数据库没有连上或正忙，没有写入；请检查 LITIGATION_DATABASE_URL 和数据库服务。", FAULT
    if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError | NotADirectoryError):
        return f"打不开 {error.filename}（{error.strerror}），请检查路径和权限。", FAULT
    raise error


def _fail(sentence: str, code: int) -> None:
    click.echo(" ".join(sentence.split()), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
