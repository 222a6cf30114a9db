"""What an annotation says, once its names are known."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    ForwardRef,
    Literal,
    NewType,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from graphwright.ir.expressions import Symbol
from graphwright.models.python_type import (
    NONE,
    Alternatives,
    Anything,
    ClassType,
    PythonType,
    Unclear,
)

_SEQUENCE = Symbol("collections.abc", "Sequence")
_TEXTS = (str, bytes, bytearray, memoryview)
_WRAPPERS = (Annotated, ClassVar, Final, NotRequired, Required)
# Python has it from 3.13 on.
_READ_ONLY = ("typing.ReadOnly", "typing_extensions.ReadOnly")


def python_type(annotation: Any, within: tuple[Any, ...] = ()) -> PythonType:
    """The type that an evaluated annotation stands for, `within` the `type` statements it is read in."""
    annotation = _bare(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    named = origin or annotation
    if annotation is Any:
        return Anything()
    if origin in {Union, types.UnionType}:
        return _alternatives(arguments, within)
    if origin is Literal:
        return _alternatives(tuple(dict.fromkeys(type(each) for each in arguments)), within)
    if isinstance(named, type):
        return _class_type(named, arguments, within)
    if type(named).__name__ == "TypeAliasType":
        return _aliased(named, within)
    return Unclear(_text(annotation))


def _bare(annotation: Any) -> Any:
    """What is inside of wrappers, and behind new types and variables."""
    origin = get_origin(annotation)
    if annotation is None:
        return types.NoneType
    if origin in _WRAPPERS or repr(origin) in _READ_ONLY:
        return _bare(get_args(annotation)[0])
    if isinstance(annotation, NewType):
        return _bare(annotation.__supertype__)
    if isinstance(annotation, TypeVar):
        return _bare(annotation.__bound__ or Any)
    return annotation


def _aliased(alias: Any, within: tuple[Any, ...]) -> PythonType:
    """What a `type` statement says, which Python evaluates only now; anything where it is part of itself."""
    if alias in within:
        return Anything()
    try:
        value = alias.__value__
    except Exception:
        return Unclear(_text(alias))
    return python_type(value, (*within, alias))


def bases_of(kind: type[Any]) -> tuple[Symbol, ...]:
    """The names of a class and of what it inherits from, nearest first."""
    names = [symbol_of(base) for base in kind.__mro__]
    if issubclass(kind, Sequence) and not issubclass(kind, _TEXTS) and _SEQUENCE not in names:
        names.append(_SEQUENCE)
    return tuple(names)


def has_keys(kind: type[Any]) -> bool:
    """Whether the class is a TypedDict, of typing or of typing_extensions."""
    return dict in kind.__mro__ and hasattr(kind, "__required_keys__")


def symbol_of(kind: type[Any]) -> Symbol:
    """The name of a class and of the module that defines it."""
    if kind is types.NoneType:
        return NONE
    module = "" if kind.__module__ == "builtins" else kind.__module__
    return Symbol(module, kind.__qualname__)


def _class_type(kind: type[Any], arguments: tuple[Any, ...], within: tuple[Any, ...]) -> PythonType:
    if kind is tuple and arguments:
        held = tuple(each for each in arguments if each is not Ellipsis)
        return ClassType(bases_of(kind), (_alternatives(tuple(dict.fromkeys(held)), within),))
    return ClassType(bases_of(kind), tuple(python_type(each, within) for each in arguments))


def _alternatives(annotations: tuple[Any, ...], within: tuple[Any, ...]) -> PythonType:
    members: dict[PythonType, None] = {}
    for annotation in annotations:
        found = python_type(annotation, within)
        for member in found.members if isinstance(found, Alternatives) else (found,):
            members[member] = None
    return next(iter(members)) if len(members) == 1 else Alternatives(tuple(members))


def _text(annotation: Any) -> str:
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return annotation if isinstance(annotation, str) else repr(annotation)
