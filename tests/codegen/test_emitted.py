"""Emitted packages are imported and serve operations."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from inspect import signature
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from graphql import GraphQLSchema, graphql, parse, subscribe, validate_schema
from tests.codegen.case import CASES, EXPECTED, case_names

from graphwright.engine import engine_of
from graphwright.runtime import UNSET, Edge, GlobalId, Page, ResolverMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def packages(emitted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the emitted packages importable."""
    monkeypatch.syspath_prepend(emitted)


def api(case: str, module: str = "") -> Any:
    """A module of the package of a case."""
    return importlib.import_module(f"cases.{case}.api{module and '.'}{module}")


def stand_ins(case: str, **given: object) -> SimpleNamespace:
    """Resolvers that have every method; those that are not given do nothing."""
    groups = {
        group.attribute: SimpleNamespace(
            **{field.name: lambda *_, **__: None for field in group.fields}
        )
        for group in api(case, "schema").TABLES.groups
    }
    return SimpleNamespace(**{**groups, **given})


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("case", case_names(failing=False))
def test_every_module_can_be_imported(case: str) -> None:
    """Also those that the package itself does not import."""
    for path in (CASES / case / EXPECTED / "api").glob("*.py"):
        api(case, "" if path.stem == "__init__" else path.stem)


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("case", case_names(failing=False))
def test_every_schema_can_be_built(case: str) -> None:
    """From the public SDL and the tables."""
    build_schema = api(case).build_schema
    guarded = "authorize" in signature(build_schema).parameters
    schema = build_schema(stand_ins(case), **({"authorize": print} if guarded else {}))
    assert isinstance(schema, GraphQLSchema)
    assert validate_schema(schema) == []


@pytest.mark.usefixtures("packages")
def test_missing_and_extra_resolvers_are_listed_by_name() -> None:
    """All of them at once, each with its file."""
    resolvers = stand_ins("files", shop_orders_query=SimpleNamespace(order=print))
    del resolvers.base_query.version
    with pytest.raises(ResolverMismatch) as raised:
        api("files").build_schema(resolvers)
    for name in ("Query.version", "schema/base.graphql", "Query.orders", "order"):
        assert name in str(raised.value)


@pytest.mark.usefixtures("packages")
async def test_resolvers_get_typed_arguments_and_all_parents_of_a_level() -> None:
    """Plain and async ones; an exception in the place of an item is an error of that item."""
    types = api("resolvers", "types")
    seen: list[object] = []

    class Queries:
        def user(self, info: object, *, id: object) -> object:
            seen.append(id)
            return types.User(id="1", name="Ada", mentor=None, address=None)

        async def users(self, info: object, **arguments: object) -> list[object]:
            seen.append(arguments)
            return [
                types.User(id=str(number), name=f"User {number}", mentor=None, address=None)
                for number in range(3)
            ]

        def version(self, info: object) -> str:
            return "1"

    class Users:
        def team(self, parents: Sequence[object], info: object) -> list[object]:
            seen.append(len(parents))
            return [None, ValueError("no team"), types.Team(id="7")]

        def friends(self, parents: Sequence[object], info: object) -> list[object]:
            return [[] for _ in parents]

        def avatar(self, parents: Sequence[object], info: object, **arguments: object) -> list[str]:
            seen.append(arguments)
            return ["x"] * len(parents)

        def score(self, parents: Sequence[object], info: object) -> list[float]:
            return [0.5] * len(parents)

        async def motto(self, parent: Any, info: object, *, language: object) -> str:
            return f"{parent.name} {language}"

    resolvers = stand_ins("resolvers", resolvers_query=Queries(), user=Users())
    schema = api("resolvers").build_schema(resolvers)
    result = await graphql(
        schema,
        """{
          user(id: "6b7c1b62-8ffc-4ee5-b2d5-39b6b5e8a8f5") { name }
          users(active: false) { name team { id } avatar(self: true) score motto }
        }""",
    )
    assert result.data is not None
    assert [user["team"] for user in result.data["users"]] == [None, None, {"id": "7"}]
    assert result.data["users"][1]["motto"] == "User 1 None"
    assert [error.path for error in result.errors or ()] == [["users", 1, "team"]]
    assert repr(seen[0]) == "UUID('6b7c1b62-8ffc-4ee5-b2d5-39b6b5e8a8f5')"
    assert {"names": None, "active": False, "limit": 10} in seen
    assert 3 in seen
    assert {"size": 64, "self_": True, "info_": None, "parents_": None} in seen


