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


def _execution_32() -> type[Any]:
    base: Any = _graphql.ExecutionContext

    class CompiledExecution(base):
        """`execution_context_class` for graphql-core 3.2, under which operations are compiled."""

        def execute_operation(self, operation: Any, root_value: Any) -> Any:
            """The data of the operation, its errors collected."""
            result = None
            if _is_compiled(self):
                engine = engine_of(self.schema)
                request = _request(self)
                result = engine.run(operation, self.fragments, request, _field_resolver(self))
            if result is None:
                return super().execute_operation(operation, root_value)
            if is_awaitable(result):
                return self._collect_later(result)
            return self._collect(result)

        def _collect(self, result: Any) -> Any:
            self.collected_errors.errors.extend(result.errors or ())
            return result.data

        async def _collect_later(self, result: Any) -> Any:
            return self._collect(await result)

    return CompiledExecution


def _execution_33() -> type[Any]:
    base: Any = _graphql.Executor

    class CompiledExecution(base):
        """`executor_class` for graphql-core 3.3, under which operations are compiled."""

        def execute_operation(self, serially: bool | None = None) -> Any:
            """The result of the operation."""
            result = None
            if _is_compiled(self):
                engine = engine_of(self.schema)
                fragments = self.fragment_definitions
                result = engine.run(
                    self.operation, fragments, _request(self), _field_resolver(self)
                )
            return super().execute_operation(serially) if result is None else result

    return CompiledExecution


CompiledExecution: type[Any] = _execution_33() if core.IS_33 else _execution_32()
"""The class to pass as `execution_context_class` (3.2) or `executor_class` (3.3)."""
