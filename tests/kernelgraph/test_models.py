"""The tables are those of the contract, and mean the same in both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import MetaData, Table, delete, insert, inspect, make_url, select, update

from kernelgraph.demo import demo_batches
from kernelgraph.models import STATUS_RANK, Base, KernelRow, ResourceAllocationRow
from kernelgraph.repositories.database import DatabaseOptions, create_engine
from kernelgraph.repositories.demo_store import DemoStore
from kernelgraph.stored.names import STORED_STATUSES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

COLUMNS = {
    "resource_slot_types": """slot_name slot_type required enabled display_name description
        display_unit display_icon number_format rank created_at updated_at""",
    "agents": """id status region scaling_group schedulable addr public_host version architecture
        first_contact lost_at available_slots occupied_slots compute_plugins""",
    "agent_resources": "agent_id slot_name capacity reserved used",
    "resource_allocations": "kernel_id slot_name requested used used_at free_at created_at",
    "kernels": """id session_id session_creation_id session_name session_type cluster_mode
        cluster_size cluster_idx local_rank cluster_role cluster_hostname scaling_group agent
        agent_addr domain_name group_id user_uuid access_key image image_id architecture registry
        tag container_id occupied_slots requested_slots occupied_shares vfolder_mounts
        attached_devices resource_opts environ service_ports preopen_ports created_at terminated_at
        starts_at status_changed status status_info status_data status_history result
        startup_command bootstrap_script container_log last_stat num_queries""",
}


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine of an empty database with the slot types, a session and a kernel."""
    engine = create_engine(make_url(database_url), DatabaseOptions(pool_size=2))
    await DemoStore(engine).fill(demo_batches(1))
    yield engine
    async with engine.begin() as connection:
        await connection.run_sync(drop_all_tables)
    await engine.dispose()


def drop_all_tables(connection: Connection) -> None:
    """Leave an empty database, whatever tables it has beside those of the models."""
    Base.metadata.drop_all(connection)
    others = MetaData()
    for name in inspect(connection).get_table_names():
        Table(name, others)
    others.drop_all(connection)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_the_columns_of_the_contract(table: str) -> None:
    assert {column.name for column in Base.metadata.tables[table].columns} == set(
        COLUMNS[table].split()
    )


def test_all_tables_are_there() -> None:
    others = {"sessions", "users", "groups", "domains", "scaling_groups", "images"}
    assert set(Base.metadata.tables) == {*COLUMNS, *others}


async def kernel(engine: AsyncEngine, **values: Any) -> Any:
    """The kernel of the database with other values, as it is read back."""
    async with engine.begin() as connection:
        await connection.execute(update(KernelRow).values(**values))
        return (await connection.execute(select(KernelRow.__table__))).one()


async def test_times_keep_their_microseconds_and_become_utc(engine: AsyncEngine) -> None:
    moment = datetime(2026, 2, 6, 11, 22, 20, 123456, timezone(timedelta(hours=9)))
    row = await kernel(engine, created_at=moment, terminated_at=moment.replace(microsecond=0))
    assert row.created_at == datetime(2026, 2, 6, 2, 22, 20, 123456, UTC)
    assert row.created_at.utcoffset() == row.terminated_at.utcoffset() == timedelta(0)


async def test_none_is_null_and_json_is_kept_in_order(engine: AsyncEngine) -> None:
    row = await kernel(engine, service_ports=None, resource_opts={"z": 1, "a": [None, "é"]})
    assert row.service_ports is None
    assert list(row.resource_opts.items()) == [("z", 1), ("a", [None, "é"])]


@pytest.mark.parametrize("ports", [None, [], [9000, 9001]])
async def test_integers_are_kept(engine: AsyncEngine, ports: list[int] | None) -> None:
    assert (await kernel(engine, preopen_ports=ports)).preopen_ports == ports


async def test_quantities_are_exact(engine: AsyncEngine) -> None:
    quantities = ["0", "0.000001", "123456789012345678.123456", "-1.5", "1099511627776"]
    kernel_id: UUID = (await kernel(engine, num_queries=0)).id
    async with engine.begin() as connection:
        await connection.execute(delete(ResourceAllocationRow))
        slots = ["cpu", "mem", "cuda.device", "cuda.shares", "rocm.device"]
        rows = [
            {
                "kernel_id": kernel_id,
                "slot_name": slot,
                "requested": Decimal(quantity),
                "used": None,
                "used_at": None,
                "free_at": None,
                "created_at": datetime(2026, 2, 1, tzinfo=UTC),
            }
            for slot, quantity in zip(slots, quantities, strict=True)
        ]
        await connection.execute(insert(ResourceAllocationRow), rows)
        statement = select(ResourceAllocationRow.requested).order_by(
            ResourceAllocationRow.requested
        )
        found = (await connection.execute(statement)).scalars().all()
    assert found == sorted(map(Decimal, quantities))


async def test_the_rank_of_a_status_is_the_place_of_the_one_shown(engine: AsyncEngine) -> None:
    expected = {
        stored: place for place, names in enumerate(STORED_STATUSES.values()) for stored in names
    }
    for status, place in {**expected, "MIGRATING": 9, "": 9}.items():
        await kernel(engine, status=status)
        async with engine.connect() as connection:
            assert (await connection.execute(select(STATUS_RANK.column))).scalar_one() == place
