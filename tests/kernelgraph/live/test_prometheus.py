"""Live fields through the API in front of a real Prometheus that dies and comes back."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.livestat.history import Story
from tests.livestat.servers import free_port, prometheus, prometheus_process, write_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from tests.kernelgraph.conftest import OpenApi

CONNECTIONS = Path("/proc/net/tcp")
QUERY = "query ($id: UUID!) { kernelV2(id: $id) { rowId liveStat } }"


def lines(kernel_id: UUID, now: float) -> Iterator[str]:
    """Samples of a kernel that is half busy, up to this Unix time."""
    story = Story(str(kernel_id)).count("cpu_util", 500).capacity("cpu_util", 1000)
    yield "# TYPE backendai_container_utilization gauge\n"
    for history in story.histories:
        yield from history.lines(lambda offset: str(now + offset))
    yield "# EOF\n"


async def test_a_prometheus_that_dies_and_comes_back(
    open_live: OpenApi, running: list[UUID], tmp_path: Path
) -> None:
    port = free_port()
    data = write_blocks(tmp_path, lines(running[0], time.time()))
    settings = {"live_stat_source": f"http://127.0.0.1:{port}", "live_stat_freshness": 0}
    async with open_live(**settings, live_stat_timeout=5, prometheus_read_timeout=5) as api:
        for _ in range(2):
            with prometheus(tmp_path, data, port):
                kernel = (await api.data(QUERY, id=str(running[0])))["kernelV2"]
                assert float(kernel["liveStat"]["cpu_util"]["current"]) == 500
                assert kernel["liveStat"]["cpu_util"]["pct"] == "50.00"
            answer = await api.answer(QUERY, id=str(running[0]))
            assert answer["data"]["kernelV2"] == {"rowId": str(running[0]), "liveStat": None}
            (error,) = answer["errors"]
            assert error["extensions"]["code"] == "LIVE_STAT_UNAVAILABLE"


@pytest.mark.skipif(not CONNECTIONS.exists(), reason="the system does not list connections")
async def test_a_prometheus_that_is_stopped_within_a_request(
    open_live: OpenApi, running: list[UUID], tmp_path: Path
) -> None:
    port = free_port()
    data = write_blocks(tmp_path, lines(running[0], time.time()))
    settings = {"live_stat_source": f"http://127.0.0.1:{port}", "live_stat_freshness": 0}
    async with open_live(**settings, live_stat_timeout=30, prometheus_read_timeout=30) as api:
        with prometheus_process(tmp_path, data, port) as process:
            # It hangs, and does not come to answer: it is ended while the request waits.
            process.send_signal(signal.SIGSTOP)
            asking = asyncio.create_task(api.answer(QUERY, id=str(running[0])))
            await until_asked(port)
            process.kill()
            answer = await asking
        assert answer["data"]["kernelV2"] == {"rowId": str(running[0]), "liveStat": None}
        (error,) = answer["errors"]
        assert error["path"] == ["kernelV2", "liveStat"]
        assert error["extensions"]["code"] == "LIVE_STAT_UNAVAILABLE"
        with prometheus(tmp_path, data, port):
            assert (await api.data(QUERY, id=str(running[0])))["kernelV2"]["liveStat"]


async def until_asked(port: int) -> None:
    """Return once a connection to the port holds bytes that nobody has read."""
    local = f":{port:04X} "
    async with asyncio.timeout(10):
        while True:
            connections = await asyncio.to_thread(CONNECTIONS.read_text)
            for line in connections.splitlines()[1:]:
                _, address, _, state, queues, *_ = line.split()
                is_established = state == "01" and f"{address} ".endswith(local)
                if is_established and int(queues.partition(":")[2], 16) > 0:
                    return
            await asyncio.sleep(0.005)
