"""Classes for frameworks that let one choose graphql-core's execution class."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from graphql.pyutils import is_awaitable

from . import core
from .attached import engine_of
from .run import Request

_graphql: Any = import_module("graphql")


_execute: Any = import_module("graphql.execution.execute")


def _request(context: Any) -> Request:
    return Request(
        root_value=context.root_value,
        context_value=context.context_value,
        variables=context.variable_values,
        is_awaitable=context.is_awaitable,
        is_sync=context.is_awaitable is _execute.assume_not_awaitable,
        type_resolver=context.type_resolver,
        hide_suggestions=getattr(context, "hide_suggestions", False),
    )


def _field_resolver(context: Any) -> dict[str, Any]:
    is_default = context.field_resolver is _graphql.default_field_resolver
    return {} if is_default else {"field_resolver": context.field_resolver}


def _is_compiled(context: Any) -> bool:
    """Whether nothing was asked for that only graphql-core does."""
    engine = engine_of(context.schema)
    for option in ("middleware_manager", "abort_signal", "hooks"):
        if getattr(context, option, None) is not None:
            engine.statistics.delegated[option] += 1
            return False
    if context.is_awaitable not in {is_awaitable, _execute.assume_not_awaitable}:
        engine.statistics.delegated["is_awaitable"] += 1
        return False
    return True


def _execute_32(context: Any, operation: Any, root_value: Any) -> Any:
    """The data of the operation, its errors collected."""
    result = None
    if _is_compiled(context):
        engine = engine_of(context.schema)
        options = _field_resolver(context)
        result = engine.run(operation, context.fragments, _request(context), options)
    if result is None:
        return _graphql.ExecutionContext.execute_operation(context, operation, root_value)
    if is_awaitable(result):
        return _collect_later(context, result)
    return _collect(context, result)


def _collect(context: Any, result: Any) -> Any:
    context.collected_errors.errors.extend(result.errors or ())
    return result.data


async def _collect_later(context: Any, result: Any) -> Any:
    return _collect(context, await result)


def _execute_33(executor: Any, serially: bool | None = None) -> Any:
    """The result of the operation."""
    result = None
    if _is_compiled(executor):
        engine = engine_of(executor.schema)
        options = _field_resolver(executor)
        fragments = executor.fragment_definitions
        result = engine.run(executor.operation, fragments, _request(executor), options)
    return _graphql.Executor.execute_operation(executor, serially) if result is None else result


def _compiled_execution() -> type[Any]:
    base: Any = _graphql.Executor if core.IS_33 else _graphql.ExecutionContext
    execute = _execute_33 if core.IS_33 else _execute_32
    members = {
        "__module__": __name__,
        "__doc__": "Execution class of graphql-core under which operations are compiled.",
        "execute_operation": execute,
    }
    return type("CompiledExecution", (base,), members)


CompiledExecution: type[Any] = _compiled_execution()
"""The class to pass as `execution_context_class` (3.2) or `executor_class` (3.3)."""
