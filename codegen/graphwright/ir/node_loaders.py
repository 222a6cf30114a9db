"""Pass: what a server loads by global id, one loader for each type that implements Node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLInterfaceType, GraphQLNonNull, get_named_type

from graphwright.ir.expressions import Named, Symbol, generic
from graphwright.ir.model import Field, NodeLoaders
from graphwright.ir.names import NODE_LOADERS_ATTRIBUTES, allocate, attribute_name

if TYPE_CHECKING:
    from graphwright.ir.context import Context

_NODE = "Node"
_RUNTIME = "graphwright.runtime"
_LOADER = Symbol(_RUNTIME, "NodeLoader")
_CONTEXT = Named(Symbol(_RUNTIME, "ContextT"))


def build_node_loaders(context: Context) -> NodeLoaders | None:
    """The loaders of the types that implement Relay's interface; None without any."""
    interface = context.schema.type_map.get(_NODE)
    if not isinstance(interface, GraphQLInterfaceType) or not _has_global_id(interface):
        return None
    kinds = sorted(
        context.schema.get_possible_types(interface), key=lambda kind: context.classes[kind.name]
    )
    if not kinds:
        return None
    reserved = NODE_LOADERS_ATTRIBUTES.union(context.classes[kind.name].name for kind in kinds)
    names = allocate([kind.name for kind in kinds], attribute_name, reserved)
    return NodeLoaders(
        symbol=Symbol(".nodes", context.derived_name("NodeLoaders")),
        node=context.classes[_NODE],
        fields=tuple(
            Field(
                name=names[kind.name],
                graphql_name=kind.name,
                doc="",
                type=generic(_LOADER, _CONTEXT, Named(context.classes[kind.name])),
            )
            for kind in kinds
        ),
    )


def _has_global_id(interface: GraphQLInterfaceType) -> bool:
    """Whether every object of the interface has an `id: ID!`."""
    field = interface.fields.get("id")
    return (
        field is not None
        and isinstance(field.type, GraphQLNonNull)
        and get_named_type(field.type).name == "ID"
    )
