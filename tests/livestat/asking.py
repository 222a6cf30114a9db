"""Sources over the servers under test, evaluated at the fixed time."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.livestat.history import END, kernel

from graphwright.runtime.scalars import serialize_decimal
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.client import Chance, PrometheusClient
from kernelgraph.livestat.reading import LiveStat, Reading
from kernelgraph.livestat.settings import PrometheusSettings
from kernelgraph.livestat.sources.prometheus import PrometheusSource

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from decimal import Decimal
    from uuid import UUID

    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.port import LiveStatSource
    from kernelgraph.livestat.reading import Outcome


@asynccontextmanager
async def source_at(
    settings: PrometheusSettings, instruments: Instruments, chance: Chance | None = None
) -> AsyncGenerator[PrometheusSource]:
    """A source with these settings."""
    source = PrometheusSource(
        PrometheusClient(settings, chance=chance),
        settings,
        declared_metrics(),
        instruments,
        evaluate_at=lambda: END,
    )
    try:
        yield source
    finally:
        await source.aclose()


@asynccontextmanager
async def source_of(url: str, instruments: Instruments) -> AsyncGenerator[PrometheusSource]:
    """A source with the default settings."""
    async with source_at(PrometheusSettings(url=url), instruments) as source:
        yield source


async def stat_of(source: LiveStatSource, name: str) -> LiveStat:
    """The live statistics of the kernel that stands for a case."""
    outcome = (await source.fetch([kernel(name)]))[kernel(name)]
    assert isinstance(outcome, LiveStat)
    return outcome


async def readings_of(source: LiveStatSource, name: str) -> Mapping[str, Reading]:
    """The readings of the kernel that stands for a case, by metric."""
    return {reading.name: reading for reading in (await stat_of(source, name)).metrics}


def is_stat(outcomes: Mapping[UUID, Outcome], kernel_id: UUID) -> bool:
    """Whether there are figures of the kernel."""
    return isinstance(outcomes[kernel_id], LiveStat)


def shown(reading: Reading, names: str) -> str:
    """The figures of these names as text, `-` for a missing one."""
    figures: list[Decimal | None] = [getattr(reading, name) for name in names.split()]
    return " ".join("-" if figure is None else serialize_decimal(figure) for figure in figures)
