"""The public schema: extensions folded in, sorted, without what only steers the generator."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    DefinitionNode,
    DirectiveDefinitionNode,
    DirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    Node,
    ObjectTypeDefinitionNode,
    OperationType,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    Visitor,
    print_ast,
    visit,
)

from graphwright.memory import NO_MEMORY
from graphwright.sdl.vocabulary import GENERATOR_ONLY, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphwright.memory import Memory

_KINDS = (
    SchemaDefinitionNode,
    SchemaExtensionNode,
    DirectiveDefinitionNode,
    ObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    UnionTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    EnumTypeDefinitionNode,
    ScalarTypeDefinitionNode,
)
_FOLDED = ("directives", "interfaces", "fields", "values", "types", "operation_types")


@dataclass(frozen=True, slots=True)
class _Public:
    """A definition with its extensions inside, the directives that it uses, and its text."""

    node: DefinitionNode
    directives: frozenset[str]
    text: str


def public_sdl(document: DocumentNode, memory: Memory = NO_MEMORY) -> str:
    """The SDL text of the whole schema: root types first, then by kind and name."""
    merged = [
        memory.recall(f"{node.kind} {_name(node)}", _public, node, extensions)
        for node, extensions in _merged(document)
    ]
    used = {name for each in merged for name in each.directives}
    shown = [each for each in merged if _is_public(each.node, used)]
    roots = _root_names(each.node for each in shown)
    ordered = sorted(shown, key=lambda each: _order(each.node, roots))
    return "\n\n".join(each.text for each in ordered) + "\n"


def _public(node: DefinitionNode, extensions: tuple[Node, ...]) -> _Public:
    shown = _without_generator_directives(_folded(node, extensions))
    return _Public(shown, frozenset(_directives_used(shown)), print_ast(shown))


def _merged(document: DocumentNode) -> Iterator[tuple[DefinitionNode, tuple[Node, ...]]]:
    """Each definition and what extends it."""
    extensions: defaultdict[str, list[Node]] = defaultdict(list)
    schema = next((n for n in document.definitions if isinstance(n, SchemaDefinitionNode)), None)
    for node in document.definitions:
        if isinstance(node, TypeExtensionNode):
            extensions[node.name.value].append(node)
        elif isinstance(node, SchemaExtensionNode) and schema:
            extensions[""].append(node)
    for node in document.definitions:
        if isinstance(node, TypeDefinitionNode):
            yield node, tuple(extensions[node.name.value])
        elif node is schema:
            yield node, tuple(extensions[""])
        elif isinstance(node, DirectiveDefinitionNode) or (
            isinstance(node, SchemaExtensionNode) and not schema
        ):
            yield node, ()


def _folded(node: DefinitionNode, extensions: Iterable[Node]) -> DefinitionNode:
    folded = copy(node)
    for extension in extensions:
        for key in _FOLDED:
            added = getattr(extension, key, None)
            if added:
                setattr(folded, key, (*(getattr(folded, key, None) or ()), *added))
    return folded


class _RemoveDirectives(Visitor):
    """Drops the directives that only steer the generator."""

    def enter_directive(self, node: DirectiveNode, *_: Any) -> Any:
        return self.REMOVE if node.name.value in GENERATOR_ONLY else None


class _CollectDirectives(Visitor):
    """Gathers the names of the directives in use."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.names.add(node.name.value)


def _without_generator_directives(node: DefinitionNode) -> DefinitionNode:
    changed: DefinitionNode = visit(node, _RemoveDirectives())
    return changed


def _directives_used(node: DefinitionNode) -> set[str]:
    collector = _CollectDirectives()
    visit(node, collector)
    return collector.names


def _is_public(node: DefinitionNode, used: set[str]) -> bool:
    if not isinstance(node, DirectiveDefinitionNode):
        return True
    if node.name.value in GENERATOR_ONLY:
        return False
    built_in = node.loc is not None and node.loc.source is VOCABULARY
    return not built_in or node.name.value in used


def _root_names(definitions: Iterable[DefinitionNode]) -> Sequence[str]:
    """The types that operations begin at: queries, mutations, subscriptions."""
    named = {operation: operation.value.capitalize() for operation in OperationType}
    for node in definitions:
        if isinstance(node, SchemaDefinitionNode | SchemaExtensionNode):
            named.update((each.operation, each.type.name.value) for each in node.operation_types)
    return list(named.values())


def _order(node: DefinitionNode, roots: Sequence[str]) -> tuple[int, int, str]:
    name = _name(node)
    kind = next(rank for rank, each in enumerate(_KINDS) if isinstance(node, each))
    is_root = isinstance(node, ObjectTypeDefinitionNode) and name in roots
    return kind, roots.index(name) if is_root else len(roots), name


def _name(node: DefinitionNode) -> str:
    """The name of a type or a directive; a schema has none."""
    if isinstance(node, TypeDefinitionNode | DirectiveDefinitionNode):
        return node.name.value
    return ""
