"""Pass: where the data of an object comes from, a read or a nested projection a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, GraphQLOutputType, get_named_type

from graphwright.ir.expressions import Symbol, TypeExpr, generic
from graphwright.ir.model import ObjectClass, Projection, ProjectionField
from graphwright.ir.shapes import list_item

if TYPE_CHECKING:
    from graphwright.ir.context import Context

_SQL = "graphwright.runtime.sql"


def build_projections(context: Context, objects: tuple[ObjectClass, ...]) -> tuple[Projection, ...]:
    """One projection an object type with data; nothing without SQLAlchemy."""
    if not context.sqlalchemy:
        return ()
    return tuple(_projection(each, context) for each in objects if each.fields)


def _projection(data: ObjectClass, context: Context) -> Projection:
    kind = context.schema.type_map[data.graphql_name]
    if not isinstance(kind, GraphQLObjectType):
        raise TypeError(f"{kind.name} is no object type")
    held = context.data_fields(kind)
    return Projection(
        symbol=Symbol(".projections", context.derived_name(f"{data.symbol.name}Projection")),
        target=data,
        fields=tuple(
            ProjectionField(
                field.name, field.graphql_name, _source(held[field.graphql_name].type, context)
            )
            for field in data.fields
        ),
        resolved=tuple(name for name in kind.fields if name not in held),
    )


def _source(kind: GraphQLOutputType, context: Context) -> TypeExpr:
    """A nested projection can fill a field of one object type, but no list, no union and no own class."""
    target = get_named_type(kind)
    projected = isinstance(target, GraphQLObjectType) and context.is_emitted(target.name)
    nested = projected and list_item(kind) is None
    return generic(Symbol(_SQL, "Source" if nested else "Read"), context.type_of(kind))
