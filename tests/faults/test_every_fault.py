"""The faults this software survives, each with the test that shows it: ``faults.tsv``.

Every due notice ends as sent, as failed and reported, or as superseded; at most one message
comes twice, and only where the provider's answer was lost; nothing leaves for a cancelled or
moved hearing, nothing after the start; the register stays whole; the month report equals facts.
"""

import ast
import csv
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def table():
    with (Path(__file__).parent / "faults.tsv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_fault_is_numbered():
    assert [int(row["number"]) for row in table() if row["number"]] == list(range(1, 35))


@pytest.mark.parametrize("place", sorted({row["test"] for row in table()}))
def test_the_named_test_exists(place):
    file, _, name = place.partition("::")
    tree = ast.parse((TESTS / file).read_text(encoding="utf8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
