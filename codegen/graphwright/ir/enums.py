"""Pass: enums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLEnumType

from graphwright.ir.docs import doc_of
from graphwright.ir.model import EnumClass, EnumMember

if TYPE_CHECKING:
    from graphwright.ir.context import Context


def build_enums(context: Context) -> tuple[EnumClass, ...]:
    """Every emitted enum, by GraphQL name; values in the order of the SDL."""
    kinds = context.types(GraphQLEnumType)
    return tuple(_enum(kind, context) for kind in kinds if context.is_emitted(kind.name))


def _enum(kind: GraphQLEnumType, context: Context) -> EnumClass:
    names = context.members(kind)
    return EnumClass(
        symbol=context.classes[kind.name],
        graphql_name=kind.name,
        doc=doc_of(kind),
        members=tuple(
            EnumMember(names[name], name, doc_of(value, value.deprecation_reason))
            for name, value in kind.values.items()
        ),
    )
