"""What differs between graphql-core 3.2 and 3.3, under one set of names."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from graphql import (
    ExecutionResult,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
    is_abstract_type,
    version_info,
)

if TYPE_CHECKING:
    from graphql.language import FieldNode

from .background import finish_in_background

IS_33 = version_info >= (3, 3)
"""Whether graphql-core is 3.3 or later: siblings of a propagating null are cancelled, an async
iterable is completed while it is read, errors keep the order in which they occurred."""

# The two versions keep these under one name but with different types, so they are reached untyped.
_execute: Any = import_module("graphql.execution.execute")
_values: Any = import_module("graphql.execution.values")
_pyutils: Any = import_module("graphql.pyutils")
_executor: Any = import_module("graphql.execution.executor") if IS_33 else _execute
_executor_class: Any = _executor.Executor if IS_33 else _execute.ExecutionContext

new: Callable[[Any, tuple[Any, ...]], Any] = vars(tuple)["__new__"]
"""Makes a named tuple of a tuple, without the cost of its own constructor."""


class TypeLookup(NamedTuple):
    """What a type resolver answered, and for which value."""

    schema: GraphQLSchema
    answer: Any
    abstract_type: GraphQLAbstractType
    nodes: list[FieldNode]
    info: GraphQLResolveInfo
    value: Any


def variable_values(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    inputs: Mapping[str, Any],
    max_errors: int,
    hide_suggestions: bool,
) -> Any:
    """Coerced variables in the form that resolvers see, or a list of errors."""
    if not operation.variable_definitions:
        return _values.VariableValues({}, {}) if IS_33 else {}
    # Early releases of 3.2 do not know the option, so it is passed only when it is set.
    options: dict[str, Any] = {"hide_suggestions": True} if hide_suggestions else {}
    definitions = operation.variable_definitions
    return _values.get_variable_values(
        schema, definitions, inputs, max_errors=max_errors, **options
    )


def are_errors(values: Any) -> bool:
    """Whether the coercion of variables failed, so that these are the errors."""
    return isinstance(values, list)


def coerced(values: Any) -> Mapping[str, Any]:
    """Coerced variables by name."""
    by_name: Mapping[str, Any] = values.coerced if IS_33 else values
    return by_name


def argument_values(
    definition: GraphQLField, node: FieldNode, values: Any, hide_suggestions: bool
) -> dict[str, Any]:
    """Coerced arguments of a field by name."""
    if not IS_33:
        arguments: dict[str, Any] = _values.get_argument_values(definition, node, values)
    elif definition.args or node.arguments:
        arguments = _values.get_argument_values(definition, node, values, None, hide_suggestions)
    else:
        arguments = {}
    return arguments


def serializer(leaf: GraphQLLeafType) -> Callable[[Any], Any]:
    """The function that turns a result into a value of a leaf type."""
    untyped: Any = leaf
    function: Callable[[Any], Any] = untyped.coerce_output_value if IS_33 else untyped.serialize
    return function


def serializer_name() -> str:
    """The name of that function in error messages."""
    return "coerce_output_value" if IS_33 else "serialize"


def _details(nodes: list[FieldNode]) -> list[Any]:
    return [SimpleNamespace(node=node) for node in nodes] if IS_33 else nodes


def runtime_type(lookup: TypeLookup) -> GraphQLObjectType:
    """The object type that a type resolver named.

    Raises GraphQLError, in graphql-core's words, when it named none or a wrong one.
    """
    object_type: GraphQLObjectType = _executor_class.ensure_valid_runtime_type(
        SimpleNamespace(schema=lookup.schema),
        lookup.answer,
        lookup.abstract_type,
        _details(lookup.nodes),
        lookup.info,
        lookup.value,
    )
    return object_type


def invalid_type(object_type: GraphQLObjectType, value: Any, nodes: list[FieldNode]) -> Exception:
    """The error for a value that `is_type_of` refused."""
    error: Exception = _executor.invalid_return_type_error(object_type, value, _details(nodes))
    return error


def is_async_iterable(value: Any) -> bool:
    """Whether graphql-core would read the value with `async for`."""
    return hasattr(value, "__aiter__") if IS_33 else isinstance(value, AsyncIterable)


def info_helpers(is_awaitable: Callable[[Any], bool]) -> tuple[Any, ...]:
    """What GraphQLResolveInfo has after `is_awaitable`: no abort signal, and the helpers."""
    if not IS_33:
        return ()

    def track(values: Sequence[Any]) -> None:
        finish_in_background([value for value in values if is_awaitable(value)])

    def gather(values: Sequence[Awaitable[Any]]) -> Any:
        return _pyutils.gather_with_cancel(*values)

    definition: Any = import_module("graphql.type.definition")
    return (None, definition.GraphQLResolveInfoHelpers(gather=gather, track=track))


def response(data: dict[str, Any] | None, errors: list[GraphQLError]) -> ExecutionResult:
    """The result, with errors in the order that graphql-core gives them."""
    if IS_33 or not errors:
        return ExecutionResult(data, errors or None)
    result: ExecutionResult = _executor_class.build_response(data, errors)
    return result


def not_iterable(type_name: str, field_name: str) -> GraphQLError:
    """The error for a value that is no list."""
    return GraphQLError(
        f"Expected Iterable, but did not find one for field '{type_name}.{field_name}'."
    )


async def close(iterator: Any) -> None:
    """Close an async iterator that is not read to its end, if it can be closed."""
    with suppress(Exception):
        await iterator.aclose()


def possible_types(schema: GraphQLSchema, output_type: Any) -> Sequence[GraphQLObjectType]:
    """The object types that values of an object, interface or union type can be of."""
    if is_abstract_type(output_type):
        return schema.get_possible_types(output_type)
    return (output_type,)
