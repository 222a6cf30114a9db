"""The command: its words, its exit codes and the files that it writes."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.diff.repository import Repository

from graphwright.diff.command import diff_command

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

CONFIG = """[tool.graphwright]
schema = ["schema/*.graphql"]
server = "api"

[tool.graphwright.client]
operations = ["schema/operations/*.graphql"]

[tool.graphwright.diff]
next_version = "26.4.0"
"""
SCHEMA = """directive @since(version: String!) on FIELD_DEFINITION

type Query {
  a: Int @since(version: "26.2.0")
  b: Int @since(version: "26.3.0")
}
"""
ACKNOWLEDGED = """[[acknowledged]]
change = "FIELD_REMOVED"
element = "Query.b"
reason = "Nobody asks for it."
until = "26.4.0"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a schema, an operation and a configuration, on a branch of its own."""
    repository = Repository.create(tmp_path)
    repository.write("pyproject.toml", CONFIG)
    repository.write("schema/schema.graphql", SCHEMA)
    repository.write("schema/operations/all.graphql", "query All {\n  b\n}\n")
    repository.commit()
    repository.git("switch", "--quiet", "--create", "topic")
    monkeypatch.chdir(tmp_path)
    return repository


def _diff(*words: str) -> Result:
    return CliRunner().invoke(diff_command, words, catch_exceptions=False)


def _break(project: Repository) -> None:
    project.write("schema/schema.graphql", SCHEMA.replace("  b: Int", "  # b: Int"))


def test_nothing_to_approve_is_0(project: Repository) -> None:
    """Without words, the merge base is compared with the work tree."""
    result = _diff()
    assert (result.exit_code, result.output.count("No changes.")) == (0, 1)
    added = '  c: Int @since(version: "26.4.0")\n}'
    project.write("schema/schema.graphql", SCHEMA.replace("}", added))
    result = _diff()
    assert result.exit_code == 0
    assert "schema/schema.graphql:6:3: FIELD_ADDED" in result.output


def test_a_breaking_change_is_1_and_names_the_operation(project: Repository) -> None:
    """The operations are those of the old side, even if the branch has mended them."""
    _break(project)
    project.write("schema/operations/all.graphql", "query All {\n  a\n}\n")
    result = _diff()
    assert result.exit_code == 1
    assert "breaks All: b (schema/operations/all.graphql:2:3)" in result.output


def test_the_resolvers_in_the_work_tree_are_named(project: Repository) -> None:
    """As far as the configuration says where they are; not those of commits."""
    project.write("bindings/all.py", "class Queries:\n    def b(self, info): ...\n")
    _break(project)
    assert "resolved by" not in _diff().output
    project.write("pyproject.toml", CONFIG.replace('"api"\n', '"api"\nbindings = "bindings"\n'))
    assert "resolved by Queries.b (bindings/all.py:2)" in _diff().output
    project.commit()
    assert "resolved by" not in _diff("git:main", "git:topic").output
    project.write("bindings/all.py", "class Queries:\n    def b(self, info) ...\n")
    result = _diff()
    assert result.exit_code == 2
    assert "bindings/all.py:2:" in result.stderr


def test_an_added_element_without_since_is_1(project: Repository) -> None:
    """The next version comes from the configuration, or from the command line."""
    project.write("schema/schema.graphql", SCHEMA.replace("}", "  c: Int\n}"))
    result = _diff()
    assert result.exit_code == 1
    assert "schema/schema.graphql:6:3: GW611" in result.output
    assert "26.5.0" in _diff("--next-version", "26.5.0").output


def test_an_acknowledged_change_is_0_until_it_expires(project: Repository) -> None:
    """On the branch, after the merge, and no longer in the version after the last."""
    _break(project)
    project.write("schema/acknowledged.toml", ACKNOWLEDGED)
    assert _diff().exit_code == 0
    assert _diff("--next-version", "26.5.0").exit_code == 1
    project.commit()
    project.git("switch", "--quiet", "main")
    project.git("merge", "--quiet", "topic")
    assert _diff().exit_code == 0
    expired = _diff("--next-version", "26.5.0")
    assert expired.exit_code == 1
    assert "GW622" in expired.output


def test_what_is_said_last_approves_the_change(project: Repository) -> None:
    """Word for word, in the file that is named, wherever the command runs."""
    _break(project)
    told, _, entry = _diff().output.partition("To approve a change, add an entry to ")
    assert told.endswith("1 change to approve.\n")
    path, _, entry = entry.partition(":\n")
    assert path == "schema/acknowledged.toml"
    project.write(path, textwrap.dedent(entry))
    assert _diff().exit_code == 0
    assert "To approve a change" not in _diff().output


def test_the_file_is_named_as_seen_from_here(
    project: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a version that is missing is asked for."""
    _break(project)
    project.write("pyproject.toml", CONFIG.partition("[tool.graphwright.diff]")[0])
    monkeypatch.chdir(project.root / "schema/operations")
    assert (
        "add an entry to ../acknowledged.toml, and say next_version in [tool.graphwright.diff]:\n"
    ) in _diff().output


