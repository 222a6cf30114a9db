"""Checks: fields of object types and interfaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    FieldDefinitionNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from graphwright.errors import Diagnostic
from graphwright.ir.classify import data_fields, has_directive, is_root
from graphwright.ir.shapes import PAGINATION, Shapes, pagination_fits
from graphwright.sdl.vocabulary import DATA, RESOLVER


def check_fields(
    schema: GraphQLSchema, shapes: Shapes, own: frozenset[str]
) -> Iterator[Diagnostic]:
    """Directives out of place, pagination arguments, and data without end.

    What the `own` types hold is up to classes of the project.
    """
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            where = _without_effect(kind, schema)
            for field in kind.fields.values():
                if field.ast_node is not None:
                    yield from _check_directives(field, field.ast_node, where)
                    yield from _check_pagination(field, shapes)
    yield from (diagnostic for _, diagnostic in endless_data(schema, shapes, own))


def _without_effect(kind: GraphQLObjectType | GraphQLInterfaceType, schema: GraphQLSchema) -> str:
    """Why @resolver and @data change nothing in the type; empty if they do."""
    if isinstance(kind, GraphQLInterfaceType):
        return "the object types that implement the interface decide"
    if is_root(kind, schema):
        return f"every field of {kind.name} has a resolver, and none is batched"
    return ""


def _check_directives(
    field: GraphQLField, node: FieldDefinitionNode, without_effect: str
) -> Iterator[Diagnostic]:
    used = [each for each in node.directives if each.name.value in {RESOLVER, DATA}]
    name = node.name.value
    if without_effect:
        for directive in used:
            message = f"'@{directive.name.value}' changes nothing on '{name}': {without_effect}."
            yield Diagnostic.at_node(directive, "GW403", message, "Leave it out.")
    elif has_directive(node, RESOLVER) and has_directive(node, DATA):
        message = f"Field '{name}' has both '@resolver' and '@data'."
        yield Diagnostic.at_node(node, "GW402", message, "Keep the one that you mean.")
    elif has_directive(node, DATA) and field.args:
        message = f"Field '{name}' has arguments and so cannot be '@data'."
        yield Diagnostic.at_node(node, "GW404", message, "Leave out the one or the other.")


def _check_pagination(field: GraphQLField, shapes: Shapes) -> Iterator[Diagnostic]:
    if get_named_type(field.type).name not in shapes.connections:
        return
    for name, argument in field.args.items():
        if not pagination_fits(name, argument) and argument.ast_node:
            kind, expected = argument.type, PAGINATION[name]
            message = f"Pagination argument '{name}' must take '{expected}', not '{kind}'."
            yield Diagnostic.at_node(argument.ast_node, "GW406", message)


def endless_data(
    schema: GraphQLSchema, shapes: Shapes, own: frozenset[str]
) -> Iterator[tuple[FieldDefinitionNode, Diagnostic]]:
    """One field and the mistake a cycle of data fields that are neither nullable nor lists."""
    held = {
        name: {} if name in own else _always_held(kind, schema, shapes)
        for name, kind in sorted(schema.type_map.items())
        if isinstance(kind, GraphQLObjectType)
    }
    reported: set[str] = set()
    for start in held:
        path = _way_back(start, held)
        if not path or reported.intersection(kind for kind, _ in path):
            continue
        reported.update(kind for kind, _ in path)
        node = held[start][path[0][1]][1].ast_node
        if node is not None:
            steps = " → ".join(f"{kind}.{field}" for kind, field in path)
            message = f"'{start}' would hold itself without end: {steps} → {start}."
            hint = "Make a field of these nullable, or give it '@resolver'."
            yield node, Diagnostic.at_node(node, "GW405", message, hint)


_Held = Mapping[str, tuple[str, GraphQLField]]


def _always_held(kind: GraphQLObjectType, schema: GraphQLSchema, shapes: Shapes) -> _Held:
    """Data fields that hold one object of another type, never null: its name and the field."""
    found: dict[str, tuple[str, GraphQLField]] = {}
    for name, field in data_fields(kind, schema, shapes).items():
        if isinstance(field.type, GraphQLNonNull):
            target = field.type.of_type
            if isinstance(target, GraphQLObjectType):
                found[name] = (target.name, field)
    return found


def _way_back(start: str, held: Mapping[str, _Held]) -> list[tuple[str, str]]:
    """The shortest way from a type to itself, as types and fields; empty if there is none."""
    ways: list[list[tuple[str, str]]] = [[(start, field)] for field in held[start]]
    seen: set[str] = set()
    for way in ways:
        kind, field = way[-1]
        target = held[kind][field][0]
        if target == start:
            return way
        if target not in seen:
            seen.add(target)
            ways += [[*way, (target, following)] for following in held[target]]
    return []
