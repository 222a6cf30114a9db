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
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass as lazy_dataclass

__all__ = ["lazy_dataclass"]

_OPTIONS: Final = {"frozen": True, "slots": True, "kw_only": True}
_NOT_FIELDS: Final = ("ClassVar", "InitVar", "KW_ONLY")


def _lazy_dataclass(**options: bool) -> Callable[[type[Any]], type[Any]]:
    """What `dataclasses.dataclass` returns, which is also what type checkers take this for.

    A frozen, slotted class with keywords only, which stands on no other, gets its slots at once,
    and all else that makes it a data class when somebody asks for any of it.
    """
    at_once = dataclass(**options)

    def decorate(data_class: type[Any]) -> type[Any]:
        if options == _OPTIONS and _can_wait(data_class):
            return _slotted(data_class)
        return at_once(data_class)

    return decorate


if not TYPE_CHECKING:
    lazy_dataclass = _lazy_dataclass


def _names_of_a_dataclass() -> frozenset[str]:
    """What the standard library adds to a class; that depends on its version."""
    blank = type("Blank", (), {"__slots__": ()})
    return frozenset(vars(dataclass(**_OPTIONS)(type("Made", (), {})))) - frozenset(vars(blank))


_ADDED: Final = _names_of_a_dataclass()


def _can_wait(data_class: type[Any]) -> bool:
    annotations = [str(each) for each in get_annotations(data_class).values()]
    return (
        data_class.__bases__ == (object,)
        and _ADDED.isdisjoint(vars(data_class))
        and not any(word in each for each in annotations for word in _NOT_FIELDS)
    )


def _slotted(data_class: type[Any]) -> type[Any]:
    body = {
        **{key: vars(data_class)[key] for key in vars(data_class).keys() - _OF_INSTANCES},
        "__qualname__": data_class.__qualname__,
    }
    fields = get_annotations(data_class)
    later = _ADDED if data_class.__doc__ else _ADDED | {"__doc__"}
    return type(
        data_class.__name__,
        (),
        {
            **{key: value for key, value in body.items() if key not in fields},
            "__slots__": tuple(fields),
            **{key: _Later(body) for key in later},
        },
    )


#: What a class without slots has that its twin with slots must not have.
_OF_INSTANCES: Final = {"__dict__", "__weakref__"}


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
