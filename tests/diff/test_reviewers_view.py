"""What a reviewer sees of a realistic change to Kernelgraph's schema.

One field is removed that the client uses, one that was deprecated and that nobody uses; an enum gets
a value, an argument becomes required. Before the comparison, `after` has only the file that differs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from graphql import Source, parse
from tests.diff.schemas import TODAY, version

from graphwright.diff.reports.formats import FORMATS
from graphwright.diff.resolvers import KnownResolvers
from graphwright.diff.review import Context, Review, review
from graphwright.elements.operations import read_operations
from graphwright.elements.reading import read_snapshot
from graphwright.scaffold.reading import read_bindings

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.elements.snapshot import Snapshot

VIEW = Path(__file__).parent / "reviewers_view"
_ENDINGS = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "json": "json",
    "sarif": "sarif",
    "gitlab": "gitlab.json",
    "github": "github.txt",
}


def _snapshot(label: str, *directories: str) -> Snapshot:
    files = {path.name: path for name in directories for path in (VIEW / name).glob("*.graphql")}
    sources = [
        Source(path.read_text("utf-8"), f"schema/{name}") for name, path in sorted(files.items())
    ]
    definitions = [node for source in sources for node in parse(source).definitions]
    return read_snapshot(label, definitions, sources)


@pytest.fixture(scope="module")
def reviewed() -> Review:
    """The review of the change."""
    old = _snapshot("main", "before")
    new = _snapshot("work tree", "before", "after")
    document = (VIEW / "operations.graphql").read_text("utf-8")
    operations = read_operations(old, [Source(document, "schema/operations/kernels.graphql")])
    context = Context(
        today=TODAY,
        next_version=version("26.4.0"),
        acknowledged_in="schema/acknowledged.toml",
        operations=operations,
        resolvers=KnownResolvers(read_bindings(VIEW, ["bindings"], "api"), {}),
    )
    return review(old, new, context)


@pytest.mark.parametrize("name", FORMATS)
def test_every_report_is_as_expected(
    name: str, reviewed: Review, golden: Callable[[Path, str], None]
) -> None:
    """All formats are kept, so that a change to any of them is looked at."""
    report = click.unstyle(FORMATS[name](reviewed))
    golden(VIEW / f"report.{_ENDINGS[name]}", report)


def test_the_review_says_what_matters(reviewed: Review) -> None:
    """Two changes have to be approved, each with the operation that it breaks."""
    assert [
        (change.key, sorted({breakage.operation for breakage in change.breakages or ()}))
        for change in reviewed.to_approve
    ] == [
        ("ARGUMENT_BECAME_REQUIRED Query.adminKernelsV2(orderBy:)", ["ListKernels"]),
        ("FIELD_REMOVED KernelV2.imageId", ["GetKernel"]),
    ]
    assert not reviewed.problems
