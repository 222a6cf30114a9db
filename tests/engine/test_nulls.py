"""Nulls and errors within objects: what is kept, what is dropped, and that nothing is read twice."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import graphql
import pytest
from graphql import GraphQLSchema, build_schema, parse

from graphwright.engine import Engine

from .schemas import schema_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SDL = """
type Query { row: Row rows: [Row] must: [Row!] }
type Row { a: Int b: String must: Int! c: Int child: Row strict: Row! numbers: [Int!] }
"""
Outcome = tuple[Any, list[Any]]


def outcomes(schema: GraphQLSchema, text: str, root: Callable[[], Any]) -> tuple[Outcome, Outcome]:
    """Data and errors by the engine and by graphql-core, each from a root of its own."""
    engine = Engine(schema)
    document = parse(text)

    async def outcome(execute: Callable[..., Any]) -> Outcome:
        result = execute(document, root())
        result = await result if isawaitable(result) else result
        return result.data, [error.formatted for error in result.errors or ()]

    async def both() -> tuple[Outcome, Outcome]:
        mine = await outcome(engine.execute)
        return mine, await outcome(lambda document, root: graphql.execute(schema, document, root))

    found = asyncio.run(both())
    assert engine.statistics.executed == 1
    return found


class Row:
    """An object that counts how often each attribute is read; exceptions are raised."""

    def __init__(self, reads: Counter[str], **values: Any) -> None:
        self._reads = reads
        self._values = values

    def _read(self, name: str) -> Any:
        self._reads[name] += 1
        value = self._values.get(name)
        if isinstance(value, Exception):
            raise value
        return value() if isinstance(value, _Late) else value

    a = property(lambda self: self._read("a"))
    b = property(lambda self: self._read("b"))
    must = property(lambda self: self._read("must"))
    c = property(lambda self: self._read("c"))
    child = property(lambda self: self._read("child"))
    strict = property(lambda self: self._read("strict"))
    numbers = property(lambda self: self._read("numbers"))


class _Late:
    """A value that a new coroutine returns each time it is asked for."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __repr__(self) -> str:
        return f"late {self._value!r}"

    def __call__(self) -> Any:
        async def later() -> Any:
            await asyncio.sleep(0)
            return self._value

        return later()


GOOD: dict[str, Any] = {"a": 1, "b": "x", "must": 2, "c": 3, "numbers": [1, 2]}
FAULTS: tuple[dict[str, Any], ...] = (
    {},
    {"a": "no"},
    {"a": None, "b": None, "c": None, "numbers": None},
    {"c": ValueError("c")},
    {"a": ValueError("a"), "c": ValueError("c")},
    {"a": "no", "c": ValueError("c")},
    {"must": None},
    {"a": "no", "must": None},
    {"a": ValueError("a"), "must": "no", "c": "no"},
    {"must": ValueError("must"), "c": ValueError("c")},
    {"numbers": [1, None]},
    {"numbers": [1, "no", 3], "a": "no"},
    {"numbers": (1, 2)},
    {"a": _Late(4)},
    {"a": _Late(4), "c": ValueError("c")},
    {"a": _Late("no"), "b": _Late("y"), "c": ValueError("c")},
    {"must": _Late(None), "a": "no"},
    {"b": 5, "a": 4.0},
    {"a": AttributeError("a")},
)


