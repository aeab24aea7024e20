"""Every rule of the list has its module and its test, and docs/law.md says the same."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.law.rules import ROOT, TAB, read_rules, table

RULES = read_rules()
LAW = ROOT / "litigation" / "law"
LEAST = 200


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tables() -> str:
    return "\n".join(text_of(path) for path in sorted(LAW.glob("*.tsv")))


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.rule)
def test_a_rule_has_its_module_and_its_named_test(rule):
    assert (LAW / f"{rule.module}.py").is_file()
    text = text_of(rule.file)
    assert re.search(rf"^def {rule.name}\(", text, re.MULTILINE)
    piece = rule.piece.replace(TAB, "\t")
    register = Path(__file__).parent / "registers" / f"{piece}.json"
    assert piece in text or register.is_file() or piece in tables()


def test_the_list_is_whole():
    names = [each.rule + each.article for each in RULES]
    assert len(set(names)) == len(names) >= LEAST
    for start, least in (
        ("类型代字", 26),
        ("山东", 17),
        ("写法", 19),
        ("读法", 11),
        ("黄金日期", 16),
        ("常错", 20),
    ):
        assert sum(each.rule.startswith(start) for each in RULES) >= least
    for number in range(1, 16):
        article = re.compile(rf"R2020 art\. {number}(?!\d)")
        assert any(article.match(each.article) for each in RULES), number


def test_the_document_holds_the_table_of_the_list():
    document = (ROOT / "docs" / "law.md").read_text("utf-8").splitlines()
    missing = [line for line in table() if line not in document]
    stale = [line for line in document if line.startswith("| ") and "`law/" in line and line not in table()]
    assert (missing, stale) == ([], [])


def test_every_register_is_a_lesson_with_checks():
    for path in sorted((Path(__file__).parent / "registers").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        assert data["id"] == path.stem
        assert data["title"]
        assert data["law"]
        assert data["checks"]
