"""Tests of executable schemas, as a generated package builds them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from graphql import ExecutionResult, GraphQLSchema, GraphQLSyntaxError, graphql, parse, subscribe

from graphwright.runtime import (
    DECIMAL,
    UNSET,
    EnumBinding,
    Info,
    InputFields,
    Maybe,
    ObjectFields,
    PageLimits,
    PageRequest,
    ResolverField,
    ResolverGroup,
    ResolverMismatch,
    SchemaTables,
    executable_schema,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

SDL = """
scalar Decimal
enum Colour { RED None }
enum Direction { ASC DESC }
interface Node { id: ID! }
type Book implements Node { id: ID! listPrice: Decimal! colour: Colour! author: Author! twins: [Book!]! }
type Author implements Node { id: ID! books(first: Int, after: String): [Book!]! }
union Thing = Book | Author
input OrderBy { field: String! direction: Direction! = DESC }
input BookFilter { title: String in: [Colour!] price: Decimal nested: BookFilter }
input Choice @oneOf { title: String price: Decimal }
type Query {
  book(id: ID!): Book
  books(filter: BookFilter, orderBy: [OrderBy!] = [{field: "id"}], colour: Colour = RED,
        first: Int, after: String, last: Int, before: String): String!
  things: [Thing!]!
  node: Node
  choose(choice: Choice!): String!
}
type Mutation { paint(colour: Colour!): Colour! }
type Subscription { ticks(count: Int!): Int! }
"""


class Colour(Enum):
    RED = "RED"
    None_ = "None"


class Direction(Enum):
    ASC = "ASC"
    DESC = "DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    id: str
    list_price: Decimal
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBy:
    field: str
    direction: Direction = Direction.DESC


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFilter:
    title: Maybe[str] = UNSET
    in_: Maybe[Sequence[Colour]] = UNSET
    price: Maybe[Decimal] = UNSET
    nested: Maybe[BookFilter] = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    title: Maybe[str] = UNSET
    price: Maybe[Decimal] = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class BooksArguments:
    filter: BookFilter | None
    order_by: Sequence[OrderBy] | None
    colour: Colour | None
    page: PageRequest


TABLES = SchemaTables(
    scalars={"Decimal": DECIMAL},
    enums=(EnumBinding("Colour", Colour), EnumBinding("Direction", Direction)),
    inputs=(
        InputFields("OrderBy", OrderBy, {"field": "field", "direction": "direction"}),
        InputFields(
            "BookFilter",
            BookFilter,
            {"title": "title", "in": "in_", "price": "price", "nested": "nested"},
        ),
        InputFields("Choice", Choice, {"title": "title", "price": "price"}),
    ),
    objects=(
        ObjectFields("Book", Book, {"id": "id", "listPrice": "list_price", "colour": "colour"}),
        ObjectFields("Author", Author, {"id": "id"}),
    ),
    abstract=("Node", "Thing"),
    groups=(
        ResolverGroup(
            "Query",
            "query",
            "QueryResolvers",
            "schema/book.graphql",
            (
                ResolverField("book", "book", {"id": "id"}),
                ResolverField(
                    "books",
                    "books",
                    {"filter": "filter", "orderBy": "order_by", "colour": "colour"},
                    paged=True,
                    arguments_type=BooksArguments,
                ),
                ResolverField("things", "things"),
                ResolverField("node", "node"),
                ResolverField("choose", "choose", {"choice": "choice"}),
            ),
        ),
        ResolverGroup(
            "Mutation",
            "mutation",
            "MutationResolvers",
            "schema/book.graphql",
            (ResolverField("paint", "paint", {"colour": "colour"}),),
        ),
        ResolverGroup(
            "Subscription",
            "subscription",
            "SubscriptionResolvers",
            "schema/book.graphql",
            (ResolverField("ticks", "ticks", {"count": "count"}),),
        ),
        ResolverGroup(
            "Book",
            "book",
            "BookResolvers",
            "schema/book.graphql",
            (ResolverField("author", "author", batched=True), ResolverField("twins", "twins")),
        ),
        ResolverGroup(
            "Author",
            "author",
            "AuthorResolvers",
            "schema/book.graphql",
            (ResolverField("books", "books", paged=True, batched=True),),
        ),
    ),
)

BOOK = Book(id="1", list_price=Decimal("9.50"), colour=Colour.None_)


class QueryMethods:
    def __init__(self) -> None:
        self.seen: list[Any] = []

    async def book(self, info: Info[Any], *, id: str) -> Book | None:
        return BOOK if id == "1" else None

    def books(self, info: Info[Any], *, arguments: BooksArguments) -> str:
        self.seen.append(arguments)
        return "ok"

    def things(self, info: Info[Any]) -> Sequence[Book | Author]:
        return [BOOK, Author(id="a")]

    def node(self, info: Info[Any]) -> object:
        return object()

    def choose(self, info: Info[Any], *, choice: Choice) -> str:
        self.seen.append(choice)
        return "ok"


class MutationMethods:
    def paint(self, info: Info[Any], *, colour: Colour) -> Colour:
        assert isinstance(colour, Colour)
        return colour


class SubscriptionMethods:
    async def ticks(self, info: Info[Any], *, count: int) -> AsyncIterator[int]:
        for tick in range(count):
            yield tick


class BookMethods:
    def author(self, parents: Sequence[Book], info: Info[Any]) -> Sequence[Author]:
        return [Author(id=f"author of {each.id}") for each in parents]

    def twins(self, parent: Book, info: Info[Any]) -> Sequence[Book]:
        return [parent, parent]


class AuthorMethods:
    async def books(
        self, parents: Sequence[Author], info: Info[Any], *, page: PageRequest
    ) -> Sequence[Sequence[Book]]:
        return [[BOOK] * page.size for _ in parents]


@dataclass(frozen=True)
class Resolvers:
    query: QueryMethods
    mutation: MutationMethods
    subscription: SubscriptionMethods
    book: BookMethods
    author: AuthorMethods


def build(query: QueryMethods | None = None) -> GraphQLSchema:
    resolvers = Resolvers(
        query or QueryMethods(),
        MutationMethods(),
        SubscriptionMethods(),
        BookMethods(),
        AuthorMethods(),
    )
    return executable_schema(SDL, TABLES, resolvers, page_limits=PageLimits(2, 5))


async def answer(query: str, **variables: Any) -> ExecutionResult:
    return await graphql(build(), query, variable_values=variables)


async def arguments_of(query: str, variables: Mapping[str, Any] | None = None) -> Any:
    """What the only root method of the operation was called with."""
    methods = QueryMethods()
    result = await graphql(build(methods), query, variable_values=dict(variables or {}))
    assert result.errors is None
    return methods.seen[0]


async def test_data_is_read_from_attributes_and_the_rest_from_methods() -> None:
    result = await answer("{ book(id: 1) { id listPrice colour author { id } twins { id } } }")
    assert result == ExecutionResult(
        {
            "book": {
                "id": "1",
                "listPrice": "9.5",
                "colour": "None",
                "author": {"id": "author of 1"},
                "twins": [{"id": "1"}, {"id": "1"}],
            }
        },
        None,
    )


async def test_nested_connections_take_pages_within_the_limits() -> None:
    result = await answer(
        "{ book(id: 1) { author { books { id } three: books(first: 3) { id } } } }"
    )
    assert result.data is not None
    author = result.data["book"]["author"]
    assert (len(author["books"]), len(author["three"])) == (2, 3)


async def test_inputs_become_dataclasses_that_tell_unset_from_null() -> None:
    arguments = await arguments_of(
        '{ books(filter: {title: null, in: [RED, None], nested: {price: "1.50"}}) }'
    )
    assert arguments.filter == BookFilter(
        title=None,
        in_=[Colour.RED, Colour.None_],
        nested=BookFilter(price=Decimal("1.50")),
    )
    assert arguments.filter.price is UNSET


async def test_inputs_are_built_from_variables_too() -> None:
    arguments = await arguments_of(
        "query ($f: BookFilter, $o: [OrderBy!]) { books(filter: $f, orderBy: $o) }",
        {"f": {"in": ["None"]}, "o": [{"field": "x"}, {"field": "y", "direction": "ASC"}]},
    )
    assert arguments.filter == BookFilter(in_=[Colour.None_])
    assert arguments.order_by == [
        OrderBy(field="x", direction=Direction.DESC),
        OrderBy(field="y", direction=Direction.ASC),
    ]


async def test_defaults_of_the_schema_are_python_values() -> None:
    arguments = await arguments_of("{ books }")
    assert arguments == BooksArguments(
        filter=None,
        order_by=[OrderBy(field="id", direction=Direction.DESC)],
        colour=Colour.RED,
        page=PageRequest(2),
    )


async def test_null_replaces_a_default() -> None:
    arguments = await arguments_of("{ books(colour: null, orderBy: null) }")
    assert (arguments.colour, arguments.order_by) == (None, None)


async def test_one_of_takes_exactly_one() -> None:
    assert await arguments_of('{ choose(choice: {price: "2"}) }') == Choice(price=Decimal(2))
    result = await answer('{ choose(choice: {price: "2", title: "x"}) }')
    assert result.errors is not None
    assert "exactly one" in result.errors[0].message.lower()


async def test_the_type_of_an_object_is_told_by_its_class() -> None:
    result = await answer("{ things { __typename ... on Node { id } } }")
    assert result.data == {
        "things": [{"__typename": "Book", "id": "1"}, {"__typename": "Author", "id": "a"}]
    }


async def test_an_object_of_an_unknown_class_is_an_error_of_its_field() -> None:
    result = await answer("{ node { id } }")
    assert result.data == {"node": None}
    assert [error.path for error in result.errors or ()] == [["node"]]


async def test_mutations_are_called_as_queries_are() -> None:
    result = await answer("mutation { paint(colour: None) }")
    assert result.data == {"paint": "None"}


async def test_the_events_of_a_subscription_are_the_values_of_its_field() -> None:
    source: Any = subscribe(build(), parse("subscription { ticks(count: 3) }"))
    events = source if hasattr(source, "__aiter__") else await source
    assert [event.data async for event in events] == [{"ticks": 0}, {"ticks": 1}, {"ticks": 2}]


async def test_page_sizes_are_limited_as_configured() -> None:
    result = await answer("{ books(first: 6) }")
    assert [error.message for error in result.errors or ()] == [
        "first must be between 1 and 5, got 6"
    ]


def test_a_missing_method_stops_the_start() -> None:
    with pytest.raises(ResolverMismatch) as caught:
        executable_schema(SDL, TABLES, object())
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (SchemaTables(objects=(ObjectFields("Nothing", Book, {}),)), "Nothing is not an object"),
        (SchemaTables(objects=(ObjectFields("Book", Book, {"x": "x"}),)), "Book has no field x"),
        (SchemaTables(abstract=("Book",)), "Book is no interface or union"),
    ],
)
def test_tables_that_do_not_fit_the_schema_are_refused(tables: SchemaTables, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        executable_schema(SDL, tables, object())


@pytest.mark.parametrize(
    ("sdl", "message"),
    [
        ("type Query { a: Missing, b: Gone }", "Unknown type 'Missing'.*Unknown type 'Gone'"),
        ("interface A { a: Int } type Query implements A { b: Int }", "A.a expected but Query"),
        ("type Query { a: }", "Expected Name, found '}'"),
    ],
)
def test_what_is_wrong_with_an_sdl_is_told(sdl: str, message: str) -> None:
    with pytest.raises((TypeError, GraphQLSyntaxError), match=f"(?s){message}"):
        executable_schema(sdl, SchemaTables(), object())
