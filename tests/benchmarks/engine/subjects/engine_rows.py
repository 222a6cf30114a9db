"""The engine on rows in memory: groups of columns are read from the row itself."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.objects import flat_objects, flat_schema
from tests.benchmarks.engine.rows import rows

from graphwright.engine import Call, Engine

PAGES = {size: flat_objects(rows(size)) for size in (20, 100, 1000)}


async def kernels(_root: Any, _info: Any, first: int) -> Any:
    """The page, made beforehand."""
    return PAGES[first]


ENGINE = Engine(flat_schema(kernels))


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    return (await ENGINE.respond(Call(OPERATION, {"first": size}))).body
