"""Strawberry's schema and resolvers with the engine as execution class."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.subjects import strawberry_peer

from graphwright.engine import compiled_execution

BASE: Any = import_module("strawberry.schema.schema").StrawberryGraphQLCoreExecutionContext
SCHEMA: Any = strawberry_peer.strawberry.Schema(
    strawberry_peer.Query,
    extensions=strawberry_peer.CACHES,
    execution_context_class=compiled_execution(BASE),
)
PACKAGE = "strawberry-graphql"


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    result = await SCHEMA.execute(OPERATION, variable_values={"first": size})
    return json.dumps({"data": result.data}).encode()
