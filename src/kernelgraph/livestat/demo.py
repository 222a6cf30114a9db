"""Made-up usage of kernels: what agents would export of them at any time.

It is a function of the kernel's id and the time alone, so that an exporter needs no state and two
calls agree. An exporter gives it to a real Prometheus; where there is none, the same samples make
a recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import cos, sin, tau
from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.converter import convert
from kernelgraph.livestat.matrix import MetricSamples
from kernelgraph.livestat.sources.recording import dump_recording
from kernelgraph.livestat.window import Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue

EXPORTED_METRIC: Final = "backendai_container_utilization"

_HEADING: Final = f"# TYPE {EXPORTED_METRIC} gauge"

_GIB: Final = 2**30
_WINDOW: Final = 300
_INTERVAL: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoKernel:
    """A running kernel as its exported labels name it."""

    kernel_id: UUID
    session_id: UUID
    agent_id: str
    user_id: str
    project_id: str
    started_at: float
    """Unix time; its counters began at 0 then."""
    memory: int = 4 * _GIB
    """Its limit in bytes."""
    accelerator: str | None = None
    """The plugin of its device, for instance `cuda`."""


@dataclass(frozen=True, slots=True)
class _Sample:
    metric: str
    value_type: str
    value: float


def exposition(kernels: Iterable[DemoKernel], now: float) -> str:
    """What an exporter answers to a scrape at this Unix time, in the text format."""
    lines = [_HEADING, *(line for kernel in kernels for line in _lines(kernel, now))]
    return "\n".join((*lines, ""))


def openmetrics(kernels: Iterable[DemoKernel], now: float) -> Iterator[str]:
    """The lines of what scrapes have found until this Unix time, as `promtool` imports them."""
    yield f"{_HEADING}\n"
    for kernel in kernels:
        for time in _times(now):
            for line in _lines(kernel, time):
                yield f"{line} {time:.3f}\n"
    yield "# EOF\n"


def _lines(kernel: DemoKernel, time: float) -> Iterator[str]:
    """All samples of the kernel at a time, one a line."""
    owner = (
        f'kernel_id="{kernel.kernel_id}",session_id="{kernel.session_id}"'
        f',agent_id="{kernel.agent_id}",user_id="{kernel.user_id}"'
        f',project_id="{kernel.project_id}"'
    )
    for sample in _samples(kernel, time):
        yield (
            f'{EXPORTED_METRIC}{{container_metric_name="{sample.metric}"'
            f',value_type="{sample.value_type}",{owner}}} {sample.value}'
        )


def _times(now: float) -> Sequence[float]:
    """When scrapes have been made in the window before a time."""
    return [now - age for age in range(_WINDOW - _INTERVAL, -1, -_INTERVAL)]


def demo_recording(kernels: Sequence[DemoKernel], now: float, catalogue: Catalogue) -> bytes:
    """The text of a recording of the kernels at this Unix time."""
    matrix = {kernel.kernel_id: _window(kernel, now) for kernel in kernels}
    return dump_recording(
        "made-up usage",
        convert(matrix, catalogue),
        legacy=False,
        recorded_at=datetime.fromtimestamp(now, UTC),
    )


def scrape_config(target: str, interval: int = 5) -> str:
    """The configuration of a Prometheus that scrapes the exporter at `HOST:PORT`."""
    return (
        f"global:\n  scrape_interval: {interval}s\n"
        "scrape_configs:\n  - job_name: kernels\n"
        f'    static_configs:\n      - targets: ["{target}"]\n'
    )


def _window(kernel: DemoKernel, now: float) -> dict[str, MetricSamples]:
    metrics: dict[str, MetricSamples] = {}
    times = _times(now)
    series: dict[tuple[str, str], list[float]] = {}
    for time in times:
        for sample in _samples(kernel, time):
            series.setdefault((sample.metric, sample.value_type), []).append(sample.value)
    for (metric, value_type), values in series.items():
        samples = metrics.setdefault(metric, MetricSamples())
        several = samples.current if value_type == "current" else samples.capacity
        several.append(Series(times, values))
    return metrics


def _samples(kernel: DemoKernel, now: float) -> Iterator[_Sample]:
    """All samples of the kernel at a time."""
    wave = _Wave(kernel.kernel_id, max(0.0, now - kernel.started_at))
    cpu = wave.total(700)
    yield _Sample("cpu_util", "current", cpu)
    yield _Sample("cpu_util", "capacity", 1000)
    yield _Sample("cpu_used", "current", cpu)
    yield _Sample("mem", "current", round(kernel.memory * wave.level))
    yield _Sample("mem", "capacity", kernel.memory)
    for metric, pace in (("net_rx", 9e5), ("net_tx", 2e5), ("io_read", 2e4), ("io_write", 5e3)):
        yield _Sample(metric, "current", wave.total(pace))
    yield _Sample("io_scratch_size", "current", 64 * 2**20 + wave.total(10))
    if kernel.accelerator is not None:
        yield _Sample(f"{kernel.accelerator}_util", "current", round(100 * wave.level, 1))
        yield _Sample(f"{kernel.accelerator}_util", "capacity", 100)
        yield _Sample(f"{kernel.accelerator}_mem", "current", round(16 * _GIB * wave.level))
        yield _Sample(f"{kernel.accelerator}_mem", "capacity", 16 * _GIB)


class _Wave:
    """A load that goes up and down; each kernel has a level, a period and a phase of its own."""

    def __init__(self, kernel_id: UUID, age: float) -> None:
        seed = kernel_id.int
        self._age = age
        self._mean = 0.1 + seed % 61 / 100
        self._period = 60.0 + seed % 541
        self._phase = seed % 997 / 997 * tau

    @property
    def level(self) -> float:
        """The load, from 0 to 1."""
        angle = self._age / self._period * tau + self._phase
        return self._mean * (1 + 0.3 * sin(angle))

    def total(self, pace: float) -> int:
        """What a load of 1 at this pace per second has added up to: the integral of the level."""
        swing = self._period / tau
        angle = self._age / swing + self._phase
        return round(
            pace * self._mean * (self._age + 0.3 * swing * (cos(self._phase) - cos(angle)))
        )
