"""What the rules look at: a schema and operations as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from graphql import (
    DirectiveDefinitionNode,
    DocumentNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    FragmentDefinitionNode,
    InputValueDefinitionNode,
    Node,
    OperationDefinitionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    Source,
    TypeDefinitionNode,
    TypeExtensionNode,
    TypeSystemDefinitionNode,
    TypeSystemExtensionNode,
)

from graphwright.elements.operations import read_operations
from graphwright.elements.reading import read_snapshot
from graphwright.lint.shape import COMPOSITE, Shape, shapes_of
from graphwright.sdl.definitions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphwright.elements.snapshot import Snapshot
    from graphwright.elements.uses import KnownOperations
    from graphwright.lint.allows import Allow, BadAllow

_Node = TypeVar("_Node", bound=Node)

#: A field or an argument with its coordinate, and what it belongs to.
FieldPart: TypeAlias = tuple[str, Shape, FieldDefinitionNode]
ArgumentPart: TypeAlias = tuple[str, FieldDefinitionNode, InputValueDefinitionNode]

#: What can have a description.
DescribedNode: TypeAlias = (
    TypeDefinitionNode
    | DirectiveDefinitionNode
    | FieldDefinitionNode
    | InputValueDefinitionNode
    | EnumValueDefinitionNode
)


@dataclass(frozen=True)
class Subject:
    """The documents, with what the rules ask of them.

    `rules` are the names of all rules, `allows` the comments that allow one, well-formed or not.
    `stale` are the allows that nothing was found for; it is filled when all other rules have run.
    """

    documents: tuple[DocumentNode, ...]
    rules: tuple[str, ...] = ()
    allows: tuple[Allow, ...] = ()
    bad_allows: tuple[BadAllow, ...] = ()
    stale: tuple[Allow, ...] = ()

    @cached_property
    def types(self) -> dict[str, Shape]:
        """The types by name."""
        nodes = (node for document in self.documents for node in document.definitions)
        return shapes_of(
            node for node in nodes if isinstance(node, TypeDefinitionNode | TypeExtensionNode)
        )

    @cached_property
    def directives(self) -> dict[str, DirectiveDefinitionNode]:
        """The directives by name."""
        return {node.name.value: node for node in self._of(DirectiveDefinitionNode)}

    @cached_property
    def schema_nodes(self) -> tuple[SchemaDefinitionNode | SchemaExtensionNode, ...]:
        """The schema's own definition and its extensions."""
        return (*self._of(SchemaDefinitionNode), *self._of(SchemaExtensionNode))

    @cached_property
    def roots(self) -> dict[str, str]:
        """The names of the root types by operation; by their usual names if nothing else is said."""
        given = {
            operation.operation.value: operation.type.name.value
            for node in self.schema_nodes
            for operation in node.operation_types or ()
        }
        if any(isinstance(node, SchemaDefinitionNode) for node in self.schema_nodes):
            return given
        usual = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
        return {key: name for key, name in usual.items() if name in self.types} | given

    @cached_property
    def operations(self) -> tuple[OperationDefinitionNode, ...]:
        """The operations."""
        return self._of(OperationDefinitionNode)

    @cached_property
    def fragments(self) -> tuple[FragmentDefinitionNode, ...]:
        """The fragments."""
        return self._of(FragmentDefinitionNode)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The schema as elements with coordinates."""
        definitions = [
            node
            for document in self.documents
            for node in document.definitions
            if isinstance(node, TypeSystemDefinitionNode | TypeSystemExtensionNode)
        ]
        return read_snapshot("schema", definitions, self._sources(TypeSystemDefinitionNode))

    @cached_property
    def uses(self) -> KnownOperations:
        """What the operations use of the schema."""
        sources = self._sources(OperationDefinitionNode, FragmentDefinitionNode)
        return read_operations(self.snapshot, sources)

    def of_kind(self, *kinds: Kind) -> Iterator[Shape]:
        """The types of these kinds."""
        return (shape for shape in self.types.values() if shape.kind in kinds)

    @cached_property
    def fields(self) -> tuple[FieldPart, ...]:
        """Every field of an object type or an interface."""
        return tuple(
            (f"{shape.name}.{name}", shape, node)
            for shape in self.of_kind(*COMPOSITE)
            for name, node in shape.fields.items()
        )

    @cached_property
    def arguments(self) -> tuple[ArgumentPart, ...]:
        """Every argument of a field."""
        return tuple(
            (f"{coordinate}({argument.name.value}:)", node, argument)
            for coordinate, _, node in self.fields
            for argument in node.arguments
        )

    @property
    def input_fields(self) -> Iterator[tuple[str, Shape, InputValueDefinitionNode]]:
        """Every field of an input."""
        for shape in self.of_kind(Kind.INPUT):
            for name, node in shape.input_fields.items():
                yield f"{shape.name}.{name}", shape, node

    @property
    def values(self) -> Iterator[tuple[str, EnumValueDefinitionNode]]:
        """Every value of an enum."""
        for shape in self.of_kind(Kind.ENUM):
            for name, node in shape.values.items():
                yield f"{shape.name}.{name}", node

    @property
    def elements(self) -> Iterator[tuple[str, DescribedNode]]:
        """Everything that can have a description, with its coordinate."""
        for shape in self.types.values():
            if shape.definition:
                yield shape.name, shape.definition
        for name, directive in self.directives.items():
            yield f"@{name}", directive
            for argument in directive.arguments:
                yield f"@{name}({argument.name.value}:)", argument
        yield from ((coordinate, node) for coordinate, _, node in self.fields)
        yield from ((coordinate, node) for coordinate, _, node in self.arguments)
        yield from ((coordinate, node) for coordinate, _, node in self.input_fields)
        yield from self.values

    def _of(self, kind: type[_Node]) -> tuple[_Node, ...]:
        return tuple(
            node
            for document in self.documents
            for node in document.definitions
            if isinstance(node, kind)
        )

    def _sources(self, *kinds: type) -> Sequence[Source]:
        return [
            document.loc.source
            for document in self.documents
            if document.loc and any(isinstance(node, kinds) for node in document.definitions)
        ]
