"""Objects of frozen data classes, made without the detour by which those set their attributes."""

from __future__ import annotations

from dataclasses import MISSING
from inspect import ismemberdescriptor
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
        "__made__ = __twin__()",
        *(f"__made__.{name} = {name}" for name in fields),
        "__made__.__class__ = __data_class__",
        "return __made__",
    ]
    maker = function_of(lines, {"__twin__": twin, "__data_class__": made})
    return cast("Callable[P, T]", maker)


def quick_init(data_class: type[Any]) -> Callable[..., None] | None:
    """Returns what the `__init__` of a data class with keywords only does, but faster.

    Null if the class is more than slots for what it is made of.
    """
    fields = data_class.__dataclass_fields__
    is_plain = all(each.init and each.default_factory is MISSING for each in fields.values())
    twin = open_twin(data_class, fields) if fields and is_plain else None
    if twin is None:
        return None
    own: Any = data_class.__init__
    given = ", ".join(f"{name}={name}" for name in fields)
    lines = [
        f"def __init__(__self__, *, {', '.join(fields)}):",
        "if __self__.__class__ is not __data_class__:",
        f"    return __own__(__self__, {given})",
        "__open__(__self__, __twin__)",
        *(f"__self__.{name} = {name}" for name in fields),
        "__self__.__class__ = __data_class__",
    ]
    init = function_of(
        lines,
        {
            "__twin__": twin,
            "__data_class__": data_class,
            "__own__": own,
            "__open__": vars(object)["__class__"].__set__,
        },
    )
    init.__kwdefaults__ = own.__kwdefaults__
    init.__annotations__ = own.__annotations__
    init.__qualname__ = own.__qualname__
    return init


def function_of(lines: Sequence[str], constants: Mapping[str, object]) -> FunctionType:
    """Returns the function that the lines define, to which the constants are global."""
    module = compile("\n    ".join(lines), f"<{lines[0]}>", "exec")
    code = next(part for part in module.co_consts if isinstance(part, CodeType))
    return FunctionType(code, dict(constants))
