"""The command: its words, where it writes and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.docs.library import OPERATIONS, SCHEMA
from tests.reviewed_project import CONFIG, write_project

from graphwright.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SETTINGS = """
[tool.graphwright.docs]
title = "A library"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a schema, operations and a configuration, as working directory."""
    monkeypatch.chdir(tmp_path)
    files = {"schema/library.graphql": SCHEMA, "operations/library.graphql": OPERATIONS}
    return write_project(tmp_path, files, SETTINGS)


def _docs(*words: str) -> Result:
    return CliRunner().invoke(main, ["docs", *words], catch_exceptions=False)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_pages_are_written_below_the_project(project: Path) -> None:
    """By default to build/docs, with the title and the operations of the configuration."""
    result = _docs()
    assert result.exit_code == 0
    assert "build/docs/index.html" in result.stdout
    home = (project / "build/docs/index.html").read_text("utf-8")
    assert "<h1>A library</h1>" in home
    assert "The books of a library." in home
    assert (project / "build/docs/operations/Find.html").is_file()


def test_the_first_page_says_what_the_settings_say(project: Path) -> None:
    """Instead of what the schema says of itself; not of another schema."""
    settings = f'{SETTINGS}description = "All **books**, see `Book`."\n'
    (project / "pyproject.toml").write_text(CONFIG + settings, "utf-8")
    _docs()
    home = (project / "build/docs/index.html").read_text("utf-8")
    assert "All <strong>books</strong>, see <a" in home
    assert "The books of a library." not in home
    _docs("--schema", "schema/library.graphql", "--out", "other")
    assert "The books of a library." in (project / "other/index.html").read_text("utf-8")


def test_a_second_run_changes_nothing(project: Path) -> None:
    """The pages are the same, byte for byte, and are not touched."""
    _docs()
    before = {path: path.stat().st_mtime_ns for path in (project / "build/docs/types").iterdir()}
    assert "0 written, 0 removed" in _docs().stdout
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_pages_that_are_no_longer_there_are_removed(project: Path) -> None:
    """Also those of the other format; empty folders go with them."""
    _docs()
    assert _docs("--format", "markdown").exit_code == 0
    files = _files(project / "build/docs")
    assert "README.md" in files
    assert not any(name.endswith((".html", ".js")) for name in files)
    assert "assets" not in files


def test_a_folder_of_somebody_else_is_left_alone(project: Path) -> None:
    """Nothing in it is touched."""
    (project / "site").mkdir()
    (project / "site/notes.txt").write_text("mine", "utf-8")
    result = _docs("--out", "site")
    assert result.exit_code == 2
    assert "'site' holds files that `graphwright docs` did not write." in result.stderr
    assert _files(project / "site") == {"notes.txt"}
    assert _docs("--out", "pyproject.toml").exit_code == 2
    (project / "empty").mkdir()
    assert _docs("--out", "empty").exit_code == 0


def test_a_folder_that_cannot_be_written_is_left_as_it_was(project: Path) -> None:
    """All pages are written, or none."""
    _docs("--out", "site")
    before = (project / "site/index.html").read_text("utf-8")
    (project / "site/types/New.html").mkdir()
    schema = f"{SCHEMA}\ntype New {{ a: Int }}\n"
    (project / "schema/library.graphql").write_text(schema, "utf-8")
    result = _docs("--out", "site")
    assert result.exit_code == 2
    assert "'types/New.html' cannot be written" in result.stderr
    assert (project / "site/index.html").read_text("utf-8") == before


def test_only_what_was_written_is_removed(project: Path) -> None:
    """A file that was put beside the pages stays, and so does what lies outside."""
    _docs("--out", "site")
    (project / "site/CNAME").write_text("docs.example.org", "utf-8")
    with (project / "site/.graphwright-docs").open("a", encoding="utf-8") as manifest:
        manifest.write("../pyproject.toml\n")
    assert _docs("--out", "site", "--format", "markdown").exit_code == 0
    assert (project / "site/CNAME").is_file()
    assert (project / "pyproject.toml").is_file()


def test_another_schema_is_shown_without_the_operations_of_the_project(project: Path) -> None:
    """They are about the project's own; others can be named."""
    (project / "other.graphql").write_text("type Query { a: Int }", "utf-8")
    (project / "a.graphql").write_text("query A { a }", "utf-8")
    assert _docs("--schema", "other.graphql", "--out", "one").exit_code == 0
    assert not (project / "one/operations").exists()
    words = ("--schema", "other.graphql", "--operations", "a.graphql", "--title", "Other")
    assert _docs(*words, "--out", "two").exit_code == 0
    assert "<h1>Other</h1>" in (project / "two/index.html").read_text("utf-8")
    assert (project / "two/operations/A.html").is_file()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "titel = 'x'",
            "GW901 Unknown key 'titel' in [tool.graphwright.docs]. Did you mean 'title'?",
        ),
        ("out = 3", "GW901 'out' must be a string that is not empty."),
    ],
)
def test_mistakes_in_the_settings_are_told(line: str, message: str, project: Path) -> None:
    """With their place; nothing is written."""
    (project / "pyproject.toml").write_text(f"{CONFIG}{SETTINGS}{line}\n", "utf-8")
    result = _docs()
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (project / "build").exists()


def test_wrong_use_is_2(project: Path) -> None:
    """Nothing to read, or something that cannot be read."""
    assert _docs("--schema", "nothing.graphql").exit_code == 2
    assert _docs("--format", "pdf").exit_code == 2
    (project / "operations/library.graphql").write_text("query {", "utf-8")
    assert "GW602" in _docs().stderr
    (project / "operations/library.graphql").write_text("# Nothing yet.\n", "utf-8")
    assert _docs().exit_code == 0
    (project / "pyproject.toml").unlink()
    assert _docs().exit_code == 2
