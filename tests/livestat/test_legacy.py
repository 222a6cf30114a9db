"""The legacy store, in a real Redis."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import msgpack
import pytest
import redis
from tests.livestat.faults import faulty_server, never_answering
from tests.livestat.servers import free_port

from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.reading import Failure, LiveStat, Unavailable
from kernelgraph.livestat.settings import LegacySettings, PrometheusSettings
from kernelgraph.livestat.sources.legacy import LegacySource, open_store
from kernelgraph.livestat.sources.opening import open_source
from kernelgraph.livestat.wire import to_sparse_wire

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from prometheus_client import CollectorRegistry

    from kernelgraph.livestat.instruments import Instruments

PAYLOAD = {
    "mem": {
        "current": "5",
        "capacity": "10",
        "pct": "50.00",
        "unit_hint": "bytes",
        "stats.max": "7",
    },
    "net_rx": {
        "current": "1",
        "capacity": None,
        "pct": "0.00",
        "unit_hint": "bps",
        "stats.rate": "1",
    },
}


def write(url: str, values: Mapping[UUID, bytes]) -> None:
    with redis.Redis.from_url(url) as store:
        for kernel_id, value in values.items():
            store.set(str(kernel_id), value, ex=86_400)


@asynccontextmanager
async def legacy_at(
    url: str, instruments: Instruments, *, timeout: float = 2.0, max_keys: int = 500
) -> AsyncGenerator[LegacySource]:
    settings = LegacySettings(url=url, timeout=timeout, max_keys=max_keys)
    source = LegacySource(open_store(settings), settings, declared_metrics(), instruments)
    try:
        yield source
    finally:
        await source.aclose()


async def test_values_are_read_by_kernel_in_several_commands(
    redis_url: str, instruments: Instruments
) -> None:
    ids = [uuid4() for _ in range(7)]
    write(redis_url, dict.fromkeys(ids[:5], msgpack.packb(PAYLOAD)))
    async with legacy_at(redis_url, instruments, max_keys=2) as source:
        outcomes = await source.fetch(ids)
        known = await source.kernel_ids()
    assert list(outcomes) == ids
    assert list(outcomes.values())[5:] == [None, None]
    for outcome in list(outcomes.values())[:5]:
        assert isinstance(outcome, LiveStat)
        assert to_sparse_wire(outcome) == PAYLOAD
    assert set(ids[:5]) <= set(known)
    assert not set(ids[5:]) & set(known)


@pytest.mark.parametrize(
    ("value", "flaw"),
    [
        (b"", "payload"),
        (b"\xc1", "payload"),
        (b"\x81", "payload"),
        (b"\xa2\xff\xff", "payload"),
        (msgpack.packb([1, 2]), "payload"),
        (msgpack.packb({"mem": 5}), "metric"),
        (msgpack.packb({5: {}}), "metric"),
    ],
)
async def test_a_value_that_cannot_be_read_is_noted_and_hides_none_of_its_neighbours(
    redis_url: str, instruments: Instruments, registry: CollectorRegistry, value: bytes, flaw: str
) -> None:
    bad, good = uuid4(), uuid4()
    write(redis_url, {bad: value, good: msgpack.packb(PAYLOAD)})
    async with legacy_at(redis_url, instruments) as source:
        outcomes = await source.fetch([bad, good])
    assert outcomes[bad] is None
    assert isinstance(outcomes[good], LiveStat)
    name = "kernelgraph_livestat_degraded_total"
    assert registry.get_sample_value(name, {"flaw": flaw}) == 1


async def test_a_store_that_is_not_there_is_unavailable(instruments: Instruments) -> None:
    kernel_id = uuid4()
    async with legacy_at(f"redis://127.0.0.1:{free_port()}", instruments) as source:
        assert await source.fetch([kernel_id]) == {kernel_id: Unavailable(Failure.UNREACHABLE)}


async def test_a_store_that_does_not_answer_is_given_up_on(instruments: Instruments) -> None:
    kernel_id = uuid4()
    async with faulty_server() as server:
        server.behaviours = [never_answering]
        url = server.url.replace("http", "redis")
        async with legacy_at(url, instruments, timeout=0.2) as source:
            assert await source.fetch([kernel_id]) == {kernel_id: Unavailable(Failure.TIMED_OUT)}


async def test_the_time_of_a_batch_goes_for_the_store_too(instruments: Instruments) -> None:
    kernel_id = uuid4()
    async with faulty_server() as server:
        server.behaviours = [never_answering]
        settings = PrometheusSettings(url="http://unused", batch_timeout=0.05)
        url = server.url.replace("http", "redis")
        opened = open_source(url, declared_metrics(), instruments, prometheus=settings)
        async with asyncio.timeout(LegacySettings(url=url).timeout):
            outcomes = await opened.source.fetch([kernel_id])
        assert outcomes == {kernel_id: Unavailable(Failure.TIMED_OUT)}
        await opened.source.aclose()


async def test_a_value_of_another_type_is_refused(redis_url: str, instruments: Instruments) -> None:
    async with legacy_at(f"{redis_url.removesuffix('/0')}/77", instruments) as source:
        kernel_id = uuid4()
        assert await source.fetch([kernel_id]) == {kernel_id: Unavailable(Failure.REFUSED)}


async def test_a_valkey_is_named_without_its_password(instruments: Instruments) -> None:
    async with legacy_at("valkey://user:secret@127.0.0.1:1/0", instruments) as source:
        assert source.name == "legacy store at valkey://127.0.0.1:1/0"
