"""The engine keeps what it made, hands over what it does not compile, and counts both."""

from __future__ import annotations

import asyncio
import copy
import gc
from collections import UserDict
from inspect import isawaitable
from typing import Any

import graphql
import pytest
from graphql import ExecutionResult, GraphQLSchema, build_schema, parse

from graphwright import engine as package
from graphwright.engine import Call, CompiledExecution, Engine, Limits, engine_of

from .schemas import changed, run, schema_of

SDL = "type Query { a(x: Int): Int b: String! } type Mutation { a: Int b: Int }"
EXECUTION_CLASS = "executor_class" if graphql.version_info >= (3, 3) else "execution_context_class"


def test_a_document_is_compiled_once() -> None:
    engine, document = Engine(build_schema(SDL)), parse("{ a }")
    for _ in range(3):
        assert run(engine, document, {"a": 1}).data == {"a": 1}
    assert (engine.statistics.compiled, engine.statistics.executed) == (1, 3)


def test_a_text_that_is_parsed_anew_is_compiled_once() -> None:
    engine = Engine(build_schema(SDL))
    for _ in range(3):
        run(engine, "{ a }", {"a": 1})
    assert engine.statistics.compiled == 1


def test_a_document_that_was_changed_after_parsing_is_compiled_anew() -> None:
    engine = Engine(build_schema(SDL))
    run(engine, "{ a }", {"a": 1})
    document = changed(parse("{ a }"), name="b")
    assert run(engine, document, {"a": 1, "b": "x"}).data == {"b": "x"}


def test_there_is_a_program_for_each_value_of_the_conditions() -> None:
    engine = Engine(build_schema(SDL))
    document = parse("query($yes: Boolean!) { a @include(if: $yes) b @skip(if: $yes) }")
    for yes, data in ((True, {"a": 1}), (False, {"b": "x"}), (True, {"a": 1})):
        result = run(engine, document, {"a": 1, "b": "x"}, variable_values={"yes": yes})
        assert result.data == data
    assert engine.statistics.compiled == 2


def test_caches_are_bounded() -> None:
    engine = Engine(build_schema(SDL), Limits(characters=100, fields=10))
    conditions = " ".join(f"k{number}: a @skip(if: $v{number})" for number in range(3))
    text = f"query($v0: Boolean!, $v1: Boolean!, $v2: Boolean!) {{ b {conditions} }}"
    for number in range(8):
        values = {f"v{bit}": bool(number >> bit & 1) for bit in range(3)}
        asyncio.run(engine.respond(Call(text, values, root_value={"b": "x"})))
        asyncio.run(engine.respond(Call(f"{{ k{number}: a }}")))
    operations: Any = engine.operations
    documents: Any = engine.documents
    assert operations._programs.weight <= 10
    for cache in (operations._by_identity, operations._by_text, documents._parsed):
        assert 0 < cache.weight <= 100


def test_a_request_as_text_is_answered_as_json() -> None:
    engine = Engine(build_schema(SDL))
    call = Call("query($x: Int) { a(x: $x) }", {"x": 1}, root_value={"a": lambda _info, x: x + 1})
    for _ in range(2):
        assert asyncio.run(engine.respond(call)).body == b'{"data":{"a":2}}'
    statistics = engine.statistics
    assert (statistics.parsed, statistics.validated, statistics.compiled) == (1, 1, 1)


def test_a_text_that_is_wrong_is_answered_with_its_errors() -> None:
    engine = Engine(build_schema(SDL))
    for text in ("{ a", "{ nothing }"):
        first, second = (engine.respond_sync(Call(text)) for _ in range(2))
        assert first.body == second.body
        assert first.result.data is None
        assert first.result.errors


def test_integers_that_orjson_refuses_are_written_all_the_same() -> None:
    schema = build_schema("scalar Big type Query { big: Big }")
    response = Engine(schema).respond_sync(Call("{ big }", root_value={"big": 2**70}))
    assert response.body == b'{"data":{"big":%d}}' % 2**70


def test_middleware_is_left_to_graphql_core_and_counted() -> None:
    def double(resolve: Any, root: Any, info: Any, **arguments: Any) -> Any:
        return 2 * resolve(root, info, **arguments)

    engine = Engine(build_schema(SDL))
    assert run(engine, "{ a }", {"a": 2}, middleware=[double]).data == {"a": 4}
    assert engine.statistics.delegated == {"middleware": 1}


