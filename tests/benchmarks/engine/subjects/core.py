"""graphql-core with a parsed document and orjson."""

from __future__ import annotations

from typing import Any

import orjson
from graphql import execute, parse
from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.mappings import connection
from tests.benchmarks.engine.plain_schema import plain_schema
from tests.benchmarks.engine.rows import rows

ROWS = rows(1000)
DOCUMENT = parse(OPERATION)


async def kernels(_root: Any, _info: Any, first: int) -> Any:
    """The page, as nested mappings made from rows."""
    return connection(ROWS[:first])


SCHEMA = plain_schema(kernels)


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    result: Any = execute(SCHEMA, DOCUMENT, variable_values={"first": size})
    result = await result
    return orjson.dumps({"data": result.data})
