"""The command: its words, its reports and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.coverage.test_coverage import SCHEMA
from tests.reviewed_project import write_project

from graphwright.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

REPORTS = Path(__file__).parent / "reports"
OPERATIONS = """query GetAgent($id: ID) { agent(id: $id) { status } }
query ListAgents($filter: AgentFilter) { agents(filter: $filter) { id } }
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a schema, two operations and a configuration, as working directory."""
    monkeypatch.chdir(tmp_path)
    files = {"schema/schema.graphql": SCHEMA, "operations/agents.graphql": OPERATIONS}
    return write_project(tmp_path, files)


def _coverage(*words: str) -> Result:
    return CliRunner().invoke(main, ["coverage", *words], catch_exceptions=False)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "file"), [("table", "table.txt"), ("unused", "unused.txt"), ("json", "report.json")]
)
def test_reports(name: str, file: str, golden: Callable[[Path, str], None]) -> None:
    """Every format has the expected text."""
    result = _coverage("--format", name)
    assert result.exit_code == 0
    golden(REPORTS / file, result.output)


@pytest.mark.usefixtures("project")
def test_less_than_the_least_share_is_1() -> None:
    """The share itself is enough."""
    document = json.loads(_coverage("--format", "json").output)
    total = document["summary"]["used"] * 100 / document["summary"]["total"]
    assert _coverage("--fail-under", str(total)).exit_code == 0
    result = _coverage("--fail-under", "99.5")
    assert (result.exit_code, result.stderr) == (1, "That is less than 99.5 %.\n")


def test_words_name_operations_and_an_option_the_schema(project: Path) -> None:
    """Without a configuration, too."""
    (project / "pyproject.toml").unlink()
    words = ("--schema", "schema", "operations/*.graphql", "--format", "json")
    assert json.loads(_coverage(*words).output)["operations"] == ["GetAgent", "ListAgents"]


def test_wrong_use_is_2(project: Path) -> None:
    """Nothing to read, or something that cannot be read."""
    assert _coverage("nothing.graphql").exit_code == 2
    assert _coverage("--fail-under", "101").exit_code == 2
    (project / "operations/agents.graphql").write_text("query {")
    assert "GW602" in _coverage().stderr
    (project / "operations/agents.graphql").write_text("# Nothing yet.\n")
    assert _coverage().exit_code == 0
    (project / "operations/agents.graphql").unlink()
    result = _coverage()
    assert (result.exit_code, "There are no operations." in result.stderr) == (2, True)
    (project / "pyproject.toml").unlink()
    assert _coverage().exit_code == 2