@pytest.mark.usefixtures("packages")
async def test_inputs_tell_unset_from_null_and_know_their_defaults() -> None:
    """What a client leaves out is what Python leaves out."""
    seen: list[Any] = []

    class Queries:
        def count(self, info: object, *, like: object, **_: object) -> int:
            seen.append(like)
            return 1

    schema = api("inputs").build_schema(stand_ins("inputs", inputs_query=Queries()))
    left_out = '{ count(key: { id: 1 }, like: { label: "x" }) }'
    result = await graphql(schema, left_out)
    assert (result.data, result.errors) == ({"count": 1}, None)
    null = '{ count(key: { label: "x" }, like: { label: "x", note: null, copies: null }) }'
    assert (await graphql(schema, null)).errors is None
    assert seen[0].note is UNSET
    assert (seen[1].note, seen[1].copies) == (None, None)
    assert (seen[0].size.height, seen[0].size.corner.round, seen[0].copies) == (2.5, True, 5)
    for one_of in ('{ id: 1, label: "x" }', "{}", "{ id: null }"):
        assert (await graphql(schema, f"{{ count(key: {one_of}) }}")).errors


@pytest.mark.usefixtures("packages")
def test_defaults_in_python_are_those_of_the_schema() -> None:
    """For those who build an input by hand."""
    inputs, enums = api("inputs", "inputs"), api("inputs", "enums")
    parcel = inputs.Parcel(label="x")
    assert (parcel.unit, parcel.insurance, parcel.copies) == (enums.Unit.GRAM, None, 5)
    assert parcel.size == inputs.Size(
        width=1, height=2.5, unit=enums.Unit.POUND, corner=inputs.Corner(round=True)
    )
    assert list(parcel.tags) == ["new", "small"]
    assert [str(parcel.price), *map(str, parcel.rests)] == ["1.50", "1", "0.25"]


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("given", [{}, {"id": "1", "label": "x"}, {"id": None}])
def test_one_of_is_checked_in_python_too(given: dict[str, object]) -> None:
    """Exactly one field, and not null."""
    with pytest.raises(Exception, match="ParcelKey"):
        api("inputs", "inputs").ParcelKey(**given)


@pytest.mark.usefixtures("packages")
async def test_enum_members_go_in_and_out_under_their_graphql_names() -> None:
    """Whatever they are called in Python."""
    enums = api("enums", "enums")

    class Queries:
        def carrier(self, info: object, *, of: object) -> object:
            return of

        def ugly(self, info: object) -> list[object]:
            return list(enums.Ugly)

        def plain(self, info: object) -> object:
            return None

    schema = api("enums").build_schema(stand_ins("enums", enums_query=Queries()))
    result = await graphql(schema, "{ default: carrier, road: carrier(of: ROAD), ugly }")
    assert result.data == {
        "default": "RAIL",
        "road": "ROAD",
        "ugly": [member.value for member in enums.Ugly],
    }


@pytest.mark.usefixtures("packages")
async def test_connections_come_from_pages_and_bundled_arguments_as_one() -> None:
    """Pagination is validated before the resolver is called."""
    types, connections = api("connections", "types"), api("connections", "connections")
    seen: list[Any] = []

    class Queries:
        def search(self, info: object, *, arguments: object) -> object:
            seen.append(arguments)
            edges = [Edge("c", types.Book(id="1", title="T"))]
            page = Page(edges, has_next_page=True, has_previous_page=False, count=7)
            return connections.BookConnection.from_page(page)

    queries = stand_ins("connections").connections_query
    queries.search = Queries().search
    schema = api("connections").build_schema(stand_ins("connections", connections_query=queries))
    selection = "{ count pageInfo { hasNextPage endCursor } edges { cursor node { title } } }"
    result = await graphql(schema, f'{{ search(text: "x", sortBy: "y", first: 3) {selection} }}')
    assert result.data == {
        "search": {
            "count": 7,
            "pageInfo": {"hasNextPage": True, "endCursor": "c"},
            "edges": [{"cursor": "c", "node": {"title": "T"}}],
        }
    }
    assert (seen[0].text, seen[0].sort_by, seen[0].title, seen[0].page.size) == ("x", "y", None, 3)
    result = await graphql(schema, f'{{ search(text: "x", first: 0) {selection} }}')
    assert [error.message for error in result.errors or ()] == [
        "first must be between 1 and 1000, got 0"
    ]


