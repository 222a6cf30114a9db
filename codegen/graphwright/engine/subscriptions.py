"""Subscriptions: graphql-core opens the stream, compiled operations answer its events."""

from __future__ import annotations

from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, GraphQLError
from graphql.language import DocumentNode, OperationType
from graphql.pyutils import is_awaitable

from . import core
from .run import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .engine import Engine

_graphql: Any = import_module("graphql")
_execute: Any = import_module("graphql.execution.execute")


def subscribe(engine: Engine, document: DocumentNode, options: Mapping[str, Any]) -> Any:
    """The stream of results, an error result, or an awaitable of either, as graphql-core has it."""
    if core.IS_33:
        return _subscribe_33(engine, document, options)
    return _subscribe_32(engine, document, options)


async def _subscribe_32(engine: Engine, document: DocumentNode, options: Mapping[str, Any]) -> Any:
    source_options = {key: value for key, value in options.items() if key != "field_resolver"}
    stream = await _graphql.create_source_event_stream(engine.schema, document, **source_options)
    if isinstance(stream, ExecutionResult):
        return stream
    event_options = {
        key: value
        for key, value in options.items()
        if key not in {"root_value", "subscribe_field_resolver", "max_coercion_errors"}
    }

    async def answer(event: Any) -> ExecutionResult:
        result = engine.execute(document, event, **event_options)
        return await result if isawaitable(result) else result

    return _graphql.MapAsyncIterator(stream, answer)


def _subscribe_33(engine: Engine, document: DocumentNode, options: Mapping[str, Any]) -> Any:
    executor_class: Any = import_module(
        "graphql.execution.executor_throwing_on_incremental"
    ).ExecutorThrowingOnIncremental
    executor: Any = executor_class.build(
        engine.schema,
        document,
        raw_variable_values=options.get("variable_values"),
        **{key: value for key, value in options.items() if key != "variable_values"},
    )
    if core.are_errors(executor):
        return ExecutionResult(None, executor)
    if executor.operation.operation is not OperationType.SUBSCRIPTION:
        raise GraphQLError("Expected subscription operation.")
    stream = _execute.create_source_event_stream(executor)

    def answer(event: Any) -> Any:
        request = Request(
            root_value=event.root_value,
            context_value=event.context_value,
            variables=event.variable_values,
            is_awaitable=is_awaitable,
            type_resolver=event.type_resolver,
            hide_suggestions=event.hide_suggestions,
        )
        result = engine.run(event.operation, event.fragment_definitions, request, options)
        return event.execute_operation(False) if result is None else result

    def answers(opened: Any) -> Any:
        if isinstance(opened, ExecutionResult):
            return opened
        return _execute.map_source_to_response_event(executor, opened, answer)

    async def opening() -> Any:
        return answers(await stream)

    return opening() if isawaitable(stream) else answers(stream)
