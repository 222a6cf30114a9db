"""Strawberry's schemas on the engine: the line that switches it on, and equal results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from strawberry.extensions import SchemaExtension

from graphwright.engine import compiled_execution, engine_of

from .strawberry_shop import BASE, COMPILED, SCHEMA, Query, context, schema_of

if TYPE_CHECKING:
    import strawberry

OPERATIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("{ items { __typename id price ... on Book { title cover author { name } } } }", {}),
    ("query($n: Int) { items(first: $n) { id ... on Lamp { watts } } }", {"n": 2}),
    ("{ things { __typename ... on Book { shout(times: 2) cover } ... on Lamp { watts } } }", {}),
    ("{ things { ... on Book { title broken } } }", {}),
    ("{ who alias: who }", {}),
    ("query($no: Boolean!) { items { id price @skip(if: $no) } }", {"no": True}),
    ('mutation { a: rename(id: "1", title: "Salt") { title author { name } } }', {}),
    ('{ __schema { queryType { name } } __type(name: "Book") { fields { name } } }', {}),
    ("{ nothing }", {}),
    ("query($n: Int) { items(first: $n) { id } }", {"n": "two"}),
)


@pytest.mark.parametrize(("text", "variables"), OPERATIONS, ids=[text for text, _ in OPERATIONS])
async def test_results_are_those_of_strawberry(text: str, variables: dict[str, Any]) -> None:
    """With unions, interfaces, loaders, enums, methods and errors."""
    results = [
        await schema.execute(text, variables, context_value=context())
        for schema in (SCHEMA, COMPILED)
    ]
    theirs, mine = (
        (result.data, [error.formatted for error in result.errors or ()]) for result in results
    )
    assert mine == theirs


def test_operations_that_await_nothing_are_executed_at_once() -> None:
    """Strawberry's `execute_sync` works alike."""
    text = "{ things { ... on Book { title } } }"
    theirs, mine = (schema.execute_sync(text) for schema in (SCHEMA, COMPILED))
    assert mine.data == theirs.data


async def test_subscriptions_have_the_same_events() -> None:
    """Each is one result."""

    async def events(schema: strawberry.Schema) -> list[Any]:
        stream: Any = await schema.subscribe("subscription { count(to: 3) }")
        return [result.data async for result in stream]

    assert await events(COMPILED) == await events(SCHEMA) == [{"count": n} for n in range(3)]


async def test_operations_are_compiled() -> None:
    """The statistics of the engine say so."""
    untyped: Any = COMPILED
    statistics = engine_of(untyped._schema).statistics
    before = statistics.executed
    await COMPILED.execute("{ items { id } }", context_value=context())
    assert statistics.executed == before + 1
    assert not statistics.delegated


async def test_extensions_that_look_at_every_field_are_left_to_graphql_core() -> None:
    """They are middleware, which is counted."""
    seen: list[str] = []

    class Looks(SchemaExtension):
        def resolve(self, _next: Any, root: Any, info: Any, *args: str, **kwargs: Any) -> Any:
            seen.append(info.field_name)
            return _next(root, info, *args, **kwargs)

    schema: Any = schema_of(
        Query, extensions=[Looks], execution_context_class=compiled_execution(BASE)
    )
    result = await schema.execute("{ items { id } }", context_value=context())
    assert result.data == {"items": [{"id": "1"}, {"id": "2"}, {"id": "3"}]}
    assert seen == ["items", "id", "id", "id"]
    assert engine_of(schema._schema).statistics.delegated == {"middleware_manager": 1}
