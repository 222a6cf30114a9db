"""The attributes of a class, by whichever library it was made."""

from __future__ import annotations

import inspect
from dataclasses import InitVar, dataclass
from types import SimpleNamespace
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    NotRequired,
    Required,
    get_args,
    get_origin,
    get_type_hints,
)

from graphwright.models.annotations import has_keys, python_type
from graphwright.models.python_type import Alternatives, PythonType, Unclear
from graphwright.models.source import lines_of, own_bases, typing_names

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute or a parameter of a class, or a key of a TypedDict, and its place.

    `required` is false for a key that may be missing or has a default, `link` true for a relationship of a mapped
    class. What is not `annotated` no type checker knows the type of.
    """

    type: PythonType
    file: str = ""
    line: int = 0
    required: bool = True
    link: bool = False
    annotated: bool = True


def attributes_of(kind: type[Any], emitted: tuple[str, ...]) -> Mapping[str, Attribute]:
    """The attributes of the class by name, those without a type among them."""
    bases = own_bases(kind)
    places = [lines_of(base) for base in bases]
    known = {
        name: hint for base in reversed(bases) for name, hint in typing_names(base, emitted).items()
    }
    found: dict[str, Attribute] = {}
    for name, hint in [*_annotated(kind, known), *_properties(kind, known)]:
        held = _held(hint)
        if held is None:
            continue
        file, line = next(((file, lines[name]) for file, lines in places if name in lines), ("", 0))
        found[name] = Attribute(
            type=held if isinstance(held, Unclear) else python_type(held),
            file=file,
            line=line,
            required=_is_required(kind, name, hint),
            link=held is not hint and _holds_mapped(held),
        )
    return {**_unannotated(kind), **found}


def _is_required(kind: type[Any], name: str, hint: Any) -> bool:
    """Whether every instance has it. Keys that are annotated in text are all the same to Python."""
    keys: Container[str] = getattr(kind, "__required_keys__", ())
    if not has_keys(kind) or get_origin(hint) is Required:
        return True
    return name in keys and get_origin(hint) is not NotRequired


def _annotated(kind: type[Any], known: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Annotations of the class, evaluated; what cannot be is Unclear."""
    try:
        return list(get_type_hints(kind, localns=dict(known), include_extras=True).items())
    except Exception:
        hints: dict[str, Any] = {}
        for base in reversed(kind.__mro__):
            names = {**vars(inspect.getmodule(base) or SimpleNamespace()), **known}
            for name, raw in inspect.get_annotations(base).items():
                hints[name] = evaluated(raw, names)
        return list(hints.items())


def evaluated(raw: Any, names: Mapping[str, Any]) -> Any:
    """The annotation with the names in it known; Unclear if they do not suffice."""
    alone = SimpleNamespace(__annotations__={"it": raw})
    try:
        return get_type_hints(alone, dict(names), include_extras=True)["it"]
    except Exception:
        return Unclear(raw if isinstance(raw, str) else repr(raw))


def _properties(kind: type[Any], known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Properties, plain, cached or hybrid, with what they return."""
    for name in dict.fromkeys(name for base in kind.__mro__ for name in vars(base)):
        member = inspect.getattr_static(kind, name)
        function = getattr(member, "fget", None)
        if function is None and type(member).__name__ == "cached_property":
            function = getattr(member, "func", None)
        if not inspect.isfunction(function):
            continue
        raw = function.__annotations__.get("return", Unclear(""))
        names = {**function.__globals__, **known}
        yield name, raw if isinstance(raw, Unclear) else evaluated(raw, names)


def _held(hint: Any) -> Any:
    """What an instance has under an annotated name; None if it has nothing there itself."""
    origin = get_origin(hint)
    if origin is ClassVar or hint is ClassVar or isinstance(hint, InitVar):
        return None
    if isinstance(hint, Unclear) and "ClassVar" in hint.text:
        return None
    if getattr(origin, "__module__", "").startswith("sqlalchemy."):
        return get_args(hint)[0] if getattr(origin, "__name__", "") == "Mapped" else None
    return hint


def _holds_mapped(annotation: Any) -> bool:
    """Whether a class with a table of its own is in the annotation."""
    return hasattr(annotation, "__mapper__") or any(map(_holds_mapped, get_args(annotation)))


def _unannotated(kind: type[Any]) -> dict[str, Attribute]:
    """What attrs and SQLAlchemy know of attributes that are declared without an annotation."""
    found: dict[str, Attribute] = {}
    for attribute in getattr(kind, "__attrs_attrs__", ()):
        held = Unclear("") if attribute.type is None else python_type(attribute.type)
        found[attribute.name] = Attribute(held, annotated=False)
    mapper = getattr(kind, "__mapper__", None)
    for name, column in mapper.columns.items() if mapper is not None else ():
        found[name] = Attribute(_of_column(column), annotated=False)
    return found


def _of_column(column: Any) -> PythonType:
    try:
        held = python_type(column.type.python_type)
    except NotImplementedError:
        return Unclear("")
    return Alternatives((held, python_type(None))) if column.nullable else held
