"""The HTTP surface: browsers get an explorer, orchestrators an answer, mistakes a sentence."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import make_url

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.kernelgraph.conftest import OpenApi


async def test_a_browser_gets_the_explorer(open_api: OpenApi, sqlite_demo: str) -> None:
    async with open_api(database_url=sqlite_demo) as api:
        response = await api.http.get("/graphql", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "Kernelgraph" in response.text


async def test_the_explorer_can_be_switched_off(open_api: OpenApi, sqlite_demo: str) -> None:
    async with open_api(database_url=sqlite_demo, explorer=False) as api:
        response = await api.http.get("/graphql", headers={"Accept": "text/html"})
        assert response.status_code == 405
        assert (await api.data("{ __typename }")) == {"__typename": "Query"}


async def test_health_is_told_without_the_database(open_api: OpenApi, tmp_path: Path) -> None:
    async with open_api(database_url=f"sqlite:///{tmp_path / 'none' / 'none.db'}") as api:
        response = await api.http.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


async def test_readiness_is_that_of_the_database(
    open_api: OpenApi, demo_url: str, tmp_path: Path
) -> None:
    async with open_api(database_url=demo_url) as api:
        response = await api.http.get("/readyz")
        assert (response.status_code, response.json()) == (200, {"status": "ready"})
    async with open_api(database_url=f"sqlite:///{tmp_path / 'none' / 'none.db'}") as api:
        response = await api.http.get("/readyz")
        assert (response.status_code, response.json()) == (503, {"status": "unavailable"})
    async with open_api(database_url="postgresql://nobody:hidden@127.0.0.1:1/none") as api:
        response = await api.http.get("/readyz")
        assert (response.status_code, response.json()) == (503, {"status": "unavailable"})


async def test_internals_never_leak_into_messages(
    open_api: OpenApi, sqlite_demo: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "broken.db"
    shutil.copy(str(make_url(sqlite_demo).database), path)
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE resource_allocations; ALTER TABLE kernels DROP agent_addr;"
    )
    connection.execute("ALTER TABLE kernels RENAME COLUMN session_name TO title")
    connection.close()
    async with open_api(database_url=f"sqlite:///{path}") as api:
        error = await api.error("{ adminKernelsV2 { edges { node { sessionInfo { name } } } } }")
        healthy = await api.data("{ adminKernelsV2 { edges { node { rowId } } } }")
    assert error["message"] == "Internal server error"
    assert error["extensions"] == {"code": "INTERNAL"}
    assert len(healthy["adminKernelsV2"]["edges"]) == 10
    assert "session_name" in caplog.text


async def test_a_node_loader_that_fails_leaves_the_other_nodes(
    open_api: OpenApi, sqlite_demo: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.db"
    shutil.copy(str(make_url(sqlite_demo).database), path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE agent_resources")
    connection.close()
    query = """{ nodes(ids: [
        "UmVzb3VyY2VTbG90VHlwZTpjcHU=", "QWdlbnRSZXNvdXJjZVNsb3Q6aS1ub2RlMDAwOmNwdQ=="
    ]) { id } }"""
    async with open_api(database_url=f"sqlite:///{path}") as api:
        answer = await api.answer(query)
    assert answer["data"]["nodes"] == [{"id": "UmVzb3VyY2VTbG90VHlwZTpjcHU="}, None]
    assert [error["path"] for error in answer["errors"]] == [["nodes", 1]]
    assert answer["errors"][0]["message"] == "Internal server error"


async def test_a_clients_mistakes_are_answered_and_not_logged(
    open_api: OpenApi, sqlite_demo: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_api(database_url=sqlite_demo) as api:
        for query, code in (
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("{ kernels }", "GRAPHQL_VALIDATION_FAILED"),
            ("{ adminKernelsV2(first: 0) { count } }", "INVALID_PAGINATION"),
        ):
            error = await api.error(query)
            assert error["extensions"]["code"] == code
        deep = b'{"query": "{ __typename }", "variables": ' + b"[" * 10**5 + b"]" * 10**5 + b"}"
        for body in (b"", b"{", b"[]", b'{"query": 5}', b'{"variables": {}}', b"\xff", deep):
            response = await api.http.post(
                "/graphql", content=body, headers={"Content-Type": "application/json"}
            )
            assert response.status_code == 400, body
        response = await api.http.post("/graphql", content="{ __typename }")
        assert response.status_code == 400
        response = await api.http.post("/graphql", files={"operations": (None, "{}")})
        assert response.status_code == 400
    assert caplog.records == []


async def test_the_database_is_not_written_to(open_api: OpenApi, demo_url: str) -> None:
    async with open_api(database_url=demo_url) as api:
        await api.data("{ adminKernelsV2 { count } }")
        assert all(
            each.lstrip("( ").startswith(("SELECT", "PRAGMA")) or "pg_" in each or "show" in each
            for each in api.statements
        ), api.statements
