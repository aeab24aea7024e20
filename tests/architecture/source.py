"""The project's own source as the architecture tests see it: files, imports, calls."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "litigation"


@dataclass(frozen=True)
class Source:
    """One Python file with its dotted name."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The layer: the folder, or the file that is a layer of its own."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else parts[0]


@cache
def sources() -> tuple[Source, ...]:
    """Every file of the package."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
    return tuple(
        Source(path, ".".join(path.relative_to(ROOT).with_suffix("").parts), _parse(path)) for path in paths
    )


def tracked(*suffixes: str) -> list[Path]:
    """Every file under version control, with one of the suffixes if any are given."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    paths = [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    return [path for path in paths if not suffixes or path.suffix in suffixes]


def imports(source: Source, *, at_runtime: bool = True) -> Iterator[tuple[str, int]]:
    """Every imported dotted name with its line; names imported from a package count as its parts."""
    skipped = _type_checking_lines(source.tree) if at_runtime else frozenset()
    for node in ast.walk(source.tree):
        if getattr(node, "lineno", None) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.path}:{node.lineno} imports relatively"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def calls(source: Source) -> Iterator[tuple[str, int]]:
    """Every call as the text of what is called, with its line: ``datetime.now``, ``session.commit``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def _type_checking_lines(tree: ast.Module) -> frozenset[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return frozenset(lines)


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))
