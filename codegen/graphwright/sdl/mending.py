"""Documents without some of their nodes."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from graphql import (
    DefinitionNode,
    DirectiveNode,
    DocumentNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ListValueNode,
    NamedTypeNode,
    Node,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ObjectValueNode,
    SchemaExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    Visitor,
    parse,
    visit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Composite: TypeAlias = (
    ObjectTypeDefinitionNode
    | ObjectTypeExtensionNode
    | InterfaceTypeDefinitionNode
    | InterfaceTypeExtensionNode
)


@dataclass(frozen=True, slots=True)
class Mended:
    """What goes, by the identity of the nodes: definitions by their names, or any other node.

    `unknown` are uses of types that nobody defines, with their names.
    """

    dropped: frozenset[int]
    unknown: Mapping[int, str]


def mended(document: DocumentNode, what: Mended) -> DocumentNode:
    """A document without the nodes, in which every unknown type is a scalar."""
    visitor = _Mending(what)
    changed: DocumentNode = visit(document, visitor)
    kept = tuple(node for node in changed.definitions if not _says_nothing(node))
    scalars = "".join(f"scalar {name}\n" for name in sorted(set(visitor.scalars)))
    added = parse(scalars, no_location=True).definitions if scalars else ()
    return DocumentNode(definitions=(*kept, *added))


def _says_nothing(node: DefinitionNode) -> bool:
    """Whether nothing is left of an extension of the schema, which then has no syntax."""
    return isinstance(node, SchemaExtensionNode) and not (node.directives or node.operation_types)


class _Mending(Visitor):
    """Removes nodes; values go with the default or the directive that they are part of."""

    def __init__(self, what: Mended) -> None:
        super().__init__()
        self._dropped = what.dropped
        self._unknown = what.unknown
        self.scalars: list[str] = []

    def enter(self, node: Node, *_: Any) -> Any:
        """Removes what is to be dropped, and whatever cannot do without it."""
        name = getattr(node, "name", None)
        if id(node) in self._dropped or id(name) in self._dropped:
            return self.REMOVE
        if isinstance(node, NamedTypeNode) and id(node) in self._unknown:
            self.scalars.append(self._unknown[id(node)])
        if isinstance(node, DirectiveNode) and self._is_broken(*node.arguments):
            return self.REMOVE
        if isinstance(node, _Composite):
            return self._with_known(node, "interfaces")
        if isinstance(node, UnionTypeDefinitionNode | UnionTypeExtensionNode):
            return self._with_known(node, "types")
        if isinstance(node, InputValueDefinitionNode) and node.default_value is not None:
            return self._with_default(node)
        return None

    def _with_known(self, node: Node, key: str) -> Any:
        """The node without the unknown types among those of a key."""
        types: tuple[NamedTypeNode, ...] = getattr(node, key)
        known = tuple(each for each in types if id(each) not in self._unknown)
        if len(known) == len(types):
            return None
        changed = copy(node)
        setattr(changed, key, known)
        return changed

    def _with_default(self, node: InputValueDefinitionNode) -> Any:
        if node.default_value is None or not self._is_broken(node.default_value):
            return None
        changed = copy(node)
        changed.default_value = None
        return changed

    def _is_broken(self, *nodes: Node) -> bool:
        return any(id(each) in self._dropped for node in nodes for each in _parts(node))


def _parts(node: Node) -> Iterator[Node]:
    """A value or an argument, and everything inside."""
    yield node
    value = getattr(node, "value", None)
    if isinstance(value, Node):
        yield from _parts(value)
    if isinstance(node, ListValueNode):
        for each in node.values:
            yield from _parts(each)
    elif isinstance(node, ObjectValueNode):
        for field in node.fields:
            yield from _parts(field)
