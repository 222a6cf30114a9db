"""Compiled source is safe, readable and within Python's limits."""

from __future__ import annotations

from typing import Any

import graphql
import pytest
from graphql import build_schema, parse

from graphwright.engine import Engine, Limits, explain
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.resolvers import (
    Arguments,
    AttributeResolver,
    EventResolver,
    KeyResolver,
)

from .schemas import changed, run, schema_of

HOSTILE = (
    "x'] = 1; import os #",
    '"""',
    "\\",
    "a\nb",
    "{0}",
    "{}",
    "__import__('os')",
    "\u2028",
    "']}",
    "# comment",
)


@pytest.mark.parametrize("alias", HOSTILE)
def test_an_alias_is_data_whatever_it_contains(alias: str) -> None:
    engine = Engine(build_schema("type Query { a: String }"))
    result = run(engine, changed(parse("{ a }"), alias=alias), {"a": "v"})
    assert result.data == {alias: "v"}


@pytest.mark.parametrize("text", HOSTILE)
def test_an_argument_is_data_whatever_it_contains(text: str) -> None:
    schema = schema_of(
        "type Query { echo(text: String): String }", Query_echo=lambda _root, _info, text: text
    )
    literal = graphql.print_ast(graphql.StringValueNode(value=text))
    document = parse(f"query($t: String = {literal}) {{ echo(text: $t) }}")
    assert run(Engine(schema), document).data == {"echo": text}


@pytest.mark.parametrize("name", ["class", "None", "from", "s", "run", "x", "d1", "w", "error"])
def test_a_field_may_be_called_as_python_calls_things(name: str) -> None:
    schema = build_schema(f"type Query {{ {name}: Query leaf: String }}")
    root: Any = type("Root", (), {name: {"leaf": "v"}})()
    assert run(Engine(schema), f"{{ {name} {{ leaf }} }}", root).data == {name: {"leaf": "v"}}


def test_an_attribute_that_is_no_name_is_read_as_one() -> None:
    class Root:
        def __getattribute__(self, name: str) -> Any:
            return f"read {name}"

    schema = schema_of("type Query { a: String }", Query_a=AttributeResolver("x; y"))
    assert run(Engine(schema), "{ a }", Root()).data == {"a": "read x; y"}


def test_deep_operations_are_split_into_functions() -> None:
    schema = build_schema("type Query { q: Query qs: [Query] leaf: String }")
    root: dict[str, Any] = {"leaf": "end"}
    text = "{ leaf }"
    for depth in range(60):
        name = "qs" if depth % 2 else "q"
        root = {name: [root] if depth % 2 else root}
        text = f"{{ {name} {text} }}"
    engine = Engine(schema)
    assert run(engine, text, root) == graphql.execute_sync(schema, parse(text), root)
    assert not engine.statistics.delegated


def test_wide_operations_are_compiled_and_very_large_ones_are_not() -> None:
    schema = build_schema("type Query { a: Int }")
    fields = " ".join(f"k{number}: a" for number in range(2500))
    engine = Engine(schema, Limits(selections=3000))
    result = run(engine, f"{{ {fields} }}", {"a": 1})
    assert result.data == {f"k{number}": 1 for number in range(2500)}
    assert not engine.statistics.delegated
    run(engine, f"{{ {fields} {fields} }}", {"a": 1})
    assert engine.statistics.delegated == {"operation is too large": 1}


def test_fragments_that_multiply_are_planned_as_far_as_data_goes() -> None:
    schema = build_schema("type Query { a: Query b: Query leaf: Int }")
    parts = [
        f"fragment F{number} on Query {{ a {{ ...F{number + 1} }} b {{ ...F{number + 1} }} }}"
        for number in range(40)
    ]
    text = "\n".join(["{ ...F0 }", *parts, "fragment F40 on Query { leaf }"])
    assert run(Engine(schema), text, {}).data == {"a": None, "b": None}


def test_explain_shows_functions_comments_and_batches() -> None:
    method = BatchResolver(lambda parents, _info: parents, Arguments(), "T.peers")
    schema = schema_of("type Query { all: [T!] } type T { id: ID peers: T }", T_peers=method)
    text = explain(schema, "query Peers { all { id peers { peers { id } } } }")
    assert "# query Peers" in text
    assert "# 5 fields: 0 resolver calls, 2 batched" in text
    assert "# batch 1: T.peers, once for all parents of all[].peers" in text
    assert "# batch 2: T.peers, once for all parents of all[].peers.peers" in text
    assert "):  # Query: the operation" in text


def test_explain_shows_functions_of_every_possible_type() -> None:
    schema = build_schema("type Query { u: U } union U = A | B type A { a: Int } type B { b: Int }")
    text = explain(schema, "{ u { ... on A { a } ... on B { b } } }")
    assert "# Query.u: A" in text
    assert "# Query.u: B" in text


def test_explain_says_why_an_operation_is_not_compiled() -> None:
    schema = build_schema(
        "directive @defer on FRAGMENT_SPREAD | INLINE_FRAGMENT type Query { a: Int }"
    )
    text = explain(schema, "{ ... @defer { a } }")
    assert text == "# Not compiled, graphql-core executes it: @defer.\n"


def test_a_group_of_columns_is_read_from_the_row_itself() -> None:
    class Row:
        name = "n"
        size = 3

    schema = schema_of(
        "type Query { rows: [Row!] } type Row { group: Group! } type Group { name: String! size: Int }",
        Row_group=EventResolver(),
        Group_name=AttributeResolver("name"),
        Group_size=AttributeResolver("size"),
    )
    result = run(Engine(schema), "{ rows { group { name size } } }", {"rows": [Row()]})
    assert result.data == {"rows": [{"group": {"name": "n", "size": 3}}]}


def test_a_mapping_is_read_by_the_keys_of_its_resolvers() -> None:
    schema = schema_of(
        "type Query { row: Row } type Row { is: String size: Int none: Int }",
        Row_is=KeyResolver("in'"),
        Row_size=KeyResolver("n"),
        Row_none=KeyResolver("none"),
    )
    root = {"row": {"in'": "x", "n": 2}}
    result = run(Engine(schema), "{ row { is size none } }", root)
    assert result.data == {"row": {"is": "x", "size": 2, "none": None}}
    result = run(Engine(schema), "{ row { is size } }", {"row": ["no mapping"]})
    assert result == graphql.execute_sync(
        schema, parse("{ row { is size } }"), {"row": ["no mapping"]}
    )