def test_a_left_over_acknowledgement_is_1(project: Repository) -> None:
    """It was not there before, and has nothing to acknowledge."""
    project.write("schema/acknowledged.toml", ACKNOWLEDGED)
    result = _diff()
    assert result.exit_code == 1
    assert "schema/acknowledged.toml:1:1: GW621" in result.output


def test_dangerous_changes_can_be_made_to_need_approval(project: Repository) -> None:
    """By an option, or by the configuration."""
    project.write("schema/schema.graphql", SCHEMA.replace("26.2.0", "26.1.0"))
    assert _diff().exit_code == 0
    assert _diff("--fail-on", "dangerous").exit_code == 1
    project.write("pyproject.toml", f'{CONFIG}fail_on = "dangerous"\n')
    assert _diff().exit_code == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing.graphql"], "There is no file, directory or match of 'nothing.graphql'."),
        (["git:nowhere"], "git knows no commit 'nowhere'"),
        (["--next-version", "soon"], "'soon' is not a version."),
        (["--report", "pdf=x"], "'pdf=x' is not FORMAT=PATH"),
        (["--header", "x"], "'x' is not a header"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--acknowledged", "no.toml"], "There is no file 'no.toml'."),
        (["--operations", "no.graphql"], "There is no file, directory or match of 'no.graphql'."),
        (["--config", "no.toml"], "does not exist"),
        (["a", "b", "c"], "unexpected extra argument"),
    ],
)
@pytest.mark.usefixtures("project")
def test_wrong_use_is_2(words: list[str], message: str) -> None:
    """The message goes to the standard error."""
    result = _diff(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not result.stdout


def test_acknowledgements_without_a_version_are_2(project: Repository) -> None:
    """Nobody could say whether they have expired."""
    project.write("pyproject.toml", CONFIG.replace("next_version", "# next_version"))
    project.write("schema/acknowledged.toml", ACKNOWLEDGED)
    result = _diff()
    assert result.exit_code == 2
    assert "Name the next one with --next-version" in result.stderr


def test_two_files_are_compared_without_the_configuration(project: Repository) -> None:
    """Operations and acknowledgements of the project are about another schema."""
    _break(project)
    project.write("schema/acknowledged.toml", ACKNOWLEDGED)
    project.write("old.graphql", SCHEMA)
    result = _diff("old.graphql", "schema/schema.graphql", "--format", "json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["operations"] is None
    named = _diff(
        "old.graphql",
        "schema/schema.graphql",
        *("--operations", "schema/operations", "--format", "json"),
        *("--acknowledged", "schema/acknowledged.toml", "--next-version", "26.4.0"),
    )
    assert named.exit_code == 0
    assert json.loads(named.stdout)["operations"] == ["All"]


def test_a_change_between_two_files_is_approved_by_options(project: Repository) -> None:
    """Since nobody says where their acknowledgements are."""
    project.write("old.graphql", "type Query { a: Int, b: Int }")
    project.write("new.graphql", "type Query { a: Int }")
    output = _diff("old.graphql", "new.graphql").output
    _, _, entry = output.partition(
        "add an entry to a file and name it with --acknowledged, and give --next-version:\n"
    )
    entry = entry.replace("the last version for which it holds", "2.0")
    project.write("wanted.toml", textwrap.dedent(entry))
    words = ("--acknowledged", "wanted.toml", "--next-version", "2.0")
    assert _diff("old.graphql", "new.graphql", *words).exit_code == 0


def test_writes_several_reports_at_once(project: Repository) -> None:
    """Directories are made; files hold no colours."""
    _break(project)
    words = [f"--report={name}=reports/review.{name}" for name in ("text", "html", "sarif")]
    result = _diff(*words)
    assert result.exit_code == 1
    text = (project.root / "reports/review.text").read_text("utf-8")
    assert text == result.stdout
    assert "\x1b" not in text
    assert (project.root / "reports/review.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_terminal_gets_colours(project: Repository) -> None:
    """A pipe does not."""
    _break(project)
    coloured = CliRunner().invoke(diff_command, [], color=True)
    assert "\x1b[31m" in coloured.stdout
    assert "\x1b" not in _diff().stdout


def test_a_config_can_be_named(project: Repository) -> None:
    """It is the root of the patterns that it holds."""
    (project.root / "elsewhere").mkdir()
    project.write("elsewhere/pyproject.toml", CONFIG)
    result = _diff("--config", "elsewhere")
    assert result.exit_code == 2
    assert "No file matches 'schema/*.graphql'." in result.stderr
    assert _diff("--config", "pyproject.toml", "--today", "2026-06-01").exit_code == 0
