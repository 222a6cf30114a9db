"""The typed client asks for what kernels use."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.kernelgraph.conftest import SUPERADMIN, token_of
from tests.livestat.faults import answering

from kernelgraph.auth.viewer import Viewer
from kernelgraph_client import AsyncClient, GraphQLResponseError, ListKernelUsage
from kernelgraph_client.enums import KernelV2Status, MetricKind
from kernelgraph_client.inputs import KernelV2Filter, KernelV2StatusFilter

if TYPE_CHECKING:
    from uuid import UUID

    from tests.kernelgraph.live.served import Served
    from tests.livestat.faults import FaultyServer

    from kernelgraph.demo import Row
    from kernelgraph_client.fragments import KernelUsage

RUNNING = KernelV2Filter(status=KernelV2StatusFilter(equals=KernelV2Status.RUNNING))


def assert_is_measured(usage: KernelUsage) -> None:
    """Check that the kernel uses five bytes of ten, in both shapes."""
    assert usage.lifecycle.status is KernelV2Status.RUNNING
    assert cast("dict[str, Any]", usage.live_stat)["mem"]["current"] == "5"
    assert usage.live_metrics is not None
    (mem,) = usage.live_metrics
    assert (mem.name, mem.kind, mem.unit_hint) == ("mem", MetricKind.GAUGE, "bytes")
    assert (mem.current, mem.capacity, mem.pct) == (Decimal(5), Decimal(10), Decimal(50))
    assert (mem.stats.min, mem.stats.max, mem.stats.rate) == (Decimal(5), Decimal(5), None)


async def test_the_usage_of_a_kernel(live: Served, running: list[UUID]) -> None:
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        usage = (await client.get_kernel_usage(id=running[0])).kernel_v2
    assert usage is not None
    assert usage.row_id == running[0]
    assert_is_measured(usage)


async def test_the_usage_of_a_page_of_kernels(live: Served) -> None:
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        page = (await client.list_kernel_usage(filter=RUNNING, first=20)).admin_kernels_v2
    assert page is not None
    assert len(page.edges) == 20
    for edge in page.edges:
        assert_is_measured(edge.node)


async def test_the_usage_of_ones_own_kernels(live: Served, kernels: list[Row]) -> None:
    mine = next(row["user_uuid"] for row in kernels if row["status"] == "RUNNING")
    token = token_of(Viewer(user_id=mine))
    async with AsyncClient(live.url, token=token) as client:
        page = (await client.list_my_kernel_usage(filter=RUNNING, first=1000)).my_kernels_v2
    assert page is not None
    assert {edge.node.row_id for edge in page.edges} == {
        row["id"] for row in kernels if row["user_uuid"] == mine and row["status"] == "RUNNING"
    }
    for edge in page.edges:
        assert_is_measured(edge.node)


async def test_what_came_besides_a_source_that_fails_is_kept(
    live: Served, source: FaultyServer
) -> None:
    source.behaviours = [answering(b"busy", "400 Bad Request")]
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        with pytest.raises(GraphQLResponseError) as caught:
            await client.list_kernel_usage(filter=RUNNING, first=20)
    assert caught.value.codes == {"LIVE_STAT_UNAVAILABLE"}
    page = ListKernelUsage.model_validate(caught.value.data).admin_kernels_v2
    assert page is not None
    assert [edge.node.live_stat for edge in page.edges] == [None] * 20
