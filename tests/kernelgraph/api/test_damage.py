"""Whatever is stored, every request is answered, neighbours stand, and each damage is counted."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.kernelgraph.api.damage import COLUMNS, FORMATS, NAMES, Column
from tests.kernelgraph.conftest import opened, own_database

from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.stored.degradation import Degradation, Degradations

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncEngine
    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ALIASED = " ".join(f"{name}: kernelV2(id: $id) {{ {each.part} }}" for name, each in COLUMNS.items())
READ = f"query ($id: UUID!) {{ {ALIASED} }}"
PORTS = "query ($id: UUID!) { kernelV2(id: $id) { network { preopenPorts } } }"
SESSION = "session { sessionType result kernels { count } }"
ANY_KEY = st.sampled_from(
    ["name", "protocol", "container_ports", "device_id", "data", "vfid", "mount_perm", "mem", "cpu"]
) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=4)
ANY_SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10)
    | st.sampled_from(["1g", "http", "rw", "2026-02-06T02:22:20+00:00", "8080", "1e99"])
)
ANY_VALUE = st.recursive(
    ANY_SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_KEY, inner, max_size=5),
    max_leaves=20,
)


class Cluster:
    """A made-up cluster to do damage to, the application in front of it, and what it counts."""

    def __init__(self, engine: AsyncEngine, api: Api, degradations: Degradations) -> None:
        self.engine = engine
        self.api = api
        self.degradations = degradations

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    async def write(self, table: str, key: tuple[str, Any], values: Mapping[str, Any]) -> None:
        """Store texts in columns of the row with the key."""
        name, value = key
        casts = {column: f":{column}" for column in values}
        if not self.is_sqlite:
            is_json = {*COLUMNS, "number_format"}
            casts = {c: f"CAST(:{c} AS json)" if c in is_json else v for c, v in casts.items()}
        assignments = ", ".join(f"{column} = {cast}" for column, cast in casts.items())
        known = str(value) if isinstance(value, str) else (value.hex if self.is_sqlite else value)
        async with self.engine.begin() as connection:
            await connection.execute(
                text(f"UPDATE {table} SET {assignments} WHERE {name} = :key"),
                {**values, "key": known},
            )

    async def soil(self, kernel_id: UUID, values: Mapping[str, Any]) -> None:
        """Store values, as JSON, in columns of a kernel."""
        stored = {column: json.dumps(value) for column, value in values.items()}
        await self.write("kernels", ("id", kernel_id), stored)

    async def counted(self, query: str, **variables: Any) -> tuple[Any, Counter[Degradation]]:
        """The data of an answer, and what was counted while it was made."""
        before = Counter(self.degradations.counts)
        data = await self.api.data(query, **variables)
        return data, Counter(self.degradations.counts) - before


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def soiled_url(request: pytest.FixtureRequest) -> str:
    return own_database(request, request.param, "damage")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def cluster(soiled_url: str, all_statements: list[str]) -> AsyncGenerator[Cluster]:
    degradations = Degradations()
    engine = create_engine(database_url(soiled_url), DatabaseOptions(pool_size=1))
    async with opened(all_statements, degradations, database_url=soiled_url) as api:
        yield Cluster(engine, api, degradations)
    await engine.dispose()


@pytest.fixture(scope="module")
def kernel_ids(demo_rows: dict[str, list[Row]]) -> list[UUID]:
    """The kernels of the smaller cluster, which are the first of the larger one."""
    return [row["id"] for row in demo_rows["kernels"][:15]]


def entries_of(node: Any) -> Any:
    """The list inside objects of one field each."""
    while isinstance(node, dict):
        (node,) = node.values()
    return node


def shown(data: dict[str, Any], name: str) -> Any:
    """The entries that an answer to READ shows of a column."""
    entries = entries_of(data[name])
    if name == "attached_devices":
        return entries[0]["devices"] if entries else []
    return entries


def good(column: Column) -> Any:
    return column.stored(column.good)


@FUZZ
@given(data=st.data())
async def test_a_bad_entry_is_told_apart_from_its_neighbours(
    cluster: Cluster, kernel_ids: list[UUID], data: st.DataObject
) -> None:
    """In several columns at once; each of its degradations is counted once a reading."""
    names = data.draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, unique=True))
    stored = {name: good(column) for name, column in COLUMNS.items()}
    expected = {name: list(column.shown) for name, column in COLUMNS.items()}
    kinds: Counter[Degradation] = Counter()
    for name in names:
        column = COLUMNS[name]
        place = data.draw(st.integers(0, 2))
        damage = data.draw(st.sampled_from(column.damages))
        entries = [*column.good]
        entries[place] = damage.stored
        stored[name] = column.stored(entries)
        expected[name][place : place + 1] = [damage.shown] if damage.shown else []
        kinds.update(damage.kinds)
    kernel_id = data.draw(st.sampled_from(kernel_ids))
    await cluster.soil(kernel_id, stored)
    found, counted = await cluster.counted(READ, id=str(kernel_id))
    assert {name: shown(found, name) for name in COLUMNS} == expected
    assert counted == kinds


@pytest.mark.parametrize("name", COLUMNS)
async def test_what_is_no_container_is_as_if_empty(
    cluster: Cluster, kernel_ids: list[UUID], name: str
) -> None:
    column = COLUMNS[name]
    for bad in column.not_containers:
        await cluster.soil(kernel_ids[0], {each: good(COLUMNS[each]) for each in COLUMNS})
        await cluster.soil(kernel_ids[0], {name: bad})
        found, counted = await cluster.counted(READ, id=str(kernel_ids[0]))
        assert shown(found, name) == []
        assert counted == Counter([column.container])


@pytest.mark.parametrize("name", COLUMNS)
async def test_what_is_no_json_is_as_if_empty(
    cluster: Cluster, kernel_ids: list[UUID], name: str
) -> None:
    """PostgreSQL stores no such text."""
    if not cluster.is_sqlite:
        return
    for bad in ("", "{broken", "[1, 2", "\x00", "[" * 5000, "nul"):
        await cluster.soil(kernel_ids[0], {each: good(COLUMNS[each]) for each in COLUMNS})
        await cluster.write("kernels", ("id", kernel_ids[0]), {name: bad})
        found, counted = await cluster.counted(READ, id=str(kernel_ids[0]))
        assert shown(found, name) == []
        assert counted == Counter([Degradation.MALFORMED_JSON])


async def test_ports_that_are_none_are_left_out(cluster: Cluster, kernel_ids: list[UUID]) -> None:
    ports = [80, -1, None, 65536, 443]
    value = json.dumps(ports) if cluster.is_sqlite else ports
    await cluster.write("kernels", ("id", kernel_ids[1]), {"preopen_ports": value})
    found, counted = await cluster.counted(PORTS, id=str(kernel_ids[1]))
    assert found["kernelV2"]["network"]["preopenPorts"] == [80, 443]
    assert counted == Counter({Degradation.PREOPEN_PORTS_PORT: 3})
    if cluster.is_sqlite:
        await cluster.write("kernels", ("id", kernel_ids[1]), {"preopen_ports": '"80"'})
        found, counted = await cluster.counted(PORTS, id=str(kernel_ids[1]))
        assert found["kernelV2"]["network"]["preopenPorts"] == []
        assert counted == Counter([Degradation.PREOPEN_PORTS_CONTAINER])


@pytest.mark.parametrize(("table", "column", "bad", "part", "expected", "kind"), NAMES)
async def test_names_that_nobody_knows_have_a_default(
    cluster: Cluster,
    demo_rows: dict[str, list[Row]],
    table: str,
    column: str,
    bad: str,
    part: str,
    expected: str,
    kind: Degradation,
) -> None:
    """In kernels, and in the sessions that they link to."""
    kernel = demo_rows["kernels"][2]
    row_id = kernel["id"] if table == "kernels" else kernel["session_id"]
    await cluster.write(table, ("id", row_id), {column: bad})
    query = f"query ($id: UUID!) {{ kernelV2(id: $id) {{ {part} }} }}"
    found, counted = await cluster.counted(query, id=str(kernel["id"]))
    assert entries_of(found) == expected
    assert counted == Counter([kind])
    usual = {"status": "RUNNING", "session_type": "BATCH", "result": "SUCCESS"}
    await cluster.write(table, ("id", row_id), {column: usual[column]})


@pytest.mark.parametrize(("stored", "expected", "kinds"), FORMATS)
async def test_formats_of_numbers_have_a_default(
    cluster: Cluster, stored: Any, expected: dict[str, Any], kinds: Counter[Degradation]
) -> None:
    value = {"number_format": json.dumps(stored)}
    await cluster.write("resource_slot_types", ("slot_name", "cpu"), value)
    query = '{ resourceSlotType(slotName: "cpu") { numberFormat { binary roundLength } } }'
    found, counted = await cluster.counted(query)
    assert found["resourceSlotType"]["numberFormat"] == expected
    assert counted == kinds


@settings(FUZZ, max_examples=12)
@given(values=st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, ANY_VALUE)))
async def test_any_values_leave_the_neighbours_as_they_are(
    cluster: Cluster, kernel_ids: list[UUID], whole_kernel: str, values: dict[str, Any]
) -> None:
    """And reading them again counts the same again."""
    if not values:
        return
    query = f"""{{ adminKernelsV2(first: 100, orderBy: [{{field: ID}}]) {{
        edges {{ node {{ ...WholeKernel {SESSION} }} }} }} }} {whole_kernel}"""
    kernel_id = kernel_ids[3]
    before = await cluster.api.data(query)
    await cluster.soil(kernel_id, values)
    found, counted = await cluster.counted(query)
    again, recounted = await cluster.counted(query)
    assert (again, recounted) == (found, counted)
    assert len(found["adminKernelsV2"]["edges"]) == 20
    for was, now in zip(
        before["adminKernelsV2"]["edges"], found["adminKernelsV2"]["edges"], strict=True
    ):
        if now["node"]["rowId"] != str(kernel_id):
            assert now == was


async def test_every_kind_of_degradation_is_among_these_cases() -> None:
    named = {kind for column in COLUMNS.values() for each in column.damages for kind in each.kinds}
    named |= {column.container for column in COLUMNS.values()}
    named |= {kind for *_, kind in NAMES} | {kind for *_, kinds in FORMATS for kind in kinds}
    alone = {Degradation.MALFORMED_JSON, Degradation.PREOPEN_PORTS_CONTAINER}
    alone.add(Degradation.PREOPEN_PORTS_PORT)
    missing = {kind for kind in set(Degradation) - named - alone if "live" not in kind.value}
    assert missing == set()
