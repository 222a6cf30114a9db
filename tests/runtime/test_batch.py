"""Tests of batched resolvers under graphql-core's executor."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest
from graphql import (
    ExecutionResult,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    execute,
    graphql,
    parse,
)

from graphwright.runtime import (
    Arguments,
    AttributeResolver,
    BatchResolver,
    Info,
    PageLimits,
    PageRequest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Node:
    """A tree node; `rows` nests its children in two lists."""

    name: str
    children: Sequence[Node] = ()
    rows: Sequence[Sequence[Node]] = ()


@dataclass
class Calls:
    """What a batched method was called with."""

    parents: list[list[str]] = field(default_factory=list[list[str]])
    arguments: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    infos: list[Info[Any]] = field(default_factory=list[Info[Any]])


SDL = """
type Query { root: Node }
type Node {
  name: String!
  children: [Node!]!
  rows: [[Node]]
  next(count: Int): [Node!]!
  label(prefix: String, first: Int, after: String): String
}
"""


def schema_of(**methods: Callable[..., Any]) -> GraphQLSchema:
    """The tree's schema; `next` and `label` are batched over the methods given."""
    schema = build_schema(SDL)
    node = cast("GraphQLObjectType", schema.type_map["Node"])
    for name in ("name", "children", "rows"):
        node.fields[name].resolve = AttributeResolver(name)
    arguments = {
        "next": Arguments(names={"count": "count"}),
        "label": Arguments(names={"prefix": "prefix"}, limits=PageLimits(maximum=100)),
    }
    for name, method in methods.items():
        node.fields[name].resolve = BatchResolver(method, arguments[name], f"Node.{name}")
    return schema


def labels(calls: Calls) -> Callable[..., Any]:
    """A method that answers with the names of the parents and remembers its calls."""

    async def label(
        parents: Sequence[Node], info: Info[Any], *, prefix: str | None, page: PageRequest
    ) -> Sequence[str]:
        calls.parents.append([each.name for each in parents])
        calls.arguments.append({"prefix": prefix, "page": page})
        calls.infos.append(info)
        await asyncio.sleep(0)
        return [f"{prefix or ''}{each.name}" for each in parents]

    return label


async def run(schema: GraphQLSchema, query: str, root: Node, **variables: Any) -> ExecutionResult:
    return await graphql(schema, query, {"root": root}, variable_values=variables)


def leaf_names(*names: str) -> list[Node]:
    return [Node(name) for name in names]


def pending(schema: GraphQLSchema) -> object:
    """The levels that the resolver of `label` still holds."""
    node = cast("GraphQLObjectType", schema.type_map["Node"])
    return cast("Any", node.fields["label"].resolve)._pending


async def test_all_parents_of_a_level_come_in_one_call() -> None:
    calls = Calls()
    root = Node("r", leaf_names("a", "b", "c"))
    schema = schema_of(label=labels(calls))
    result = await run(schema, "{ root { children { label } } }", root)
    assert result == ExecutionResult(
        {"root": {"children": [{"label": "a"}, {"label": "b"}, {"label": "c"}]}}, None
    )
    assert calls.parents == [["a", "b", "c"]]


async def test_a_level_spans_nested_lists() -> None:
    calls = Calls()
    root = Node("r", [Node("a", rows=[leaf_names("1", "2"), leaf_names("3")]), Node("b")])
    query = "{ root { children { rows { label } } } }"
    result = await run(schema_of(label=labels(calls)), query, root)
    assert result.errors is None
    assert calls.parents == [["1", "2", "3"]]


async def test_the_level_below_a_batched_field_is_one_call_again() -> None:
    calls = Calls()

    async def following(
        parents: Sequence[Node], _: Info[Any], *, count: int | None
    ) -> Sequence[Sequence[Node]]:
        await asyncio.sleep(0)
        return [leaf_names(*(f"{each.name}{i}" for i in range(count or 1))) for each in parents]

    root = Node("r", leaf_names("a", "b", "c"))
    query = "{ root { children { next(count: 2) { next { label } } } } }"
    result = await run(schema_of(next=following, label=labels(calls)), query, root)
    assert result.errors is None
    assert calls.parents == [["a00", "a10", "b00", "b10", "c00", "c10"]]


async def test_a_method_need_not_be_asynchronous() -> None:
    def label(parents: Sequence[Node], _: Info[Any], **_arguments: Any) -> Sequence[str]:
        return [each.name.upper() for each in parents]

    root = Node("r", leaf_names("a", "b"))
    result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert result.data == {"root": {"children": [{"label": "A"}, {"label": "B"}]}}


