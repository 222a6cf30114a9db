"""Pass: what `@auth` requires of those who ask for a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_directive_values,
)

from graphwright.ir.defaults import constant
from graphwright.ir.model import GuardedField, GuardedType, Guards
from graphwright.sdl.vocabulary import AUTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLDirective

    from graphwright.ir.context import Context
    from graphwright.ir.expressions import Code

_REQUIRES = "requires"


def build_guards(context: Context) -> Guards | None:
    """The guarded fields by type, and the type of what they require; None without any.

    A field is under its own `@auth`, else under that of its type, else under that of an
    interface, on the same field or as a whole. An `@auth` of the project's own that has no
    `requires` is none of ours.
    """
    definition = context.schema.get_directive(AUTH)
    if definition is None or _REQUIRES not in definition.args:
        return None
    kinds = [
        kind
        for kind in sorted(context.schema.type_map.values(), key=lambda kind: kind.name)
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__")
    ]
    types = tuple(
        GuardedType(kind.name, fields) for kind in kinds if (fields := _fields(kind, context))
    )
    if not types:
        return None
    return Guards(context.type_of(_definition(context).args[_REQUIRES].type), types)


def _fields(kind: GraphQLObjectType, context: Context) -> tuple[GuardedField, ...]:
    found: list[GuardedField] = []
    for name in kind.fields:
        requirement = next(_requirements(name, kind, context), None)
        if requirement is not None:
            found.append(GuardedField(name, requirement))
    return tuple(found)


def _requirements(name: str, kind: GraphQLObjectType, context: Context) -> Iterator[Code]:
    holders: list[GraphQLObjectType | GraphQLInterfaceType] = [kind, *kind.interfaces]
    for holder in holders:
        elements: list[GraphQLField | GraphQLObjectType | GraphQLInterfaceType] = [holder]
        if name in holder.fields:
            elements.insert(0, holder.fields[name])
        for element in elements:
            yield from _own(element, context)


def _own(
    element: GraphQLField | GraphQLObjectType | GraphQLInterfaceType, context: Context
) -> Iterator[Code]:
    extensions = getattr(element, "extension_ast_nodes", ())
    for node in (element.ast_node, *extensions):
        values = get_directive_values(_definition(context), node) if node is not None else None
        if values and _REQUIRES in values:
            yield constant(values[_REQUIRES], _definition(context).args[_REQUIRES].type, context)


def _definition(context: Context) -> GraphQLDirective:
    definition = context.schema.get_directive(AUTH)
    if definition is None or _REQUIRES not in definition.args:
        raise ValueError(f"@{AUTH} has no argument {_REQUIRES}")
    return definition
