"""Every sentence a person may see has its English: what the source says is what the catalogue holds."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.architecture.source import PACKAGE, ROOT

CATALOGUE = PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MAPPING = ROOT / "script" / "messages.cfg"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "N_": None, "ngettext": (1, 2), "_l": None}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!{){(\w+)}")


def wanted() -> dict[str, set[str]]:
    """Every message of source and templates with the places where it stands."""
    found: dict[str, set[str]] = {}
    with MAPPING.open() as file:
        methods, options = parse_mapping_cfg(file)
    extracted = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS)
    for name, line, message, _comments, _context in extracted:
        for each in [message] if isinstance(message, str) else message:
            found.setdefault(each, set()).add(f"{name}:{line}")
    return found


def catalogue() -> Catalog:
    """The English catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def translated() -> Iterator[tuple[str, str]]:
    """Every message with its English, plurals one by one."""
    for message in catalogue():
        if message.id:
            ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
            strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield from zip(ids, strings, strict=False)


def test_every_message_has_its_english() -> None:
    have = {message for message, english in translated() if english}
    missing = {
        message: sorted(places)[0]
        for message, places in wanted().items()
        if CHINESE.search(message) and message not in have
    }
    assert not missing, f"{len(missing)} without English: {dict(list(missing.items())[:20])}"


def test_no_translation_is_left_over_or_doubtful() -> None:
    known = wanted()
    left_over = [message for message, _english in translated() if message not in known]
    doubtful = [str(message.id) for message in catalogue() if message.id and message.fuzzy]
    assert (left_over, doubtful) == ([], [])


def test_english_keeps_every_placeholder() -> None:
    wrong = [
        message
        for message, english in translated()
        if english and sorted(PLACEHOLDER.findall(message)) != sorted(PLACEHOLDER.findall(english))
    ]
    assert not wrong


def test_english_is_english() -> None:
    assert [english for _message, english in translated() if CHINESE.search(english or "")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.stem)
def test_no_chinese_stands_in_a_page_outside_the_catalogue(path: Path) -> None:
    """Messages to heads are Chinese on purpose; the seal mark 应 and 中文 name themselves."""
    if "messages" in path.relative_to(ROOT / "templates").parts:
        return
    text = re.sub(r"{#.*?#}|<!--.*?-->", "", path.read_text("utf-8"), flags=re.S)
    text = re.sub(r"{{.*?}}|{%.*?%}", "", text, flags=re.S)
    bare = [
        line.strip()
        for line in text.splitlines()
        if CHINESE.search(line.replace(">应<", "><").replace("中文", ""))
    ]
    assert not bare
