"""Passes: object types as dataclasses, interfaces and unions as aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, GraphQLUnionType

from graphwright.ir.docs import doc_of
from graphwright.ir.model import AbstractAlias, Field, ObjectClass
from graphwright.ir.names import PAGE_ATTRIBUTES, PROJECTION_ATTRIBUTES

if TYPE_CHECKING:
    from graphwright.ir.context import Context


def build_objects(context: Context) -> tuple[ObjectClass, ...]:
    """The data of every object type that is emitted and no part of a page."""
    return tuple(
        object_class(kind, context)
        for kind in context.types(GraphQLObjectType)
        if not context.shapes.is_page_part(kind.name) and context.is_emitted(kind.name)
    )


def object_class(kind: GraphQLObjectType, context: Context) -> ObjectClass:
    """The data fields of an object type, in the order of the SDL."""
    fields = context.data_fields(kind)
    reserved: frozenset[str] = frozenset()
    if context.shapes.is_page_part(kind.name):
        reserved = PAGE_ATTRIBUTES
    elif context.sqlalchemy:
        reserved = PROJECTION_ATTRIBUTES
    names = context.field_names(kind, fields, reserved)
    return ObjectClass(
        symbol=context.classes[kind.name],
        graphql_name=kind.name,
        doc=doc_of(kind),
        fields=tuple(
            Field(
                name=names[name],
                graphql_name=name,
                doc=doc_of(field, field.deprecation_reason),
                type=context.type_of(field.type),
            )
            for name, field in fields.items()
        ),
    )


def build_abstracts(context: Context) -> tuple[AbstractAlias, ...]:
    """Every interface and union, with the classes that it stands for."""
    kinds: list[GraphQLInterfaceType | GraphQLUnionType] = [
        *context.types(GraphQLInterfaceType),
        *context.types(GraphQLUnionType),
    ]
    return tuple(_abstract(kind, context) for kind in sorted(kinds, key=_name))


def _abstract(kind: GraphQLInterfaceType | GraphQLUnionType, context: Context) -> AbstractAlias:
    members = sorted(context.schema.get_possible_types(kind), key=_name)
    return AbstractAlias(
        symbol=context.classes[kind.name],
        graphql_name=kind.name,
        doc=doc_of(kind),
        members=tuple(dict.fromkeys(context.classes[member.name] for member in members)),
    )


def _name(kind: GraphQLNamedType) -> str:
    return kind.name
