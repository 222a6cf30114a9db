"""Warning: of two names that would be one in Python, one got a number.

| code  | what is told                                                    |
|-------|-----------------------------------------------------------------|
| GW411 | a name in Python with a number, because another has it without  |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

from graphwright.errors import Diagnostic
from graphwright.ir.names import attribute_name, class_name, member_name
from graphwright.ir.resolvers import GROUP_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graphql import GraphQLSchema, Node

    from graphwright.ir.model import Argument, Field, InputClass, ObjectClass, Package

_NUMBER = re.compile(r"(.*)_\d+")


def collisions(
    package: Package, schema: GraphQLSchema, pinned: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """One warning a number, unless the configuration decides the name."""
    for each in _named(package):
        wished = each.convert(each.graphql_name).rstrip("_")
        numbered = _NUMBER.fullmatch(each.name)
        if numbered is None or numbered[1] != wished or each.coordinate in pinned:
            continue
        node = _node(each.coordinate, schema)
        if node is None or node.loc is None:
            continue
        message = f"'{each.coordinate}' is called '{each.name}' in Python: another is '{wished}'."
        hint = f'Decide it in [tool.graphwright.names]: "{each.coordinate}" = "…".'
        yield Diagnostic.at_node(node, "GW411", message, hint)


@dataclass(frozen=True, slots=True)
class _Named:
    """An element, its name in Python, and what makes such names."""

    coordinate: str
    graphql_name: str
    name: str
    convert: Callable[[str], str]


def _named(package: Package) -> Iterator[_Named]:
    classes: list[InputClass | ObjectClass] = [*package.inputs, *package.objects]
    for each in (*classes, *(page.data for page in package.pages)):
        yield _Named(each.graphql_name, each.graphql_name, each.symbol.name, class_name)
        yield from _attributes(f"{each.graphql_name}.", each.fields)
    for enum in package.enums:
        yield _Named(enum.graphql_name, enum.graphql_name, enum.symbol.name, class_name)
        for member in enum.members:
            coordinate = f"{enum.graphql_name}.{member.graphql_name}"
            yield _Named(coordinate, member.graphql_name, member.name, member_name)
    for group in package.groups:
        of_type = group.symbol.name.removesuffix(GROUP_SUFFIX)
        yield _Named(group.graphql_name, of_type, group.attribute, attribute_name)
        for method in group.methods:
            field = f"{group.graphql_name}.{method.graphql_name}"
            yield _Named(field, method.graphql_name, method.name, attribute_name)
            yield from _attributes(f"{field}(", method.arguments, ":)")


def _attributes(
    before: str, fields: Iterable[Field | Argument], after: str = ""
) -> Iterator[_Named]:
    for field in fields:
        coordinate = f"{before}{field.graphql_name}{after}"
        yield _Named(coordinate, field.graphql_name, field.name, attribute_name)


def _node(coordinate: str, schema: GraphQLSchema) -> Node | None:
    """Where the SDL names the element."""
    type_name, _, member = coordinate.partition(".")
    member, _, argument = member.partition("(")
    kind = schema.type_map.get(type_name)
    found: Node | None = None
    if not member:
        found = kind.ast_node.name if kind is not None and kind.ast_node is not None else None
    elif isinstance(kind, GraphQLEnumType):
        found = kind.values[member].ast_node
    elif isinstance(kind, GraphQLInputObjectType):
        found = kind.fields[member].ast_node
    elif isinstance(kind, GraphQLObjectType):
        field = kind.fields[member]
        found = field.args[argument.removesuffix(":)")].ast_node if argument else field.ast_node
    return found
