"""Ariadne's subscriptions on the engine."""

from __future__ import annotations

import asyncio
from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from ariadne.asgi.handlers import GraphQLTransportWSHandler
from ariadne.logger import log_error
from ariadne.types import Operation
from ariadne.utils import get_operation_type
from graphql import ExecutionResult, GraphQLError
from graphql.language import OperationType

from .attached import engine_of
from .execution import CompiledExecution

if TYPE_CHECKING:
    from ariadne.asgi.handlers.graphql_transport_ws import ClientContext
    from graphql.language import DocumentNode
    from starlette.websockets import WebSocket

_ariadne: Any = import_module("ariadne.graphql")
_OPTIONS = (
    *("root_value", "validation_rules", "query_validator"),
    *("debug", "introspection", "logger", "error_formatter"),
)


async def open_subscription(
    handler: Any, data: dict[str, Any], context_value: Any, document: DocumentNode
) -> tuple[bool, Any]:
    """Whether a subscription is open, and the stream of its results or else its errors.

    Takes a handler of Ariadne's application and gives what Ariadne's `subscribe` does, with the
    options of the handler. Results are executed by the engine if the handler's operations are.
    """
    if not _is_compiled(handler):
        opened: tuple[bool, Any] = await _ariadne.subscribe(
            handler.schema,
            data,
            context_value=context_value,
            query_document=document,
            **{name: getattr(handler, name) for name in _OPTIONS},
        )
        return opened
    try:
        result = await _subscribe(handler, data, context_value, document)
    except GraphQLError as error:
        return False, reported(handler, [error])
    if isinstance(result, ExecutionResult):
        return False, reported(handler, result.errors)
    return True, result


async def _subscribe(
    handler: Any, data: dict[str, Any], context_value: Any, document: DocumentNode
) -> Any:
    _ariadne.validate_data(data)
    variables, name = data.get("variables"), data.get("operationName")
    rules = handler.validation_rules
    errors = _ariadne.validate_query(
        handler.schema,
        document,
        rules(context_value, document, data) if callable(rules) else rules,
        enable_introspection=handler.introspection,
        query_validator=handler.query_validator,
    )
    if errors:
        return ExecutionResult(None, errors)
    root_value = handler.root_value
    if callable(root_value):
        root_value = root_value(context_value, name, variables, document)
        root_value = await root_value if isawaitable(root_value) else root_value
    result = engine_of(handler.schema).subscribe(
        document,
        root_value=root_value,
        context_value=context_value,
        variable_values=variables,
        operation_name=name,
    )
    return await result if isawaitable(result) else result


def reported(handler: Any, errors: Any) -> list[Any]:
    """The errors as the handler of an application logs them and tells them to clients."""
    for error in errors:
        log_error(error, handler.logger)
    return [handler.error_formatter(error, handler.debug) for error in errors]


def _is_compiled(handler: Any) -> bool:
    return handler.execution_context_class is CompiledExecution


class CompiledTransportWSHandler(GraphQLTransportWSHandler):
    """Handles what Ariadne's handler handles; the engine executes the events of subscriptions.

    It does so if the operations of the application are compiled, and is Ariadne's own otherwise.
    """

    async def handle_websocket_subscribe(
        self,
        websocket: WebSocket,
        data: Any,
        operation_id: str,
        client_context: ClientContext,
    ) -> None:
        """Start an operation; what is not a subscription is executed as over HTTP."""
        is_refused = (
            not client_context.connection_acknowledged or operation_id in client_context.operations
        )
        document = None if is_refused else self._subscription(data)
        if document is None:
            base: Any = super()
            await base.handle_websocket_subscribe(websocket, data, operation_id, client_context)
            return
        context_value = await self.get_context_for_request(websocket, data)
        is_open, results = await open_subscription(self, data, context_value, document)
        if not is_open:
            message = {"type": self.GQL_ERROR, "id": operation_id, "payload": results}
            await websocket.send_json(message)
            return
        operation = Operation(id=operation_id, name=data.get("operationName"), generator=results)
        client_context.operations[operation_id] = operation
        await self._announce(websocket, operation)
        client_context.operation_tasks[operation_id] = asyncio.ensure_future(
            self.observe_async_results(websocket, results, operation_id, client_context)
        )

    def _subscription(self, data: Any) -> DocumentNode | None:
        """The document of a subscription; None for all else, mistakes included."""
        if self.schema is None or not _is_compiled(self):
            return None
        try:
            _ariadne.validate_data(data)
            document = engine_of(self.schema).documents.parse(data["query"])
            kind = get_operation_type(document, data.get("operationName"))
        except GraphQLError:
            return None
        return document if kind is OperationType.SUBSCRIPTION else None

    async def _announce(self, websocket: WebSocket, operation: Operation) -> None:
        if self.on_operation is None:
            return
        try:
            answer = self.on_operation(websocket, operation)
            if isawaitable(answer):
                await answer
        except Exception as error:
            is_known = isinstance(error, GraphQLError)
            log_error(
                error if is_known else GraphQLError(str(error), original_error=error), self.logger
            )
