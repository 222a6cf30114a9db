"""Histories of samples, and how they get into the servers under test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

END: Final = 1_700_000_000
"""The time at which all queries are evaluated, in seconds."""
INTERVAL: Final = 20
WINDOW: Final = 300
# Half an interval off the edges of the window, so that nothing depends on which edge counts.
WINDOW_OFFSETS: Final = tuple(range(-WINDOW + INTERVAL // 2, 0, INTERVAL))
OFFSETS: Final = tuple(range(-2 * WINDOW + INTERVAL // 2, 0, INTERVAL))
"""When samples are taken, in seconds before the end; the later half lies in the window."""

METRIC: Final = "backendai_container_utilization"
_NAMESPACE: Final = UUID("5f1e1c5e-0000-4000-8000-000000000000")


def kernel(name: str) -> UUID:
    """The id of the kernel that stands for a case."""
    return uuid5(_NAMESPACE, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The samples of one series, at offsets from the end."""

    labels: Mapping[str, str]
    samples: Sequence[tuple[float, str]]

    def lines(self, time: Callable[[float], str]) -> Iterable[str]:
        """A line for each sample in the text format, with times as `time` writes them."""
        labels = ",".join(f'{name}="{_escape(value)}"' for name, value in self.labels.items())
        for offset, value in self.samples:
            yield f"{METRIC}{{{labels}}} {value} {time(offset)}\n"


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def openmetrics(histories: Iterable[History]) -> Iterable[str]:
    """The lines of an OpenMetrics text, for promtool."""
    yield f"# TYPE {METRIC} gauge\n"
    for history in histories:
        yield from history.lines(lambda offset: str(END + offset))
    yield "# EOF\n"


def import_lines(histories: Iterable[History]) -> Iterable[str]:
    """The lines that VictoriaMetrics imports."""
    for history in histories:
        yield from history.lines(lambda offset: str(round((END + offset) * 1000)))


@dataclass(slots=True)
class Story:
    """Collects the histories of one kernel."""

    kernel_id: str
    histories: list[History] = field(default_factory=list[History])

    def tell(
        self,
        metric: str,
        samples: Iterable[tuple[float, object]],
        value_type: str = "current",
        owner: str = "first",
    ) -> Story:
        """Add one series."""
        labels = {
            "container_metric_name": metric,
            "value_type": value_type,
            "kernel_id": self.kernel_id,
            "session_id": str(kernel(f"session of {self.kernel_id}")),
            "agent_id": "i-agent",
            "user_id": owner,
            "project_id": "project",
        }
        self.histories.append(
            History(labels=labels, samples=[(offset, str(value)) for offset, value in samples])
        )
        return self

    def always(self, metric: str, value: object, value_type: str = "current") -> Story:
        """Add a series of the same sample all the time."""
        return self.tell(metric, [(offset, value) for offset in OFFSETS], value_type)

    def capacity(self, metric: str, value: object) -> Story:
        """Add the series of a capacity."""
        return self.always(metric, value, "capacity")

    def count(self, metric: str, per_second: int, start: int = 1_000_000) -> Story:
        """Add a counter that grows at a steady pace."""
        return self.tell(metric, counter(OFFSETS, per_second, start))


def counter(
    offsets: Sequence[float], per_second: float, start: float = 1_000_000
) -> list[tuple[float, object]]:
    """Samples of a counter that grows at a steady pace from the first offset on."""
    return [(offset, start + round((offset - offsets[0]) * per_second)) for offset in offsets]