async def test_aliases_with_other_arguments_are_calls_of_their_own() -> None:
    calls = Calls()
    root = Node("r", leaf_names("a", "b"))
    query = """
    query ($p: String) { root { children { x: label(prefix: "-") y: label(prefix: $p) label } } }
    """
    result = await run(schema_of(label=labels(calls)), query, root, p="+")
    assert result.data == {
        "root": {
            "children": [
                {"x": "-a", "y": "+a", "label": "a"},
                {"x": "-b", "y": "+b", "label": "b"},
            ]
        }
    }
    assert [each["prefix"] for each in calls.arguments] == ["-", "+", None]
    assert calls.parents == [["a", "b"]] * 3


async def test_other_arguments_of_the_same_nodes_are_a_call_of_their_own() -> None:
    """As graphql-core 3.3 has it where a fragment with arguments is used twice."""
    calls: list[tuple[list[str], object]] = []

    def label(
        parents: Sequence[Node], _: Info[Any], *, prefix: str, page: PageRequest
    ) -> Sequence[str]:
        calls.append(([each.name for each in parents], prefix))
        return [prefix + each.name for each in parents]

    arguments = Arguments(names={"prefix": "prefix"}, limits=PageLimits())
    resolver, info = BatchResolver(label, arguments, "Node.label"), cast("Any", FakeInfo())
    futures = [resolver(Node(name), info, prefix=name.upper()) for name in "aba"]
    assert await asyncio.gather(*futures) == ["Aa", "Bb", "Aa"]
    assert calls == [(["a", "a"], "A"), (["b"], "B")]


async def test_executions_at_the_same_time_never_mix() -> None:
    calls = Calls()
    schema = schema_of(label=labels(calls))
    document = parse("query ($p: String) { root { children { label(prefix: $p) } } }")

    async def one(name: str) -> Any:
        root = Node("r", leaf_names(f"{name}1", f"{name}2"))
        running: Any = execute(schema, document, {"root": root}, variable_values={"p": "same "})
        return await running

    results = await asyncio.gather(*(one(name) for name in "abc"))
    assert [each.data["root"]["children"][0]["label"] for each in results] == [
        "same a1",
        "same b1",
        "same c1",
    ]
    assert sorted(calls.parents) == [["a1", "a2"], ["b1", "b2"], ["c1", "c2"]]


async def test_a_failed_call_fails_every_parent_at_its_own_path() -> None:
    async def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        raise OSError("gone")

    root = Node("r", leaf_names("a", "b"))
    result = await run(schema_of(label=label), "{ root { children { name label } } }", root)
    assert result.data == {
        "root": {"children": [{"name": "a", "label": None}, {"name": "b", "label": None}]}
    }
    assert [error.path for error in result.errors or ()] == [
        ["root", "children", 0, "label"],
        ["root", "children", 1, "label"],
    ]


async def test_a_method_that_raises_at_once_fails_every_parent_too() -> None:
    def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        raise OSError("gone")

    root = Node("r", leaf_names("a", "b"))
    result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert [error.message for error in result.errors or ()] == ["gone", "gone"]


async def test_an_exception_in_place_of_a_value_fails_that_parent_only() -> None:
    async def label(
        parents: Sequence[Node], _: Info[Any], **_arguments: Any
    ) -> Sequence[str | Exception]:
        return [OSError("gone") if each.name == "b" else each.name for each in parents]

    root = Node("r", leaf_names("a", "b", "c"))
    result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert result.data == {"root": {"children": [{"label": "a"}, {"label": None}, {"label": "c"}]}}
    assert [error.path for error in result.errors or ()] == [["root", "children", 1, "label"]]


@pytest.mark.parametrize("error", [StopIteration("end"), StopAsyncIteration("end")])
async def test_even_stop_iteration_is_reported(error: Exception) -> None:
    def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        raise error

    root = Node("r", leaf_names("a"))
    async with asyncio.timeout(5):
        result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert len(result.errors or ()) == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["a"], "Node.label returned 1 values for 2 parents"),
        (["a", "b", "c"], "Node.label returned 3 values for 2 parents"),
        (None, "Node.label returned a NoneType, not a value for each parent"),
        (iter("ab"), "Node.label returned a str_ascii_iterator, not a value for each parent"),
    ],
)
async def test_a_wrong_number_of_values_names_the_resolver(values: Any, message: str) -> None:
    async def label(*_: Any, **_arguments: Any) -> Any:
        return values

    root = Node("r", leaf_names("a", "b"))
    result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert [error.message for error in result.errors or ()] == [message, message]


