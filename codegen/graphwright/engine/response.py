"""Responses as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from graphql import ExecutionResult, GraphQLError

# orjson comes with the extra `engine`.
_orjson: Any = import_module("orjson") if find_spec("orjson") is not None else None

FormatError = Callable[[GraphQLError], Mapping[str, Any]]


def formatted(error: GraphQLError) -> Mapping[str, Any]:
    """An error as the specification has it."""
    return error.formatted


@dataclass(frozen=True, slots=True)
class Call:
    """A request as text, and what its resolvers are given."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    context_value: Any = None
    root_value: Any = None
    format_error: FormatError = formatted


@dataclass(frozen=True, slots=True)
class Response:
    """The body of a response, and the result that it was made from.

    Lists of scalars in the result may be those that resolvers returned.
    """

    body: bytes
    result: ExecutionResult


def response_of(result: ExecutionResult, format_error: FormatError = formatted) -> Response:
    """The response for a result."""
    content: dict[str, Any] = {"data": result.data}
    if result.errors:
        content["errors"] = [format_error(error) for error in result.errors]
    if result.extensions is not None:
        content["extensions"] = result.extensions
    return Response(json_of(content), result)


def json_of(content: object) -> bytes:
    """JSON text in UTF-8.

    Values that orjson refuses, such as integers of more than 64 bits that a scalar of the project
    let through, are left to the standard library; raises TypeError or ValueError if it refuses too.
    """
    if _orjson is not None:
        with suppress(TypeError):
            body: bytes = _orjson.dumps(content)
            return body
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
