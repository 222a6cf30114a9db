"""Sources to a schema, with every mistake that stands in the way.

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW301 | the type system forbids it (graphql-core's validate_schema)      |
| GW302 | there is no Query type                                           |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    DefinitionNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    NamedTypeNode,
    NameNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    Source,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    build_ast_schema,
    validate_schema,
)

from graphwright.errors import Diagnostic
from graphwright.sdl.parse import ParsedSources, parse_sources
from graphwright.sdl.rules import MENDABLE, UNKNOWN_TYPE, Finding, check_document
from graphwright.sdl.vocabulary import with_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    finds the mistakes behind them too.
    """

    document: DocumentNode
    schema: GraphQLSchema | None
    missing: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def load_schema(sources: Iterable[Source]) -> LoadedSchema:
    """The schema of the sources; mistakes are collected, never raised."""
    parsed = parse_sources(sources)
    document = with_vocabulary(parsed.document)
    findings = [f for f in check_document(document) if not _is_hidden(f, parsed.hidden)]
    diagnostics = [*parsed.diagnostics, *(finding.diagnostic() for finding in findings)]
    missing = frozenset(_unknown_types(findings)) | parsed.hidden
    schema = None
    if _can_build(document, diagnostics, missing):
        schema = build_ast_schema(_with_stubs(document, missing), assume_valid_sdl=True)
        diagnostics += _schema_diagnostics(schema, missing, parsed)
    return LoadedSchema(document, schema, missing, tuple(diagnostics))


def _is_hidden(finding: Finding, hidden: frozenset[str]) -> bool:
    """Whether the finding blames a name that a file with a syntax error seems to declare."""
    subject = _QUOTED.search(finding.error.message.replace("'@", "'"))
    return subject is not None and subject[1] in hidden


def _unknown_types(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.code == UNKNOWN_TYPE and isinstance(finding.node, NamedTypeNode):
            yield finding.node.name.value


def _can_build(
    document: DocumentNode, diagnostics: Iterable[Diagnostic], missing: frozenset[str]
) -> bool:
    if any(diagnostic.code not in MENDABLE for diagnostic in diagnostics):
        return False
    return not missing.intersection(_abstract_uses(document))


def _abstract_uses(document: DocumentNode) -> Iterator[str]:
    """Names in places where only an interface or an object type can stand."""
    for node in document.definitions:
        if isinstance(node, _IMPLEMENTING):
            yield from (interface.name.value for interface in node.interfaces)
        elif isinstance(node, UnionTypeDefinitionNode | UnionTypeExtensionNode):
            yield from (member.name.value for member in node.types)


def _with_stubs(document: DocumentNode, missing: frozenset[str]) -> DocumentNode:
    defined = {
        node.name.value for node in document.definitions if isinstance(node, TypeDefinitionNode)
    }
    stubs: list[DefinitionNode] = [
        ScalarTypeDefinitionNode(name=NameNode(value=name)) for name in sorted(missing - defined)
    ]
    return DocumentNode(definitions=(*document.definitions, *stubs))


def _schema_diagnostics(
    schema: GraphQLSchema, missing: frozenset[str], parsed: ParsedSources
) -> Iterator[Diagnostic]:
    for error in validate_schema(schema):
        if missing and (missing & set(re.findall(r"\w+", error.message)) or not error.nodes):
            continue
        yield _schema_diagnostic(error, parsed.document)


def _schema_diagnostic(error: GraphQLError, document: DocumentNode) -> Diagnostic:
    nodes = [node for node in error.nodes or () if node is not None and node.loc]
    if nodes:
        node = nodes[-1] if error.message.startswith("Interface field") else nodes[0]
        return Diagnostic.at_node(node, "GW301", error.message)
    first = next((node for node in document.definitions if node.loc), None)
    message = "No file defines the type 'Query'."
    if "Query root type" not in error.message:
        message = error.message
    if first is None or first.loc is None:
        return Diagnostic("schema", 1, 1, "GW302", "The schema files define nothing.")
    return Diagnostic.at_offset(first.loc.source, 0, "GW302", message)
