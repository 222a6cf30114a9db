"""The engine on the schema and the data of graphql-core: default resolvers over mappings."""

from __future__ import annotations

from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.subjects.core import SCHEMA

from graphwright.engine import Call, Engine

ENGINE = Engine(SCHEMA)


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    return (await ENGINE.respond(Call(OPERATION, {"first": size}))).body
