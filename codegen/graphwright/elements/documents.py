"""Sources to documents, each with its definitions of either sort."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphql import DocumentNode, GraphQLSyntaxError, Source, parse

from graphwright.errors import Diagnostic, DiagnosticsError

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTHING_BUT_COMMENTS = re.compile(r"(?:[\s,\ufeff]|#[^\n]*)*")


def parse_documents(sources: Iterable[Source], code: str = "GW101") -> tuple[DocumentNode, ...]:
    """The documents of the sources that hold any definition.

    Raises DiagnosticsError with the syntax errors under that code, one a file.
    """
    documents: list[DocumentNode] = []
    diagnostics: list[Diagnostic] = []
    for source in sources:
        if _NOTHING_BUT_COMMENTS.fullmatch(source.body):
            continue
        try:
            documents.append(parse(source))
        except GraphQLSyntaxError as error:
            offset = next(iter(error.positions or ()), 0)
            message = error.message.removeprefix("Syntax Error: ")
            found = Diagnostic.at_offset(source, offset, code, f"Syntax error: {message}")
            diagnostics.append(found)
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return tuple(documents)
