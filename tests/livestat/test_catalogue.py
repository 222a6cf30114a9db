"""The declared metrics, and what the names of others tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kernelgraph.livestat.catalogue import describe
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from kernelgraph.livestat.catalogue import Catalogue


@pytest.mark.parametrize(
    ("name", "kind", "unit_hint", "bounded"),
    [
        ("cpu_util", MetricKind.DIFF, "percent", True),
        ("cpu_used", MetricKind.GAUGE, "msec", False),
        ("mem", MetricKind.GAUGE, "bytes", True),
        ("net_rx", MetricKind.RATE, "bps", False),
        ("net_tx", MetricKind.RATE, "bps", False),
        ("io_read", MetricKind.GAUGE, "bytes", False),
        ("io_write", MetricKind.GAUGE, "bytes", False),
        ("io_scratch_size", MetricKind.GAUGE, "bytes", True),
        ("cuda_mem", MetricKind.GAUGE, "bytes", True),
        ("gaudi2_util", MetricKind.GAUGE, "percent", True),
        ("tpu_power", MetricKind.GAUGE, "Watts", True),
        ("rngd_temperature", MetricKind.GAUGE, "Celsius", True),
        ("io_ops", MetricKind.GAUGE, "bytes", True),
        ("net_errors", MetricKind.GAUGE, "bps", True),
        ("fan", MetricKind.GAUGE, "fan", True),
    ],
)
def test_each_metric_has_its_kind_unit_and_boundedness(
    catalogue: Catalogue, name: str, kind: MetricKind, unit_hint: str, bounded: bool
) -> None:
    metric = describe(name, catalogue)
    assert (metric.kind, metric.unit_hint, metric.bounded) == (kind, unit_hint, bounded)


def test_just_the_bytes_that_are_read_and_written_have_a_rate_beside(catalogue: Catalogue) -> None:
    assert {name for name, metric in catalogue.items() if metric.rated} == {"io_read", "io_write"}


def test_a_full_load_of_one_core_is_a_thousand(catalogue: Catalogue) -> None:
    assert catalogue["cpu_util"].capacity == 1000
