"""Documents with known defects, and how `lenient` reads them.

| code  | what is wrong                                  | how it is read                           |
|-------|------------------------------------------------|------------------------------------------|
| GW201 | a type that nobody defines                     | a scalar; no interface, no union member  |
| GW202 | a type defined twice, both times of one kind   | the second one extends the first         |
| GW203 | a field defined twice                          | the first one counts                     |
| GW204 | an enum value defined twice                    | the first one counts                     |
| GW205 | an argument defined twice                      | the first one counts                     |
| GW206 | a directive defined twice                      | the first one counts                     |
| GW207 | a directive that is unknown or out of place    | left out                                 |
| GW208 | a directive given twice                        | the first one counts                     |
| GW209 | an extension of nothing                        | a definition                             |
| GW210 | an argument that a directive does not have     | the directive is left out                |
| GW211 | an argument given twice                        | the first one counts                     |
| GW213 | a directive without an argument that it needs  | left out                                 |
| GW214 | a second schema definition                     | the first one counts                     |
| GW215 | a second type for an operation                 | the first one counts                     |
| GW221 | a value that its type does not take            | no default; the directive is left out    |
| GW301 | an interface that a type does not live up to   | the type does not implement it           |
| GW301 | something required that is deprecated          | it is not deprecated                     |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    DefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    NamedTypeNode,
    Node,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    ScalarTypeExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
)

from graphwright.sdl.mending import Mended, mended
from graphwright.sdl.rules import check_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphwright.errors import Diagnostic
    from graphwright.sdl.rules import Finding

_FIRST, _LEFT_OUT = "The first one counts.", "It is left out."
_HOW: Mapping[str, str] = {
    "GW201": "It is taken for a scalar, or left out where none can stand.",
    "GW202": "The second one is read as an extension of the first.",
    **dict.fromkeys(("GW203", "GW204", "GW205", "GW206", "GW208"), _FIRST),
    "GW207": _LEFT_OUT,
    "GW209": "It is read as a definition.",
    "GW210": "The directive is left out.",
    "GW211": _FIRST,
    "GW213": _LEFT_OUT,
    **dict.fromkeys(("GW214", "GW215"), _FIRST),
    "GW221": _LEFT_OUT,
}
_UNKNOWN_TYPE, _TYPE_TWICE, _EXTENSION_OF_NOTHING = "GW201", "GW202", "GW209"

#: Mending one defect may lay bare another, never an endless row of them.
_ROUNDS = 10

_EXTENSIONS: Mapping[type[Node], type[TypeExtensionNode]] = {
    ScalarTypeDefinitionNode: ScalarTypeExtensionNode,
    ObjectTypeDefinitionNode: ObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode: InterfaceTypeExtensionNode,
    UnionTypeDefinitionNode: UnionTypeExtensionNode,
    EnumTypeDefinitionNode: EnumTypeExtensionNode,
    InputObjectTypeDefinitionNode: InputObjectTypeExtensionNode,
}
_DEFINITIONS: Mapping[type[Node], type[Node]] = {
    extension: definition for definition, extension in _EXTENSIONS.items()
}
_NEEDED_BY_ANOTHER = re.compile(
    r"Type (?P<type>\w+) must implement \w+ because it is implemented by (?P<other>\w+)\."
)
_REQUIRED_AND_DEPRECATED = re.compile(r"Required .* cannot be deprecated\.")


@dataclass(frozen=True, slots=True)
class Lenient:
    """A document without its tolerated defects, and what else is wrong with it."""

    document: DocumentNode
    findings: Sequence[Finding]
    tolerated: tuple[Diagnostic, ...]


def read_leniently(document: DocumentNode, findings: Sequence[Finding]) -> Lenient:
    """The document with every tolerated defect mended; the findings are those of the document."""
    tolerated: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        kinds = {id(node.name): type(node) for node in _types(document)}
        known = _first_things_first([each for each in findings if _is_tolerated(each, kinds)])
        if not known:
            break
        tolerated += [finding.diagnostic(_HOW[finding.code]) for finding in known]
        document = _without(document, known)
        findings = check_document(document)
    return Lenient(document, findings, tuple(tolerated))


def _is_tolerated(finding: Finding, kinds: Mapping[int, type[Node]]) -> bool:
    if finding.code == _EXTENSION_OF_NOTHING:
        return len(finding.nodes) == 1
    if finding.code == _TYPE_TWICE:
        return len({kinds[id(node)] for node in finding.nodes}) == 1
    return finding.code in _HOW


def _first_things_first(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Extensions that become definitions before the types that nobody defines."""
    orphans = [finding for finding in findings if finding.code == _EXTENSION_OF_NOTHING]
    return orphans or findings


