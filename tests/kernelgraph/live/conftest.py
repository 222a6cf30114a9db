"""The application in front of the made-up cluster and of a source of live statistics."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from tests.kernelgraph.conftest import opened
from tests.kernelgraph.live.served import Served, served
from tests.livestat.faults import FaultyServer, faulty_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager
    from uuid import UUID

    from tests.kernelgraph.conftest import OpenApi
    from tests.livestat.faults import Exchange

    from kernelgraph.demo import Row

    Serve = Callable[..., AbstractAsyncContextManager[Served]]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# Far more than anything takes here, on a machine that has other things to do as well.
PATIENT: dict[str, Any] = {"prometheus_read_timeout": 30, "live_stat_timeout": 30}


async def measuring(exchange: Exchange) -> None:
    """A behaviour: say that each kernel uses five bytes of ten."""
    await tell(exchange, "5")


async def tell(exchange: Exchange, current: str) -> None:
    """Say that each kernel uses so many bytes of ten."""
    rows = [
        {
            "metric": {
                "kernel_id": kernel_id,
                "container_metric_name": "mem",
                "value_type": value_type,
            },
            "values": [[1_700_000_000, value]],
        }
        for kernel_id in asked(exchange)
        for value_type, value in (("current", current), ("capacity", "10"))
    ]
    await exchange.answer(
        orjson.dumps({"status": "success", "data": {"resultType": "matrix", "result": rows}})
    )


def asked(exchange: Exchange) -> list[str]:
    """The kernels that a request to Prometheus asks for."""
    return _UUID.findall(exchange.body)


@pytest.fixture
async def source() -> AsyncGenerator[FaultyServer]:
    """A Prometheus that measures, until a test tells it something else."""
    async with faulty_server() as server:
        server.behaviours = [measuring]
        yield server


@pytest.fixture
def open_live(
    statements: list[str], sqlite_demo: str, source: FaultyServer, engine: str
) -> OpenApi:
    """Opens an application in front of the source, with the settings given."""
    settings = {
        "database_url": sqlite_demo,
        "live_stat_source": source.url,
        "engine": engine,
        **PATIENT,
    }
    return lambda **more: opened(statements, **{**settings, **more})


@pytest.fixture
def kernels(demo_rows: dict[str, list[Row]]) -> list[Row]:
    """The rows of the kernels."""
    return demo_rows["kernels"]


@pytest.fixture
def running(kernels: list[Row]) -> list[UUID]:
    """The kernels that run."""
    return [row["id"] for row in kernels if row["status"] == "RUNNING"]


@pytest.fixture
def ended(kernels: list[Row]) -> list[Row]:
    """The kernels that have ended and left statistics."""
    return [row for row in kernels if row["status"] == "TERMINATED" and row["last_stat"]]


@pytest.fixture
def serve(sqlite_demo: str, source: FaultyServer) -> Serve:
    """Opens an application in front of the source that listens at a socket."""
    return partial(
        served,
        database_url=sqlite_demo,
        live_stat_source=source.url,
        live_stat_freshness=0,
        **PATIENT,
    )


@pytest.fixture
async def live(serve: Serve, engine: str) -> AsyncGenerator[Served]:
    """An application in front of the source that listens at a socket, on each engine."""
    async with serve(engine=engine) as found:
        yield found