@pytest.mark.usefixtures("packages")
async def test_subscriptions_stream_what_the_resolver_yields() -> None:
    """One event a value."""

    class Events:
        async def counted(self, info: object, *, above: int | None) -> AsyncIterator[int]:
            for number in (1, 2):
                yield number + (above or 0)

        def ticks(self, info: object) -> None:
            return None

    case = "mutations_and_subscriptions"
    schema = api(case).build_schema(stand_ins(case, counter_events=Events()))
    stream = await subscribe(schema, parse("subscription { counted(above: 10) }"))
    assert isinstance(stream, AsyncIterator)
    assert [event.data async for event in stream] == [{"counted": 11}, {"counted": 12}]


@pytest.mark.usefixtures("packages")
async def test_scalars_of_the_project_are_parsed_and_serialised() -> None:
    """Defaults included."""
    seen: list[Any] = []

    class Queries:
        def days(self, info: object, **arguments: object) -> list[object]:
            seen.append(arguments)
            return []

        def day(self, info: object, *, input: object) -> None:
            seen.append(input)

    schema = api("scalars").build_schema(stand_ins("scalars", scalars_query=Queries()))
    result = await graphql(
        schema, '{ days(date: "2026-02-06") { id } day(input: { data: [1], colour: null }) { id } }'
    )
    assert result.errors is None
    assert repr(seen[0]["date"]) == "datetime.date(2026, 2, 6)"
    assert repr(seen[0]["colour"]) == "Fraction(1, 3)"
    assert (str(seen[1].price), seen[1].id, seen[1].data) == ("9.90", "7", [1])


@pytest.mark.usefixtures("packages")
def test_resolvers_can_be_made_for_a_context() -> None:
    """`Resolvers[Context](…)` works at run time too."""
    resolvers = api("minimal").Resolvers[int](hello_query=SimpleNamespace(hello=print))
    assert api("minimal").build_schema(resolvers).query_type is not None


@pytest.mark.usefixtures("packages")
async def test_nodes_are_loaded_by_one_call_for_each_type() -> None:
    """In the order asked; a loader that is missing is named when the loaders are made."""
    calls: list[tuple[str, Sequence[str]]] = []

    def loader(kind: str) -> Any:
        def load(ids: Sequence[str], info: object) -> list[str | None]:
            calls.append((kind, ids))
            return [None if each == "9" else f"{kind} {each} for {info}" for each in ids]

        return load

    nodes = api("nodes", "nodes")
    names = ["generic", "info", "load_", "node_loaders", "team", "user"]
    loaders = nodes.NodeLoaders_2(**{name: loader(name) for name in names})
    ids = [GlobalId(*each).encode() for each in (("User", "1"), ("Load", "2"), ("User", "9"))]
    found = await loaders.load([*ids, "?", GlobalId("Address", "1").encode(), ids[0]], "me")
    assert found == ["user 1 for me", "load_ 2 for me", None, None, None, "user 1 for me"]
    assert calls == [("user", ("1", "9")), ("load_", ("2",))]
    with pytest.raises(TypeError, match="'team'"):
        nodes.NodeLoaders_2(**{name: print for name in names if name != "team"})


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(("case", "is_compiled"), [("minimal", True), ("graphql_core", False)])
async def test_the_application_executes_operations_with_the_engine_of_the_configuration(
    case: str, is_compiled: bool
) -> None:
    """Graphwright's own unless it says graphql-core."""
    greeter = SimpleNamespace(hello=lambda *_, **__: "hello")
    schema = api(case).build_schema(stand_ins(case, hello_query=greeter))
    transport = httpx.ASGITransport(api(case).build_app(schema))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.post("/", json={"query": "{ hello }"})
    assert response.json() == {"data": {"hello": "hello"}}
    assert engine_of(schema).statistics.executed == is_compiled
