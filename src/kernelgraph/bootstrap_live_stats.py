"""The part of bootstrap that puts live statistics together."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kernelgraph.bootstrap_prometheus import prometheus_settings
from kernelgraph.livestat.assembly import Assembled, assemble
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.demo_source import demo_source
from kernelgraph.livestat.settings import BatcherSettings
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.demo_usage import running_kernels

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prometheus_client import CollectorRegistry

    from kernelgraph.settings import Settings

DEMO: Final = "demo"
"""The source that is made up for the kernels of the database."""


def live_statistics(settings: Settings, registry: CollectorRegistry) -> Assembled:
    """Live statistics from the source of the settings; from stored rows alone if there is none.

    Raises SourceUrlError, RecordingError, CertificateError and LiveStatSettingsError.
    """
    batcher = BatcherSettings(
        freshness=settings.live_stat_freshness,
        linger=settings.live_stat_linger,
        failures=settings.live_stat_failures,
        pause=settings.live_stat_pause,
    )
    return assemble(
        settings.live_stat_source,
        declared_metrics(),
        registry,
        prometheus=prometheus_settings(settings),
        batcher=batcher,
    )


@asynccontextmanager
async def opened_source(settings: Settings) -> AsyncGenerator[str | None]:
    """The place of the source; one for a demo is there until the end of the context.

    Raises DatabaseUrlError and DemoSourceError.
    """
    if settings.live_stat_source != DEMO:
        yield settings.live_stat_source
        return
    engine = create_engine(
        database_url(settings.database_url), DatabaseOptions(pool_size=1, is_read_only=True)
    )
    try:
        kernels = await running_kernels(engine)
    finally:
        await engine.dispose()
    with TemporaryDirectory(prefix="kernelgraph-live-stats-") as directory:
        async with demo_source(Path(directory), kernels, declared_metrics()) as place:
            yield place
