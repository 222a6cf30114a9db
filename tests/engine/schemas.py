"""Small schemas for tests that are about one thing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, GraphQLSchema, build_schema, parse
from graphql.language import DocumentNode, FieldNode, NameNode, Visitor, visit

if TYPE_CHECKING:
    from graphwright.engine import Engine


def schema_of(sdl: str, **resolvers: Any) -> GraphQLSchema:
    """A schema with resolvers given as `Type_field=function`."""
    schema = build_schema(sdl)
    for place, resolver in resolvers.items():
        type_name, field_name = place.split("_", 1)
        object_type: Any = schema.type_map[type_name]
        object_type.fields[field_name].resolve = resolver
    return schema


def run(
    engine: Engine, text: str | DocumentNode, root: Any = None, **options: Any
) -> ExecutionResult:
    """The result of an operation, awaited if need be."""
    document = parse(text) if isinstance(text, str) else text

    async def execute() -> ExecutionResult:
        result = engine.execute(document, root, **options)
        return result if isinstance(result, ExecutionResult) else await result

    return asyncio.run(execute())


class _Change(Visitor):
    """Gives every field another alias or name."""

    def __init__(self, **names: str) -> None:
        super().__init__()
        self.names = {part: NameNode(value=name) for part, name in names.items()}

    def enter_field(self, node: FieldNode, *_others: Any) -> FieldNode:
        """The field with the names changed, in the place where it was parsed."""
        parts = {key: getattr(node, key) for key in node.keys}
        return FieldNode(**{**parts, **self.names})


def changed(document: DocumentNode, **names: str) -> DocumentNode:
    """A document with the alias or the name of every field changed after it was parsed."""
    result: DocumentNode = visit(document, _Change(**names))
    return result
