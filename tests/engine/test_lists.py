"""Lists of scalars are what graphql-core makes of them, whatever holds their items."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

import pytest
from graphql import build_schema, execute_sync, parse

from graphwright.engine import Call, Engine

from .schemas import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = build_schema("type Query { numbers: [Int!] must: [Int]! after: Int }")
TEXT = "{ numbers must after }"


class Backwards(list[int]):
    """A list that is read from its end."""

    def __iter__(self) -> Iterator[int]:
        return reversed(list(super().__iter__()))


class Broken(list[int]):
    """A list that cannot be read."""

    def __iter__(self) -> Iterator[int]:
        raise ValueError("broken")


@pytest.mark.parametrize(
    "made",
    [
        *(lambda: [1, 2], lambda: (1, 2), lambda: {1}, lambda: frozenset({2}), lambda: deque([3])),
        *(lambda: Backwards([1, 2]), lambda: Broken([1]), lambda: iter([1, 2]), lambda: range(2)),
        *(lambda: "text", lambda: 5, lambda: {"a": 1}, lambda: [1, None], lambda: ["x", 2]),
        *(lambda: None, lambda: ValueError("instead"), list),
    ],
)
def test_any_collection_is_read(made: Callable[[], Any]) -> None:
    engine = Engine(SCHEMA)
    for name in ("numbers", "must"):
        roots = [{"numbers": [7], "must": [8], "after": 9, name: made()} for _ in range(3)]
        expected = execute_sync(SCHEMA, parse(TEXT), roots[0])
        assert run(engine, TEXT, roots[1]) == expected
        response = engine.respond_sync(Call(TEXT, root_value=roots[2]))
        assert json.loads(response.body)["data"] == expected.data
