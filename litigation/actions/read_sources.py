"""Reading files without a register: what a court's file says, and what is wrong with it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from litigation.intake.draft import Problem
from litigation.intake.printout import read_texts_lines, to_json
from litigation.intake.source import read_source
from litigation.law.error import InvalidInputError


def read_files(paths: Iterable[Path], received_on: date) -> Iterator[dict[str, Any]]:
    """Read files one by one into ``{"source", "hearings", "problems", "warnings"}``; touches no database.

    A folder stands for the files in it. What cannot be read is a problem of its file.
    """
    for path in _files(paths):
        reading = read_source(path.read_bytes(), path.name, received_on)
        codes = [code for draft in reading.hearings for code in draft.warnings]
        yield {
            "source": str(path),
            "hearings": [to_json(draft) for draft in reading.hearings],
            "problems": [_problem(each) for each in reading.problems],
            "warnings": list(dict.fromkeys([*reading.warnings, *codes])),
        }


def read_texts(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read texts, one JSON object a line, into ``{"id", "hearings", "warnings"}``.

    Raises:
        InvalidInputError: a line is no such object; it names the line.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield from read_texts_lines([line])
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidInputError(
                f"第 {number} 行应为含 id、received_on、text 的 JSON 对象，请改正。"
            ) from error


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.is_file() and each.name[0] != ".")
        else:
            yield path


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem with its place, as ``litigation read`` prints it."""
    place = problem.place
    return {
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message,
    }
