"""Classes for frameworks that let one choose graphql-core's execution class."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from graphql import TypeNameMetaFieldDef
from graphql.language import FieldNode, NameNode
from graphql.pyutils import Path, is_awaitable

from . import core
from .attached import engine_of
from .options import is_given
from .run import Request

_graphql: Any = import_module("graphql")


_execute: Any = import_module("graphql.execution.execute")
_BASE: Any = _graphql.Executor if core.IS_33 else _graphql.ExecutionContext
_BEFORE_TAIL = ("field_name", "field_nodes", "return_type", "parent_type", "path")


def _request(context: Any) -> Request:
    return Request(
        root_value=context.root_value,
        context_value=context.context_value,
        variables=context.variable_values,
        is_awaitable=context.is_awaitable,
        is_sync=context.is_awaitable is _execute.assume_not_awaitable,
        type_resolver=context.type_resolver,
        hide_suggestions=getattr(context, "hide_suggestions", False),
        info=_own_info(context),
    )


def _own_info(context: Any) -> tuple[type[Any], tuple[Any, ...]] | None:
    """What a class that makes its own GraphQLResolveInfo puts into it after the path, or None."""
    if context.__class__.build_resolve_info is _BASE.build_resolve_info:
        return None
    node = context.operation.selection_set.selections[0]
    if not isinstance(node, FieldNode):
        node = FieldNode(name=NameNode(value="__typename"))
    root_type = context.schema.get_root_type(context.operation.operation)
    path = Path(None, "__typename", None)
    info: tuple[Any, ...] = context.build_resolve_info(
        TypeNameMetaFieldDef, [node], root_type, path
    )
    return type(info), tuple(info)[len(_BEFORE_TAIL) :]


def _field_resolver(context: Any) -> dict[str, Any]:
    is_default = context.field_resolver is _graphql.default_field_resolver
    return {} if is_default else {"field_resolver": context.field_resolver}


def _is_compiled(context: Any) -> bool:
    """Whether nothing was asked for that only graphql-core does."""
    engine = engine_of(context.schema)
    for option in ("middleware_manager", "abort_signal", "hooks"):
        if is_given(getattr(context, option, None)):
            engine.statistics.delegated[option] += 1
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
        return _BASE.execute_operation(context, operation, root_value)
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
    return _BASE.execute_operation(executor, serially) if result is None else result


def compiled_execution(base: type[Any] = _BASE) -> type[Any]:
    """A subclass of an execution class of graphql-core under which operations are compiled.

    `base` is the class that a framework uses itself, if it has one of its own. What it makes of
    GraphQLResolveInfo is kept; other methods that it overrides have no effect.
    """
    members = {
        "__module__": __name__,
        "__doc__": "Execution class of graphql-core under which operations are compiled.",
        "execute_operation": _execute_33 if core.IS_33 else _execute_32,
    }
    return type("CompiledExecution", (base,), members)


CompiledExecution: type[Any] = compiled_execution()
"""The class to pass as `execution_context_class` (3.2) or `executor_class` (3.3)."""
