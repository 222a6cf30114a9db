"""What the pages say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.docs.library import reference_of

from graphwright.docs.html_pages import html_pages
from graphwright.docs.kinds import groups_of
from graphwright.docs.markdown_pages import markdown_pages
from graphwright.docs.marked import deprecated_entries, entries_by_version
from graphwright.docs.prose import summary
from graphwright.docs.search_index import search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.docs.reference import Reference

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("name", ["README.md", "deprecated.md", "versions.md", "types/Book.md"])
def test_markdown_pages_are_as_expected(
    name: str, library: Reference, golden: Callable[[Path, str], None]
) -> None:
    """All that is known of a type stands on its page."""
    golden(EXPECTED / name, dict(markdown_pages(library))[name])


def test_the_index_is_as_expected(library: Reference, golden: Callable[[Path, str], None]) -> None:
    """It holds the names and nothing that can be made of them."""
    golden(EXPECTED / "index.js", search_index(library))


def test_versions_tell_what_came_later_than_what_it_belongs_to(library: Reference) -> None:
    """The latest version first, as numbers and not as texts."""
    found = [
        (version, [link.name for link, _ in entries])
        for version, entries in entries_by_version(library)
    ]
    assert found == [
        ("1.10", ["Mutation.rename"]),
        ("1.2", ["Book.authors", "Genre.POETRY"]),
        ("1.0", ["Book"]),
    ]


def test_deprecated_elements_of_every_kind_are_listed(library: Reference) -> None:
    """Fields, arguments and values."""
    names = [link.name for link, _ in deprecated_entries(library)]
    assert names == ["Book.authors(after:)", "Book.shelf", "Genre.CRIME"]


def test_who_uses_an_element_is_told(library: Reference) -> None:
    """What is written, through fragments and interfaces too, and what a variable may carry."""
    types = {page.name: page for page in library.types}
    users = {
        entry.coordinate: [(user.link.name, user.carried) for user in entry.users]
        for name in ("Book", "Genre", "Search")
        for entry in (types[name], *types[name].parts)
    }
    assert users == {
        "Book": [("Find", False), ("Rename", False)],
        "Book.id": [("Rename", False)],
        "Book.title": [("Find", False), ("an anonymous query", False)],
        "Book.authors": [("Find", False)],
        "Book.isbn": [],
        "Book.shelf": [("Find", False)],
        "Book.genre": [],
        "Genre": [("Find", True)],
        "Genre.FICTION": [],
        "Genre.CRIME": [("Crimes", False)],
        "Genre.POETRY": [],
        "Search": [("Crimes", False), ("Find", True)],
        "Search.text": [("Find", True)],
        "Search.genre": [("Crimes", False), ("Find", True)],
    }


def test_a_root_field_has_the_shortest_operation_as_its_example(library: Reference) -> None:
    """With the fragments that it needs."""
    fields = {field.name: field for page in library.roots for field in page.fields}
    names = {name: field.example and field.example.name for name, field in fields.items()}
    assert names == {"search": "Crimes", "item": "an anonymous query", "rename": "Rename"}
    find = next(each for each in library.operations or () if each.name == "Find")
    assert find.description == "Finds what there is,\nand who wrote it."
    assert [excerpt.first for excerpt in find.excerpts] == [1, 9]


def test_without_operations_nothing_is_said_of_them() -> None:
    """Neither pages nor a heading."""
    files = dict(html_pages(reference_of("type Query { a: Int }")))
    assert not any(path.startswith("operations/") for path in files)
    assert "Operations" not in files["index.html"]
    assert "versions.html" not in files
    assert "deprecated.html" not in files


def test_a_large_schema_has_small_pages() -> None:
    """No page lists all types but the first; the index takes some bytes for each name."""
    count = 1500
    schema = "type Query { a: T0 }\n" + "".join(
        f'"Number {number}." type T{number} {{ field{number}(first: Int): String }}\n'
        for number in range(count)
    )
    files = dict(html_pages(reference_of(schema)))
    sizes = [len(text) for path, text in files.items() if path.startswith("types/T")]
    assert len(sizes) == count
    assert max(sizes) < 8000
    assert len(files["assets/index.js"]) < 60 * count


def test_the_index_is_a_script_of_json(library: Reference) -> None:
    """A file opened from disk may not fetch JSON."""
    text = search_index(library)
    document = json.loads(text.removeprefix("globalThis.referenceIndex = ").removesuffix(";\n"))
    assert [entry[0] for entry in document["types"]] == [page.name for page in library.types]


@pytest.mark.parametrize(
    ("description", "first"),
    [
        ("", ""),
        ("One. Two.", "One."),
        (
            "It is `a.b`, e.g. that\nof [x](http://y) **now**.\nMore.",
            "It is a.b, e.g. that of x now.",
        ),
        ("No end", "No end"),
        ("One of:\n- a\n- b", "One of:"),
        ("First line\n\nSecond.", "First line"),
    ],
)
def test_a_summary_is_the_first_sentence(description: str, first: str) -> None:
    """As text."""
    assert summary(description) == first


def test_connections_are_a_group_of_their_own() -> None:
    """Those of a large schema would hide the types that they list; roots are in no group."""
    schema = """
    type Query { books: BookConnection!, edges: [Int] }
    type BookConnection { edges: [BookEdge], pageInfo: PageInfo }
    type BookEdge { node: Book, cursor: String }
    type PageInfo { endCursor: String }
    type Book { edges: Int }
    """
    groups = {
        title: [page.name for page in pages] for title, pages in groups_of(reference_of(schema))
    }
    assert groups == {
        "Objects": ["Book", "PageInfo"],
        "Scalars": ["Boolean", "Int", "String"],
        "Connections": ["BookConnection", "BookEdge"],
    }


def test_names_between_backticks_are_links() -> None:
    """Of the schema, of the same type and of the same field; an element is no link to itself."""
    schema = """
    type Query {
      "Has `first`, `after`, `b`, `E.X`, `Query.a(after:)`, `a` and `nothing`. [`b`](https://b.org)"
      a(first: Int, "Not with `first`, and no `after`." after: Int): E
      b: Int
    }
    enum E { "Rather `Y`." X Y }
    """
    files = dict(html_pages(reference_of(schema)))
    written = re.findall(r'<a href="([^"]*)"><code>([^<]*)', files["types/Query.html"])
    assert written == [
        ("../types/Query.html#a.first", "first"),
        ("../types/Query.html#a.after", "after"),
        ("../types/Query.html#b", "b"),
        ("../types/E.html#X", "E.X"),
        ("../types/Query.html#a.after", "Query.a(after:)"),
        ("../types/Query.html#a.first", "first"),
    ]
    assert '<a href="../types/E.html#Y"><code>Y</code></a>' in files["types/E.html"]


def test_only_specifications_on_the_web_are_links() -> None:
    """A schema can name any URL, scripts too."""
    schema = """
    type Query { a: Good, b: Bad }
    scalar Good @specifiedBy(url: "https://example.org/good")
    scalar Bad @specifiedBy(url: "javascript:alert(1)")
    """
    files = dict(html_pages(reference_of(schema))) | dict(markdown_pages(reference_of(schema)))
    assert 'href="https://example.org/good"' in files["types/Good.html"]
    assert 'href="javascript' not in files["types/Bad.html"]
    assert "<https://example.org/good>" in files["types/Good.md"]
    assert "Specified by javascript:alert(1)." in files["types/Bad.md"]
