"""The part of bootstrap that puts live statistics together."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kernelgraph.errors import LiveStatSettingsError
from kernelgraph.livestat.assembly import Assembled, assemble
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.demo_source import demo_source
from kernelgraph.livestat.promql import QuerySettings
from kernelgraph.livestat.settings import BatcherSettings, PrometheusSettings, TlsSettings
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.demo_usage import running_kernels

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prometheus_client import CollectorRegistry

    from kernelgraph.settings import Settings

DEMO: Final = "demo"
"""The source that is made up for the kernels of the database."""

_ANY_URL: Final = "http://unused"


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


def prometheus_settings(settings: Settings) -> PrometheusSettings:
    """The settings of Prometheus beside its URL, which is that of the source.

    Raises LiveStatSettingsError.
    """
    if settings.prometheus_username is not None and settings.prometheus_bearer_token is not None:
        raise LiveStatSettingsError(
            "a username and a bearer token for Prometheus exclude each other: give one of them"
        )
    return PrometheusSettings(
        url=_ANY_URL,
        username=settings.prometheus_username,
        password=settings.prometheus_password,
        bearer_token=settings.prometheus_bearer_token,
        tenant=settings.prometheus_tenant,
        tls=TlsSettings(
            verify=settings.prometheus_verify,
            authorities=_path(settings.prometheus_ca_file),
            certificate=_path(settings.prometheus_certificate_file),
            key=_path(settings.prometheus_key_file),
        ),
        connect_timeout=settings.prometheus_connect_timeout,
        read_timeout=settings.prometheus_read_timeout,
        batch_timeout=settings.live_stat_timeout,
        max_answer_bytes=settings.prometheus_max_answer_bytes,
        concurrency=settings.prometheus_concurrency,
        query=QuerySettings(window=settings.live_stat_window),
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
