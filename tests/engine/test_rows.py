"""Lists of objects that are read from rows are answered from the rows, with equal results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from graphql import ExecutionResult, GraphQLSchema, build_schema, execute_sync, parse

from graphwright.engine import Engine
from graphwright.runtime import UNSELECTED, AttributeResolver
from graphwright.runtime.page import Edge, Page
from graphwright.runtime.rows import RowConstant, RowForm, RowList, RowObject, RowValue, builder

if TYPE_CHECKING:
    from collections.abc import Sequence

SDL = """
type Query { shelf: Shelf }
type Shelf { books: [Book!]! maybe: [Book] }
type Book {
  id: ID! title: String! pages: Int rating: Float size: Size! price: Size
  tags: [String!] grid: [[Int]!]! authors: [Author!] kind: Kind shouted: String
}
type Size { width: Int! height: Int }
type Author { name: String! born: Int }
enum Kind { NOVEL POEM }
"""
ALL = """
  __typename key: id title pages rating size { width height tall: height __typename }
  price { width } tags grid authors { name born } kind
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    width: Any
    height: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    name: Any
    born: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    id: Any
    title: Any
    pages: Any
    rating: Any
    size: Size
    price: Any
    tags: Any
    grid: Any
    authors: Any
    kind: Any


def authors_of(names: object) -> list[Author] | None:
    """What a decoder makes of a stored text; ValueError for what is none."""
    if names is None:
        return None
    if not isinstance(names, str):
        raise ValueError("no text")
    return [Author(name=name or None) for name in names.split(",")]


READ = RowObject(
    Book,
    {
        **{name: RowValue(None, (place,)) for place, name in enumerate(("id", "title", "pages"))},
        "rating": RowValue(None, (3,)),
        "size": RowObject(Size, {"width": RowValue(None, (4,)), "height": RowValue(max, (2, 4))}),
        "price": RowValue(None, (5,)),
        "tags": RowValue(None, (6,)),
        "grid": RowValue(None, (7,)),
        "authors": RowValue(authors_of, (8,)),
        "kind": RowConstant("POEM"),
    },
)
USUAL: tuple[Any, ...] = (
    *("b1", "One", 10, 1.5, 4, Size(width=1, height=2), ["a", "b"], [[1, None], []], "Ann,Bob"),
    "behind what is read",
)


def row(**changes: Any) -> tuple[Any, ...]:
    """The usual row with other values."""
    names = ("id", "title", "pages", "rating", "width", "price", "tags", "grid", "authors")
    return tuple(changes.get(name, value) for name, value in zip(names, USUAL, strict=False))


def schema_of() -> GraphQLSchema:
    """A schema whose objects are read by their attributes."""
    schema = build_schema(SDL)
    for name in ("Shelf", "Book", "Size", "Author"):
        kind: Any = schema.type_map[name]
        for field_name, field in kind.fields.items():
            field.resolve = AttributeResolver(field_name)
    book: Any = schema.type_map["Book"]
    book.fields["shouted"].resolve = lambda parent, _info: parent.title.upper()
    return schema


@dataclass(frozen=True, slots=True)
class Shelf:
    books: Sequence[Any]

    @property
    def maybe(self) -> Sequence[Any]:
        return self.books


@dataclass(frozen=True, slots=True)
class Root:
    shelf: Shelf


class Made:
    """Counts the objects that are made."""

    def __init__(self, read: RowObject = READ) -> None:
        self.count = 0
        self.read = read
        self._build = builder(RowForm(read))

    def __call__(self, row: Sequence[Any]) -> Any:
        self.count += 1
        return self._build(row)


def both(
    query: str, rows: Sequence[Sequence[Any]], read: RowObject = READ
) -> tuple[ExecutionResult, int]:
    """The engine's result over rows, which is graphql-core's, and how many objects were made."""
    schema, document = schema_of(), parse(query)
    made = Made(read)
    result = Engine(schema).execute_sync(document, Root(Shelf(RowList(rows, RowForm(read), made))))
    objects = RowList(rows, RowForm(read), builder(RowForm(read)))
    expected = execute_sync(schema, document, Root(Shelf(objects)))
    assert result.data == expected.data
    assert [each.formatted for each in result.errors or ()] == [
        each.formatted for each in expected.errors or ()
    ]
    return result, made.count


