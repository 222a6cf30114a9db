"""Batched fields are called once for all parents of a level."""

from __future__ import annotations

import asyncio
from typing import Any

import graphql
import pytest
from graphql import ExecutionResult, GraphQLSchema, parse

from graphwright.engine import Engine
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.resolvers import Arguments

from .schemas import run, schema_of

SDL = """
type Query { rows: [[Item]] one: Item! strict: [Item!] }
type Item { id: Int! twin(by: Int = 1): Item must: Item! name: String! }
"""
ROOT = {
    "rows": [[{"id": 1}, {"id": 2}], [{"id": 3}, None]],
    "one": {"id": 4},
    "strict": [{"id": 5}],
}


class Twins:
    """A batched method that notes how it was called."""

    def __init__(self, is_late: bool) -> None:
        self.is_late = is_late
        self.calls: list[tuple[list[int], str, int]] = []

    def __call__(self, parents: Any, info: Any, by: int) -> Any:
        self.calls.append(([parent["id"] for parent in parents], info.field_name, by))
        values = [{"id": parent["id"] + by} for parent in parents]
        return self._later(values) if self.is_late else values

    async def _later(self, values: Any) -> Any:
        await asyncio.sleep(0)
        return values


def batched(method: Any, field: str = "twin") -> GraphQLSchema:
    """The schema with one field resolved in batches."""
    names = {"by": "by"} if field == "twin" else {}
    return schema_of(
        SDL, **{f"Item_{field}": BatchResolver(method, Arguments(names=names), "twins")}
    )


@pytest.mark.parametrize("is_late", [False, True])
def test_one_call_serves_all_parents_across_nested_lists(is_late: bool) -> None:
    twins = Twins(is_late)
    result = run(Engine(batched(twins)), "{ rows { twin { id } } }", ROOT)
    assert result.data == {
        "rows": [[{"twin": {"id": 2}}, {"twin": {"id": 3}}], [{"twin": {"id": 4}}, None]]
    }
    assert twins.calls == [([1, 2, 3], "twin", 1)]


def test_a_batch_below_a_batch_is_one_call_for_its_level() -> None:
    twins = Twins(is_late=True)
    run(Engine(batched(twins)), "{ rows { twin { twin(by: 5) { id } } } }", ROOT)
    assert twins.calls == [([1, 2, 3], "twin", 1), ([2, 3, 4], "twin", 5)]


def test_a_batch_waits_for_everything_above_it() -> None:
    async def late(value: Any, turns: int) -> Any:
        for _ in range(turns):
            await asyncio.sleep(0)
        return value

    async def execute() -> ExecutionResult:
        rows = [[late({"id": 1}, 1), late({"id": 2}, 9)], late([{"id": 3}], 4)]
        result = Engine(batched(twins)).execute(parse("{ rows { twin { id } } }"), {"rows": rows})
        assert not isinstance(result, ExecutionResult)
        return await result

    twins = Twins(is_late=True)
    result = asyncio.run(execute())
    assert [sorted(parents) for parents, _, _ in twins.calls] == [[1, 2, 3]]
    assert result.data == {
        "rows": [[{"twin": {"id": 2}}, {"twin": {"id": 3}}], [{"twin": {"id": 4}}]]
    }


def test_fields_with_other_arguments_are_other_batches() -> None:
    twins = Twins(is_late=False)
    run(Engine(batched(twins)), "{ rows { a: twin { id } b: twin(by: 3) { id } } }", ROOT)
    assert twins.calls == [([1, 2, 3], "twin", 1), ([1, 2, 3], "twin", 3)]


def test_an_exception_in_place_of_a_value_is_the_error_of_that_parent() -> None:
    def method(parents: Any, _info: Any, by: int) -> Any:
        return [ValueError("no") if parent["id"] == 2 else {"id": by} for parent in parents]

    result = run(Engine(batched(method)), "{ rows { twin { id } } }", ROOT)
    assert result.data is not None
    assert result.data["rows"][0] == [{"twin": {"id": 1}}, {"twin": None}]
    assert [error.path for error in result.errors or ()] == [["rows", 0, 1, "twin"]]


def test_an_exception_that_is_raised_is_the_error_of_every_parent() -> None:
    def method(_parents: Any, _info: Any, by: int) -> Any:
        raise ValueError(f"no twin by {by}")

    result = run(Engine(batched(method)), "{ rows { twin { id } } }", ROOT)
    assert [error.path for error in result.errors or ()] == [
        ["rows", 0, 0, "twin"],
        ["rows", 0, 1, "twin"],
        ["rows", 1, 0, "twin"],
    ]


def test_a_null_propagates_from_a_batched_field_that_must_not_be_null() -> None:
    def method(parents: Any, _info: Any) -> Any:
        return [None if parent["id"] == 2 else {"id": 9} for parent in parents]

    result = run(Engine(batched(method, "must")), "{ rows { must { id } } }", ROOT)
    assert result.data == {"rows": [[{"must": {"id": 9}}, None], [{"must": {"id": 9}}, None]]}
    assert [error.message for error in result.errors or ()] == [
        "Cannot return null for non-nullable field Item.must."
    ]


def test_too_few_values_are_an_error_that_names_the_resolver() -> None:
    result = run(
        Engine(batched(lambda _parents, _info, by: [by])), "{ rows { twin { id } } }", ROOT
    )
    assert {error.message for error in result.errors or ()} == {
        "twins returned 1 values for 3 parents"
    }


def test_a_batch_needs_no_event_loop_when_its_method_does_not() -> None:
    engine = Engine(batched(Twins(is_late=False)))
    result = engine.execute_sync(parse("{ one { twin { id } } }"), ROOT)
    assert result.data == {"one": {"twin": {"id": 5}}}


def test_batches_have_the_same_results_on_graphql_core() -> None:
    async def execute() -> ExecutionResult:
        result = graphql.execute(schema, parse(text), ROOT)
        assert not isinstance(result, ExecutionResult)
        return await result

    text = "{ rows { twin { id twin { id } } } one { twin(by: 2) { name } } }"
    schema = batched(Twins(is_late=True))
    mine = run(Engine(schema), text, ROOT)
    theirs = asyncio.run(execute())
    assert mine.data == theirs.data
    assert [error.formatted for error in mine.errors or ()] == [
        error.formatted for error in theirs.errors or ()
    ]
