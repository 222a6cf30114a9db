"""Ariadne as its users run it, with the parser and the validator cached."""

from __future__ import annotations

import json
from typing import Any

import ariadne
from graphql import parse
from tests.benchmarks.engine.contract import OPERATION, SDL
from tests.benchmarks.engine.mappings import connection
from tests.benchmarks.engine.rows import rows

ROWS = rows(1000)
query = ariadne.QueryType()
DOCUMENT = parse(OPERATION)


@query.field("kernels")
async def kernels(_root: Any, _info: Any, first: int) -> Any:
    """The page, as nested mappings made from rows."""
    return connection(ROWS[:first])


def enum(name: str, *values: str) -> ariadne.EnumType:
    """An enum whose values are those of the rows."""
    return ariadne.EnumType(name, {value: value.lower() for value in values})


SCHEMA = ariadne.make_executable_schema(
    SDL,
    query,
    enum("SessionType", "INTERACTIVE", "BATCH", "INFERENCE"),
    enum("SessionResult", "UNDEFINED", "SUCCESS", "FAILURE"),
    enum("ServicePortProtocol", "HTTP", "TCP", "PREOPEN"),
    ariadne.ScalarType("DateTime", serializer=lambda value: value.isoformat()),
    ariadne.ScalarType("Decimal", serializer=str),
)
PACKAGE = "ariadne"


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    _, result = await ariadne.graphql(
        SCHEMA,
        {"query": OPERATION, "variables": {"first": size}},
        query_parser=lambda _context, _data: DOCUMENT,
        query_validator=lambda *_arguments, **_options: [],
    )
    text = json.dumps(result, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()
