"""The servers under test, each started once, and sources that ask them at the fixed time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prometheus_client import CollectorRegistry
from tests.livestat.history import import_lines, openmetrics
from tests.livestat.scenarios import histories
from tests.livestat.servers import prometheus, redis, victoria_metrics, write_blocks

from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.instruments import Instruments

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from kernelgraph.livestat.catalogue import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The metrics of the schema."""
    return declared_metrics()


@pytest.fixture
def registry() -> CollectorRegistry:
    """An empty registry."""
    return CollectorRegistry()


@pytest.fixture
def instruments(registry: CollectorRegistry) -> Instruments:
    """The metrics of the live statistics about themselves."""
    return Instruments(registry)


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a Prometheus that holds all scenarios."""
    return write_blocks(tmp_path_factory.mktemp("blocks"), openmetrics(histories()))


@pytest.fixture(scope="session")
def prometheus_url(tmp_path_factory: pytest.TempPathFactory, blocks: Path) -> Generator[str]:
    """A Prometheus that holds all scenarios."""
    with prometheus(tmp_path_factory.mktemp("prometheus"), blocks) as url:
        yield url


@pytest.fixture(scope="session")
def victoria_url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """A VictoriaMetrics that holds all scenarios."""
    directory = tmp_path_factory.mktemp("victoria")
    with victoria_metrics(directory, import_lines(histories())) as url:
        yield url


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """A Redis."""
    with redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(params=["prometheus", "victoria-metrics"])
def server_url(request: pytest.FixtureRequest) -> str:
    """Each server that speaks the HTTP API of Prometheus, with the same samples."""
    name = "prometheus_url" if request.param == "prometheus" else "victoria_url"
    url: str = request.getfixturevalue(name)
    return url
