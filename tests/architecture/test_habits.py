"""House rules that were worth saying twice."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, Source, sources, tracked

KINDS = frozenset(
    {
        "utils",
        "util",
        "helpers",
        "helper",
        "models",
        "model",
        "services",
        "service",
        "constants",
        "misc",
        "common",
        "base",
        "lib",
    }
)
# base.html is the page that others extend; solver/model.py is the mathematical model, its subject.
ALLOWED_KINDS = frozenset({"templates/base.html", "litigation/solver/model.py"})
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
TEXT = (".py", ".md", ".html", ".txt", ".toml", ".js", ".css", ".tsv", ".json", ".sh", "")
# Places that exist on one machine only; the shipped scripts may name Debian's own folders.
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:home|root|work|Users)/\w+")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
SILENCED = re.compile(r"#\s*(?:noqa|type: ignore)[^#\n]*")


def test_no_file_is_named_after_a_kind() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.stem in KINDS and str(path.relative_to(ROOT)) not in ALLOWED_KINDS
    ]
    assert not wrong


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_files_and_functions_stay_short(source: Source) -> None:
    lines = source.path.read_text("utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{source.path} has {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{source.path}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_a_module_says_what_it_is_about(source: Source) -> None:
    assert ast.get_docstring(source.tree)


def test_a_silenced_rule_carries_its_reason() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(".py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in [SILENCED.search(line)]
        if match and not _has_reason(line, match)
    ]
    assert not wrong


def _has_reason(line: str, match: re.Match[str]) -> bool:
    """Words after the codes: ``# noqa: S104 - compared`` or ``# type: ignore[x]  # why``."""
    rest = line[match.start() :]
    words = re.sub(r"#\s*(?:noqa|type: ignore)(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])?", "", rest)
    return bool(re.search(r"[a-z]{2,} [a-z]+|[a-z]{4,}", words))


def test_ruff_leaves_out_no_rule_without_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    rules = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.format]")]
    codes = [line for line in rules.splitlines() if re.search(r'"[A-Z]+\d*"', line) and "select" not in line]
    assert [line for line in codes if "#" not in line and not line.rstrip().endswith("[")] == []


def test_nothing_is_left_unfinished() -> None:
    assert _lines_with(UNFINISHED) == []


def test_nothing_names_a_place_on_one_machine() -> None:
    assert _lines_with(MACHINE_PATH) == []


def test_broad_catches_stand_only_at_the_edges() -> None:
    edges = {"litigation.web.errors", "litigation.cli.main", "litigation.schedule"}
    wrong = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        if source.name not in edges
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        if not any(isinstance(each, ast.Raise) and each.exc is None for each in node.body)
    ]
    assert not wrong


def test_a_hidden_import_says_why() -> None:
    wrong = []
    for source in sources():
        lines = source.path.read_text("utf-8").splitlines()
        for function in ast.walk(source.tree):
            if isinstance(function, ast.FunctionDef):
                wrong += [
                    f"{source.name}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                    and "# reason" not in lines[node.lineno - 1]
                ]
    assert not wrong


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked(*TEXT):
        if path.name == "requirements.lock" or not _is_text(path):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return found


def _is_text(path: Path) -> bool:
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_the_package_lies_where_the_tests_look() -> None:
    assert (PACKAGE / "law" / "duty.py").exists()
