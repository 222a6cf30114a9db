"""What is selected again, as by a fragment that is spread twice, is not written out again."""

from __future__ import annotations

from typing import Any

from graphql import build_schema, execute_sync, parse

from graphwright.engine import Engine, explain
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.resolvers import Arguments

from .schemas import run, schema_of

NAMES = [f"f{number}" for number in range(10)]
SDL = f"""
    type Query {{ a: T b: T! many: [[T!]] other: T }}
    type T {{ {" ".join(f"{name}: Int!" for name in NAMES)} up: Int peer: Int inner: T }}
"""
FRAGMENT = f"fragment F on T {{ {' '.join(NAMES)} inner {{ {' '.join(NAMES)} }} }}"
TEXT = f"{{ a {{ ...F }} b {{ ...F }} many {{ ...F }} other {{ ...F f0 }} }} {FRAGMENT}"


def _thing(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {name: number for number, name in enumerate(NAMES)}
    return {**fields, "inner": {**fields}, **changes}


def test_a_fragment_is_written_once_and_called_elsewhere() -> None:
    text = explain(build_schema(SDL), TEXT)
    first, *others = text.split("def complete(")[1:]
    assert first.count("'f9': ") == 3, "a, what is in it, and other, which has another field"
    assert first.count("of_shape(run, shape_T") == 3
    titles = [other.splitlines()[0].partition("# ")[2] for other in others]
    assert titles == ["Query.b: T", "Query.many: T", "T.inner: T"]


def test_results_and_errors_are_those_of_graphql_core() -> None:
    schema = build_schema(SDL)
    engine = Engine(schema)
    many = [[_thing(), _thing(f3="no number"), _thing()], [_thing(inner=_thing(f9=None))], None]
    for b in (_thing(), _thing(f5=None), None, "no thing", _thing(f1=ValueError("raised"))):
        root = {"a": _thing(f2=1.5), "b": b, "many": many, "other": _thing(inner=None)}
        assert run(engine, TEXT, root) == execute_sync(schema, parse(TEXT), root)
    assert engine.statistics.compiled == 1


def test_resolvers_are_told_the_path() -> None:
    paths: list[Any] = []

    def up(_parent: Any, info: Any) -> int:
        paths.append(info.path.as_list())
        return 1

    schema = schema_of(SDL, T_up=up)
    text = TEXT.replace("inner {", "up inner { up")
    root = {name: _thing() for name in ("a", "b", "other")} | {"many": [[_thing(), _thing()]]}
    result = run(Engine(schema), text, root)
    actual = list(paths)
    paths.clear()
    assert result == execute_sync(schema, parse(text), root)
    assert actual == paths
    assert ["many", 0, 1, "inner", "up"] in paths


def test_batches_find_their_parents() -> None:
    def peers(parents: list[Any], _info: Any) -> list[Any]:
        return [parent["f0"] if parent["f0"] else ValueError("none") for parent in parents]

    schema = schema_of(SDL, T_peer=BatchResolver(peers, Arguments(), "T.peer"))
    text = TEXT.replace("inner {", "peer inner {")
    root = {"b": _thing(f0=5), "a": _thing(f0=0), "many": [[_thing(f0=6), _thing(f0=0)], []]}
    result = run(Engine(schema), text, root)
    assert result.data is not None
    assert [result.data["b"]["peer"], result.data["many"][0][0]["peer"]] == [5, 6]
    places = [error.path for error in result.errors or ()]
    assert sorted(map(str, places)) == ["['a', 'peer']", "['many', 0, 1, 'peer']"]
