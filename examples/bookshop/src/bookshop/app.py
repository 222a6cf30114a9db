"""The ASGI application: the API at /graphql, with an explorer page for browsers."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from graphwright.runtime import format_error
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from bookshop.context import Context
from bookshop.resolvers import build_resolvers
from bookshop.store import Store
from bookshop_api import build_app, build_schema

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import HTTPConnection

# The formatter logs what is the server's fault; what clients do wrong is told to them alone.
SILENT = logging.Logger("clients", level=logging.CRITICAL)
DATABASE = "sqlite+aiosqlite:///bookshop.db"


def create_app(database: str = DATABASE) -> Starlette:
    """The application over a database."""
    store = Store(database)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        await store.open()
        yield
        await store.close()

    schema = build_schema(build_resolvers(store))
    graphql = build_app(
        schema, context_value=context_of, error_formatter=format_error, logger=SILENT
    )
    routes = [Route("/graphql", graphql), WebSocketRoute("/graphql", graphql)]
    return Starlette(routes=routes, lifespan=lifespan)


def context_of(request: HTTPConnection, _data: object) -> Context:
    """The context of a request."""
    return Context(request)


app = create_app()
