"""The made-up cluster in both databases, and the application in front of it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import Engine, event

from kernelgraph.bootstrap import build_app, fill_demo
from kernelgraph.demo import demo_batches
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from kernelgraph.demo import Row

    OpenApi = Callable[..., AbstractAsyncContextManager["Api"]]

KERNELS = 500


class Api:
    """A client of the application, and the SQL that its requests have led to."""

    def __init__(self, http: httpx.AsyncClient, statements: list[str]) -> None:
        self.http = http
        self.statements = statements

    async def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer to a query."""
        body = {"query": query, "variables": variables}
        response = await self.http.post("/graphql", json=body)
        answer: dict[str, Any] = response.json()
        return answer

    async def data(self, query: str, **variables: Any) -> Any:
        """The data of an answer that has no errors."""
        answer = await self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def error(self, query: str, **variables: Any) -> dict[str, Any]:
        """The only error of an answer."""
        answer = await self.answer(query, **variables)
        (error,) = answer["errors"]
        found: dict[str, Any] = error
        return found


@pytest.fixture(scope="session")
def demo_rows() -> dict[str, list[Row]]:
    """The rows of the made-up cluster by table."""
    tables: dict[str, list[Row]] = {}
    for batch in demo_batches(KERNELS):
        tables.setdefault(batch.table, []).extend(batch.rows)
    return tables


@pytest.fixture(scope="session")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a SQLite database with the made-up cluster, which tests leave as it is."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'kernelgraph.db'}"
    asyncio.run(fill_demo(url, KERNELS, if_missing=False))
    return url


@pytest.fixture(scope="session")
def postgresql_demo(postgres_url: str) -> str:
    """The URL of a PostgreSQL database with the made-up cluster."""
    asyncio.run(fill_demo(postgres_url, KERNELS, if_missing=False))
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def demo_url(request: pytest.FixtureRequest) -> str:
    """The URL of each database in turn."""
    url: str = request.getfixturevalue(f"{request.param}_demo")
    return url


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement that any engine executes during the test."""
    executed: list[str] = []

    def record(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        executed.append(statement)

    event.listen(Engine, "before_cursor_execute", record)
    yield executed
    event.remove(Engine, "before_cursor_execute", record)


@pytest.fixture
def open_api(statements: list[str]) -> OpenApi:
    """Opens the application with the given settings."""

    @asynccontextmanager
    async def open_with(**settings: Any) -> AsyncIterator[Api]:
        app = build_app(Settings(**settings))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://kernelgraph") as http,
        ):
            yield Api(http, statements)

    return open_with


@pytest.fixture
async def api(open_api: OpenApi, demo_url: str) -> AsyncIterator[Api]:
    """The application in front of the made-up cluster, on each database in turn."""
    async with open_api(database_url=demo_url) as api:
        yield api
