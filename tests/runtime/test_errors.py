"""Tests of what a client is told of an error."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from ariadne import QueryType, ScalarType, make_executable_schema
from graphql import GraphQLError, GraphQLFormattedError, graphql

from graphwright.runtime import (
    ApiError,
    BadInput,
    Forbidden,
    ResolverMismatch,
    UnselectedError,
    format_error,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Sold(ApiError):
    """An error of a project's own."""

    code = "SOLD"


def refuse(value: object) -> object:
    raise ValueError(f"{value!r} is no even number")


async def errors_of(
    query: str, failing: Callable[[], object], *, debug: bool = False, **variables: Any
) -> list[Any]:
    """The errors of an operation as a client gets them."""
    root = QueryType()
    root.set_field("field", lambda *_, **__: failing())
    root.set_field("needed", lambda *_: None)
    schema = make_executable_schema(
        """
        scalar Even
        type Query { field(even: Even, count: Int): Int needed: Int! }
        """,
        root,
        ScalarType("Even", value_parser=refuse),
    )
    result = await graphql(schema, query, variable_values=variables)
    return [format_error(error, debug) for error in result.errors or ()]


def failing_with(error: BaseException) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


async def test_an_api_error_keeps_its_message_code_and_details() -> None:
    (error,) = await errors_of("{ field }", failing_with(Sold("too late", item="7")))
    assert error == {
        "message": "too late",
        "locations": [{"line": 1, "column": 3}],
        "path": ["field"],
        "extensions": {"code": "SOLD", "item": "7"},
    }


async def test_a_graphql_error_raised_on_purpose_passes_with_a_code() -> None:
    (error,) = await errors_of("{ field }", failing_with(GraphQLError("not now")))
    assert (error["message"], error["extensions"]) == ("not now", {"code": "BAD_USER_INPUT"})


async def test_a_code_given_to_a_graphql_error_is_kept() -> None:
    raised = GraphQLError("not now", extensions={"code": "BUSY", "wait": 3})
    (error,) = await errors_of("{ field }", failing_with(raised))
    assert error["extensions"] == {"code": "BUSY", "wait": 3}


async def test_anything_else_is_hidden_and_logged_with_its_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "graphwright.runtime"):
        (error,) = await errors_of("{ x: field }", failing_with(OSError("password is 123")))
    assert error == {
        "message": "Internal server error",
        "locations": [{"line": 1, "column": 3}],
        "path": ["x"],
        "extensions": {"code": "INTERNAL"},
    }
    (record,) = caplog.records
    assert record.getMessage() == "Internal error at x"
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == "password is 123"
    assert record.exc_info[2] is not None


async def test_one_fault_at_many_paths_is_logged_with_one_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault = OSError("gone")
    with caplog.at_level(logging.ERROR, "graphwright.runtime"):
        errors = await errors_of("{ a: field b: field }", failing_with(fault))
    assert [error["extensions"]["code"] for error in errors] == ["INTERNAL", "INTERNAL"]
    assert [record.getMessage() for record in caplog.records] == [
        "Internal error at a",
        "Internal error at b",
    ]
    assert [bool(record.exc_info) for record in caplog.records] == [True, False]


async def test_debug_adds_the_text_of_a_hidden_error() -> None:
    (error,) = await errors_of("{ field }", failing_with(OSError("gone")), debug=True)
    assert error["extensions"] == {"code": "INTERNAL", "exception": "OSError: gone"}


@pytest.mark.parametrize(
    "raised", [ValueError("secret"), UnselectedError("secret"), TypeError("s")]
)
async def test_a_resolvers_own_value_error_is_hidden(raised: Exception) -> None:
    (error,) = await errors_of("{ field }", failing_with(raised))
    assert error["message"] == "Internal server error"


async def test_an_api_error_that_caused_another_error_is_hidden_with_it() -> None:
    error = RuntimeError("secret")
    error.__cause__ = Forbidden("no")
    (formatted,) = await errors_of("{ field }", failing_with(error))
    assert formatted["extensions"] == {"code": "INTERNAL"}


async def test_null_in_a_non_null_field_is_a_fault_of_the_server() -> None:
    (error,) = await errors_of("{ needed }", failing_with(OSError()))
    assert error["extensions"] == {"code": "INTERNAL"}


@pytest.mark.parametrize(
    ("query", "variables", "code", "message"),
    [
        ("{ field", {}, "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("{ unknown }", {}, "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'unknown'"),
        ('{ field(even: "x") }', {}, "GRAPHQL_VALIDATION_FAILED", "'x' is no even number"),
        (
            "query ($e: Even) { field(even: $e) }",
            {"e": "x"},
            "GRAPHQL_VALIDATION_FAILED",
            "'x' is no even number",
        ),
        (
            "query ($c: Int) { field(count: $c) }",
            {"c": "x"},
            "GRAPHQL_VALIDATION_FAILED",
            "Int cannot represent",
        ),
    ],
)
async def test_errors_before_execution_pass_with_a_code(
    query: str, variables: dict[str, Any], code: str, message: str
) -> None:
    (error,) = await errors_of(query, lambda: 1, **variables)
    assert error["extensions"] == {"code": code}
    assert message in error["message"]


def test_a_fault_before_execution_is_hidden() -> None:
    error = GraphQLError("secret", original_error=OSError("secret"))
    assert format_error(error)["message"] == "Internal server error"


def test_formatting_does_not_change_the_error() -> None:
    error = BadInput("bad")
    before: GraphQLFormattedError = error.formatted
    format_error(error)
    assert error.formatted == before
    assert error.extensions == {"code": "BAD_USER_INPUT"}


def test_a_mismatch_lists_its_problems() -> None:
    error = ResolverMismatch(iter(["a", "b"]))
    assert error.problems == ("a", "b")
    assert str(error) == "2 resolvers do not fit the schema:\n  a\n  b"
