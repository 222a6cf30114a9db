"""Rows are read on behalf of a viewer: no method can be called that leaves it out by accident."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES: Final = Path(__file__).parents[2] / "src" / "kernelgraph"
LINKED: Final = "linked"
# What asks for no rows of the cluster, or is asked by the server itself.
ON_NOBODYS_BEHALF: Final = frozenset(
    {
        *("LiveStatistics.of", "Readiness.is_ready"),
        *("DatabaseReadiness.is_ready", "DatabaseReadiness.require"),
        *("DemoStore.fill", "DemoStore.is_filled"),
        *("Accounts.find", "Accounts.owner_of_kernels", "Accounts.superadmin"),
        *("Rows.by_keys", "Rows.page", "Rows.pages"),
    }
)


def methods(path: Path) -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    """The public async methods of a module, by class and name."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            for each in node.body:
                if isinstance(each, ast.AsyncFunctionDef) and not each.name.startswith("_"):
                    yield f"{node.name}.{each.name}", each


@pytest.mark.parametrize(
    "path",
    [SOURCES / "ports.py", *sorted((SOURCES / "repositories").glob("*.py"))],
    ids=lambda path: path.name,
)
def test_what_reads_rows_takes_the_viewer_first(path: Path) -> None:
    without = {
        name
        for name, method in methods(path)
        if [each.arg for each in method.args.args[:2]] != ["self", "viewer"]
        and not method.name.startswith(LINKED)
    }
    assert without <= ON_NOBODYS_BEHALF


@pytest.mark.parametrize(
    "path", sorted((SOURCES / "bindings").glob("*.py")), ids=lambda path: path.name
)
def test_links_are_followed_from_rows_that_were_shown_alone(path: Path) -> None:
    """Only a method that is handed the objects above it calls what takes no viewer."""
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        follows = any(
            isinstance(node, ast.Attribute) and node.attr.startswith(LINKED)
            for node in ast.walk(function)
        )
        arguments = {each.arg for each in function.args.args}
        is_root = "info" in arguments and "parents" not in arguments
        assert not (follows and is_root), function.name
