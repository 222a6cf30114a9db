"""The public schema has every name that existing consumers know, with its type."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    print_ast,
)

import kernelgraph_api

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = [
    line
    for line in (Path(__file__).parent / "contract.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
NAMES_OF_TYPES = {"scalar", "enum", "interface"}
LISTS = ("filter", "orderBy", "first", "after", "last", "before", "limit", "offset")


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    """The schema as it is published."""
    return build_schema((Path(kernelgraph_api.__file__).parent / "schema.graphql").read_text())


def described(schema: GraphQLSchema, line: str) -> str | None:
    """What the schema has of the name that a line begins with, written as the line is."""
    word, _, rest = line.partition(" ")
    if word in NAMES_OF_TYPES:
        return described_type(schema, word, rest.partition(":")[0])
    owner, _, member = re.split(r"[(:]", line)[0].partition(".")
    kind = schema.type_map.get(owner)
    if isinstance(kind, GraphQLInputObjectType) and member in kind.fields:
        field = kind.fields[member]
        node = field.ast_node
        default = node.default_value if node else None
        return f"{owner}.{member}: {field.type}" + (f" = {print_ast(default)}" if default else "")
    if not isinstance(kind, GraphQLObjectType) or member not in kind.fields:
        return None
    arguments = {name: str(each.type) for name, each in kind.fields[member].args.items()}
    # In the order of the line, which is not part of the contract.
    wanted = re.findall(r"(\w+): [\w!\[\]?]+(?=[,)])", line)
    listed = ", ".join(f"{name}: {arguments.get(name, 'missing')}" for name in wanted)
    call = f"({listed})" if listed else ""
    return f"{owner}.{member}{call}: {kind.fields[member].type}"


def described_type(schema: GraphQLSchema, word: str, name: str) -> str | None:
    kind = schema.type_map.get(name)
    if isinstance(kind, GraphQLScalarType):
        return f"{word} {name}"
    if isinstance(kind, GraphQLEnumType):
        return f"{word} {name}: {' '.join(kind.values)}"
    if isinstance(kind, GraphQLInterfaceType):
        names = sorted(each.name for each in schema.get_possible_types(kind))
        return f"{word} {name}: {' '.join(names)}"
    return None


def fits(line: str, found: str | None) -> bool:
    """Whether what was found is what the line says, `?` being anything."""
    if found is None:
        return False
    if line.startswith("interface"):
        return set(line.split()[2:]) <= set(found.split()[2:])
    pattern = re.escape(line).replace(r"\?", r"\S+")
    return re.fullmatch(pattern, found) is not None


@pytest.mark.parametrize("line", LINES)
def test_the_schema_has_the_name(schema: GraphQLSchema, line: str) -> None:
    found = described(schema, line)
    assert fits(line, found), found


def elements(schema: GraphQLSchema) -> Iterator[tuple[str, object]]:
    """Everything of the schema that can have a description, by name."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__") or kind.ast_node is None:
            continue
        yield kind.name, kind
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
        elif isinstance(kind, GraphQLInputObjectType):
            yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field
                for argument, each in field.args.items():
                    yield f"{kind.name}.{name}({argument})", each


def test_everything_has_a_description(schema: GraphQLSchema) -> None:
    assert [name for name, each in elements(schema) if not getattr(each, "description", "")] == []


def test_every_type_and_every_field_of_a_root_tells_since_when(schema: GraphQLSchema) -> None:
    roots = {"Query", "Mutation", "Subscription"}
    missing = []
    for name, each in elements(schema):
        owner, _, member = name.partition(".")
        if name in roots or (member and (owner not in roots or "(" in member)):
            continue
        node = getattr(each, "ast_node", None)
        if not any(
            directive.name.value == "since" for directive in getattr(node, "directives", ())
        ):
            missing.append(name)
    assert missing == []


def test_every_list_takes_the_same_arguments(schema: GraphQLSchema) -> None:
    for kind in schema.type_map.values():
        if not isinstance(kind, GraphQLObjectType):
            continue
        for name, field in kind.fields.items():
            if str(field.type).endswith("Connection"):
                assert set(field.args) - {"scope"} == set(LISTS), f"{kind.name}.{name}"
