"""The engine on objects in memory, whose attributes are read in line."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.objects import object_schema, objects
from tests.benchmarks.engine.rows import rows

from graphwright.engine import Call, Engine

PAGES = {size: objects(rows(size)) for size in (20, 100, 1000)}


async def kernels(_root: Any, _info: Any, first: int) -> Any:
    """The page, made beforehand."""
    return PAGES[first]


ENGINE = Engine(object_schema(kernels))


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    return (await ENGINE.respond(Call(OPERATION, {"first": size}))).body
