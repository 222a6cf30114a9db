"""The plan of an operation: its fields, and the positions of the answer where values are completed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    is_abstract_type,
    is_leaf_type,
)

from .sources import Call

if TYPE_CHECKING:
    from graphql.language import FieldNode
    from graphql.pyutils import Path

    from graphwright.runtime.rows import RowForm

    from .arguments import Arguments
    from .run import Run
    from .sources import Source

Complete = Callable[["Run", Any, "Path | None"], Any]
"""A compiled function: the completed value at a path, or raises."""


class Kind(Enum):
    """How the value at a position is completed."""

    LEAF = auto()
    LIST = auto()
    OBJECT = auto()
    ABSTRACT = auto()


class Position:
    """One place of the answer, which is a field or an item of a list, and what is expected there.

    Positions are built before the functions that complete them, which are compiled on demand: a
    position inside a compiled function needs one of its own only when a value arrives late.
    """

    __slots__ = (
        *("by_form", "complete", "field", "item", "kind", "non_null", "parent", "shapes"),
        "type",
    )

    def __init__(
        self,
        field: Field,
        output_type: Any,
        parent: Position | None,
    ) -> None:
        self.field = field
        self.parent = parent
        wrapped: Any = output_type
        self.non_null = isinstance(wrapped, GraphQLNonNull)
        self.type: Any = wrapped.of_type if self.non_null else wrapped
        self.kind = _kind(self.type)
        self.item: Position | None = (
            Position(field, self.type.of_type, self) if self.kind is Kind.LIST else None
        )
        self.shapes: dict[str, Shape] = {}
        self.complete: Complete | None = None
        self.by_form: dict[RowForm, Complete | None] = {}
        """Functions that complete a list from rows, by how these are read; None for objects."""

    @property
    def is_checked(self) -> bool:
        """Whether the object type of a value has to be asked for or checked."""
        return self.kind is Kind.ABSTRACT or (
            self.kind is Kind.OBJECT and self.type.is_type_of is not None
        )

    @property
    def is_item(self) -> bool:
        """Whether this is an item of a list rather than a field."""
        return self.parent is not None and self.parent.item is self


def _kind(output_type: Any) -> Kind:
    if isinstance(output_type, GraphQLList):
        return Kind.LIST
    if is_leaf_type(output_type):
        return Kind.LEAF
    return Kind.ABSTRACT if is_abstract_type(output_type) else Kind.OBJECT


class Field:
    """One field of an object in the answer, merged from all its selections."""

    __slots__ = (
        "arguments",
        "definition",
        "head",
        "key",
        "name",
        "nodes",
        "parent_type",
        "position",
        "source",
    )

    def __init__(
        self,
        key: str,
        nodes: list[FieldNode],
        definition: GraphQLField,
        parent_type: GraphQLObjectType,
        parent: Position | None,
    ) -> None:
        self.key = key
        self.nodes = nodes
        self.definition = definition
        self.name = nodes[0].name.value
        self.parent_type = parent_type
        untyped: Any = definition
        self.position = Position(self, untyped.type, parent)
        self.head: tuple[Any, ...] = (self.name, nodes, untyped.type, parent_type)
        """What GraphQLResolveInfo has before `path`."""
        self.source: Source
        self.arguments: Arguments


class Shape:
    """The fields of one object type at one position, in the order of the answer."""

    __slots__ = ("complete", "fields", "position", "sources", "type")

    def __init__(
        self, object_type: GraphQLObjectType, position: Position | None, fields: tuple[Field, ...]
    ) -> None:
        self.type = object_type
        self.position = position
        self.fields = fields
        self.sources: set[type[Source]] = {type(field.source) for field in fields}
        """The ways in which fields get their values."""
        self.complete: Complete | None = None

    @property
    def selected(self) -> Hashable:
        """What is selected of the object: the same where the same nodes of a document say so."""
        nodes = [id(node) for field in self.fields for node in field.nodes]
        return (self.type.name, *nodes)

    @property
    def is_resolved(self) -> bool:
        """Whether all fields are calls of resolvers, so that there is nothing to be compiled."""
        return self.sources <= {Call}

    def resolve(self, run: Run, source: Any, path: Path | None) -> dict[str, Any]:
        """The completed fields, one after the other, or raises."""
        result: dict[str, Any] = {}
        for field in self.fields:
            result[field.key] = run.field(field, source, path, result)
        return result