def _without(document: DocumentNode, findings: Iterable[Finding]) -> DocumentNode:
    doubles: set[int] = set()
    orphans: set[int] = set()
    unknown: dict[int, str] = {}
    dropped: set[int] = set()
    for finding in findings:
        nodes = {id(node) for node in finding.nodes[1:] or finding.nodes}
        if finding.code == _TYPE_TWICE:
            doubles |= nodes
        elif finding.code == _EXTENSION_OF_NOTHING:
            orphans |= nodes
        elif finding.code == _UNKNOWN_TYPE and isinstance(finding.node, NamedTypeNode):
            unknown[id(finding.node)] = finding.node.name.value
        else:
            dropped |= nodes
    definitions = tuple(_reread(document, doubles, orphans))
    return mended(DocumentNode(definitions=definitions), Mended(frozenset(dropped), unknown))


def _types(document: DocumentNode) -> Iterator[TypeDefinitionNode | TypeExtensionNode]:
    for node in document.definitions:
        if isinstance(node, TypeDefinitionNode | TypeExtensionNode):
            yield node


def _reread(
    document: DocumentNode, doubles: set[int], orphans: set[int]
) -> Iterator[DefinitionNode]:
    """The definitions: of two types the second an extension, of no type the first a definition."""
    defined: set[str] = set()
    for node in document.definitions:
        if isinstance(node, TypeDefinitionNode) and id(node.name) in doubles:
            yield _as(_EXTENSIONS[type(node)], node)
        elif isinstance(node, TypeExtensionNode) and id(node.name) in orphans:
            first = node.name.value not in defined
            defined.add(node.name.value)
            yield _as(_DEFINITIONS[type(node)], node) if first else node
        else:
            yield node


def _as(kind: type[Node], node: TypeDefinitionNode | TypeExtensionNode) -> DefinitionNode:
    """The same definition as a node of another class."""
    values = {key: getattr(node, key) for key in kind.keys if hasattr(node, key)}
    other = kind(**values)
    if not isinstance(other, DefinitionNode):
        raise TypeError(f"{kind.__name__} is no definition")
    return other


def without_broken_promises(
    document: DocumentNode, schema: GraphQLSchema, errors: Iterable[GraphQLError]
) -> tuple[DocumentNode, dict[int, str]]:
    """The document without what GW301 tolerates, and for each of those errors how it is read."""
    dropped: set[int] = set()
    how: dict[int, str] = {}
    for error in errors:
        if _REQUIRED_AND_DEPRECATED.fullmatch(error.message) and error.nodes:
            dropped.add(id(error.nodes[0]))
            how[id(error)] = "It is not taken for deprecated."
            continue
        for kind, interface in _broken(error, schema):
            dropped |= _implements(kind, interface.name)
            how[id(error)] = f"'{kind.name}' is read without 'implements {interface.name}'."
    return (mended(document, Mended(frozenset(dropped), {})) if dropped else document), how


def _broken(
    error: GraphQLError, schema: GraphQLSchema
) -> Iterator[tuple[GraphQLObjectType | GraphQLInterfaceType, GraphQLInterfaceType]]:
    """The types that an error names, each with an interface that it names too."""
    names = set(re.findall(r"\w+", error.message))
    if needed := _NEEDED_BY_ANOTHER.fullmatch(error.message):
        names = {needed["type"], needed["other"]}
    for name in sorted(names & schema.type_map.keys()):
        kind = schema.type_map[name]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield from ((kind, each) for each in kind.interfaces if each.name in names)


def _implements(kind: GraphQLObjectType | GraphQLInterfaceType, interface: str) -> set[int]:
    nodes = [node for node in (kind.ast_node, *kind.extension_ast_nodes) if node is not None]
    return {id(each) for node in nodes for each in node.interfaces if each.name.value == interface}
