"""Classes whose instances compiled functions may take without a closer look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import CoroutineType, GeneratorType
from typing import Any, Final
from uuid import UUID

from graphql.pyutils import Undefined

from .markers import UnusualError

LIMIT: Final = 4096
_BUILT_IN: tuple[type, ...] = (
    *(str, bytes, int, float, bool, list, tuple, dict, set, frozenset),
    *(date, datetime, time, timedelta, Decimal, UUID),
)
_SPECIAL: tuple[type, ...] = (
    *(Exception, CoroutineType, GeneratorType),
    *(type(None), type(Undefined), type),
)
_LISTS: Final = (list, tuple, set, frozenset)
_HOOKS: Final = ("__getattribute__", "__getattr__", "__await__", "__call__")


class Classes:
    """Sets of classes seen in results, each kept small enough to be held for good.

    An instance of a plain class is no awaitable, no exception and not callable, and no attribute
    hook can make it so. Compiled functions test membership of the class of each object, and ask
    for admission when it is not known yet.
    """

    __slots__ = ("mappings", "plain")

    def __init__(self) -> None:
        self.plain: set[type] = set(_BUILT_IN)
        self.mappings: set[type] = {dict}

    def admit(self, value: object) -> bool:
        """Whether a value is of a plain class, which is kept if it was not known."""
        cls = type(value)
        if cls in self.plain:
            return True
        if len(self.plain) >= LIMIT or not _is_plain(cls):
            return False
        if _is_mapping(cls):
            self.mappings.add(cls)
        self.plain.add(cls)
        return True

    def as_list(self, value: Any) -> Any:
        """A tuple as it is, the items of another plain list or set; raises UnusualError."""
        if type(value) is tuple:
            return value
        is_list = isinstance(value, _LISTS) and not hasattr(value, "__aiter__")
        if is_list and self.admit(value):
            return [*value]
        raise UnusualError(value)


class Admission:
    """Admits the values at one place of a compiled function.

    The function compares the class of each value with the first one that was admitted, which its
    namespace keeps under `name`, and comes here when it is another.
    """

    __slots__ = ("_classes", "_name", "_namespace")

    def __init__(self, classes: Classes, namespace: dict[str, object], name: str) -> None:
        self._classes = classes
        self._namespace = namespace
        self._name = name

    def ensure(self, value: object) -> None:
        """Raise UnusualError for a value that is not of a plain class."""
        if not self.admits(value):
            raise UnusualError(value)

    def admits(self, value: object) -> bool:
        """Whether a value is of a plain class."""
        if not self._classes.admit(value):
            return False
        if self._namespace[self._name] is None:
            self._namespace[self._name] = type(value)
        return True


def _is_mapping(cls: type) -> bool:
    return issubclass(cls, Mapping)


def _is_plain(cls: type) -> bool:
    return not issubclass(cls, _SPECIAL) and not any(
        name in vars(base) for base in cls.__mro__ if base is not object for name in _HOOKS
    )
