"""Who may import whom, and who alone may commit, connect and read the clock."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.source import PACKAGE, ROOT, Source, calls, imports, sources

INNER = frozenset({"intake", "solver", "channels", "papers", "records"})
ALLOWED = {
    "law": frozenset(),
    **{layer: frozenset({"law"}) for layer in INNER},
    "actions": INNER | {"law"},
    "web": frozenset({"actions", "records", "law"}),
    "schedule": frozenset({"actions", "records", "law"}),
    "app": INNER | {"law", "actions", "web", "schedule"},
    "cli": frozenset({"app", "schedule", "actions", "records", "law"}),
}
MAY_READ_CONFIG = frozenset({"cli"})
EDGES = frozenset({"web", "cli", "schedule"})
NETWORK = frozenset(
    {
        "socket",
        "smtplib",
        "imaplib",
        "poplib",
        "requests",
        "urllib3",
        "twilio",
        "http.client",
        "urllib.request",
    }
)
CLOCKS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.localtime",
        "dt.now",
    }
)


def _own(source: Source) -> list[tuple[str, int]]:
    """Imports of the package's own modules, by dotted name."""
    return [(name, line) for name, line in imports(source) if name.split(".")[0] == "litigation"]


def test_every_layer_is_known() -> None:
    assert {source.layer for source in sources()} <= ALLOWED.keys()


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_a_layer_imports_only_what_lies_below_it(source: Source) -> None:
    allowed = ALLOWED[source.layer] | {source.layer}
    wrong = [f"{name} (line {line})" for name, line in _own(source) if name.split(".")[1] not in allowed]
    assert not wrong


def test_only_the_edges_import_the_configuration() -> None:
    wrong = [
        f"{source.name}:{line}"
        for source in sources()
        for name, line in imports(source)
        if name.split(".")[0] == "config" and source.layer not in MAY_READ_CONFIG
    ]
    assert not wrong


def test_modules_import_each_other_in_no_circle() -> None:
    names = {source.name for source in sources()}
    graph = {
        source.name: {_module(name, names) for name, _line in _own(source)} - {None} for source in sources()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def _module(name: str, names: set[str]) -> str | None:
    """The module that an imported name stands in."""
    return (
        name if name in names else next((each for each in (name.rpartition(".")[0],) if each in names), None)
    )


def test_law_needs_nothing_but_the_standard_library() -> None:
    foreign = [
        f"{source.name}:{line} {name}"
        for source in sources()
        if source.layer == "law"
        for name, line in imports(source)
        if name.split(".")[0] not in sys.stdlib_module_names | {"litigation"}
    ]
    assert not foreign


def test_only_actions_commit() -> None:
    """``writing()`` commits for actions; Alembic commits a migration."""
    wrong = [
        f"{source.name}:{line}"
        for source in sources()
        for name, line in calls(source)
        if source.layer != "actions" and source.name != "litigation.records.db"
        if name.rpartition(".")[2] in ("commit", "writing")
    ]
    assert not wrong


def test_only_channels_open_sockets() -> None:
    wrong = [
        f"{source.name}:{line} {name}"
        for source in sources()
        if source.layer != "channels"
        for name, line in imports(source)
        if any(name == each or name.startswith(f"{each}.") for each in NETWORK)
    ]
    assert not wrong


def test_only_the_edges_read_the_clock() -> None:
    wrong = [
        f"{source.name}:{line} {name}"
        for source in sources()
        if source.layer not in EDGES
        for name, line in calls(source)
        if name in CLOCKS or any(name.endswith(f".{clock}") for clock in CLOCKS)
    ]
    assert not wrong


def test_the_packages_own_file_is_empty() -> None:
    assert [path for path in PACKAGE.rglob("__init__.py") if path.read_text("utf-8").strip()] == []


def test_the_law_and_its_tests_do_without_flask_and_sqlalchemy() -> None:
    """They run in a Python that finds none of the project's libraries but pytest and hypothesis."""
    programme = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('flask', 'sqlalchemy', 'alembic', 'werkzeug'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "import pytest\n"
        "sys.exit(pytest.main(['tests/law', '-q', '--collect-only', '-p', 'no:cacheprovider']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", programme], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
