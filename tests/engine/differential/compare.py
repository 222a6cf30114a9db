"""One operation on one set of data, executed by graphql-core and by the engine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import graphql
from graphql import ExecutionResult

from .data import Maker, Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphql.language import DocumentNode

    from graphwright.engine import Engine

Error = tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """What is executed."""

    document: DocumentNode
    variables: dict[str, Any]
    data: Thing
    is_sync: bool = False


@dataclass(frozen=True)
class Answer:
    """A result in a form that can be compared, and the calls of resolvers."""

    data: Any
    errors: tuple[Error, ...]
    calls: tuple[Any, ...]


def by_core(engine: Engine, question: Question) -> Answer:
    """The answer of graphql-core."""
    function = graphql.execute_sync if question.is_sync else graphql.execute

    def execute(document: DocumentNode, root: Any, context: Any, variables: Any) -> Any:
        return function(engine.schema, document, root, context, variables)

    return _answer(execute, question)


def by_engine(engine: Engine, question: Question) -> Answer:
    """The answer of the engine."""
    return _answer(engine.execute_sync if question.is_sync else engine.execute, question)


def _answer(execute: Callable[..., Any], question: Question) -> Answer:
    calls: list[Any] = []

    async def run() -> ExecutionResult:
        root = Maker().make(question.data)
        result = execute(question.document, root, calls, question.variables)
        finished: ExecutionResult = await result if isawaitable(result) else result
        return finished

    result = asyncio.run(run())
    errors = tuple(_error(error) for error in result.errors or ())
    return Answer(_shape(result.data), errors, tuple(sorted(calls, key=repr)))


def _shape(value: Any) -> Any:
    """Data with the order of its keys."""
    if isinstance(value, dict):
        return tuple((key, _shape(item)) for key, item in value.items())
    if isinstance(value, list):
        return [_shape(item) for item in value]
    return (type(value).__name__, "callable" if callable(value) else value)


def _error(error: graphql.GraphQLError) -> Error:
    original = error.original_error
    return (
        tuple(error.path or ()),
        error.message,
        tuple((place.line, place.column) for place in error.locations or ()),
        type(original).__name__,
        str(original),
        repr(error.extensions),
    )


def differences(expected: Answer, actual: Answer, is_strict: bool) -> str:
    """What differs, or nothing.

    Without `is_strict` errors may come in another order, and where a null propagated it may have
    been another error that made it so: both depend on which awaitable is ready first.
    """
    if _is_unfinished(expected.data):
        return "unfinished data" if _is_unfinished(actual.data) else ""
    return next((problem for problem in _problems(expected, actual, is_strict) if problem), "")


def _problems(expected: Answer, actual: Answer, is_strict: bool) -> Iterator[str]:
    if expected.data != actual.data:
        yield f"data\n{expected.data}\n{actual.data}"
        return
    if is_strict and expected.errors != actual.errors:
        yield f"errors\n{expected.errors}\n{actual.errors}"
    mine, theirs = _groups(actual), _groups(expected)
    if mine.keys() != theirs.keys():
        yield f"positions of errors\n{theirs}\n{mine}"
        return
    for place, errors in mine.items():
        if any(error[0] == place for error in errors | theirs[place]) and errors != theirs[place]:
            yield f"errors at {place}\n{theirs[place]}\n{errors}"
    if not expected.errors and expected.calls != actual.calls:
        yield f"calls\n{expected.calls}\n{actual.calls}"
    if len(set(actual.calls)) != len(actual.calls):
        yield f"a resolver was called twice\n{actual.calls}"


def _is_unfinished(data: Any) -> bool:
    """Whether coroutines are left in the answer.

    graphql-core 3.2 forgets to await what `is_type_of` or an async iterable led to.
    """
    if isinstance(data, list):
        return any(_is_unfinished(item) for item in data)
    if data[:1] == ("coroutine",):
        return True
    return bool(data) and isinstance(data[0], tuple) and any(_is_unfinished(x) for _, x in data)


def _groups(answer: Answer) -> dict[tuple[Any, ...], set[Error]]:
    """Errors by the place that became null."""
    groups: dict[tuple[Any, ...], set[Error]] = {}
    for error in answer.errors:
        groups.setdefault(_nulled(answer.data, error[0]), set()).add(error)
    return groups


def _nulled(data: Any, path: tuple[Any, ...]) -> tuple[Any, ...]:
    for length, key in enumerate(path):
        if data == ("NoneType", None):
            return path[:length]
        data = dict(data)[key] if isinstance(data, tuple) else data[key]
    return path
