"""The errors of the runtime, and what a client is told of an error.

GraphQLError
└── ApiError                 shown to the client, with a code
    ├── BadInput             BAD_USER_INPUT
    ├── InvalidPagination    INVALID_PAGINATION
    ├── InvalidCursor        INVALID_CURSOR
    ├── NotFound             NOT_FOUND
    ├── OperationTooLarge    OPERATION_TOO_LARGE
    ├── Unauthenticated      UNAUTHENTICATED
    └── Forbidden            FORBIDDEN
RuntimeError
├── UnselectedError          data was read that the operation did not ask for
└── BatchError               a batched resolver did not answer every parent
TypeError
└── ResolverMismatch         the resolvers of a schema are not the ones it needs
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Final

from graphql import GraphQLError, GraphQLSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterable

INTERNAL_MESSAGE: Final = "Internal server error"

_LOGGED: Final = "_graphwright_logged"

_log = logging.getLogger("graphwright.runtime")


class ApiError(GraphQLError):
    """An error whose message and code are meant for the client.

    Subclasses set `code`; `details` go into `extensions` beside it.
    """

    code: ClassVar[str] = "BAD_REQUEST"

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message, extensions={"code": self.code, **details})


class BadInput(ApiError):
    """An argument has the right type but no meaning."""

    code = "BAD_USER_INPUT"


class InvalidPagination(ApiError):
    """The pagination arguments exclude each other or are out of bounds."""

    code = "INVALID_PAGINATION"


class InvalidCursor(ApiError):
    """A cursor is not one that this connection gave out for this order."""

    code = "INVALID_CURSOR"


class NotFound(ApiError):
    """Something that the operation names does not exist, or not for this caller."""

    code = "NOT_FOUND"


class OperationTooLarge(ApiError):
    """The operation asks for more than one may at once."""

    code = "OPERATION_TOO_LARGE"


class Unauthenticated(ApiError):
    """The request carries no valid identity."""

    code = "UNAUTHENTICATED"


class Forbidden(ApiError):
    """The caller may not do this."""

    code = "FORBIDDEN"


class UnselectedError(RuntimeError):
    """Data was read that the operation did not select and that therefore was not loaded."""


class BatchError(RuntimeError):
    """A batched resolver returned something else than one value for each parent."""


class ResolverMismatch(TypeError):
    """The resolvers given do not fit the schema; `problems` has one sentence for each misfit."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        some = "1 resolver does" if count == 1 else f"{count} resolvers do"
        heading = f"{some} not fit the schema:"
        super().__init__("\n".join((heading, *(f"  {problem}" for problem in self.problems))))


def format_error(error: GraphQLError, debug: bool = False) -> dict[str, Any]:
    """Returns the error as the client sees it, for Ariadne's `error_formatter`.

    API errors and GraphQL's own (syntax, validation, coercion) pass with a code. Anything
    else is logged with its traceback and shown as "Internal server error", code INTERNAL;
    with `debug` its text is added as `extensions.exception`.
    """
    formatted: dict[str, Any] = {**error.formatted}
    fault = _fault(error)
    if fault is None:
        formatted["extensions"] = {"code": _code(error), **formatted.get("extensions", {})}
        return formatted
    path = ".".join(map(str, error.path or ())) or "the request"
    # A batched resolver that fails does so at the path of every parent: one traceback will do.
    is_known = getattr(fault, _LOGGED, False)
    setattr(fault, _LOGGED, True)
    _log.error("Internal error at %s", path, exc_info=None if is_known else fault)
    formatted["message"] = INTERNAL_MESSAGE
    formatted["extensions"] = {"code": "INTERNAL"}
    if debug:
        formatted["extensions"]["exception"] = f"{type(fault).__name__}: {fault}"
    return formatted


def _fault(error: GraphQLError) -> Exception | None:
    """Returns the fault of the server behind an error; None when the client is to see it.

    An error without a path comes before execution: syntax, validation or the coercion of
    variables, where the original error is what a scalar's parser said about the value.
    """
    current: Exception = error
    while isinstance(current, GraphQLError):
        if isinstance(current, ApiError) or current.original_error is None:
            return None
        current = current.original_error
    if error.path is None and isinstance(current, ValueError):
        return None
    return current


def _code(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return "GRAPHQL_VALIDATION_FAILED" if error.path is None else BadInput.code
