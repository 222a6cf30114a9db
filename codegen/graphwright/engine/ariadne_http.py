"""Ariadne's ASGI application on the engine."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ariadne.asgi import GraphQL
from starlette.responses import Response

from .ariadne_events import EventStreamHTTPHandler
from .ariadne_subscriptions import CompiledTransportWSHandler
from .attached import engine_of
from .execution import CompiledExecution
from .response import json_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from graphql import ASTValidationRule, GraphQLError, GraphQLSchema
    from graphql.language import DocumentNode
    from starlette.requests import Request


def compiled_app(schema: GraphQLSchema, **options: Any) -> GraphQL:
    """Ariadne's application for a schema, with operations compiled.

    The options are those of Ariadne's `GraphQL`. Unless one of them says otherwise, subscriptions
    are served over WebSockets by the protocol graphql-transport-ws, and over server-sent events to
    clients that accept them.
    """
    handlers: dict[str, Any] = {
        "http_handler": CompiledHTTPHandler(),
        "websocket_handler": CompiledTransportWSHandler(),
    }
    return GraphQL(schema, **{**handlers, **compiled_options(schema), **options})


def compiled_options(schema: GraphQLSchema) -> dict[str, Any]:
    """The options of Ariadne's `GraphQL` under which operations are compiled.

    For applications that have handlers of their own. Texts are parsed and validated once.
    """
    documents = engine_of(schema).documents

    def parse(_context: Any, data: dict[str, Any]) -> DocumentNode:
        return documents.parse(data["query"])

    def validate(
        _schema: GraphQLSchema,
        document: DocumentNode,
        rules: Collection[type[ASTValidationRule]] | None = None,
        max_errors: int | None = None,
        type_info: Any = None,
    ) -> list[GraphQLError]:
        errors = documents.validate(document, rules)
        return errors if max_errors is None else errors[:max_errors]

    return {
        "query_parser": parse,
        "query_validator": validate,
        "execution_context_class": CompiledExecution,
    }


class CompiledHTTPHandler(EventStreamHTTPHandler):
    """Handles what Ariadne's handler handles, and event streams, with operations compiled.

    Pass one to the application: `GraphQL(schema, http_handler=CompiledHTTPHandler())`. Texts are
    parsed and validated once and responses are written by orjson, if it is installed. Parsers,
    validators and execution classes of the application's own take precedence; with extensions that
    have resolvers and with middleware graphql-core executes the operation.
    """

    def configure(self, *positional: Any, **named: Any) -> None:
        """Take the options of the application."""
        base: Any = super()
        base.configure(*positional, **named)
        assert self.schema is not None
        for name, compiled in compiled_options(self.schema).items():
            setattr(self, name, getattr(self, name) or compiled)

    async def create_json_response(
        self, request: Request, result: dict[str, Any], success: bool
    ) -> Response:
        """The response with a result as its body."""
        is_executed = success or result.get("data") is not None
        status = HTTPStatus.OK if is_executed else HTTPStatus.BAD_REQUEST
        return ResultResponse(result, json_of(result), status)


class ResultResponse(Response):
    """The response with the JSON of a result, of which it lets go after it has been sent.

    A large result is thousands of objects, which take almost as long to be freed as to be written;
    no client has to wait for that.
    """

    media_type = "application/json"

    def __init__(self, result: object, body: bytes, status_code: int) -> None:
        super().__init__(body, status_code)
        self._result = result
