"""The made-up cluster is the same every time and shows all that real rows show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kernelgraph.demo import EPOCH, demo_batches
from kernelgraph.demo.dirt import DIRT
from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.names import STORED_STATUSES

if TYPE_CHECKING:
    from kernelgraph.demo import Row


def test_the_rows_are_the_same_every_time() -> None:
    assert list(demo_batches(120)) == list(demo_batches(120))


@pytest.mark.parametrize("kernels", [1, 7, 500, 4001])
def test_there_are_as_many_kernels_as_asked_for(kernels: int) -> None:
    counts = Counter[str]()
    for batch in demo_batches(kernels):
        counts[batch.table] += len(batch.rows)
    assert counts["kernels"] == kernels
    assert counts["resource_slot_types"] == 11


def test_a_batch_can_be_inserted_at_once() -> None:
    for batch in demo_batches(300):
        assert len({tuple(sorted(row)) for row in batch.rows}) <= 1


def test_every_stored_state_occurs(demo_rows: dict[str, list[Row]]) -> None:
    known = {name for names in STORED_STATUSES.values() for name in names}
    found = {row["status"] for row in demo_rows["kernels"]}
    assert known < found


def test_kernels_of_a_cluster_session_share_their_time(demo_rows: dict[str, list[Row]]) -> None:
    by_session: dict[object, set[object]] = {}
    for row in demo_rows["kernels"]:
        by_session.setdefault(row["session_id"], set()).add(row["created_at"])
    sizes = Counter(row["session_id"] for row in demo_rows["kernels"])
    assert all(len(times) == 1 for times in by_session.values())
    assert max(sizes.values()) >= 4


def test_no_clock_is_asked(demo_rows: dict[str, list[Row]]) -> None:
    assert min(row["created_at"] for row in demo_rows["kernels"]) >= EPOCH


def test_each_kind_of_dirt_occurs(demo_rows: dict[str, list[Row]]) -> None:
    for column, value in DIRT:
        assert any(row[column] == value for row in demo_rows["kernels"]), (column, value)


def test_dirty_rows_stand_among_clean_ones(demo_rows: dict[str, list[Row]]) -> None:
    dirty = sum(any(row[column] == value for column, value in DIRT) for row in demo_rows["kernels"])
    assert 40 < dirty < len(demo_rows["kernels"]) / 4


def test_columns_that_may_be_null_are_null_somewhere(demo_rows: dict[str, list[Row]]) -> None:
    nullable = (
        "agent",
        "attached_devices",
        "container_id",
        "image_id",
        "preopen_ports",
        "resource_opts",
        "service_ports",
        "session_creation_id",
        "session_name",
        "starts_at",
        "startup_command",
        "terminated_at",
        "vfolder_mounts",
    )
    for column in nullable:
        values = {row[column] is None for row in demo_rows["kernels"]}
        assert values == {True, False}, column


def test_the_slot_types_are_those_of_every_cluster(demo_rows: dict[str, list[Row]]) -> None:
    ranks = {row["slot_name"]: row["rank"] for row in demo_rows["resource_slot_types"]}
    assert ranks == {
        "cpu": 100,
        "mem": 200,
        "cuda.device": 300,
        "cuda.shares": 400,
        "rocm.device": 500,
        "tpu.device": 600,
        "ipu.device": 700,
        "atom.device": 800,
        "gaudi2.device": 1100,
        "warboy.device": 1200,
        "rngd.device": 1300,
    }
    required = {row["slot_name"] for row in demo_rows["resource_slot_types"] if row["required"]}
    assert required == {"cpu", "mem"}


def test_every_degradation_but_malformed_text_has_its_dirt() -> None:
    columns = {column for column, _ in DIRT}
    assert {kind.value.partition(".")[0] for kind in Degradation} - columns == {
        "malformed_json",
        "number_format",
        "preopen_ports",
        "resource_slots",
    }
