"""SDL sources to one merged document.

| code  | found here                                         |
|-------|----------------------------------------------------|
| GW101 | syntax error (one a file: the parser stops there)  |
| GW102 | a file that is not UTF-8 (sources.py)              |
| GW103 | an operation or fragment among the schema files    |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    DefinitionNode,
    DocumentNode,
    ExecutableDefinitionNode,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    Source,
    parse,
)

from graphwright.errors import Diagnostic
from graphwright.memory import NO_MEMORY
from graphwright.sdl.hints import hint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.memory import Memory

_NOTHING_BUT_COMMENTS = re.compile(r"(?:[\s,\ufeff]|#[^\n]*)*")
_DECLARATION = re.compile(
    r"^\s*(?:extend\s+)?(type|interface|input|enum|union|scalar|directive)\s*@?\s*([_A-Za-z]\w*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ParsedSources:
    """The definitions of every file that could be read.

    `hidden` are the names that files with a syntax error seem to declare, with the keyword of
    each: nobody may be told that they are unknown.
    """

    document: DocumentNode
    hidden: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def parse_sources(sources: Iterable[Source], memory: Memory = NO_MEMORY) -> ParsedSources:
    """All type system definitions, in the order of the sources; mistakes are collected."""
    definitions: list[DefinitionNode] = []
    hidden: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for source in sources:
        if _NOTHING_BUT_COMMENTS.fullmatch(source.body):
            continue
        try:
            document = memory.recall(source.name, parse, source)
        except GraphQLSyntaxError as error:
            diagnostics.append(_syntax_diagnostic(error, source))
            hidden.update((name, keyword) for keyword, name in _DECLARATION.findall(source.body))
            continue
        for definition in document.definitions:
            if isinstance(definition, ExecutableDefinitionNode):
                diagnostics.append(_operation_diagnostic(definition))
            else:
                definitions.append(definition)
    return ParsedSources(DocumentNode(definitions=tuple(definitions)), hidden, tuple(diagnostics))


def _syntax_diagnostic(error: GraphQLSyntaxError, source: Source) -> Diagnostic:
    offset = next(iter(error.positions or ()), 0)
    message = f"Syntax error: {error.message.removeprefix('Syntax Error: ')}"
    return Diagnostic.at_offset(source, offset, "GW101", message, hint_of(message))


def _operation_diagnostic(definition: ExecutableDefinitionNode) -> Diagnostic:
    what = "Operation" if isinstance(definition, OperationDefinitionNode) else "Fragment"
    name = f"{what} '{definition.name.value}'" if definition.name else "An anonymous operation"
    return Diagnostic.at_node(
        definition,
        "GW103",
        f"{name} is no part of a schema.",
        "List its file under [tool.graphwright.client] operations.",
    )
