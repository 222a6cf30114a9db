"""The operations of clients as the reference shows them: their text, and what its names lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    TokenKind,
    Visitor,
    print_ast,
    visit,
)

from graphwright.docs.reference import Excerpt, Link, Operation
from graphwright.elements.documents import parse_documents
from graphwright.elements.snapshot import Field
from graphwright.elements.type_ref import TypeRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import Source

    from graphwright.docs.links import Links
    from graphwright.elements.snapshot import Snapshot
    from graphwright.elements.uses import KnownOperations

_Definition: TypeAlias = OperationDefinitionNode | FragmentDefinitionNode


def operations_of(
    schema: Snapshot, known: KnownOperations, sources: Iterable[Source], links: Links
) -> tuple[Operation, ...]:
    """The operations in the sources, each with the fragments that it needs; of one name the first."""
    definitions = [
        node for document in parse_documents(sources, "GW602") for node in document.definitions
    ]
    fragments = {
        node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)
    }
    places = dict(_places(schema, known, links))
    found: dict[str, Operation] = {}
    for node in definitions:
        if isinstance(node, OperationDefinitionNode):
            operation = _operation(node, fragments, links, places)
            found.setdefault(operation.name, operation)
    return tuple(found.values())


def line_anchor(operation: Operation, path: str, line: int) -> str:
    """The anchor of a line of a file on the page of the operation; empty if it is not there."""
    before = 0
    for excerpt in operation.excerpts:
        if excerpt.path == path and excerpt.first <= line < excerpt.first + len(excerpt.lines):
            return f"line-{before + line - excerpt.first + 1}"
        before += len(excerpt.lines)
    return ""


def _places(
    schema: Snapshot, known: KnownOperations, links: Links
) -> Iterator[tuple[tuple[str, int, int], Link]]:
    """The field that is selected at each file, line and column."""
    for coordinate, uses in known.uses.items():
        if isinstance(schema.find(coordinate), Field):
            for use in uses:
                place = use.place
                yield (place.path, place.line, place.column), links.to(coordinate)


def _operation(
    node: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    links: Links,
    places: Mapping[tuple[str, int, int], Link],
) -> Operation:
    kind = node.operation.value
    name = node.name.value if node.name else f"an anonymous {kind}"
    return Operation(
        name=name,
        kind=kind,
        page=links.operation(name).page,
        description="\n".join(_comments(node)),
        excerpts=(_excerpt(node), *map(_excerpt, _needed(node, fragments))),
        variables=tuple(
            (
                f"${variable.variable.name.value}",
                links.type_text(TypeRef.of(variable.type)),
                print_ast(variable.default_value) if variable.default_value else None,
            )
            for variable in node.variable_definitions or ()
        ),
        links=places,
    )


def _needed(
    node: _Definition, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterable[FragmentDefinitionNode]:
    """The fragments that the definition spreads, and those that they do, in the order of use."""
    found: dict[str, FragmentDefinitionNode] = {}
    waiting = list(_spreads(node))
    while waiting:
        name = waiting.pop(0)
        if name in fragments and name not in found:
            found[name] = fragments[name]
            waiting += _spreads(fragments[name])
    return found.values()


def _spreads(node: Node) -> Iterable[str]:
    visitor = _Spreads()
    visit(node, visitor)
    return visitor.names


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        """Note its name."""
        self.names.append(node.name.value)


def _comments(node: _Definition) -> list[str]:
    """The lines of the comment that ends on the line above the definition."""
    lines: list[str] = []
    token = node.loc.start_token if node.loc else None
    line = token.line if token else 0
    while token and token.prev and token.prev.kind is TokenKind.COMMENT:
        token = token.prev
        if token.line != line - 1:
            break
        line = token.line
        lines.insert(0, (token.value or "").strip())
    return lines


def _excerpt(node: _Definition) -> Excerpt:
    if node.loc is None:
        raise ValueError("the operation was parsed without locations")
    first = node.loc.start_token.line - len(_comments(node))
    lines = node.loc.source.body.split("\n")[first - 1 : node.loc.end_token.line]
    return Excerpt(node.loc.source.name, first, tuple(lines))
