"""What reviews read of a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphwright.elements.project import load_project, read_project
from graphwright.errors import DiagnosticsError

FULL = """[tool.graphwright]
schema = "schema.graphql"
server = "generated/api"
bindings = ["src/bindings", "src/more"]

[tool.graphwright.client]
operations = ["operations/*.graphql"]

[tool.graphwright.names]
"Query.class" = "kind"
Book.print = "printed"
"""


def test_everything_that_reviews_share_is_read() -> None:
    """A text stands for a list of one; names are by coordinate, however their keys are written."""
    project = read_project(Path("/shop/pyproject.toml"), FULL)
    assert (project.root, project.schema, project.server) == (
        Path("/shop"),
        ("schema.graphql",),
        "generated/api",
    )
    assert project.operations == ("operations/*.graphql",)
    assert project.bindings == ("src/bindings", "src/more")
    assert project.names == {"Query.class": "kind", "Book.print": "printed"}


@pytest.mark.parametrize(
    "text",
    ["", "tool = 1", "[tool]\ngraphwright = {}", "[tool.graphwright]\nschema = 1\nclient = 2"],
)
def test_what_is_not_there_or_is_wrong_is_empty(text: str) -> None:
    """The generator tells what is wrong with it."""
    project = read_project(Path("/shop/pyproject.toml"), text)
    assert (project.schema, project.operations, project.names) == ((), (), {})


def test_the_nearest_configuration_counts_unless_one_is_named(tmp_path: Path) -> None:
    """A file or its directory can be named; without any, there is no schema."""
    below = tmp_path / "a/b"
    below.mkdir(parents=True)
    assert (load_project(below).root, load_project(below).schema) == (below, ())
    (tmp_path / "a/pyproject.toml").write_text(FULL)
    (tmp_path / "pyproject.toml").write_text("[tool.graphwright]\n")
    assert load_project(below).root == tmp_path / "a"
    for named in (tmp_path, tmp_path / "pyproject.toml"):
        assert load_project(below, named).root == tmp_path


def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    """As the generator does."""
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.graphwright]\nschema = \n")
    with pytest.raises(DiagnosticsError, match=r"pyproject\.toml:2:"):
        load_project(tmp_path, path)
