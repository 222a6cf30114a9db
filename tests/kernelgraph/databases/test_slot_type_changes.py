"""Resource slot types can be added, changed and removed, by superadmins, within bounds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import select
from tests.kernelgraph.conftest import opened, own_database

from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.models import ResourceSlotTypeRow
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.settings import ENGINES

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIELDS = """resourceSlotType {
    id slotName slotType displayName description displayUnit displayIcon
    numberFormat { binary roundLength } rank required enabled
}"""
CREATE = f"""mutation ($input: CreateResourceSlotTypeInput!) {{
    adminCreateResourceSlotType(input: $input) {{ {FIELDS} }} }}"""
UPDATE = f"""mutation ($input: UpdateResourceSlotTypeInput!) {{
    adminUpdateResourceSlotType(input: $input) {{ {FIELDS} }} }}"""
PURGE = """mutation ($input: PurgeResourceSlotTypeInput!) {
    adminPurgeResourceSlotType(input: $input) { id slotName } }"""
READ = f"""query ($name: String!) {{ resourceSlotType(slotName: $name) {{
    {FIELDS.removeprefix("resourceSlotType {")} }}"""
NEW = {"slotName": "npu.device", "slotType": "count", "displayName": "NPU", "rank": 1400}
WHOLE = {
    **NEW,
    "description": "Ein Prozessor für Netze 🧮",
    "displayUnit": "NPU",
    "displayIcon": "npu",
    "numberFormat": {"binary": True, "roundLength": 3},
    "required": True,
    "enabled": False,
}


@pytest.fixture(scope="module")
def changed_url(request: pytest.FixtureRequest, demo_backend: tuple[str, str]) -> str:
    """The URL of a made-up cluster of each kind that only these tests change."""
    database, engine = demo_backend
    return own_database(request, database, f"changes_{ENGINES.index(engine)}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def changed_api(
    changed_url: str, demo_backend: tuple[str, str], all_statements: list[str]
) -> AsyncGenerator[Api]:
    """The application in front of that cluster."""
    async with opened(all_statements, database_url=changed_url, engine=demo_backend[1]) as api:
        yield api


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(changed_api: Api) -> Api:
    """The application, without the types that other tests have added."""
    for name in ("npu.device", "x" * 64):
        await changed_api.answer(PURGE, input={"slotName": name})
    return changed_api


async def stored(api: Api, name: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await api.data(READ, name=name))["resourceSlotType"]
    return found


async def created(api: Api, **values: object) -> dict[str, Any]:
    data = await api.data(CREATE, input={**NEW, **values})
    found: dict[str, Any] = data["adminCreateResourceSlotType"]["resourceSlotType"]
    return found


async def code(api: Api, mutation: str, **values: object) -> str:
    """The code of the error that a change leads to."""
    error = await api.error(mutation, input=values)
    found: str = error["extensions"]["code"]
    return found


async def test_a_new_type_is_there_with_all_that_was_given(fresh: Api) -> None:
    found = await created(fresh, **WHOLE)
    assert found == await stored(fresh, "npu.device")
    assert {name: found[name] for name in WHOLE} == WHOLE


async def test_what_is_not_given_has_its_default(fresh: Api) -> None:
    found = await created(fresh)
    assert found["description"] == found["displayUnit"] == found["displayIcon"] == ""
    assert found["numberFormat"] == {"binary": False, "roundLength": 0}
    assert (found["required"], found["enabled"]) == (False, True)


async def test_a_slot_name_is_taken_once(fresh: Api) -> None:
    before = await stored(fresh, "cpu")
    assert await code(fresh, CREATE, **{**NEW, "slotName": "cpu"}) == "RESOURCE_SLOT_TYPE_EXISTS"
    assert await stored(fresh, "cpu") == before
    # The next change finds the database as it was.
    await created(fresh)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slotName", ""),
        ("slotName", "x" * 65),
        ("slotName", "npu:device"),
        ("slotName", " npu"),
        ("slotName", ".npu"),
        ("slotName", "npü"),
        ("slotName", "npu\x00"),
        ("slotType", "counts"),
        ("slotType", ""),
        ("displayName", ""),
        ("displayName", "x" * 129),
        ("displayName", "x\x00"),
        ("description", "x" * 257),
        ("displayUnit", "x" * 33),
        ("displayIcon", "x" * 65),
        ("numberFormat", {"binary": False, "roundLength": -1}),
        ("numberFormat", {"binary": False, "roundLength": 25}),
        ("rank", -1),
        ("rank", 2**31),
    ],
)
async def test_values_out_of_bounds_are_refused_by_name(
    fresh: Api, field: str, value: object
) -> None:
    error = await fresh.error(CREATE, input={**NEW, field: value})
    assert error["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
    assert field in error["message"]
    if field not in {"slotName", "slotType"}:
        error = await fresh.error(UPDATE, input={"slotName": "cpu", field: value})
        assert error["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
        assert field in error["message"]
    assert await stored(fresh, "npu.device") is None


async def test_the_longest_values_are_taken(fresh: Api) -> None:
    longest = {
        "slotName": "x" * 64,
        "displayName": "ü" * 128,
        "description": "日" * 256,
        "displayUnit": "x" * 32,
        "displayIcon": "x" * 64,
        "numberFormat": {"binary": True, "roundLength": 24},
        "rank": 2**31 - 1,
    }
    found = await created(fresh, **longest)
    assert {name: found[name] for name in longest} == longest


async def test_a_change_keeps_what_it_leaves_out(fresh: Api) -> None:
    before = await created(fresh, **WHOLE)
    for field, value in {
        "displayName": "Neural",
        "description": "",
        "displayUnit": "units",
        "displayIcon": "chip",
        "numberFormat": {"binary": False, "roundLength": 1},
        "rank": 0,
        "required": False,
        "enabled": True,
    }.items():
        data = await fresh.data(UPDATE, input={"slotName": "npu.device", field: value})
        after = data["adminUpdateResourceSlotType"]["resourceSlotType"]
        assert after == {**before, field: value}
        assert after == await stored(fresh, "npu.device")
        before = after


async def test_a_change_of_nothing_changes_nothing(fresh: Api) -> None:
    before = await stored(fresh, "mem")
    data = await fresh.data(UPDATE, input={"slotName": "mem"})
    assert data["adminUpdateResourceSlotType"]["resourceSlotType"] == before


@pytest.mark.parametrize(
    "field",
    [
        "displayName",
        "description",
        "displayUnit",
        "displayIcon",
        "numberFormat",
        "rank",
        "required",
        "enabled",
    ],
)
async def test_nothing_can_be_set_to_null(fresh: Api, field: str) -> None:
    before = await stored(fresh, "cpu")
    error = await fresh.error(UPDATE, input={"slotName": "cpu", field: None})
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert field in error["message"]
    assert await stored(fresh, "cpu") == before


@pytest.mark.parametrize("field", ["slotType", "newSlotName"])
async def test_slot_name_and_slot_type_never_change(fresh: Api, field: str) -> None:
    answer = await fresh.answer(UPDATE, input={"slotName": "cpu", field: "bytes"})
    assert field in answer["errors"][0]["message"]


async def test_a_type_that_nothing_refers_to_is_removed(fresh: Api) -> None:
    found = await created(fresh)
    data = await fresh.data(PURGE, input={"slotName": "npu.device"})
    assert data["adminPurgeResourceSlotType"] == {"id": found["id"], "slotName": "npu.device"}
    assert await stored(fresh, "npu.device") is None
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert await fresh.data(node, id=found["id"]) == {"node": None}


@pytest.mark.parametrize("name", ["cpu", "mem"])
async def test_a_type_in_use_is_not_removed(fresh: Api, name: str) -> None:
    assert await code(fresh, PURGE, slotName=name) == "RESOURCE_SLOT_TYPE_IN_USE"
    assert await stored(fresh, name) is not None


@pytest.mark.parametrize("name", ["npu.device", "", "cpu ", "CPU", "cpu\x00", "x" * 1000])
async def test_what_is_not_there_is_neither_changed_nor_removed(fresh: Api, name: str) -> None:
    assert await code(fresh, PURGE, slotName=name) == "RESOURCE_SLOT_TYPE_NOT_FOUND"
    for change in ({}, {"rank": 1}):
        found = await code(fresh, UPDATE, slotName=name, **change)
        assert found == "RESOURCE_SLOT_TYPE_NOT_FOUND"


async def test_changes_of_one_request_are_made_one_after_another(fresh: Api) -> None:
    data = await fresh.data(
        """mutation ($new: CreateResourceSlotTypeInput!) {
            a: adminCreateResourceSlotType(input: $new) { resourceSlotType { rank } }
            b: adminUpdateResourceSlotType(input: {slotName: "npu.device", rank: 1}) {
                resourceSlotType { rank } }
            c: adminPurgeResourceSlotType(input: {slotName: "npu.device"}) { slotName }
            d: adminCreateResourceSlotType(input: $new) { resourceSlotType { rank } }
        }""",
        new=NEW,
    )
    assert [data[key]["resourceSlotType"]["rank"] for key in "abd"] == [1400, 1, 1400]


async def test_of_many_who_add_the_same_type_one_does(fresh: Api) -> None:
    answers = await asyncio.gather(*(fresh.answer(CREATE, input=NEW) for _ in range(8)))
    codes = [answer["errors"][0]["extensions"]["code"] for answer in answers if "errors" in answer]
    assert codes == ["RESOURCE_SLOT_TYPE_EXISTS"] * 7


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (Viewer(user_id=UUID(int=5)), "FORBIDDEN"),
        (Viewer(user_id=UUID(int=5), role=Role.ADMIN, domain_name="default"), "FORBIDDEN"),
        (None, "UNAUTHENTICATED"),
    ],
)
async def test_only_superadmins_change_types(
    fresh: Api, viewer: Viewer | None, expected: str
) -> None:
    api = fresh.with_headers({}) if viewer is None else fresh.as_viewer(viewer)
    assert await code(api, CREATE, **NEW) == expected
    assert await code(api, UPDATE, slotName="rngd.device", rank=1) == expected
    assert await code(api, PURGE, slotName="rngd.device") == expected
    found = await stored(fresh, "rngd.device")
    assert found is not None
    assert found["rank"] == 1300
    assert await stored(fresh, "npu.device") is None


async def test_the_time_of_a_change_is_kept(fresh: Api, changed_url: str) -> None:
    await created(fresh)
    await fresh.data(UPDATE, input={"slotName": "npu.device", "rank": 2})
    engine = create_engine(database_url(changed_url), DatabaseOptions(is_read_only=True))
    times = select(ResourceSlotTypeRow.created_at, ResourceSlotTypeRow.updated_at)
    async with engine.connect() as connection:
        rows = await connection.execute(times.where(ResourceSlotTypeRow.rank == 2))
        ((created_at, updated_at),) = rows.all()
    await engine.dispose()
    assert created_at < updated_at