def test_a_class_of_ones_own_executes_its_operations_itself() -> None:
    base: Any = getattr(graphql, "Executor", None) or graphql.ExecutionContext
    own = type("Own", (base,), {})
    engine = Engine(build_schema(SDL))
    assert run(engine, "{ a }", {"a": 2}, **{EXECUTION_CLASS: own}).data == {"a": 2}
    assert engine.statistics.delegated == {EXECUTION_CLASS: 1}


def test_the_compiled_class_can_be_given_to_graphql_core() -> None:
    schema = build_schema(SDL)
    options: Any = {EXECUTION_CLASS: CompiledExecution}
    result = graphql.execute_sync(schema, parse("{ a b }"), {"a": 2}, **options)
    assert result.data is None
    assert [error.path for error in result.errors or ()] == [["b"]]
    assert engine_of(schema).statistics.executed == 1


def test_the_compiled_class_awaits() -> None:
    async def late(_info: Any, x: int | None = None) -> int | None:
        await asyncio.sleep(0)
        return x

    async def execute() -> Any:
        options: Any = {EXECUTION_CLASS: CompiledExecution}
        return await graphql.graphql(schema, "{ a(x: 5) }", {"a": late}, **options)

    schema = build_schema(SDL)
    assert asyncio.run(execute()).data == {"a": 5}
    assert engine_of(schema).statistics.executed == 1


def test_results_come_at_once_when_nothing_has_to_be_awaited() -> None:
    result = Engine(build_schema(SDL)).execute(parse("{ a }"), {"a": 1})
    assert result == ExecutionResult({"a": 1}, None)


def test_execute_sync_refuses_to_wait() -> None:
    async def late(_info: Any) -> str:
        return "late"

    engine = Engine(build_schema("type Query { a: String }"))
    with pytest.raises(RuntimeError, match="failed to complete synchronously"):
        engine.execute_sync(parse("{ a }"), {"a": _Forever()}, check_sync=True)
    assert engine.execute_sync(parse("{ a }"), {"a": lambda _info: "now"}).data == {"a": "now"}


class _Forever:
    def __await__(self) -> Any:
        yield


def test_the_functions_take_what_those_of_graphql_core_take() -> None:
    schema = build_schema(SDL)
    arguments = (
        parse("query Q($x: Int) { a(x: $x) }"),
        {"a": lambda _i, x: x},
        None,
        {"x": 3},
        "Q",
    )
    assert package.execute(schema, *arguments) == graphql.execute(schema, *arguments)
    assert package.execute_sync(schema, *arguments) == graphql.execute_sync(schema, *arguments)
    with pytest.raises(TypeError):
        package.execute(schema, parse("{ a }"), None, root_value=None)


@pytest.mark.parametrize(
    ("text", "name"),
    [("query A { a } query B { a }", None), ("{ a }", "Z"), ("fragment F on Query { a }", None)],
)
def test_requests_that_name_no_operation_have_the_errors_of_graphql_core(
    text: str, name: str | None
) -> None:
    schema = build_schema(SDL)
    result = Engine(schema).execute(parse(text), operation_name=name)
    assert result == graphql.execute(schema, parse(text), operation_name=name)


def test_a_copy_of_a_schema_has_an_engine_of_its_own() -> None:
    schema = build_schema(SDL)
    engine = engine_of(schema)
    assert engine_of(schema) is engine
    assert engine_of(copy.copy(schema)) is not engine


def test_what_an_engine_compiled_is_not_pickled() -> None:
    engine = Engine(build_schema(SDL))
    run(engine, "{ a }", {"a": 1})
    assert engine.__reduce__()[0] is Engine


def test_mutations_run_one_after_the_other() -> None:
    log: list[str] = []

    async def slow(_root: Any, _info: Any) -> int:
        log.append("a starts")
        await asyncio.sleep(0)
        log.append("a ends")
        return 1

    def fast(_root: Any, _info: Any) -> int:
        log.append("b")
        return 2

    engine = Engine(schema_of(SDL, Mutation_a=slow, Mutation_b=fast))
    assert run(engine, "mutation { a b c: a }").data == {"a": 1, "b": 2, "c": 1}
    assert log == ["a starts", "a ends", "b", "a starts", "a ends"]


