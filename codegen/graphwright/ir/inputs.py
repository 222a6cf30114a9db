"""Pass: inputs as dataclasses that tell unset from null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLInputField, GraphQLInputObjectType, GraphQLNonNull, Undefined

from graphwright.ir.defaults import field_default
from graphwright.ir.docs import doc_of
from graphwright.ir.expressions import Code, Named, Symbol, TypeExpr, generic, union
from graphwright.ir.model import Field, InputClass

if TYPE_CHECKING:
    from graphwright.ir.context import Context

_MAYBE = Symbol("graphwright.runtime", "Maybe")
_UNSET = Symbol("graphwright.runtime", "UNSET")
_UNSET_TYPE = Named(Symbol("graphwright.runtime", "UnsetType"))


def build_inputs(context: Context) -> tuple[InputClass, ...]:
    """Every emitted input, by GraphQL name; fields in the order of the SDL."""
    kinds = context.types(GraphQLInputObjectType)
    return tuple(_input(kind, context) for kind in kinds if context.is_emitted(kind.name))


def _input(kind: GraphQLInputObjectType, context: Context) -> InputClass:
    names = context.input_names(kind)
    return InputClass(
        symbol=context.classes[kind.name],
        graphql_name=kind.name,
        doc=doc_of(kind),
        fields=tuple(
            _field(names[name], name, field, kind.is_one_of, context)
            for name, field in kind.fields.items()
        ),
        one_of=kind.is_one_of,
    )


def _field(
    name: str, graphql_name: str, field: GraphQLInputField, one_of: bool, context: Context
) -> Field:
    kind, default = _type_and_default(field, one_of, context)
    return Field(name, graphql_name, doc_of(field, field.deprecation_reason), kind, default)


def _type_and_default(
    field: GraphQLInputField, one_of: bool, context: Context
) -> tuple[TypeExpr, Code | None]:
    required = context.required_type_of(field.type)
    if field.default_value is not Undefined:
        return context.type_of(field.type), field_default(field.default_value, field.type, context)
    if isinstance(field.type, GraphQLNonNull):
        return required, None
    if one_of:
        return union(required, _UNSET_TYPE), (_UNSET,)
    return generic(_MAYBE, required), (_UNSET,)
