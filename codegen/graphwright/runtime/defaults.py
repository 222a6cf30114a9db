"""Default values of the schema as Python values, where graphql-core itself has no notion of it.

graphql-core 3.2 reads the defaults of an SDL before enums, scalars and inputs are bound to
Python, and uses one value of a default for two things: to show it in introspection, which
wants GraphQL names and containers, and to hand it to resolvers. Here leaves become Python
values, which serves both. A default with input objects inside keeps its GraphQL shape for
introspection and carries the Python value beside it; `python_value` unpacks it. In 3.3
defaults stay literals until they are used, and nothing is left to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    is_specified_scalar_type,
    print_ast,
    version_info,
)

from graphwright.runtime.wrapping import (
    declared_type,
    inner_type,
    is_list,
    is_non_null,
    named_type,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Leaves: TypeAlias = dict[str, list[Any]]
"""By the name of an enum or a custom scalar, the values of it in defaults."""


class DefaultList(list[Any]):
    """A default list in its GraphQL shape; `value` is the list for Python."""

    value: Any


class DefaultObject(dict[str, Any]):
    """A default input object in its GraphQL shape; `value` is the object for Python."""

    value: Any


def python_value(value: Any) -> Any:
    """Returns the Python value of a default, any other value unchanged."""
    return value.value if isinstance(value, (DefaultList, DefaultObject)) else value


def bind_defaults(schema: GraphQLSchema) -> None:
    """Makes the defaults of a bound schema Python values; ValueError for one of a wrong type."""
    if version_info >= (3, 3):
        return
    leaves: Leaves = {}
    done: set[str] = set()
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            _bind_input(type_, leaves, done)
    for place, argument in _arguments(schema):
        _bind(place, argument, leaves)
    for name, values in leaves.items():
        _accept(schema.type_map[name], values)


def _bind_input(type_: GraphQLInputObjectType, leaves: Leaves, done: set[str]) -> None:
    """Binds the fields of an input, after the inputs that its own defaults are made of."""
    if type_.name in done:
        return
    done.add(type_.name)
    for name, field in type_.fields.items():
        below = named_type(declared_type(field))
        if _literal(field) is not None and isinstance(below, GraphQLInputObjectType):
            _bind_input(below, leaves, done)
        _bind(f"{type_.name}.{name}", field, leaves)


def _arguments(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLArgument]]:
    for type_ in schema.type_map.values():
        if isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)):
            for field_name, field in type_.fields.items():
                for name, argument in field.args.items():
                    yield f"{type_.name}.{field_name}({name})", argument
    for directive in schema.directives:
        for name, argument in directive.args.items():
            yield f"@{directive.name}({name})", argument


def _bind(place: str, declared: GraphQLArgument | GraphQLInputField, leaves: Leaves) -> None:
    literal = _literal(declared)
    if literal is None:
        return
    try:
        plain, value = _read(literal, declared_type(declared), leaves)
    except (GraphQLError, ValueError) as error:
        raise ValueError(f"the default of {place}: {error}") from None
    if isinstance(plain, (DefaultList, DefaultObject)):
        plain.value = value
        declared.default_value = plain
    else:
        declared.default_value = value


def _read(node: Any, type_: Any, leaves: Leaves) -> tuple[Any, Any]:
    """Returns a literal in its GraphQL shape with Python values as leaves, and its Python value."""
    if is_non_null(type_):
        if isinstance(node, NullValueNode):
            raise ValueError(f"null is no {type_}")
        return _read(node, inner_type(type_), leaves)
    if isinstance(node, NullValueNode):
        return None, None
    if is_list(type_):
        items = node.values if isinstance(node, ListValueNode) else (node,)
        pairs = [_read(item, inner_type(type_), leaves) for item in items]
        return DefaultList(plain for plain, _ in pairs), [value for _, value in pairs]
    if isinstance(type_, GraphQLInputObjectType):
        return _read_object(node, type_, leaves)
    value = type_.parse_literal(node, None)
    if not is_specified_scalar_type(type_):
        leaves.setdefault(type_.name, []).append(value)
    return value, value


def _read_object(
    node: Any, type_: GraphQLInputObjectType, leaves: Leaves
) -> tuple[DefaultObject, Any]:
    if not isinstance(node, ObjectValueNode):
        raise ValueError(f"{print_ast(node)} is no {type_.name}")
    given = {field.name.value: field.value for field in node.fields}
    unknown = sorted(given.keys() - type_.fields.keys())
    if unknown:
        raise ValueError(f"{type_.name} has no field {unknown[0]}")
    plain, values = DefaultObject(), dict[str, Any]()
    for name, field in type_.fields.items():
        if name in given:
            shown, value = _read(given[name], declared_type(field), leaves)
            plain[name] = shown
        elif field.default_value is not Undefined:
            value = field.default_value
        elif is_non_null(declared_type(field)):
            raise ValueError(f"{type_.name}.{name} is missing")
        else:
            continue
        values[field.out_name or name] = value
    return plain, type_.out_type(values)


def _accept(type_: GraphQLNamedType, values: list[Any]) -> None:
    """Lets the parser of a leaf type take its Python values too, as they stand in defaults.

    graphql-core 3.2 coerces a default input object anew whenever it is used.
    """
    if not isinstance(type_, (GraphQLEnumType, GraphQLScalarType)):
        return
    parse: Callable[..., Any] = type_.parse_value

    def parse_value(value: Any, *options: Any) -> Any:
        if any(value is each for each in values):
            return value
        return parse(value, *options)

    cast("Any", type_).parse_value = parse_value


def _literal(declared: GraphQLArgument | GraphQLInputField) -> Any:
    return declared.ast_node.default_value if declared.ast_node else None
