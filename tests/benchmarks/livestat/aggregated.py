"""The rival of fetching samples: PromQL that computes the figures in Prometheus.

Only measured, never served. Each part is one expression with a row for each kernel and metric;
they go out as concurrent queries, or as one query that tells them apart by a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.promql import any_of
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue

_METRIC: Final = "backendai_container_utilization"
_BY: Final = "by (kernel_id, container_metric_name)"
_KEY: Final = "(kernel_id, container_metric_name, value_type)"
_STEPS: Final = "[300s:10s]"


def parts(kernel_ids: Sequence[UUID], catalogue: Catalogue) -> Mapping[str, str]:
    """The expressions by name."""
    kernels = any_of(str(kernel_id) for kernel_id in kernel_ids)
    counters = [m.name for m in catalogue.values() if m.kind is not MetricKind.GAUGE]
    rated = [*counters, *(m.name for m in catalogue.values() if m.rated)]

    def current(names: str) -> str:
        matchers = f'kernel_id=~{kernels},value_type="current",container_metric_name{names}'
        return f"{_METRIC}{{{matchers}}}"

    gauges, grown = current(f"!~{any_of(counters)}"), current(f"=~{any_of(rated)}")
    counted = current(f"=~{any_of(counters)}")
    every = f'{_METRIC}{{kernel_id=~{kernels},value_type=~"current|capacity"}}'
    newest = f"max by {_KEY} (timestamp({every}))"
    old = f"(rate({grown}[300s]) >= 0 < Inf and {grown} offset 300s)"
    young = f"avg_over_time((irate({grown}[80s]) >= 0 < Inf){_STEPS})"
    growth = f"(max {_BY} (irate({counted}[80s]) >= 0 < Inf)){_STEPS}"
    total, count = f"sum_over_time({gauges}[300s])", f"count_over_time({gauges}[300s])"
    return {
        "latest": f"max by {_KEY} ({every} and"
        f" (timestamp({every}) == on {_KEY} group_left () {newest}))",
        "max": f"max {_BY} (max_over_time({gauges}[300s]))",
        "min": f"min {_BY} (min_over_time({gauges}[300s]))",
        "avg": f"(sum {_BY} ({total}) / sum {_BY} ({count}))",
        "rate": f"max {_BY} ({old} or {young})",
        "rate_max": f"max_over_time({growth})",
        "rate_min": f"min_over_time({growth})",
    }


def combined(expressions: Mapping[str, str]) -> str:
    """All expressions as one, whose rows carry the name of theirs as a label."""
    return " or ".join(
        f'label_replace({expression}, "part", "{name}", "", "")'
        for name, expression in expressions.items()
    )
