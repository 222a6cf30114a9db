"""Puts live statistics together: a source, the batcher in front of it, the service over both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.instruments import Instruments
from kernelgraph.livestat.service import LiveStats
from kernelgraph.livestat.settings import BatcherSettings
from kernelgraph.livestat.sources.absent import AbsentSource
from kernelgraph.livestat.sources.opening import open_source

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.port import LiveStatSource
    from kernelgraph.livestat.settings import PrometheusSettings


@dataclass(frozen=True, slots=True)
class Assembled:
    """Live statistics, and the name of where they come from."""

    live_stats: LiveStats
    source_name: str


def assemble(
    place: str | None,
    catalogue: Catalogue,
    registry: CollectorRegistry,
    *,
    prometheus: PrometheusSettings | None = None,
    batcher: BatcherSettings | None = None,
) -> Assembled:
    """Live statistics from a place as `open_source` takes it; one for a process.

    Without a place nothing is known of running kernels. `prometheus` gives the settings of
    Prometheus beside its URL. The registry gets the metrics of the live statistics about
    themselves. Raises `SourceUrlError`, `RecordingError` or `CertificateError`.
    """
    instruments = Instruments(registry)
    source: LiveStatSource = AbsentSource()
    if place is not None:
        source = open_source(place, catalogue, instruments, prometheus=prometheus).source
    batching = Batcher(source, batcher or BatcherSettings(), instruments)
    return Assembled(LiveStats(batching, catalogue, instruments), source.name)