def test_plain_data_is_answered_without_objects() -> None:
    """Where all that is selected is data, no object is made of a row."""
    rows = [row(), row(id="b2", authors=None, tags=None, price=None)]
    result, count = both(f"{{ shelf {{ books {{ {ALL} }} }} }}", rows)
    assert result.data is not None
    assert list(result.data["shelf"]["books"][0])[:3] == ["__typename", "key", "title"]
    assert count == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"id": 7},
        {"rating": 2},
        {"rating": float("nan")},
        {"title": None},
        {"title": 5},
        {"pages": 2**40},
        {"width": None, "pages": 3},
        {"price": Size(width=None, height=1)},
        {"price": ValueError("no price")},
        {"tags": ("a", 3)},
        {"tags": "text"},
        {"tags": ["a", None]},
        {"grid": None},
        {"grid": [[1], None]},
        {"grid": ([1, "2"], (3,))},
        {"authors": "Ann,"},
        {"authors": 5},
    ],
    ids=repr,
)
@pytest.mark.parametrize("field", ["books", "maybe"])
def test_unusual_rows_are_answered_as_objects_are(field: str, changes: dict[str, Any]) -> None:
    """A value that is odd, wrong or null where it must not be gives graphql-core's answer."""
    both(f"{{ shelf {{ {field} {{ {ALL} }} }} }}", [row(), row(**changes), row(id="b3")])


def test_resolvers_are_given_objects() -> None:
    """Where a resolver is selected besides data, it gets the object, made once."""
    result, count = both("{ shelf { books { title shouted } } }", [row(), row(title="two")])
    assert result.data == {
        "shelf": {"books": [{"title": "One", "shouted": "ONE"}, {"title": "two", "shouted": "TWO"}]}
    }
    assert count == 2


def test_no_rows_are_an_empty_list() -> None:
    """A list of no rows is empty, and one of which nothing is read has an item for each row."""
    assert both("{ shelf { books { title } } }", [])[0].data == {"shelf": {"books": []}}
    read = RowObject(Book, dict.fromkeys(READ.attributes, RowConstant(UNSELECTED)))
    result, count = both("{ shelf { books { __typename } } }", [(), ()], read)
    assert result.data == {"shelf": {"books": [{"__typename": "Book"}] * 2}}
    assert count == 0


def test_what_was_not_selected_is_an_error_as_it_is_of_objects() -> None:
    """An attribute that was not read of the rows is not answered, whoever executes."""
    read = RowObject(Book, {**READ.attributes, "pages": RowConstant(UNSELECTED)})
    result, _ = both("{ shelf { books { title pages } } }", [row()], read)
    assert result.errors


def test_a_list_of_rows_is_a_sequence_of_objects() -> None:
    """Objects are made when they are looked at, once, and compare as those of a list."""
    made = Made()
    books: RowList[Any] = RowList([row(id=str(number)) for number in range(4)], RowForm(READ), made)
    assert (len(books), made.count) == (4, 0)
    assert books[0] is books[0] is books[-4]
    assert made.count == 1
    assert [each.id for each in books] == ["0", "1", "2", "3"]
    assert [each.id for each in books[1:3]] == ["1", "2"]
    assert books == list(books)
    assert books != [*books, books[0]]
    assert made.count == 4
    with pytest.raises(IndexError):
        books[4]


def test_an_attribute_is_read_of_the_row_alone_where_that_tells_it() -> None:
    """The cursors at the ends of a page make no object of a row, decoded attributes make one."""
    made = Made()
    books: RowList[Any] = RowList([row(id="a"), row(id="z")], RowForm(READ), made)
    assert (books.attribute(0, "id"), books.attribute(-1, "id")) == ("a", "z")
    assert books.attribute(0, "kind") == "POEM"
    assert made.count == 0
    assert books.attribute(0, "size") == Size(width=4, height=10)
    assert made.count == 1


def test_the_nodes_of_a_page_are_answered_without_objects() -> None:
    """Nodes beside edges are read from the same rows, and their objects are those of the edges."""
    made = Made(RowObject(Edge, {"cursor": RowConstant("c"), "node": READ}))
    form = RowForm(made.read)
    books = [row(id=name) for name in "az"]

    def page() -> Page[Book]:
        return Page(RowList(books, form, made), False, False, 2)

    document, schema = parse("{ shelf { books { id title } } }"), schema_of()
    engine = Engine(schema)
    for _ in range(2):
        result = engine.execute_sync(document, Root(Shelf(page().nodes)))
        assert result.data == {
            "shelf": {"books": [{"id": "a", "title": "One"}, {"id": "z", "title": "One"}]}
        }
    assert made.count == 0
    found = page()
    assert found.nodes[1] is found.edges[1].node
    assert [each.id for each in found.nodes] == ["a", "z"]
    assert made.count == 2
    plain = Page([Edge("c", "node")], False, False, 1)
    assert plain.nodes == ["node"]
