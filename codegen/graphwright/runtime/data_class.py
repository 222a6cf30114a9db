"""Objects of frozen data classes, made without the detour by which those set their attributes."""

from __future__ import annotations

from dataclasses import MISSING
from inspect import ismemberdescriptor
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

P = ParamSpec("P")
T = TypeVar("T")


def open_twin(data_class: type[Any], attributes: Iterable[str]) -> type[Any] | None:
    """Returns a class like the data class, but with attributes that can be set, and nothing else.

    Once its attributes are set, an object of it becomes one of the data class by assignment to
    `__class__`. Null if the data class is more than slots for just these attributes.
    """
    names = set(attributes)
    if not (
        "__new__" not in vars(data_class)
        and not hasattr(data_class, "__post_init__")
        and hasattr(data_class, "__dataclass_fields__")
        and names == set(data_class.__dataclass_fields__)
        and all(ismemberdescriptor(getattr(data_class, name, None)) for name in names)
    ):
        return None
    slots = tuple(data_class.__dataclass_fields__)
    twin = type(data_class.__name__, (), {"__slots__": slots})
    blank: Any = twin()
    try:
        blank.__class__ = data_class
    except TypeError:
        # Some of its slots are those of a class that it stands on.
        return None
    return twin


def maker_of(data_class: Callable[P, T]) -> Callable[P, T]:
    """Returns a function that is called as the class is and makes the same objects, but faster.

    For a slotted data class without defaults; any other class comes back itself.
    """
    made: Any = data_class
    fields: Any = getattr(made, "__dataclass_fields__", {})
    is_plain = all(
        each.init and each.default is MISSING and each.default_factory is MISSING
        for each in fields.values()
    )
    twin = open_twin(made, fields) if is_plain else None
    if twin is None:
        return data_class
    lines = [
        f"def make({', '.join(fields)}):",
        "made = twin()",
        *(f"made.{name} = {name}" for name in fields),
        "made.__class__ = data_class",
        "return made",
    ]
    module = compile("\n    ".join(lines), f"<maker of {made.__name__}>", "exec")
    code = next(part for part in module.co_consts if isinstance(part, CodeType))
    maker: Callable[P, T] = FunctionType(code, {"twin": twin, "data_class": made})
    return maker
