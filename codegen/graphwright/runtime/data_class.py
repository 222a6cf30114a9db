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


def is_slotted_data(data_class: type[Any], attributes: Iterable[str]) -> bool:
    """Tells whether objects of a class are plain data in slots, namely these attributes."""
    names = set(attributes)
    return (
        "__new__" not in vars(data_class)
        and not hasattr(data_class, "__post_init__")
        and hasattr(data_class, "__dataclass_fields__")
        and names == set(data_class.__dataclass_fields__)
        and all(ismemberdescriptor(getattr(data_class, name, None)) for name in names)
    )


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
    if not is_plain or not is_slotted_data(made, fields):
        return data_class
    setters = {f"set_{name}": getattr(made, name).__set__ for name in fields}
    lines = [
        f"def make({', '.join(fields)}):",
        "made = new(data_class)",
        *(f"set_{name}(made, {name})" for name in fields),
        "return made",
    ]
    module = compile("\n    ".join(lines), f"<maker of {made.__name__}>", "exec")
    code = next(part for part in module.co_consts if isinstance(part, CodeType))
    maker: Callable[P, T] = FunctionType(
        code, {**setters, "new": object.__new__, "data_class": made}
    )
    return maker
