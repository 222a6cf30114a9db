"""Made-up usage."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from kernelgraph.livestat.demo import DemoKernel, demo_recording, exposition, scrape_config
from kernelgraph.livestat.sources.recording import load_recording

if TYPE_CHECKING:
    from pathlib import Path

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments

START = 1_700_000_000.0
COUNTERS = {"cpu_util", "cpu_used", "net_rx", "net_tx", "io_read", "io_write"}


def kernel(number: int, accelerator: str | None = None) -> DemoKernel:
    return DemoKernel(
        kernel_id=UUID(int=number),
        session_id=UUID(int=1),
        agent_id="i-agent",
        user_id="user",
        project_id="project",
        started_at=START,
        accelerator=accelerator,
    )


def samples(kernels: list[DemoKernel], now: float) -> dict[tuple[str, ...], float]:
    (family,) = text_string_to_metric_families(exposition(kernels, now))
    keys = ("kernel_id", "container_metric_name", "value_type")
    return {tuple(s.labels[key] for key in keys): s.value for s in family.samples}


@given(number=st.integers(0, 2**128 - 1), age=st.floats(0, 1e6), later=st.floats(0.1, 1000))
def test_counters_never_fall_and_levels_stay_below_their_capacity(
    number: int, age: float, later: float
) -> None:
    kernels = [kernel(number, "cuda")]
    before, after = samples(kernels, START + age), samples(kernels, START + age + later)
    for key, value in before.items():
        assert value >= 0
        if key[1] in COUNTERS and key[2] == "current":
            assert after[key] >= value
    for metric in ("mem", "cuda_mem", "cuda_util"):
        capacity = before[str(kernels[0].kernel_id), metric, "capacity"]
        assert before[str(kernels[0].kernel_id), metric, "current"] <= capacity


@pytest.mark.parametrize("number", [0, 60, 2**127])
def test_a_kernel_that_runs_for_a_year_has_read_and_written_what_one_would(number: int) -> None:
    found = samples([kernel(number)], START + 365 * 86_400)
    key = str(UUID(int=number))
    assert 10**10 < found[key, "io_read", "current"] < 10**12
    assert 10**9 < found[key, "io_write", "current"] < found[key, "io_read", "current"]


def test_a_recording_has_all_kernels_and_their_figures(
    tmp_path: Path, catalogue: Catalogue, instruments: Instruments
) -> None:
    path = tmp_path / "recording.json"
    kernels = [kernel(5), kernel(6, "cuda")]
    path.write_bytes(demo_recording(kernels, START + 4000, catalogue))
    recording = load_recording(path, catalogue, instruments)
    assert list(recording.kernels) == [one.kernel_id for one in kernels]
    stat = recording.kernels[UUID(int=6)]
    assert stat is not None
    readings = {reading.name: reading for reading in stat.metrics}
    assert set(readings) == {*COUNTERS, "mem", "io_scratch_size", "cuda_mem", "cuda_util"}
    cpu = readings["cpu_util"]
    assert cpu.pct is not None
    assert 0 < cpu.pct < 100
    assert cpu.diff == pytest.approx(cpu.current)


def test_the_configuration_names_the_exporter() -> None:
    assert '- targets: ["127.0.0.1:9999"]' in scrape_config("127.0.0.1:9999")
