"""Sources to a schema, with every mistake that stands in the way.

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW301 | the type system forbids it (graphql-core's validate_schema)      |
| GW302 | there is no Query type                                           |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    NamedTypeNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    Source,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    build_ast_schema,
    parse,
    validate_schema,
)

from graphwright.errors import Diagnostic
from graphwright.memory import NO_MEMORY
from graphwright.sdl.hints import hint_of
from graphwright.sdl.leniency import Lenient, read_leniently, without_broken_promises
from graphwright.sdl.parse import parse_sources
from graphwright.sdl.rules import MENDABLE, UNKNOWN_TYPE, Finding, check_document
from graphwright.sdl.vocabulary import with_vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from graphwright.memory import Memory

#: What stands in for a type that is declared in a file with a syntax error, by its keyword.
_STUBS = {
    "type": "type {} {{ hidden: Boolean }}",
    "interface": "interface {} {{ hidden: Boolean }}",
    "input": "input {} {{ hidden: Boolean }}",
    "enum": "enum {} {{ HIDDEN }}",
    "union": "union {}",
    "scalar": "scalar {}",
}
_QUOTED = re.compile(r"'(\w+)'")
_IMPLEMENTING = (
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
)


@dataclass(frozen=True, slots=True)
class LoadedSchema:
    """The merged document, and the schema unless the mistakes are too bad to build one.

    `missing` are types that nobody defines; they stand in `schema` as scalars, so that one run
    finds the mistakes behind them too. `tolerated` are defects that are not in `document` any more.
    """

    document: DocumentNode
    schema: GraphQLSchema | None
    missing: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    tolerated: tuple[Diagnostic, ...] = ()


def load_schema(
    sources: Sequence[Source], *, lenient: bool = False, memory: Memory = NO_MEMORY
) -> LoadedSchema:
    """The schema of the sources; mistakes are collected, never raised.

    With `lenient`, known defects are tolerated, as leniency.py says.
    """
    parsed = parse_sources(sources, memory)
    document = with_vocabulary(parsed.document)
    read = Lenient(document, check_document(document), ())
    if lenient and read.findings:
        read = read_leniently(document, read.findings)
    findings = [f for f in read.findings if not _is_hidden(f, parsed.hidden)]
    diagnostics = (*parsed.diagnostics, *(finding.diagnostic() for finding in findings))
    unknown = frozenset(_unknown_types(findings))
    if not _can_build(read.document, diagnostics, unknown):
        missing = unknown.union(parsed.hidden)
        return LoadedSchema(read.document, None, missing, diagnostics, read.tolerated)
    stubs = {**dict.fromkeys(unknown, "scalar"), **parsed.hidden}
    built = _Built(read.document, stubs, sources)
    errors = built.errors()
    if lenient:
        built, errors, tolerated = _leniently(built, errors)
        read = Lenient(built.document, findings, (*read.tolerated, *tolerated))
    diagnostics = (*diagnostics, *(_schema_diagnostic(error, sources) for error in errors))
    return LoadedSchema(built.document, built.schema, built.missing, diagnostics, read.tolerated)


class _Built:
    """A document and the schema of it, in which stubs stand for types that it does not define."""

    def __init__(
        self, document: DocumentNode, stubs: Mapping[str, str], sources: Sequence[Source]
    ) -> None:
        self.document = document
        self.missing = frozenset(stubs)
        self.schema = build_ast_schema(_with_stubs(document, stubs), assume_valid_sdl=True)
        self._stubs = stubs
        self.sources = sources

    def errors(self) -> list[GraphQLError]:
        """What the type system forbids, but for what only a missing type is to blame for."""
        return [
            error
            for error in validate_schema(self.schema)
            if not self.missing
            or (error.nodes and not self.missing & set(re.findall(r"\w+", error.message)))
        ]

    def of(self, document: DocumentNode) -> _Built:
        """The schema of another document with the same stubs."""
        return _Built(document, self._stubs, self.sources)


def _leniently(
    built: _Built, errors: list[GraphQLError]
) -> tuple[_Built, list[GraphQLError], list[Diagnostic]]:
    """The schema without what can be tolerated, the errors that stay, and those that are."""
    tolerated: list[Diagnostic] = []
    while True:
        document, how = without_broken_promises(built.document, built.schema, errors)
        if not how:
            return built, errors, tolerated
        tolerated += [
            replace(_schema_diagnostic(error, built.sources), hint=how[id(error)])
            for error in errors
            if id(error) in how
        ]
        built = built.of(document)
        errors = built.errors()


def _is_hidden(finding: Finding, hidden: Container[str]) -> bool:
    """Whether the finding blames a name that a file with a syntax error seems to declare."""
    subject = _QUOTED.search(finding.error.message.replace("'@", "'"))
    return subject is not None and subject[1] in hidden


def _unknown_types(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.code == UNKNOWN_TYPE and isinstance(finding.node, NamedTypeNode):
            yield finding.node.name.value


def _can_build(
    document: DocumentNode, diagnostics: Iterable[Diagnostic], unknown: frozenset[str]
) -> bool:
    if any(diagnostic.code not in MENDABLE for diagnostic in diagnostics):
        return False
    return not unknown.intersection(_abstract_uses(document))


def _abstract_uses(document: DocumentNode) -> Iterator[str]:
    """Names in places where only an interface or an object type can stand."""
    for node in document.definitions:
        if isinstance(node, _IMPLEMENTING):
            yield from (interface.name.value for interface in node.interfaces)
        elif isinstance(node, UnionTypeDefinitionNode | UnionTypeExtensionNode):
            yield from (member.name.value for member in node.types)


def _with_stubs(document: DocumentNode, stubs: Mapping[str, str]) -> DocumentNode:
    """The document with a stand-in for each type that it does not define."""
    defined = {
        node.name.value for node in document.definitions if isinstance(node, TypeDefinitionNode)
    }
    added = [
        definition
        for name, keyword in sorted(stubs.items())
        if name not in defined and keyword in _STUBS
        for definition in parse(_STUBS[keyword].format(name), no_location=True).definitions
    ]
    return DocumentNode(definitions=(*document.definitions, *added))


def _schema_diagnostic(error: GraphQLError, sources: Sequence[Source]) -> Diagnostic:
    nodes = [node for node in error.nodes or () if node.loc]
    if nodes:
        node = nodes[-1] if error.message.startswith("Interface field") else nodes[0]
        return Diagnostic.at_node(node, "GW301", error.message, hint_of(error.message))
    message = "No file defines the type 'Query'."
    hint = "A schema begins there: type Query { … }."
    return Diagnostic.at_offset(sources[0], 0, "GW302", message, hint)
