"""Rows as objects of generated classes: slotted dataclasses with attributes in snake case."""

from __future__ import annotations

import re
from dataclasses import make_dataclass
from functools import cache
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema
from tests.benchmarks.engine.mappings import connection
from tests.benchmarks.engine.plain_schema import plain_schema

from graphwright.runtime.resolvers import AttributeResolver, EventResolver


def object_schema(kernels: Any) -> GraphQLSchema:
    """The contract with fields that read attributes."""
    schema = plain_schema(kernels)
    types: list[Any] = list(schema.type_map.values())
    for named in types:
        is_data = isinstance(named, GraphQLObjectType) and named is not schema.query_type
        if is_data and not named.name.startswith("__"):
            for name, field in named.fields.items():
                field.resolve = AttributeResolver(snake(name))
    return schema


GROUPS = ("sessionInfo", "userInfo", "network", "cluster", "resource", "lifecycle")
"""Fields of a kernel that group columns of its row."""


def flat_schema(kernels: Any) -> GraphQLSchema:
    """The contract over rows as they come: a group of columns is read from the row itself."""
    schema = object_schema(kernels)
    types: Any = schema.type_map
    for group in GROUPS:
        types["Kernel"].fields[group].resolve = EventResolver()
    return schema


def flat_objects(page: list[dict[str, Any]]) -> Any:
    """A page as a connection of rows with attributes."""
    made = connection(page)
    for edge in made["edges"]:
        node = edge["node"]
        for group in GROUPS:
            node.update(node.pop(group))
    return _object(made)


def objects(page: list[dict[str, Any]]) -> Any:
    """A page as a connection of objects."""
    return _object(connection(page))


def _object(value: Any) -> Any:
    if isinstance(value, dict):
        cls = _class(tuple(value))
        return cls(**{snake(name): _object(item) for name, item in value.items()})
    return [_object(item) for item in value] if isinstance(value, list) else value


@cache
def _class(names: tuple[str, ...]) -> type[Any]:
    return make_dataclass("Data", [snake(name) for name in names], slots=True, frozen=True)


def snake(name: str) -> str:
    """A GraphQL name as an attribute."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
