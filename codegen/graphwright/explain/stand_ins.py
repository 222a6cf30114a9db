"""The schema of a generated package with stand-ins for the resolvers of a project.

The engine compiles an operation by what resolves each field, which a schema of SDL alone does not
say: fields of data read attributes, methods are called once for each parent or for all of a level.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

from ariadne import EnumType
from graphql import GraphQLObjectType, GraphQLSchema, build_ast_schema

from graphwright.ir.model import Call
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.resolvers import (
    Arguments,
    AttributeResolver,
    EventResolver,
    KeyResolver,
    ParentResolver,
    RootResolver,
)
from graphwright.runtime.scalars import scalar_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graphql import DocumentNode

    from graphwright.ir.model import Method, Package
    from graphwright.runtime.scalars import Scalar

Resolvers = tuple[str, str, "Callable[..., Any]"]


def schema_with_stand_ins(
    package: Package, document: DocumentNode, codecs: Mapping[str, Scalar[Any]]
) -> GraphQLSchema:
    """The schema of a document, its fields resolved and its leaves written as those of the package."""
    schema = build_ast_schema(document)
    for bindable in (*scalar_types(codecs), *_enums(package)):
        bindable.bind_to_schema(schema)
    for type_name, field_name, resolver in (*_data(package), *_methods(package)):
        object_type = schema.type_map.get(type_name)
        if isinstance(object_type, GraphQLObjectType) and field_name in object_type.fields:
            object_type.fields[field_name].resolve = resolver
    return schema


def _enums(package: Package) -> Iterator[EnumType]:
    """Members of enums that are like the project's; nobody asks for their values."""
    for each in package.enums:
        names = {member.graphql_name: member.name for member in each.members}
        yield _enum(each.graphql_name, names)
    for own in package.own_enums:
        yield _enum(own.graphql_name, dict(own.members))


def _enum(graphql_name: str, names: Mapping[str, str]) -> EnumType:
    make: Any = Enum
    kind = make(graphql_name, [*dict.fromkeys(names.values())])
    return EnumType(graphql_name, {value: kind[member] for value, member in names.items()})


def _data(package: Package) -> Iterator[Resolvers]:
    for each in (*package.objects, *(page.data for page in package.pages)):
        for field in each.fields:
            yield each.graphql_name, field.graphql_name, AttributeResolver(field.name)
    for own in package.own_objects:
        read = KeyResolver if own.keys else AttributeResolver
        for own_field in own.fields:
            yield own.graphql_name, own_field.graphql_name, read(own_field.name)


def _methods(package: Package) -> Iterator[Resolvers]:
    for group in package.groups:
        for method in group.methods:
            name = f"{group.graphql_name}.{method.graphql_name}"
            yield group.graphql_name, method.graphql_name, _stand_in(method, name)


def _stand_in(method: Method, name: str) -> Callable[..., Any]:
    match method.call:
        case Call.ROOT:
            return RootResolver(_never_called, Arguments())
        case Call.SINGLE:
            return ParentResolver(_never_called, Arguments())
        case Call.BATCHED:
            return BatchResolver(_never_called, Arguments(), name)
        case Call.STREAM:
            return EventResolver()


def _never_called(*_positional: object, **_named: object) -> NoReturn:
    raise AssertionError("operations are explained, not executed")
