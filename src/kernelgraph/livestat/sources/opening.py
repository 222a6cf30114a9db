"""Opens a source by its URL or the name of a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.client import PrometheusClient
from kernelgraph.livestat.errors import SourceUrlError
from kernelgraph.livestat.settings import LegacySettings, PrometheusSettings
from kernelgraph.livestat.sources.legacy import LegacySource, open_store
from kernelgraph.livestat.sources.prometheus import PrometheusSource
from kernelgraph.livestat.sources.recording import RecordedSource, load_recording

if TYPE_CHECKING:
    from collections.abc import Callable

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.port import LiveStatSource

_PROMETHEUS: Final = ("http://", "https://")
_LEGACY: Final = ("redis://", "rediss://", "valkey://", "valkeys://", "unix://")


@dataclass(frozen=True, slots=True)
class OpenSource:
    """A source, and whether its figures are computed as the legacy store's are."""

    source: LiveStatSource
    legacy: bool


def open_source(
    place: str,
    catalogue: Catalogue,
    instruments: Instruments,
    *,
    prometheus: PrometheusSettings | None = None,
    evaluate_at: Callable[[], float] | None = None,
) -> OpenSource:
    """The source at `http://…` (Prometheus), `redis://…` or `valkey://…`, or in a recorded file.

    `prometheus` gives the settings of Prometheus beside its URL; the time that a batch may take
    goes for the legacy store as well. Raises `SourceUrlError`, `RecordingError` or `CertificateError`.
    """
    if place.startswith(_PROMETHEUS):
        given = prometheus or PrometheusSettings(url=place)
        settings = replace(given, url=place)
        client = PrometheusClient(settings)
        return OpenSource(
            PrometheusSource(client, settings, catalogue, instruments, evaluate_at=evaluate_at),
            legacy=False,
        )
    if place.startswith(_LEGACY):
        legacy = LegacySettings(url=place)
        if prometheus is not None:
            legacy = replace(legacy, timeout=prometheus.batch_timeout)
        store = open_store(legacy)
        return OpenSource(LegacySource(store, legacy, catalogue, instruments), legacy=True)
    if "://" in place:
        known = ", ".join((*_PROMETHEUS, *_LEGACY))
        raise SourceUrlError(f"{place!r} is no source: expected a file, or a URL with {known}")
    recording = load_recording(Path(place), catalogue, instruments)
    return OpenSource(RecordedSource(recording), recording.legacy)
