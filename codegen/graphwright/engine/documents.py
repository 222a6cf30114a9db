"""Texts of requests, parsed and validated once."""

from __future__ import annotations

from collections.abc import Collection

from graphql import ASTValidationRule, GraphQLError, GraphQLSchema, parse, validate
from graphql.language import DocumentNode

from .cache import BoundedCache
from .statistics import Statistics

Parsed = DocumentNode | list[GraphQLError]


class Documents:
    """Valid documents, or the errors of invalid ones, by text."""

    __slots__ = ("_known", "_rules", "_schema", "_statistics")

    def __init__(
        self,
        schema: GraphQLSchema,
        limit: int,
        statistics: Statistics,
        rules: Collection[type[ASTValidationRule]] | None,
    ) -> None:
        self._schema = schema
        self._rules = rules
        self._statistics = statistics
        self._known: BoundedCache[str, Parsed] = BoundedCache(limit)

    def get(self, text: str) -> Parsed:
        """The document of a text, or its errors."""
        parsed = self._known.get(text)
        if parsed is None:
            parsed = self._parse(text)
            self._known.put(text, parsed)
        return parsed

    def _parse(self, text: str) -> Parsed:
        self._statistics.parsed += 1
        try:
            document = parse(text)
        except GraphQLError as error:
            return [error]
        return validate(self._schema, document, self._rules) or document
