"""What the README says of the command line is what the command line does; links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from litigation.cli.main import COMMANDS, litigation
from tests.architecture.source import ROOT

ROW = re.compile(r"^\| `litigation (?P<name>[a-z-]+)(?P<usage>[^|]*) \|", re.M)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
README = ROOT / "README.md"
GUIDES = sorted(path for path in (ROOT / "docs").glob("guide-*.md") if not path.name.endswith(".zh.md"))
CHINESE = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff，。：；、“”（）·]*")
# 11月至今, 2026年8月出庭应诉通报: the month stands before the words of the page
MONTH = "月"
PUT_TOGETHER = {"某某某"}
"""What a page shows and no source spells: a plaintiff's name on a page without login."""


def documented() -> dict[str, str]:
    """Each command of the README's table with its usage."""
    usage: dict[str, str] = {}
    for match in ROW.finditer(README.read_text("utf-8")):
        usage[match["name"]] = usage.get(match["name"], "") + match["usage"]
    return usage


def command(name: str) -> click.Command:
    """One command of the programme."""
    found = litigation.get_command(click.Context(litigation), name)
    assert found is not None, name
    return found


def test_readme_and_programme_name_the_same_commands() -> None:
    assert documented().keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_every_documented_option_exists(name: str) -> None:
    options = {
        option
        for parameter in command(name).params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in parameter.opts
    }
    assert set(re.findall(r"--[a-z-]+", documented()[name])) == options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    assert command(name).help
    assert all(parameter.help for parameter in command(name).params if isinstance(parameter, click.Option))


@pytest.mark.parametrize("path", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    missing = [link for link in LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()]
    assert not missing


def test_the_annotated_tree_names_what_exists() -> None:
    tree = README.read_text("utf-8").split("## Where things are")[1].split("Who may import")[0]
    names = re.findall(r"^ {4}( {2})?([a-z][\w./]*)", tree, re.M)
    missing = [
        name for nested, name in names if not (ROOT / ("litigation" if nested else ".") / name).exists()
    ]
    assert not missing


def test_every_variable_of_the_configuration_stands_in_the_operations_guide_and_no_other() -> None:
    variable = r"\b((?:LITIGATION|TWILIO|SMTP)_[A-Z_]+)\b"
    read = set(re.findall(rf'"{variable}"', (ROOT / "config.py").read_text("utf-8")))
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert set(re.findall(rf"^\| `{variable}` \|", guide, re.M)) == read
    assert set(re.findall(variable, guide)) <= read


@pytest.mark.parametrize("folder", [".", "litigation"])
def test_the_annotated_tree_names_every_folder(folder: str) -> None:
    tree = README.read_text("utf-8").split("## Where things are")[1].split("Who may import")[0]
    folders = {path.parent.name for path in (ROOT / folder).glob("*/*.*") if path.parent.name[0].isalpha()}
    made = {"build", "litigation.egg-info"}
    assert not {name for name in folders - made if f" {name}/ " not in tree.replace("\n", " \n")}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_words_quoted_by_a_guide_stand_on_a_page(path: Path) -> None:
    sources = [*(ROOT / "templates").rglob("*.*"), *(ROOT / "litigation").rglob("*.py")]
    sources += (ROOT / "litigation").rglob("*.json")
    words = "".join(source.read_text("utf-8") for source in sources)
    quoted = {phrase.strip("，。：；") for phrase in CHINESE.findall(path.read_text("utf-8"))} - PUT_TOGETHER
    assert not {phrase for phrase in quoted if phrase.removeprefix(MONTH).strip("（）") not in words}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_every_guide_is_as_full_in_chinese(path: Path) -> None:
    english, chinese = path.read_text("utf-8"), path.with_suffix(".zh.md").read_text("utf-8")
    for row in (r"^#+ ", r"^\| ", r"^ *\d+\. "):
        assert len(re.findall(row, english, re.M)) == len(re.findall(row, chinese, re.M)), row
    assert english.count("*Picture: ") == chinese.count("*图：")
