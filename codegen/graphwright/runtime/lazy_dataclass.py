"""Data classes whose methods are made when the first of them is used.

To make them takes half a millisecond a class. A large schema has a thousand classes, of which the
requests to a process use few.
"""

from __future__ import annotations

from dataclasses import dataclass
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, Final

from graphwright.runtime.data_class import quick_init

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import dataclass as lazy_dataclass

__all__ = ["lazy_dataclass"]

_OPTIONS: Final = {"frozen": True, "slots": True, "kw_only": True}
_NOT_FIELDS: Final = ("ClassVar", "InitVar", "KW_ONLY")
#: What a class without slots has, and one with slots must not be given.
_OF_INSTANCES: Final = ("__dict__", "__weakref__")


def _lazy_dataclass(data_class: type[Any] | None = None, /, **options: bool) -> Any:
    """What `dataclasses.dataclass` returns, which is also what type checkers take this for.

    A frozen, slotted class with keywords only, which stands on no other, gets its slots at once,
    and all else that makes it a data class when somebody asks for any of it.
    """
    if data_class is None and options == _OPTIONS:
        return _made_later
    return dataclass(data_class, **options)


if not TYPE_CHECKING:
    lazy_dataclass = _lazy_dataclass


def _made_later(data_class: type[Any]) -> type[Any]:
    if not _can_wait(data_class):
        return dataclass(**_OPTIONS)(data_class)
    body = {name: each for name, each in vars(data_class).items() if name not in _OF_INSTANCES}
    body["__qualname__"] = data_class.__qualname__
    fields = get_annotations(data_class)
    later = _ADDED if data_class.__doc__ else (*_ADDED, "__doc__")
    slotted = {name: each for name, each in body.items() if name not in fields}
    slotted["__slots__"] = tuple(fields)
    slotted.update((name, _Later(body)) for name in later)
    return type(data_class.__name__, (), slotted)


def _names_of_a_dataclass() -> tuple[str, ...]:
    """What the standard library adds to a class; that depends on its version."""
    blank = type("Blank", (), {"__slots__": ()})
    made: type[Any] = dataclass(**_OPTIONS)(type("Made", (), {}))
    return tuple(name for name in vars(made) if name not in vars(blank))


_ADDED: Final = _names_of_a_dataclass()


def _can_wait(data_class: type[Any]) -> bool:
    annotations = [str(each) for each in get_annotations(data_class).values()]
    return (
        type(data_class) is type
        and data_class.__bases__ == (object,)
        and not any(name in vars(data_class) for name in _ADDED)
        and not any(word in each for each in annotations for word in _NOT_FIELDS)
    )


class _Later:
    """Stands for an attribute of a data class until somebody asks for one: then all are made.

    Threads that ask at the same time make the same.
    """

    __slots__ = ("body", "name", "owner")

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.body = body

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.owner = owner
        self.name = name

    def __get__(self, instance: object, kind: type[Any] | None = None) -> Any:
        _complete(self.owner, self.body)
        found = vars(self.owner)[self.name]
        bind = getattr(found, "__get__", None)
        return found if bind is None else bind(instance, kind)


def _complete(slotted: type[Any], body: Mapping[str, Any]) -> None:
    """Give the class what a data class of the same body has."""
    made = vars(dataclass(**_OPTIONS)(type(slotted.__name__, (), dict(body))))
    for name, value in list(vars(slotted).items()):
        if isinstance(value, _Later):
            setattr(slotted, name, made[name])
    init = quick_init(slotted)
    if init is not None:
        untyped: Any = slotted
        untyped.__init__ = init
