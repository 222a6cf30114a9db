"""Texts of requests, parsed and validated once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from graphql import GraphQLError, GraphQLSchema, parse
from graphql.language import DocumentNode

from .cache import BoundedCache
from .validation import errors_of

if TYPE_CHECKING:
    from .statistics import Statistics
    from .validation import Rules

Validated = tuple[DocumentNode, Sequence[GraphQLError]]


class Documents:
    """Documents by text, and what validation has against them."""

    __slots__ = ("_parsed", "_schema", "_statistics", "_validated")

    def __init__(self, schema: GraphQLSchema, limit: int, statistics: Statistics) -> None:
        self._schema = schema
        self._statistics = statistics
        self._parsed: BoundedCache[str, DocumentNode | GraphQLError] = BoundedCache(limit)
        self._validated: BoundedCache[Hashable, Validated] = BoundedCache(limit)

    def parse(self, text: str) -> DocumentNode:
        """The document of a text, or raises GraphQLError."""
        parsed = self._parsed.get(text)
        if parsed is None:
            self._statistics.parsed += 1
            try:
                parsed = parse(text)
            except GraphQLError as error:
                parsed = error
            self._parsed.put(text, parsed, len(text))
        if isinstance(parsed, GraphQLError):
            raise parsed.with_traceback(None)
        return parsed

    def validate(self, document: DocumentNode, rules: Rules | None = None) -> list[GraphQLError]:
        """The errors of a document under these rules, the specification's if there are none."""
        key = (id(document), None if rules is None else tuple(rules))
        known = self._validated.get(key)
        if known is None or known[0] is not document:
            self._statistics.validated += 1
            known = (document, errors_of(self._schema, document, rules))
            weight = len(document.loc.source.body) if document.loc else len(known[1]) + 1
            self._validated.put(key, known, weight)
        return list(known[1])
