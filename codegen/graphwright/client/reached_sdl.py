"""The SDL of the part of a schema that operations reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    StringValueNode,
    is_specified_scalar_type,
    print_ast,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.client.reach import Reach

_ONE_OF = "oneOf"


def reached_sdl(reach: Reach) -> tuple[str, ...]:
    """The definitions of what operations and fragments reach, sorted by name.

    Descriptions are those of enums and inputs, which classes show.
    """
    types = [reach.types[name] for name in sorted(reach.types)]
    own = (_type(kind, reach) for kind in types if not is_specified_scalar_type(kind))
    return (*_roots(reach), *_directives(reach), *own)


def _roots(reach: Reach) -> Iterator[str]:
    if reach.roots:
        roots = sorted((kind.value, name) for kind, name in reach.roots.items())
        yield f"schema {{ {' '.join(f'{kind}: {name}' for kind, name in roots)} }}"


def _directives(reach: Reach) -> Iterator[str]:
    for name in sorted(reach.directives):
        directive = reach.schema.get_directive(name)
        if directive is not None and directive.ast_node is not None:
            yield print_ast(directive.ast_node)


def _type(kind: GraphQLNamedType, reach: Reach) -> str:
    if isinstance(kind, GraphQLEnumType):
        values = (f"{_description(each)}{name}" for name, each in kind.values.items())
        return f"{_description(kind)}enum {kind.name}{_block(values)}"
    if isinstance(kind, GraphQLInputObjectType):
        fields = (f"{_description(each)}{_input(n, each)}" for n, each in kind.fields.items())
        one_of = f" @{_ONE_OF}" if _is_one_of(kind) else ""
        return f"{_description(kind)}input {kind.name}{one_of}{_block(fields)}"
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        keyword = "type" if isinstance(kind, GraphQLObjectType) else "interface"
        above = [each.name for each in kind.interfaces if each.name in reach.types]
        implements = f" implements {' & '.join(above)}" if above else ""
        asked = reach.fields[kind.name]
        selected = (_field(name, each) for name, each in kind.fields.items() if name in asked)
        return f"{keyword} {kind.name}{implements}{_block(selected)}"
    if isinstance(kind, GraphQLUnionType):
        return f"union {kind.name} = {' | '.join(each.name for each in kind.types)}"
    return f"scalar {kind.name}"


def _block(lines: Iterable[str]) -> str:
    """The lines in braces; a type of which nothing is selected has none."""
    inner = "".join(f"  {line}\n" for line in lines)
    return f" {{\n{inner}}}" if inner else ""


def _field(name: str, field: GraphQLField) -> str:
    arguments: Mapping[str, GraphQLArgument] = field.args
    listed = ", ".join(_input(each, argument) for each, argument in arguments.items())
    return f"{name}({listed}): {field.type}" if listed else f"{name}: {field.type}"


def _input(name: str, value: GraphQLArgument | GraphQLInputField) -> str:
    node = value.ast_node
    default = f" = {print_ast(node.default_value)}" if node and node.default_value else ""
    return f"{name}: {value.type}{default}"


def _description(described: object) -> str:
    """The description before what it describes, every character as it is."""
    text = getattr(described, "description", None)
    return f"{print_ast(StringValueNode(value=text))} " if text else ""


def _is_one_of(kind: GraphQLInputObjectType) -> bool:
    nodes = [node for node in (kind.ast_node, *kind.extension_ast_nodes) if node]
    return any(each.name.value == _ONE_OF for node in nodes for each in node.directives)
