"""Pass: the project's own classes, and what the schema reads of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLObjectType

from graphwright.ir.model import OwnEnum, OwnField, OwnObject
from graphwright.ir.names import OWN_MODULE_NAMES, allocate, attribute_name, snake_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.context import Context


def build_own_objects(context: Context) -> tuple[OwnObject, ...]:
    """The object types with a class of the project's own, by GraphQL name."""
    kinds = [kind for kind in context.types(GraphQLObjectType) if kind.name in context.own.objects]
    wanted = {
        f"{kind.name}.{name}": f"{snake_case(kind.name)}_{attribute_name(name)}"
        for kind in kinds
        for name in context.data_fields(kind)
    }
    readers = allocate(wanted, wanted.__getitem__, OWN_MODULE_NAMES)
    return tuple(_own_object(kind, context, readers) for kind in kinds)


def _own_object(kind: GraphQLObjectType, context: Context, readers: Mapping[str, str]) -> OwnObject:
    own = context.own.objects[kind.name]
    return OwnObject(
        symbol=own.symbol,
        graphql_name=kind.name,
        keys=own.keys,
        typename=own.typename,
        fields=tuple(
            OwnField(
                reader=readers[f"{kind.name}.{name}"],
                graphql_name=name,
                name=read.name,
                required=read.required,
                type=read.type,
            )
            for name, read in own.reads.items()
        ),
    )


def build_own_enums(context: Context) -> tuple[OwnEnum, ...]:
    """The enums of the project's own, by GraphQL name."""
    return tuple(
        OwnEnum(context.classes[kind.name], kind.name, tuple(context.members(kind).items()))
        for kind in context.types(GraphQLEnumType)
        if kind.name in context.own.enums
    )
