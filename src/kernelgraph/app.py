"""The HTTP surface: the API and its explorer at one path, and what an orchestrator asks."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ariadne.asgi import GraphQL
from ariadne.explorer import ExplorerGraphiQL, ExplorerHttp405
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from graphwright.runtime import format_error
from kernelgraph.body_limit import BodyLimit
from kernelgraph.disconnect import CancelOnDisconnect
from kernelgraph.metrics import RequestMetrics, exposition
from kernelgraph.subscriptions.credentials import credentials
from kernelgraph.subscriptions.server_sent_events import EventStreamHandler
from kernelgraph.subscriptions.websocket import WebSocketHandler

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence

    from graphql import GraphQLSchema
    from prometheus_client import CollectorRegistry
    from starlette.requests import Request

    from kernelgraph.context import RequestContext
    from kernelgraph.ports import Readiness
    from kernelgraph.subscriptions.open_streams import OpenStreams

_NO_STORE: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppParts:
    """What the application is put together from."""

    schema: GraphQLSchema
    execution: Mapping[str, Any]
    """The options of Ariadne's application that say which operations are executed, and by what."""
    context: Callable[[Sequence[str]], Awaitable[RequestContext]]
    """Makes the context of a request of the values of its Authorization headers."""
    readiness: Readiness
    close: Callable[[], Awaitable[None]]
    """Called once when the application stops."""
    streams: OpenStreams
    """The streams of subscriptions; they are ended before anything is closed."""
    registry: CollectorRegistry
    """The metrics of the server about itself."""
    maximum_message_bytes: int
    """The longest body that a request may have."""
    has_explorer: bool = True


def create_app(parts: AppParts) -> Starlette:
    """The ASGI application."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        yield
        await parts.streams.hang_up()
        await parts.close()

    async def ready(_request: Request) -> Response:
        is_ready = await parts.readiness.is_ready()
        return JSONResponse(
            {"status": "ready" if is_ready else "unavailable"},
            status_code=200 if is_ready else 503,
            headers=_NO_STORE,
        )

    async def metrics(_request: Request) -> Response:
        return exposition(parts.registry)

    graphql = _graphql(parts)
    return Starlette(
        routes=[
            Route("/graphql", RequestMetrics(_bounded(graphql, parts), parts.registry)),
            WebSocketRoute("/graphql", graphql),
            Route("/healthz", _alive),
            Route("/metrics", metrics),
            Route("/readyz", ready),
        ],
        lifespan=lifespan,
    )


def _bounded(graphql: GraphQL, parts: AppParts) -> BodyLimit:
    return BodyLimit(CancelOnDisconnect(graphql), parts.maximum_message_bytes)


async def _alive(_request: Request) -> Response:
    return JSONResponse({"status": "alive"}, headers=_NO_STORE)


def _graphql(parts: AppParts) -> GraphQL:
    async def context(request: Any, _data: Any) -> RequestContext:
        return await parts.context(credentials(request))

    return GraphQL(
        parts.schema,
        **parts.execution,
        context_value=context,
        error_formatter=format_error,
        explorer=ExplorerGraphiQL(title="Kernelgraph") if parts.has_explorer else ExplorerHttp405(),
        http_handler=EventStreamHandler(parts.streams),
        websocket_handler=WebSocketHandler(parts.streams),
        # The formatter logs what is our fault; a client's mistakes belong in its answer only.
        logger=logging.Logger("kernelgraph.clients", level=logging.CRITICAL),
    )
