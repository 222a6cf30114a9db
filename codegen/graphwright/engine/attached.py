"""Functions that stand in for graphql-core's, each schema with an engine of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, GraphQLSchema, assert_schema

from .engine import Engine

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from graphql.language import DocumentNode

_ATTRIBUTE = "graphwright_engine"


def engine_of(schema: GraphQLSchema) -> Engine:
    """The engine of a schema, made when it is first asked for.

    It is kept by the schema and lives as long; copies of the schema do not share it. Raises
    TypeError for what is no schema.
    """
    assert_schema(schema)
    engine: Engine | None = vars(schema).get(_ATTRIBUTE)
    if engine is None or engine.schema is not schema:
        engine = Engine(schema)
        setattr(schema, _ATTRIBUTE, engine)
    return engine


def execute(
    schema: GraphQLSchema, document: DocumentNode, *positional: Any, **named: Any
) -> ExecutionResult | Awaitable[ExecutionResult]:
    """The result of an operation, or an awaitable of it when a value has to be awaited.

    Takes what graphql-core's `execute` takes.
    """
    return engine_of(schema).execute(document, *positional, **named)


def execute_sync(
    schema: GraphQLSchema, document: DocumentNode, *positional: Any, **named: Any
) -> ExecutionResult:
    """The result of an operation none of whose values has to be awaited.

    Takes what graphql-core's `execute_sync` takes.
    """
    return engine_of(schema).execute_sync(document, *positional, **named)


def subscribe(schema: GraphQLSchema, document: DocumentNode, *positional: Any, **named: Any) -> Any:
    """The stream of results of a subscription, an error result, or an awaitable of either.

    Takes what graphql-core's `subscribe` takes.
    """
    return engine_of(schema).subscribe(document, *positional, **named)
