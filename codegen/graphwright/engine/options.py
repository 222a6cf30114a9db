"""Arguments of graphql-core's functions, in the order that its installed version has them."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_graphql: Any = import_module("graphql")
CORE_CLASSES: Final[frozenset[object]] = frozenset(
    getattr(_graphql, name) for name in ("ExecutionContext", "Executor") if hasattr(_graphql, name)
)
_COMPILED: Final = frozenset(
    {
        *("root_value", "context_value", "variable_values", "operation_name"),
        *("field_resolver", "type_resolver", "subscribe_field_resolver"),
        *("max_coercion_errors", "hide_suggestions", "enable_early_execution", "check_sync"),
        "is_awaitable",
    }
)


class Signature:
    """The parameters of one of graphql-core's functions after schema and document."""

    __slots__ = ("function", "names")

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.names = tuple(inspect.signature(function).parameters)[2:]

    def bind(self, positional: tuple[Any, ...], named: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments by name; raises TypeError as a call would."""
        if len(positional) > len(self.names):
            inspect.signature(self.function).bind(None, None, *positional, **named)
        options = dict(zip(self.names, positional, strict=False))
        if not options.keys().isdisjoint(named):
            inspect.signature(self.function).bind(None, None, *positional, **named)
        options.update(named)
        return options


EXECUTE: Final = Signature(_graphql.execute)
EXECUTE_SYNC: Final = Signature(_graphql.execute_sync)
SUBSCRIBE: Final = Signature(_graphql.subscribe)


def not_compiled(options: Mapping[str, Any]) -> str | None:
    """Why graphql-core has to execute a request with these options, or None."""
    for name, value in options.items():
        if name in _COMPILED or not is_given(value):
            continue
        if name in {"execution_context_class", "executor_class"} and value in CORE_CLASSES:
            continue
        return name
    if callable(options.get("check_sync")):
        return "check_sync"
    return None


def is_given(value: Any) -> bool:
    """Whether an option asks for something: neither nothing nor middleware of which there is none."""
    middlewares: Any = getattr(value, "middlewares", value)
    return not (middlewares is None or (isinstance(middlewares, tuple | list) and not middlewares))
