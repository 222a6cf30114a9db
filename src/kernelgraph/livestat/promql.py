"""Builds the PromQL that fetches the live statistics of kernels; pure text, no requests.

One expression fetches the samples of the window as they are, and the figures are computed here:
see `kernelgraph.livestat.window`. The kernels are named once in it, so that a query of bounded
length holds many of them, and one round trip brings everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

KERNEL_LABEL: Final = "kernel_id"
METRIC_LABEL: Final = "container_metric_name"
TYPE_LABEL: Final = "value_type"

_RESERVED: Final = re.compile(r"[\\.+*?()|\[\]{}^$]")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})
_METRIC_NAME: Final = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*", re.ASCII)
_ID_BYTES: Final = len("00000000-0000-0000-0000-000000000000|")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySettings:
    """What is asked of Prometheus, and how much of it at once."""

    metric: str = "backendai_container_utilization"
    """The name under which agents export their samples."""
    window: int = 300
    """Seconds over which rates and statistics go."""
    max_bytes: int = 16_000
    """The longest query; VictoriaMetrics takes 16 KiB unless told otherwise."""
    max_kernels: int = 100
    """The most kernels in one query; it bounds the time for which one answer keeps us busy."""

    def __post_init__(self) -> None:
        if _METRIC_NAME.fullmatch(self.metric) is None:
            raise ValueError(f"not the name of a metric: {self.metric!r}")
        if self.window < 1 or self.max_kernels < 1:
            raise ValueError("window and max_kernels must be positive")


def quote(text: str) -> str:
    """The text as a PromQL string literal."""
    return f'"{text.translate(_ESCAPES)}"'


def any_of(texts: Iterable[str]) -> str:
    """A PromQL string literal with the regular expression that matches just these texts."""
    return quote("|".join(_RESERVED.sub(r"\\\g<0>", text) for text in texts))


def samples_query(kernel_ids: Sequence[UUID], settings: QuerySettings) -> str:
    """The expression for all samples of these kernels in the window.

    Its value is a matrix: one series for each kernel, metric, value type and set of owner labels.
    Exported percentages are left out, because nobody may read them.
    """
    kernels = any_of(str(kernel_id) for kernel_id in kernel_ids)
    matchers = f'{KERNEL_LABEL}=~{kernels},{TYPE_LABEL}=~"current|capacity"'
    return f"{settings.metric}{{{matchers}}}[{settings.window}s]"


def kernels_query(settings: QuerySettings) -> str:
    """The expression for the ids of all kernels that have samples in the window."""
    return f"group by ({KERNEL_LABEL}) (last_over_time({settings.metric}[{settings.window}s]))"


def chunks(kernel_ids: Sequence[UUID], settings: QuerySettings) -> Iterator[Sequence[UUID]]:
    """The ids in runs that fit into one query each; a single id always does."""
    room = settings.max_bytes - len(samples_query((), settings))
    size = max(1, min(room // _ID_BYTES, settings.max_kernels))
    for start in range(0, len(kernel_ids), size):
        yield kernel_ids[start : start + size]
