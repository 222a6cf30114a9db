"""The made-up cluster in both databases, and the application in front of it."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from kernelgraph.auth.tokens import TokenRules, issue_token
from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.bootstrap import build_app
from kernelgraph.bootstrap_database import fill_demo
from kernelgraph.demo import demo_batches
from kernelgraph.settings import ENGINES, GRAPHQL_CORE, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from kernelgraph.demo import Row
    from kernelgraph.stored.degradation import Degradations

    OpenApi = Callable[..., AbstractAsyncContextManager["Api"]]

KERNELS = 500
EVERY_BACKEND = os.environ.get("KERNELGRAPH_TEST_BACKENDS") == "all"
"""Whether graphql-core is tested on PostgreSQL too, where nothing is left that tells it apart."""
BACKENDS: Final = [
    (database, engine)
    for database in ("sqlite", "postgresql")
    for engine in ENGINES
    if EVERY_BACKEND or (database, engine) != ("postgresql", GRAPHQL_CORE)
]
AUTH: Final[dict[str, Any]] = {"auth_secret": "the secret that all tests share: 32 bytes or more"}
"""How the applications of tests check tokens, unless a test says otherwise."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name


def token_of(viewer: Viewer) -> str:
    """A token that the applications of tests accept."""
    return issue_token(viewer, AUTH["auth_secret"], TokenRules())


SUPERADMIN: Final = token_of(Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN))
SIGNED_IN: Final = {"Authorization": f"Bearer {SUPERADMIN}"}


class Api:
    """A client of the application, by default a superadmin, and the SQL of its requests."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        statements: list[str],
        headers: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    ) -> None:
        self.http = http
        self.statements = statements
        self._headers = headers

    def as_viewer(self, viewer: Viewer) -> Api:
        """The same application, asked by another viewer."""
        return self.with_headers({"Authorization": f"Bearer {token_of(viewer)}"})

    def with_headers(self, headers: Mapping[str, str] | Sequence[tuple[str, str]]) -> Api:
        """The same application, asked with other headers; with none, anonymously."""
        return Api(self.http, self.statements, headers)

    async def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer to a query."""
        response = await self.post({"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        return answer

    async def post(self, body: object) -> httpx.Response:
        """The response to a body of any kind."""
        headers = httpx.Headers(self._headers)
        return await self.http.post("/graphql", json=body, headers=headers)

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
    """The URL of a PostgreSQL database with the made-up cluster, beside that of other tests."""
    database = f"{make_url(postgres_url).database}_demo"
    asyncio.run(create_database(postgres_url, database))
    url = make_url(postgres_url).set(database=database).render_as_string(hide_password=False)
    asyncio.run(fill_demo(url, KERNELS, if_missing=False))
    return url


async def create_database(url: str, name: str) -> None:
    """Create a database on the server of the URL."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    await engine.dispose()


def own_database(request: pytest.FixtureRequest, kind: str, name: str) -> str:
    """The URL of a made-up cluster of 20 kernels, in a new database of the kind."""
    if kind == "sqlite":
        factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
        url = f"sqlite:///{factory.mktemp(name) / 'kernelgraph.db'}"
    else:
        given = make_url(request.getfixturevalue("postgres_url"))
        database = f"{given.database}_{name}"
        asyncio.run(create_database(given.render_as_string(hide_password=False), database))
        url = given.set(database=database).render_as_string(hide_password=False)
    asyncio.run(fill_demo(url, 20, if_missing=False))
    return url


@pytest.fixture(scope="session")
def all_statements() -> Iterator[list[str]]:
    """Every SQL statement that any engine executes."""
    executed: list[str] = []

    def record(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        executed.append(statement)

    event.listen(Engine, "before_cursor_execute", record)
    yield executed
    event.remove(Engine, "before_cursor_execute", record)


@pytest.fixture
def statements(all_statements: list[str]) -> list[str]:
    """Every SQL statement that any engine executes during the test."""
    all_statements.clear()
    return all_statements


@asynccontextmanager
async def opened(
    statements: list[str], degradations: Degradations | None = None, **settings: Any
) -> AsyncGenerator[Api]:
    """A client of an application with the settings, from its start to its end."""
    is_auth_said = any(name.startswith("auth_") for name in settings)
    given = Settings(**(settings if is_auth_said else {**AUTH, **settings}))
    app = build_app(given, degradations)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://kernelgraph"
        ) as http,
    ):
        yield Api(http, statements, SIGNED_IN)


@pytest.fixture
def open_api(statements: list[str]) -> OpenApi:
    """Opens an application with the settings given."""
    return partial(opened, statements)


@pytest.fixture(scope="session", params=BACKENDS, ids="-".join)
def demo_backend(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each database in turn, and each engine in front of it."""
    backend: tuple[str, str] = request.param
    return backend


@pytest.fixture(scope="session")
def demo_url(request: pytest.FixtureRequest, demo_backend: tuple[str, str]) -> str:
    """The URL of the made-up cluster in each database in turn."""
    url: str = request.getfixturevalue(f"{demo_backend[0]}_demo")
    return url


@pytest.fixture(scope="session")
def demo_settings(demo_url: str, demo_backend: tuple[str, str]) -> dict[str, Any]:
    """The settings of an application in front of the made-up cluster."""
    return {"database_url": demo_url, "engine": demo_backend[1]}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo_api(demo_settings: dict[str, Any], all_statements: list[str]) -> AsyncIterator[Api]:
    """The application in front of the made-up cluster."""
    async with opened(all_statements, **demo_settings) as api:
        yield api


@pytest.fixture
def api(demo_api: Api, statements: list[str]) -> Api:
    """The application in front of the made-up cluster, no statement executed yet."""
    assert statements == []
    return demo_api