async def test_pagination_arguments_are_folded_before_the_call() -> None:
    calls = Calls()
    root = Node("r", leaf_names("a", "b"))
    query = '{ root { children { label(first: 3, after: "c") } } }'
    await run(schema_of(label=labels(calls)), query, root)
    assert calls.arguments == [{"prefix": None, "page": PageRequest(3, cursor="c")}]


async def test_wrong_pagination_arguments_fail_every_parent_without_a_call() -> None:
    calls = Calls()
    root = Node("r", leaf_names("a", "b"))
    query = "{ root { children { label(first: 101) } } }"
    result = await run(schema_of(label=labels(calls)), query, root)
    assert [error.message for error in result.errors or ()] == [
        "first must be between 1 and 100, got 101"
    ] * 2
    assert calls.parents == []


async def test_info_is_that_of_the_first_parent() -> None:
    calls = Calls()
    root = Node("r", leaf_names("a", "b"))
    await run(schema_of(label=labels(calls)), "{ root { children { x: label } } }", root)
    (info,) = calls.infos
    assert info.path == ("root", "children", 0, "x")
    assert (info.parent_type, info.field_name) == ("Node", "label")


async def test_nothing_is_kept_after_a_request() -> None:
    schema = schema_of(label=labels(Calls()))
    await run(schema, "{ root { children { label } } }", Node("r", leaf_names("a", "b")))
    assert pending(schema) == {}


def ask(resolver: BatchResolver, *names: str) -> list[asyncio.Future[Any]]:
    """What an executor awaits for the parents of one level."""
    info = cast("Any", FakeInfo())
    return [resolver(Node(name), info) for name in names]


async def test_parents_cancelled_before_the_call_leave_nothing_behind() -> None:
    calls = Calls()
    resolver = BatchResolver(labels(calls), Arguments(), "Node.label")
    for future in ask(resolver, "a", "b"):
        future.cancel()
    await asyncio.sleep(0)
    assert calls.parents == []
    assert resolver._pending == {}


async def test_the_call_is_cancelled_when_all_its_parents_are() -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return []

    futures = ask(BatchResolver(label, Arguments(), "Node.label"), "a", "b")
    async with asyncio.timeout(5):
        await started.wait()
        for future in futures:
            future.cancel()
        await ended.wait()


async def test_a_call_cancelled_by_somebody_else_is_an_error_not_a_cancellation() -> None:
    async def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        raise asyncio.CancelledError

    root = Node("r", leaf_names("a"))
    async with asyncio.timeout(5):
        result = await run(schema_of(label=label), "{ root { children { label } } }", root)
    assert [error.message for error in result.errors or ()] == ["Node.label was cancelled"]


async def test_a_call_runs_on_while_one_of_its_parents_still_waits() -> None:
    proceed = asyncio.Event()

    async def label(parents: Sequence[Node], *_: Any, **_arguments: Any) -> Sequence[str]:
        await proceed.wait()
        return [each.name for each in parents]

    first, second = ask(BatchResolver(label, Arguments(), "Node.label"), "a", "b")
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    proceed.set()
    assert await second == "b"


async def test_a_parent_that_no_longer_waits_is_left_out_of_the_call() -> None:
    seen: list[str] = []

    async def label(parents: Sequence[Node], *_: Any, **_arguments: Any) -> Sequence[str]:
        seen.extend(each.name for each in parents)
        return [each.name for each in parents]

    first, second = ask(BatchResolver(label, Arguments(), "Node.label"), "a", "b")
    first.cancel()
    assert await second == "b"
    assert seen == ["b"]


async def test_an_error_that_nobody_waits_for_makes_no_noise(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def label(*_: Any, **_arguments: Any) -> Sequence[str]:
        raise OSError("gone")

    await asyncio.wait(ask(BatchResolver(label, Arguments(), "Node.label"), "a"))
    gc.collect()
    assert caplog.records == []


@dataclass
class FakeInfo:
    """As much of a resolve info as batching looks at."""

    variable_values: dict[str, Any] = field(default_factory=dict[str, Any])
    field_nodes: list[object] = field(default_factory=lambda: [object()])
