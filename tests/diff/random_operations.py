"""Random operations that are valid for a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st
from tests.diff.random_schemas import DEFAULTS

if TYPE_CHECKING:
    from graphql import GraphQLInputType, GraphQLNamedType


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """A query with variables, literals, fragments and nested selections."""
    writer = _Writer(draw, schema)
    root = schema.query_type
    assert root is not None
    body = writer.selection(root, 2)
    variables = ", ".join(f"${name}: {text}" for name, text in writer.variables.items())
    return f"query Known({variables}) {body}" if variables else f"query Known {body}"


class _Writer:
    """Writes selections, and collects the variables that they use."""

    def __init__(self, draw: st.DrawFn, schema: GraphQLSchema) -> None:
        self._draw = draw
        self._schema = schema
        self._aliases = 0
        self.variables: dict[str, str] = {}

    def selection(self, parent: GraphQLNamedType, depth: int) -> str:
        """A selection set on the type."""
        entries = ["__typename"]
        if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            for name in parent.fields:
                if self._draw(st.sampled_from([True, True, True, False])):
                    entries.extend(self._field(name, parent.fields[name], depth))
        if isinstance(parent, GraphQLUnionType | GraphQLInterfaceType):
            members = self._schema.get_possible_types(parent)
            entries.extend(f"... on {m.name} {self.selection(m, depth)}" for m in members)
        return "{ " + " ".join(entries) + " }"

    def _field(self, name: str, field: GraphQLField, depth: int) -> list[str]:
        named = get_named_type(field.type)
        composite = isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
        if composite and depth == 0:
            return []
        given = [
            f"{key}: {self._value(argument.type)}"
            for key, argument in field.args.items()
            if is_required_argument(argument) or self._draw(st.booleans())
        ]
        arguments = f"({', '.join(given)})" if given else ""
        inner = f" {self.selection(named, depth - 1)}" if composite else ""
        self._aliases += 1
        return [f"a{self._aliases}: {name}{arguments}{inner}"]

    def _value(self, type_ref: GraphQLInputType) -> str:
        choice = self._draw(st.sampled_from(["literal", "variable", "null"]))
        if choice == "null" and not isinstance(type_ref, GraphQLNonNull):
            return "null"
        if choice == "variable":
            name = f"v{len(self.variables)}"
            self.variables[name] = str(type_ref)
            return f"${name}"
        if isinstance(type_ref, GraphQLNonNull):
            return self._literal(cast("GraphQLInputType", type_ref.of_type))
        return self._literal(type_ref)

    def _literal(self, type_ref: GraphQLInputType) -> str:
        if isinstance(type_ref, GraphQLList):
            return f"[{self._value(cast('GraphQLInputType', type_ref.of_type))}]"
        if isinstance(type_ref, GraphQLEnumType):
            return self._draw(st.sampled_from(sorted(type_ref.values)))
        if isinstance(type_ref, GraphQLInputObjectType):
            given = [
                f"{key}: {self._value(field.type)}"
                for key, field in type_ref.fields.items()
                if is_required_input_field(field) or self._draw(st.booleans())
            ]
            return "{" + ", ".join(given) + "}"
        return DEFAULTS[str(type_ref)]