def test_arguments_that_a_resolver_changes_are_new_for_every_call() -> None:
    def take(_root: Any, _info: Any, items: list[int]) -> int:
        items.pop()
        return len(items)

    schema = schema_of("type Query { take(items: [Int] = [1, 2]): Int }", Query_take=take)
    engine = Engine(schema)
    for _ in range(2):
        assert run(engine, "{ a: take(items: [1, 2]) b: take(items: [1, 2, 3]) }").data == {
            "a": 1,
            "b": 2,
        }


def test_mappings_of_other_classes_are_read_by_key() -> None:
    schema = build_schema("type Query { rows: [Row] } type Row { get: Int name: String }")
    rows = [UserDict({"get": 1, "name": "x"}), {"get": 2}]
    assert run(Engine(schema), "{ rows { get name } }", {"rows": rows}).data == {
        "rows": [{"get": 1, "name": "x"}, {"get": 2, "name": None}]
    }


def test_a_subscription_answers_every_event() -> None:
    async def events(_root: Any, _info: Any) -> Any:
        for number in range(3):
            yield {"n": number}

    async def collect(schema: GraphQLSchema) -> list[Any]:
        stream = package.subscribe(schema, parse("subscription { n }"))
        stream = await stream if isawaitable(stream) else stream
        return [result.data async for result in stream]

    schema = build_schema("type Query { a: Int } type Subscription { n: Int }")
    assert schema.subscription_type is not None
    schema.subscription_type.fields["n"].subscribe = events
    assert asyncio.run(collect(schema)) == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert engine_of(schema).statistics.executed == 3
    assert engine_of(schema).statistics.compiled == 1


def test_a_cancelled_request_cancels_what_it_waits_for() -> None:
    cancelled: list[str] = []

    async def forever(_root: Any, info: Any) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(info.field_name)
            raise

    async def execute() -> None:
        task = asyncio.ensure_future(_awaited(engine.execute(parse("mutation { a } "))))
        both = asyncio.ensure_future(_awaited(engine.execute(parse("{ x y }"))))
        for _ in range(5):
            await asyncio.sleep(0)
        for each in (task, both):
            each.cancel()
            with pytest.raises(asyncio.CancelledError):
                await each
        await asyncio.sleep(0)

    schema = schema_of(
        "type Query { x: Int y: Int } type Mutation { a: Int }",
        Query_x=forever,
        Query_y=forever,
        Mutation_a=forever,
    )
    engine = Engine(schema)
    asyncio.run(execute())
    assert sorted(cancelled) == ["a", "x", "y"]


async def _awaited(result: Any) -> Any:
    return await result


def test_siblings_of_a_null_that_propagates_are_cancelled_as_graphql_core_does() -> None:
    cancelled: list[str] = []

    async def forever(_root: Any, _info: Any) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append("b")

    async def fail(_root: Any, _info: Any) -> None:
        raise ValueError("no")

    async def execute() -> tuple[Any, list[str]]:
        result = await _awaited(Engine(schema).execute(parse("{ t { a b } }")))
        return result.data, list(cancelled)

    schema = schema_of(
        "type Query { t: T } type T { a: Int! b: Int }",
        Query_t=lambda *_: {},
        T_a=fail,
        T_b=forever,
    )
    is_cancelled = graphql.version_info >= (3, 3)
    assert asyncio.run(execute()) == ({"t": None}, ["b"] if is_cancelled else [])


def test_an_execution_leaves_nothing_to_the_garbage_collector() -> None:
    async def late(_info: Any, x: int | None = None) -> int | None:
        return x

    engine, document = Engine(build_schema(SDL)), parse("{ a b }")
    for root in ({"a": 1, "b": "x"}, {"a": late, "b": "x"}):
        run(engine, document, root)

        async def execute(root: Any = root) -> int:
            gc.collect()
            gc.disable()
            try:
                result = engine.execute(document, root)
                if isawaitable(result):
                    result = await result
                del result
                return gc.collect()
            finally:
                gc.enable()

        assert asyncio.run(execute()) == 0
