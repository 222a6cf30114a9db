"""Pass: the project's own classes, and what the schema reads of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

from graphwright.ir.names import OWN_MODULE_NAMES, allocate, attribute_name, snake_case
from graphwright.ir.own_classes import OwnEnum, OwnField, OwnInput, OwnObject, OwnParameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.context import Context


def build_own_objects(context: Context) -> tuple[OwnObject, ...]:
    """The object types with a class of the project's own, by GraphQL name."""
    readers = _readers(context)
    return tuple(_own_object(kind, context, readers) for kind in _own_kinds(context))


def _own_kinds(context: Context) -> list[GraphQLObjectType]:
    return [kind for kind in context.types(GraphQLObjectType) if kind.name in context.own.objects]


def _readers(context: Context) -> Mapping[str, str]:
    """The function that reads each field, by its coordinate."""
    wanted = {
        f"{kind.name}.{name}": f"{snake_case(kind.name)}_{attribute_name(name)}"
        for kind in _own_kinds(context)
        for name in context.data_fields(kind)
    }
    return allocate(wanted, wanted.__getitem__, OWN_MODULE_NAMES)


def build_own_inputs(context: Context) -> tuple[OwnInput, ...]:
    """The inputs with a class of the project's own, by GraphQL name."""
    kinds = [
        kind for kind in context.types(GraphQLInputObjectType) if kind.name in context.own.inputs
    ]
    taken = OWN_MODULE_NAMES.union(_readers(context).values())
    makers = allocate([kind.name for kind in kinds], _maker, taken)
    return tuple(_own_input(kind.name, makers[kind.name], context) for kind in kinds)


def _maker(name: str) -> str:
    return f"make_{snake_case(name)}"


def _own_input(name: str, maker: str, context: Context) -> OwnInput:
    own = context.own.inputs[name]
    return OwnInput(
        symbol=own.symbol,
        graphql_name=name,
        maker=maker if all(take.known for take in own.takes.values()) else "",
        fields=tuple(
            OwnParameter(field, take.name, take.type) for field, take in own.takes.items()
        ),
    )


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