def is_late(fault: dict[str, Any]) -> bool:
    """Whether something has to be awaited, so that what graphql-core leaves undone may warn."""
    return any(isinstance(value, _Late) for value in fault.values())


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize(
    "text",
    [
        "{ row { a b must c numbers } }",
        "{ row { a child { b must c } numbers c } }",
        "{ row { a strict { numbers a must c } c } }",
        "{ rows { a b child { a must } c } }",
        "{ must { child { a } c must numbers } }",
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine:RuntimeWarning")
def test_data_and_errors_are_those_of_graphql_core(fault: dict[str, Any], text: str) -> None:
    """Whatever is wrong with one object: the others, its errors and their order are the same."""
    reads: list[Counter[str]] = []

    def root() -> dict[str, Any]:
        reads.append(Counter())

        def row(**values: Any) -> Row:
            return Row(reads[-1], **GOOD, **values)

        below = Row(reads[-1], **{**GOOD, **fault})
        bad = Row(reads[-1], **{**GOOD, "child": below, "strict": below, **fault})
        rows = [row(child=row()), bad, row(child=below)]
        return {"row": bad, "rows": rows, "must": rows}

    mine, theirs = outcomes(build_schema(SDL), text, root)
    assert mine[0] == theirs[0]
    assert sorted(mine[1], key=repr) == sorted(theirs[1], key=repr)
    if not is_late(fault):
        assert mine[1] == theirs[1]
    if not theirs[1]:
        assert reads[0] == reads[1]


def test_no_value_is_read_again_after_another_one_raised() -> None:
    """What had been read is completed, and what had not is read now."""
    reads: Counter[str] = Counter()
    row = Row(reads, **{**GOOD, "b": ValueError("b")})
    result = Engine(build_schema(SDL)).execute_sync(parse("{ row { a b must c } }"), {"row": row})
    assert result.data == {"row": {"a": 1, "b": None, "must": 2, "c": 3}}
    assert reads == {"a": 1, "b": 1, "must": 1, "c": 1}


def test_no_coroutine_is_lost_when_another_attribute_raises() -> None:
    """A coroutine that nobody awaits would warn, which fails the test."""
    row = Row(Counter(), **{**GOOD, "a": _Late(7), "c": ValueError("c")})

    async def execute() -> Any:
        result: Any = Engine(build_schema(SDL)).execute(parse("{ row { a b c } }"), {"row": row})
        return await result

    assert asyncio.run(execute()).data == {"row": {"a": 7, "b": "x", "c": None}}


def test_resolvers_are_called_once_when_another_field_raises() -> None:
    """Also those of fields that follow."""
    calls: list[str] = []

    def note(_source: Any, info: Any) -> int:
        calls.append(info.field_name)
        if info.field_name == "b":
            raise ValueError("b")
        return 1

    schema = schema_of(
        "type Query { a: Int b: Int c: Int d: Int! rows: [Row!] } type Row { a: Int b: Int c: Int }",
        Row_a=note,
        Row_b=note,
        Row_c=note,
    )
    result = Engine(schema).execute_sync(parse("{ rows { a b c } }"), {"rows": [{}, {}]})
    assert result.data == {"rows": [{"a": 1, "b": None, "c": 1}] * 2}
    assert calls == ["a", "b", "c"] * 2


@pytest.mark.parametrize("value", [7, 2**40, 2**70, -3, 0, "x", 1.0, 1.5, True, None])
def test_ids_and_numbers_of_any_form_are_those_of_graphql_core(value: Any) -> None:
    """What is no text or no fraction becomes one, or an error."""
    schema = build_schema(
        "type Query { id: ID float: Float int: Int text: String yes: Boolean"
        " ids: [ID] floats: [Float] texts: [String!] }"
    )
    root: dict[str, Any] = dict.fromkeys(("id", "float", "int", "text", "yes"), value)
    root.update({name: [value, value] for name in ("ids", "floats", "texts")})
    text = "{ id float int text yes ids floats texts }"
    mine, theirs = outcomes(schema, text, lambda: root)
    assert (mine[0], mine[1]) == (theirs[0], theirs[1])
    assert [type(item) for item in (mine[0] or {}).values()] == [
        type(item) for item in (theirs[0] or {}).values()
    ]


@pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_late_value_of_an_item_that_raised_is_not_missed() -> None:
    async def late(value: Any, turns: int) -> Any:
        for _ in range(turns):
            await asyncio.sleep(0)
        return value

    class Root:
        async def rows(self, _info: Any) -> AsyncIterator[Any]:
            try:
                yield {"a": 1, "must": 2}
                yield {"a": late(3, 1), "must": None}
            finally:  # while the list is closed, values that were there before arrive
                await late(None, 30)

        async def other(self, _info: Any) -> int:
            return int(await late(4, 6))

    sdl = "type Query { rows: [Row!] other: Int } type Row { a: Int must: Int! }"
    mine, theirs = outcomes(build_schema(sdl), "{ rows { a must } other }", Root)
    gc.collect()  # with what graphql-core 3.2 never awaits
    assert mine == theirs
    assert mine[0] == {"rows": None, "other": 4}
