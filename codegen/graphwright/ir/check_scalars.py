"""Check: every scalar has a Python type, and every configured scalar exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    BooleanValueNode,
    FloatValueNode,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    print_ast,
)

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.scalars import KNOWN_SCALARS, custom_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import GraphQLArgument, GraphQLInputField, GraphQLInputType, GraphQLSchema

    from graphwright.config import Config

_LITERALS: Mapping[str, tuple[type[ValueNode], ...]] = {
    "bool": (BooleanValueNode,),
    "float": (FloatValueNode, IntValueNode),
    "int": (IntValueNode,),
    "object": (ValueNode,),
    "str": (StringValueNode,),
}


def check_scalars(
    schema: GraphQLSchema, missing: frozenset[str], config: Config
) -> Iterator[Diagnostic]:
    """Scalars without a type, then types without a scalar."""
    defined = {kind.name: kind for kind in custom_scalars(schema)}
    configured = {scalar.name for scalar in config.scalars}
    for name, kind in defined.items():
        if name in missing or name in configured or name in KNOWN_SCALARS:
            continue
        # One that lenient made up stands nowhere, and was told.
        if kind.ast_node is None or kind.ast_node.loc is None:
            continue
        hint = did_you_mean(name, configured - set(defined)) or (
            f'Add it to [tool.graphwright.scalars], for instance {name} = "str".'
        )
        message = f"Scalar '{name}' has no Python type."
        yield Diagnostic.at_node(kind.ast_node.name, "GW401", message, hint)
    for name in sorted(configured - set(defined)):
        yield config.unknown_scalar(name, did_you_mean(name, defined))
    plain = {scalar.name: scalar.python for scalar in config.scalars if scalar.codec is None}
    for element in _elements_with_default(schema):
        node = element.ast_node
        if node is not None and node.default_value is not None:
            yield from _check_default(element.type, node.default_value, plain)


def _elements_with_default(schema: GraphQLSchema) -> Iterator[GraphQLArgument | GraphQLInputField]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLInputObjectType):
            yield from kind.fields.values()
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field in kind.fields.values():
                yield from field.args.values()


def _check_default(
    kind: GraphQLInputType, value: ValueNode, plain: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Literals that are not of the Python type of their scalar, which has no codec."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(value, NullValueNode):
        return
    if isinstance(bare, GraphQLList):
        for item in value.values if isinstance(value, ListValueNode) else (value,):
            yield from _check_default(bare.of_type, item, plain)
    elif isinstance(bare, GraphQLInputObjectType) and isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from _check_default(bare.fields[field.name.value].type, field.value, plain)
    elif isinstance(bare, GraphQLScalarType) and bare.name in plain:
        python = plain[bare.name]
        if not isinstance(value, _LITERALS[python]):
            message = f"{print_ast(value)} is no '{python}', the Python type of '{bare.name}'."
            hint = "Give the scalar a codec, or another type, in [tool.graphwright.scalars]."
            yield Diagnostic.at_node(value, "GW410", message, hint)
