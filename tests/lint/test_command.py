"""The command: its words, its exit codes and the files that it mends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.diff.repository import Repository
from tests.reviewed_project import CONFIG, write_project

from graphwright.cli import main

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
SETTINGS = """
[tool.graphwright.lint]
type-description = "off"
"""
SCHEMA = """type Query {
  "the answer" # of all
  theAnswer: Int
}
"""
OPERATION = "query Ask {\n  theAnswer\n}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a schema, an operation and a configuration, as working directory."""
    monkeypatch.chdir(tmp_path)
    files = {"schema/schema.graphql": SCHEMA, "operations/ask.graphql": OPERATION}
    return write_project(tmp_path, files, SETTINGS)


def _lint(*words: str) -> Result:
    return CliRunner().invoke(main, ["lint", *words], catch_exceptions=False)


def test_introspection_results_of_the_configuration_are_left_out(project: Path) -> None:
    """They were printed by a program; what is left is looked at."""
    settings = CONFIG.replace("*.graphql", "*.*", 1) + SETTINGS
    (project / "pyproject.toml").write_text(settings)
    (project / "schema/api.json").write_text('{"data": {}}')
    assert "2 files" in _lint().stdout
    (project / "schema/schema.graphql").unlink()
    (project / "operations/ask.graphql").unlink()
    result = _lint()
    assert result.exit_code == 2
    assert "There is no file of SDL or operations" in result.stderr


def test_warnings_are_0_unless_they_are_to_fail(project: Path) -> None:
    """The schema and the operations of the configuration are looked at, from anywhere inside."""
    result = _lint()
    assert result.exit_code == 0
    assert result.output == (
        "schema/schema.graphql:2:3: description-sentence The description of 'Query.theAnswer' "
        "begins in lower case and does not end with a stop. (warning)\n"
        '  2 |   "the answer" # of all\n'
        "    |   ^\n"
        "0 errors and 1 warning in 2 files. --fix would mend 1.\n"
    )
    assert _lint("--fail-on", "warning").exit_code == 1
    assert _lint("--config", str(project), "--fail-on", "warning").exit_code == 1


def test_an_error_is_1(project: Path) -> None:
    """In an operation as well."""
    (project / "operations/ask.graphql").write_text("{ theAnswer }\n")
    result = _lint()
    assert result.exit_code == 1
    assert "operations/ask.graphql:1:1: operation-name The query has no name." in result.output


def test_fix_writes_what_it_can_mend(project: Path) -> None:
    """And tells how much that was; a second time there is nothing to do."""
    result = _lint("--fix")
    assert (result.exit_code, result.output) == (
        0,
        "1 problem mended. Nothing to mend in 2 files.\n",
    )
    mended = SCHEMA.replace("the answer", "The answer.")
    assert (project / "schema/schema.graphql").read_text() == mended
    assert (project / "operations/ask.graphql").read_text() == OPERATION
    assert _lint("--fix").output == "Nothing to mend in 2 files.\n"


def test_words_name_files_directories_and_globs(project: Path) -> None:
    """Definitions are told apart by what they are, not by where they stand."""
    both = ["schema/*.graphql", "operations"]
    assert _lint(*both).output.endswith("in 2 files. --fix would mend 1.\n")
    assert _lint("schema").output.endswith("in 1 file. --fix would mend 1.\n")
    assert _lint("--fix", "schema", "schema/schema.graphql").output.startswith("1 problem mended.")
    assert (project / "schema/schema.graphql").read_text() != SCHEMA


@pytest.mark.usefixtures("project")
def test_json_and_annotations() -> None:
    """Both tell what the text tells."""
    document = json.loads(_lint("--format", "json").output)
    assert document["version"] == 1
    assert document["summary"] == {
        "errors": 0,
        "warnings": 1,
        "allowed": 0,
        "fixable": 1,
        "fixed": 0,
        "files": 2,
        "failOn": "error",
        "passes": True,
    }
    message = (
        "The description of 'Query.theAnswer' begins in lower case and does not end with a stop."
    )
    assert document["problems"] == [
        {
            "rule": "description-sentence",
            "severity": "warning",
            "message": message,
            "hint": "",
            "path": "schema/schema.graphql",
            "line": 2,
            "column": 3,
            "fixable": True,
        }
    ]
    assert _lint("--format", "github").output == (
        "::warning file=schema/schema.graphql,line=2,col=3,title=description-sentence::"
        f"{message}\n"
        "::notice title=Schema lint::0 errors and 1 warning in 2 files. --fix would mend 1.\n"
    )


def test_annotations_begin_with_the_errors(project: Path) -> None:
    """GitHub shows only the first few."""
    (project / "schema/z.graphql").write_text('"A type." type z { "One." a: Int }\n')
    lines = _lint("--format", "github").output.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "::error",
        "::error",
        "::warning",
        "::notice",
    ]


def test_wrong_use_is_2(project: Path) -> None:
    """No such file, a syntax error, a mistake in the settings, nothing to look at."""
    result = _lint("nothing.graphql")
    assert result.exit_code == 2
    assert "There is no file, directory or match of 'nothing.graphql'." in result.stderr
    (project / "schema/bad.graphql").write_text("type {\n")
    result = _lint()
    assert result.exit_code == 2
    assert "schema/bad.graphql:1:6: GW101 Syntax error: Expected Name" in result.stderr
    (project / "pyproject.toml").write_text(f"{CONFIG}{SETTINGS}no-rule = 'off'\n")
    result = _lint()
    assert (result.exit_code, "GW701" in result.stderr) == (2, True)
    (project / "pyproject.toml").unlink()
    assert "Name the files." in _lint().stderr


def test_only_files_of_the_work_tree_are_mended(project: Path) -> None:
    """Those of a commit can be looked at."""
    Repository.create(project).commit()
    assert _lint("git:HEAD:schema").exit_code == 0
    result = _lint("--fix", "git:HEAD:schema/schema.graphql")
    assert result.exit_code == 2
    assert "Only files of the work tree can be mended" in result.stderr


def test_lists_the_rules_with_their_severities_here() -> None:
    """Those of the configuration count."""
    result = _lint("--rules", "--config", str(ROOT))
    assert result.exit_code == 0
    assert "unused-type              error    Something leads to every type.\n" in result.output


def test_the_schema_of_this_project_passes_with_all_rules_on() -> None:
    """Warnings included; what its contract fixes is allowed beside it."""
    result = _lint("--config", str(ROOT), "--fail-on", "warning")
    assert result.exit_code == 0, result.output
    assert " off " not in _lint("--rules", "--config", str(ROOT)).output
