"""The list of rules: each row of the law with its article, its module and the test that names it.

``python -m tests.law.rules`` prints the table of docs/law.md.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("rules.tsv")
HEAD = ("| rule | article | module | test |", "|---|---|---|---|")
TAB = "␉"


@dataclass(frozen=True)
class Rule:
    """One row; ``piece`` is what stands in the test's table or names its register."""

    rule: str
    article: str
    module: str
    test: str
    piece: str

    @property
    def file(self) -> Path:
        return ROOT / self.test.partition("::")[0]

    @property
    def name(self) -> str:
        return self.test.partition("::")[2]

    def line(self) -> str:
        """The row of the table in docs/law.md."""
        place = self.test.removeprefix("tests/").replace(".py::", " · ")
        return f"| {self.rule} | {self.article} | `law/{self.module}.py` | {place} |"


def read_rules() -> list[Rule]:
    """Every rule in the order of the list."""
    return [Rule(*line.split("\t")) for line in LIST.read_text("utf-8").splitlines()[1:]]


def table() -> list[str]:
    """The table of docs/law.md, line by line."""
    return [*HEAD, *(each.line() for each in read_rules())]


if __name__ == "__main__":
    print("\n".join(table()))
