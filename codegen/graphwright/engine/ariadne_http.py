"""Ariadne's HTTP handler on the engine."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ariadne.asgi.handlers import GraphQLHTTPHandler
from starlette.responses import Response

from .attached import engine_of
from .execution import CompiledExecution
from .response import json_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from graphql import ASTValidationRule, GraphQLError, GraphQLSchema
    from graphql.language import DocumentNode
    from starlette.requests import Request


class CompiledHTTPHandler(GraphQLHTTPHandler):
    """Handles what Ariadne's handler handles, with operations compiled.

    Pass one to the application: `GraphQL(schema, http_handler=CompiledHTTPHandler())`. Texts are
    parsed and validated once and responses are written by orjson, if it is installed. Parsers,
    validators and execution classes of the application's own take precedence; with extensions that
    have resolvers and with middleware graphql-core executes the operation.
    """

    def configure(self, *positional: Any, **named: Any) -> None:
        """Take the options of the application."""
        base: Any = super()
        base.configure(*positional, **named)
        untyped: Any = self
        untyped.query_parser = untyped.query_parser or self._parse
        untyped.query_validator = untyped.query_validator or self._validate
        self.execution_context_class = self.execution_context_class or CompiledExecution

    def _parse(self, _context: Any, data: dict[str, Any]) -> DocumentNode:
        assert self.schema is not None
        return engine_of(self.schema).documents.parse(data["query"])

    def _validate(
        self,
        schema: GraphQLSchema,
        document_ast: DocumentNode,
        rules: Collection[type[ASTValidationRule]] | None = None,
        max_errors: int | None = None,
        type_info: Any = None,
    ) -> list[GraphQLError]:
        errors = engine_of(schema).documents.validate(document_ast, rules)
        return errors if max_errors is None else errors[:max_errors]

    async def create_json_response(
        self, request: Request, result: dict[str, Any], success: bool
    ) -> Response:
        """The response with a result as its body."""
        is_executed = success or result.get("data") is not None
        status = HTTPStatus.OK if is_executed else HTTPStatus.BAD_REQUEST
        return Response(json_of(result), status_code=status, media_type="application/json")
