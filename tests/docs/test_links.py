"""Every link of every page leads somewhere."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.docs.library import OPERATIONS, SCHEMA, reference_of

from graphwright.docs.build import build_reference
from graphwright.docs.html_pages import html_pages
from graphwright.docs.markdown_pages import markdown_pages
from graphwright.elements.project import load_project
from graphwright.elements.sources import Workspace, load_matching, load_work_tree
from graphwright.elements.trees import WorkTree

if TYPE_CHECKING:
    from graphwright.docs.reference import Reference

ROOT = Path(__file__).parents[2]

#: Names that HTML, file systems and JavaScript could take for something else.
_ODD_NAMES = """
type Query { constructor: __x, toString(hasOwnProperty: Int): con, node: Query }
type con { a: Int, A: Int }
type CON { a: Int }
type Con { a: Unknown }
type index { id: ID }
scalar __x
union All = con | CON | Con | Missing
"""

#: Names that are there twice, that the schema lacks, or that are none.
_ODD_OPERATIONS = """
query { constructor }
query { toString(hasOwnProperty: 1) { a } }
query Twice($a: Missing) { node { ...Gone ... on Nowhere { x } } }
query twice { nothing { at { all } } }
"""


class _Links(HTMLParser):
    """What a page refers to, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links.extend(values[key] or "" for key in ("href", "src") if key in values)
        self.ids.extend(value for value in (values.get("id"),) if value)
        if tag not in {"meta", "link", "input", "br", "wbr", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _own() -> Reference:
    """The reference of Kernelgraph."""
    project = load_project(ROOT)
    workspace = Workspace(ROOT, project.root, project.schema)
    operations = load_matching(project.operations, WorkTree(ROOT))
    return build_reference("Kernelgraph", load_work_tree(workspace).snapshot, operations)


REFERENCES = {
    "full": reference_of(SCHEMA, OPERATIONS),
    "odd": reference_of(_ODD_NAMES, _ODD_OPERATIONS),
    "own": _own(),
}


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_links_of_html_resolve(reference: Reference) -> None:
    """Each leads to a page, and to an id on it; ids are unique, tags are balanced."""
    files = dict(html_pages(reference))
    pages = {path: _Links(text) for path, text in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert page.open == [], path
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith(("https:", "data:")):
                continue
            target, _, anchor = link.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            found = path if not target else found
            assert found in files, (path, link)
            assert not anchor or anchor in pages[found].ids, (path, link)


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_links_of_markdown_resolve(reference: Reference) -> None:
    """Each leads to a page, and to an anchor on it."""
    files = dict(markdown_pages(reference))
    for path, text in files.items():
        for link in re.findall(r"`\]\(([^)]+)\)", text):
            target, _, anchor = link.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            assert found in files, (path, link)
            assert not anchor or f'<a id="{anchor}"></a>' in files[found], (path, link)


def test_names_that_differ_in_case_have_pages_of_their_own() -> None:
    """Not every file system tells them apart."""
    for pages in (html_pages, markdown_pages):
        paths = [path.lower() for path, _ in pages(reference_of(_ODD_NAMES))]
        assert len(paths) == len(set(paths))


def test_what_the_schema_does_not_define_is_text() -> None:
    """A part of a schema can be shown as well."""
    page = dict(html_pages(reference_of(_ODD_NAMES)))["types/Con-2.html"]
    assert '<span class="type">Unknown</span>' in page
