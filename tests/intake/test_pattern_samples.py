"""No pattern of the text readers goes without a real-shaped sample above or within it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

INTAKE = Path(__file__).parents[2] / "litigation" / "intake"
READERS = (
    *(
        "clock",
        "confidence",
        "court_choice",
        "day_pattern",
        "division",
        "hearing_kind",
        "label",
        "list_timing",
    ),
    *("moment", "moment_role", "not_hearing", "page", "paper_date", "pasted_table", "quoted", "record_draft"),
    *("record_moments", "redaction", "source_text", "spelt_number", "timing", "turned_number", "venue"),
    "wrapped_lines",
)
SHORTEST = 40
"""A pattern of few signs (``[。!\\n;]``) is its own sample."""


def patterns(path: Path) -> Iterator[tuple[str, int, int]]:
    """The module's patterns: name, first line and last line."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        call = node.value if isinstance(node, ast.Assign) else None
        compiled = isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile"
        written = call.args[0] if compiled else None
        if isinstance(written, ast.Constant | ast.JoinedStr) and len(ast.unparse(written)) > SHORTEST:
            yield ast.unparse(node.targets[0]), node.lineno, node.end_lineno or node.lineno


@pytest.mark.parametrize("name", READERS)
def test_every_pattern_has_a_sample(name: str) -> None:
    path = INTAKE / f"{name}.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    bare = [
        pattern
        for pattern, first, last in patterns(path)
        if not any(line.lstrip().startswith("#") for line in lines[first - 2 : last])
    ]
    assert not bare
