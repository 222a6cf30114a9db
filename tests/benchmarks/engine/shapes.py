"""Operations of extreme shapes, on graphql-core and on the engine in one process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from inspect import isawaitable
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from graphql import GraphQLSchema, build_schema, execute, parse

from graphwright.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True)
class Shape:
    """An operation with its schema and data."""

    name: str
    schema: GraphQLSchema
    text: str
    root: Any


def shapes() -> tuple[Shape, ...]:
    """All shapes."""
    return (_small(), _wide(), _deep(), _union(), _resolvers(), _many_async(), _nested_async())


def _small() -> Shape:
    return Shape("one field", build_schema("type Query { a: Int }"), "{ a }", {"a": 1})


def _wide() -> Shape:
    names = [f"f{number}" for number in range(200)]
    fields = " ".join(f"{name}: String" for name in names)
    schema = build_schema(f"type Query {{ rows: [Row!]! }} type Row {{ {fields} }}")
    rows = [{name: f"{name} of {number}" for name in names} for number in range(50)]
    return Shape("wide flat", schema, f"{{ rows {{ {' '.join(names)} }} }}", {"rows": rows})


def _deep() -> Shape:
    schema = build_schema("type Query { q: Query qs: [Query!] leaf: String }")
    root: dict[str, Any] = {"leaf": "end"}
    text = "{ leaf }"
    for depth in range(30):
        root = {"q": root, "qs": [], "leaf": str(depth)}
        text = f"{{ leaf q {text} }}"
    return Shape("deep nested", schema, text, root)


def _union() -> Shape:
    kinds = [f"K{number}" for number in range(10)]
    types = " ".join(f"type {kind} {{ id: ID! {kind.lower()}: Int }}" for kind in kinds)
    schema = build_schema(f"type Query {{ us: [U!]! }} union U = {' | '.join(kinds)} {types}")
    parts = " ".join(f"... on {kind} {{ id {kind.lower()} }}" for kind in kinds)
    us = [
        {"__typename": kinds[number % 10], "id": number, f"k{number % 10}": number}
        for number in range(500)
    ]
    return Shape("union-heavy", schema, f"{{ us {{ __typename {parts} }} }}", {"us": us})


def _resolvers() -> Shape:
    schema: Any = build_schema("type Query { ts: [T!]! } type T { id: Int! up(by: Int = 1): Int }")
    schema.type_map["T"].fields["up"].resolve = lambda parent, _info, by: parent["id"] + by
    root = {"ts": [{"id": number} for number in range(500)]}
    return Shape("resolvers", schema, "{ ts { id up two: up(by: 2) } }", root)


def _many_async() -> Shape:
    async def up(parent: Any, _info: Any) -> int:
        await asyncio.sleep(0)
        return int(parent["id"]) + 1

    schema: Any = build_schema("type Query { ts: [T!]! } type T { id: Int! up: Int }")
    schema.type_map["T"].fields["up"].resolve = up
    root = {"ts": [{"id": number} for number in range(500)]}
    return Shape("many async", schema, "{ ts { id up } }", root)


def _nested_async() -> Shape:
    async def below(parent: Any, _info: Any) -> list[Any]:
        return [{"id": parent["id"] * 10 + number} for number in range(5)]

    schema: Any = build_schema("type Query { t: T! } type T { id: Int! below: [T!]! }")
    schema.type_map["T"].fields["below"].resolve = below
    text = "{ t { below { id below { id below { id } } } } }"
    return Shape("nested async", schema, text, {"t": {"id": 1}})


async def compared(shape: Shape, rounds: int) -> tuple[float, float]:
    """Seconds of one execution by graphql-core and by the engine, medians over rounds."""
    engine, document = Engine(shape.schema), parse(shape.text)

    async def by_core() -> Any:
        return await _awaited(execute(shape.schema, document, shape.root))

    async def by_engine() -> Any:
        return await _awaited(engine.execute(document, shape.root))

    assert await by_core() == await by_engine()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for subject, kept in zip((by_core, by_engine), times, strict=True):
            kept.append(await _seconds(subject))
    return median(times[0]), median(times[1])


async def _awaited(result: Any) -> Any:
    return await result if isawaitable(result) else result


async def _seconds(subject: Callable[[], Awaitable[Any]]) -> float:
    started = process_time()
    await subject()
    return process_time() - started
