"""The rules of the contract, against real servers that hold known samples."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from tests.livestat.asking import readings_of, shown, source_of, stat_of
from tests.livestat.history import kernel
from tests.livestat.scenarios import CROWD, GIB

from kernelgraph.livestat.reading import LiveStat
from kernelgraph.livestat.wire import to_wire

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.sources.prometheus import PrometheusSource

UNBOUNDED = "9223372036854775807"


@pytest_asyncio.fixture
async def source(server_url: str, instruments: Instruments) -> AsyncGenerator[PrometheusSource]:
    async with source_of(server_url, instruments) as source:
        yield source


# Metric, current, capacity, pct, unit hint: each line of the table of metrics.
TABLE = [
    ("cpu_util", "500", "1000", "50.00", "percent"),
    ("cpu_used", "1290000", UNBOUNDED, "0.00", "msec"),
    ("mem", str(GIB - 10), str(4 * GIB), "25.00", "bytes"),
    ("net_rx", "2000", UNBOUNDED, "0.00", "bps"),
    ("net_tx", "3000", UNBOUNDED, "0.00", "bps"),
    ("io_read", "1058000", UNBOUNDED, "0.00", "bytes"),
    ("io_write", "1116000", UNBOUNDED, "0.00", "bytes"),
    ("io_scratch_size", "4096", "0", "0", "bytes"),
    ("cuda_mem", str(GIB), str(2 * GIB), "50.00", "bytes"),
    ("cuda_util", "33.3333", "100", "33.33", "percent"),
    ("rocm_power", "250.5", "300", "83.50", "Watts"),
    ("tpu_temperature", "61", "0", "0", "Celsius"),
    ("io_ops", "7", "0", "0", "bytes"),
    ("net_errors", "3", "0", "0", "bps"),
    ("fan", "0.0000001", "0", "0", "fan"),
]

# Metric, min, max, avg, diff, rate: what goes over the window.
WINDOW_TABLE = [
    ("cpu_util", "500", "500", "500", "500", "0"),
    ("cpu_used", "1150000", "1290000", "1220000", "0", "0"),
    ("mem", str(GIB - 290), str(GIB - 10), str(GIB - 150), "0", "0"),
    ("net_rx", "2000", "2000", "2000", "0", "2000"),
    ("net_tx", "3000", "3000", "3000", "0", "3000"),
    ("io_read", "1030000", "1058000", "1044000", "0", "100"),
    ("io_write", "1060000", "1116000", "1088000", "0", "200"),
    ("io_scratch_size", "4096", "4096", "4096", "0", "0"),
]


@pytest.mark.parametrize(("metric", "current", "capacity", "pct", "unit_hint"), TABLE)
async def test_each_metric_has_the_figures_of_its_kind(
    source: PrometheusSource, metric: str, current: str, capacity: str, pct: str, unit_hint: str
) -> None:
    figures = to_wire(await stat_of(source, "full"))[metric]
    assert figures["current"] == current
    assert figures["capacity"] == capacity
    assert figures["pct"] == pct
    assert figures["unit_hint"] == unit_hint


@pytest.mark.parametrize(("metric", "minimum", "maximum", "mean", "diff", "rate"), WINDOW_TABLE)
async def test_each_metric_has_the_statistics_of_its_kind(
    source: PrometheusSource,
    metric: str,
    minimum: str,
    maximum: str,
    mean: str,
    diff: str,
    rate: str,
) -> None:
    assert to_wire(await stat_of(source, "full"))[metric] == {
        **to_wire(await stat_of(source, "full"))[metric],
        "stats.min": minimum,
        "stats.max": maximum,
        "stats.avg": mean,
        "stats.diff": diff,
        "stats.rate": rate,
        "stats.sum": "0",
        "stats.version": None,
    }


async def test_the_wire_shape_has_all_figures_and_metrics_sorted_by_name(
    source: PrometheusSource,
) -> None:
    wire = to_wire(await stat_of(source, "full"))
    assert list(wire) == sorted(name for name, *_ in TABLE)
    assert {tuple(figures) for figures in wire.values()} == {
        (
            *("current", "capacity", "pct", "unit_hint"),
            *("stats.min", "stats.max", "stats.sum", "stats.avg", "stats.diff", "stats.rate"),
            "stats.version",
        )
    }


async def test_numbers_on_the_wire_are_plain_decimals(source: PrometheusSource) -> None:
    for figures in to_wire(await stat_of(source, "full")).values():
        numbers = {**figures, "unit_hint": "0", "stats.version": "0"}.values()
        assert all(re.fullmatch(r"-?\d+(\.\d+)?", str(number)) for number in numbers)


async def test_a_spike_between_evaluation_steps_shows_in_the_maximum_of_a_gauge(
    source: PrometheusSource,
) -> None:
    mem = (await readings_of(source, "gauge spike"))["mem"]
    assert shown(mem, "current min max") == "100 100 900"


async def test_a_burst_between_two_samples_shows_in_the_maximum_of_a_rate(
    source: PrometheusSource,
) -> None:
    cpu = (await readings_of(source, "counter spike"))["cpu_util"]
    assert shown(cpu, "min max") == "100 1000"
    assert cpu.current == cpu.avg == Decimal("164.285714")
    assert cpu.pct == Decimal("16.43")


async def test_a_counter_with_one_sample_has_no_rate_and_is_shown_as_zero(
    source: PrometheusSource,
) -> None:
    wire = to_wire(await stat_of(source, "one sample"))
    assert wire["cpu_util"]["current"] == wire["net_rx"]["current"] == "0"
    assert wire["cpu_util"]["stats.diff"] == wire["net_rx"]["stats.rate"] == "0"
    assert wire["cpu_util"]["stats.max"] == "0"
    assert wire["cpu_util"]["pct"] == "0.00"
    assert wire["net_rx"]["capacity"] == UNBOUNDED
    assert (await readings_of(source, "one sample"))["cpu_util"].current is None


@pytest.mark.parametrize(
    ("name", "metric", "rate"), [("two samples", "cpu_util", 800), ("young", "net_rx", 1000)]
)
async def test_the_rate_of_a_young_counter_is_that_of_its_life(
    source: PrometheusSource, name: str, metric: str, rate: int
) -> None:
    reading = (await readings_of(source, name))[metric]
    assert shown(reading, "current min max avg") == f"{rate} {rate} {rate} {rate}"


async def test_the_reset_of_a_counter_is_no_fall(source: PrometheusSource) -> None:
    cpu = (await readings_of(source, "reset"))["cpu_util"]
    assert shown(cpu, "current min max") == "100 100 100"


async def test_a_kernel_under_two_owners_is_not_added_up(source: PrometheusSource) -> None:
    readings = await readings_of(source, "two owners")
    mem, cpu = readings["mem"], readings["cpu_util"]
    assert shown(mem, "current capacity min max avg") == "100 400 100 100 100"
    assert shown(cpu, "current min max") == "250 250 250"


async def test_a_new_owner_continues_the_kernel(source: PrometheusSource) -> None:
    readings = await readings_of(source, "new owner")
    mem, cpu = readings["mem"], readings["cpu_util"]
    assert shown(mem, "current min max") == "100 100 900"
    assert mem.avg == Decimal("473.333333")
    assert shown(cpu, "current min max") == "200 200 200"


async def test_samples_that_are_not_finite_count_as_absent(source: PrometheusSource) -> None:
    mem = (await readings_of(source, "not finite now and then"))["mem"]
    assert shown(mem, "current min max avg") == "100 100 100 100"
    beside = await readings_of(source, "not finite beside")
    assert beside["cuda_mem"].current == 5
    assert shown(beside["mem"], "current capacity") == "- 100"


@pytest.mark.parametrize("name", ["unknown", "gone", "never finite", "percentage alone"])
async def test_a_kernel_without_any_sample_has_no_live_statistics(
    source: PrometheusSource, name: str
) -> None:
    assert (await source.fetch([kernel(name)])) == {kernel(name): None}


async def test_the_bound_of_an_unbounded_metric_is_not_the_exported_one(
    source: PrometheusSource,
) -> None:
    exported = to_wire(await stat_of(source, "bounds exported"))["cpu_used"]
    assert (exported["capacity"], exported["pct"]) == (UNBOUNDED, "0.00")
    alone = to_wire(await stat_of(source, "bound alone"))["io_read"]
    assert (alone["current"], alone["capacity"]) == ("0", "12345")
    zero = to_wire(await stat_of(source, "zero bound"))["mem"]
    assert (zero["capacity"], zero["pct"]) == ("0", "0")


async def test_rows_without_their_labels_are_left_out(source: PrometheusSource) -> None:
    assert set(await readings_of(source, "odd labels")) == {"mem", 'gpu"\\\n{}'}


async def test_the_source_lists_its_kernels(source: PrometheusSource) -> None:
    known = await source.kernel_ids()
    assert kernel("full") in known
    assert kernel("gone") not in known
    assert set(CROWD) < set(known)


async def test_many_kernels_come_in_several_queries_and_none_is_lost(
    source: PrometheusSource, instruments: Instruments
) -> None:
    outcomes = await source.fetch(CROWD)
    assert list(outcomes) == CROWD
    stats = [stat for stat in outcomes.values() if isinstance(stat, LiveStat)]
    currents = [to_wire(stat)["mem"]["current"] for stat in stats]
    assert currents == [str(number) for number in range(len(CROWD))]
