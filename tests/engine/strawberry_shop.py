"""A schema as Strawberry's users write it, executed by Strawberry itself and on the engine."""

# Strawberry reads the annotations of these classes when they are made.

import asyncio
from collections.abc import AsyncIterator, Sequence
from enum import Enum
from importlib import import_module
from typing import Annotated, Any, cast

import strawberry
from graphql import GraphQLObjectType, introspection_types
from strawberry.dataloader import DataLoader
from strawberry.types import Info

from graphwright.engine import compiled_execution

BASE: Any = import_module("strawberry.schema.schema").StrawberryGraphQLCoreExecutionContext


@strawberry.enum
class Cover(Enum):
    """How a book is bound."""

    HARD = "hard"
    SOFT = "soft"


@strawberry.interface
class Item:
    """Anything for sale."""

    id: strawberry.ID
    price: float


@strawberry.type
class Book(Item):
    """A book."""

    title: str
    cover: Cover

    @strawberry.field
    async def author(self, info: Info[dict[str, Any], None]) -> "Author":
        """By a loader of the request."""
        found: Author = await info.context["authors"].load(f"author of {self.title}")
        return found

    @strawberry.field
    def shout(self, times: int = 1) -> str:
        """A method of the object itself."""
        return self.title.upper() + "!" * times

    @strawberry.field
    def broken(self) -> str | None:
        """Raises."""
        raise ValueError(f"{self.title} is broken")


@strawberry.type
class Author:
    """Who writes."""

    name: str


@strawberry.type
class Lamp(Item):
    """No book."""

    watts: int


Thing = Annotated[Book | Lamp, strawberry.union("Thing")]


def items() -> list[Book | Lamp]:
    """All that there is."""
    return [
        Book(id=strawberry.ID("1"), price=3.5, title="Sand", cover=Cover.HARD),
        Lamp(id=strawberry.ID("2"), price=12, watts=40),
        Book(id=strawberry.ID("3"), price=8.0, title="Reef", cover=Cover.SOFT),
    ]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    def things(self) -> list[Thing]:
        """A list of a union."""
        return items()

    @strawberry.field
    async def items(self, first: int | None = None) -> list[Item]:
        """A list of an interface."""
        await asyncio.sleep(0)
        return cast(list[Item], items()[:first])

    @strawberry.field
    def who(self, info: Info[dict[str, Any], None]) -> str:
        """What the info of Strawberry says."""
        return f"{info.field_name} {info.python_name} {info.path.key} {sorted(info.context)[0]}"


@strawberry.type
class Mutation:
    """What can be changed."""

    @strawberry.mutation
    async def rename(self, id: strawberry.ID, title: str) -> Book:
        """A book with another title."""
        return Book(id=id, price=1.0, title=title, cover=Cover.SOFT)


@strawberry.type
class Subscription:
    """What can be followed."""

    @strawberry.subscription
    async def count(self, to: int) -> AsyncIterator[int]:
        """Numbers."""
        for number in range(to):
            yield number


def context() -> dict[str, Any]:
    """A context for one request."""
    return {"authors": DataLoader(_load)}


async def _load(names: list[str]) -> Sequence[Author]:
    return [Author(name=name) for name in names]


def schema_of(*args: Any, **options: Any) -> strawberry.Schema:
    """Strawberry's schema, and graphql-core's introspection as it was.

    Strawberry has `isOneOf` of the one `__Type` that all schemas share resolved its own way.
    """
    fields = cast("GraphQLObjectType", introspection_types["__Type"]).fields
    is_one_of = fields.get("isOneOf")
    schema = strawberry.Schema(*args, **options)
    if is_one_of is not None:
        fields["isOneOf"] = is_one_of
    return schema


SCHEMA = schema_of(Query, Mutation, Subscription, types=[Lamp])
COMPILED = schema_of(
    Query,
    Mutation,
    Subscription,
    types=[Lamp],
    execution_context_class=compiled_execution(BASE),
)
