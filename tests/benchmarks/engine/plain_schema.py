"""The contract as a plain graphql-core schema whose enums have the values of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLSchema, build_schema, version_info
from tests.benchmarks.engine.contract import SDL

if TYPE_CHECKING:
    from collections.abc import Callable

SERIALIZE = "coerce_output_value" if version_info >= (3, 3) else "serialize"


def plain_schema(kernels: Callable[..., Any]) -> GraphQLSchema:
    """The schema with a resolver of `Query.kernels`."""
    schema: Any = build_schema(SDL)
    setattr(schema.type_map["DateTime"], SERIALIZE, lambda value: value.isoformat())
    setattr(schema.type_map["Decimal"], SERIALIZE, str)
    for name in ("SessionType", "SessionResult", "ServicePortProtocol"):
        for key, value in schema.type_map[name].values.items():
            value.value = key.lower()
    schema.query_type.fields["kernels"].resolve = kernels
    furnished: GraphQLSchema = schema
    return furnished
