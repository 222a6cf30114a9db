"""What a class takes when it is made, by whichever library it was made."""

from __future__ import annotations

import inspect
from dataclasses import InitVar, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from graphwright.models.annotations import has_keys, python_type
from graphwright.models.attributes import Attribute, evaluated
from graphwright.models.python_type import Alternatives, Anything, ClassType, PythonType, Unclear
from graphwright.models.source import lines_of, typing_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def parameters_of(
    kind: type[Any], attributes: Mapping[str, Attribute], emitted: tuple[str, ...]
) -> Mapping[str, Attribute]:
    """What the class takes by name; `required` is what has no default.

    `attributes` are those of the class. What type checkers do not know by that name is not
    `annotated`.
    """
    if has_keys(kind):
        return attributes
    if hasattr(kind, "__pydantic_fields__") and not kind.__pydantic_custom_init__:
        return dict(_of_pydantic(kind, attributes))
    try:
        signature = inspect.signature(kind)
    except (TypeError, ValueError):
        return {}
    line = lines_of(kind)[1].get("", 0)
    found: dict[str, Attribute] = {}
    for name, each in signature.parameters.items():
        if each.kind in _BY_NAME:
            held = attributes.get(name, Attribute(Unclear(""), lines_of(kind)[0], line))
            found[name] = replace(
                held,
                type=_type(kind, each, attributes, emitted),
                required=each.default is inspect.Parameter.empty,
                annotated=True,
            )
    return found


def unknown_name(kind: Any) -> str:
    """A name that a pydantic model mentions and cannot be made without; empty for other classes."""
    if not hasattr(kind, "__pydantic_fields__"):
        return ""
    try:
        kind.model_rebuild()
    except NameError as error:
        return str(error.name)
    return ""


def _of_pydantic(kind: Any, attributes: Mapping[str, Attribute]) -> Iterator[tuple[str, Attribute]]:
    """The fields of a model, each under the name that it takes, and that type checkers know if it can."""
    settings = kind.model_config
    by_name = settings.get("populate_by_name") or settings.get("validate_by_name")
    for name, field in kind.__pydantic_fields__.items():
        written = field.alias if field.alias_priority == 2 else None
        alias = field.validation_alias or field.alias or name
        taken = name if by_name and written is None else alias
        if not isinstance(taken, str):
            continue
        held = attributes.get(name, Attribute(Unclear("")))
        yield (
            taken,
            replace(
                held,
                type=_parsed(held.type),
                required=field.is_required(),
                annotated=taken == (written or name),
            ),
        )


def _parsed(of: PythonType) -> PythonType:
    """The type with anything for classes of pydantic, which make themselves of what they are given."""
    if isinstance(of, Alternatives):
        members = tuple(map(_parsed, of.members))
        return Anything() if Anything() in members else Alternatives(members)
    if isinstance(of, ClassType):
        if of.symbol.module.partition(".")[0] == "pydantic":
            return Anything()
        return replace(of, arguments=tuple(map(_parsed, of.arguments)))
    return of


def _type(
    kind: type[Any],
    parameter: inspect.Parameter,
    attributes: Mapping[str, Attribute],
    emitted: tuple[str, ...],
) -> PythonType:
    name, written = parameter.name, parameter.annotation
    if any(
        each.alias == name and each.converter is not None
        for each in getattr(kind, "__attrs_attrs__", ())
    ):
        return Anything()
    fields_are_parameters = is_dataclass(kind) or issubclass(kind, tuple)
    if name in attributes and (
        fields_are_parameters
        or hasattr(kind, "__attrs_attrs__")
        or written is inspect.Parameter.empty
    ):
        return attributes[name].type
    if written is inspect.Parameter.empty:
        return Unclear("")
    made = getattr(kind.__init__, "__globals__", vars(inspect.getmodule(kind) or kind))
    read = evaluated(written, {**made, **typing_names(kind, emitted)})
    if isinstance(read, InitVar):
        read = read.type
    return read if isinstance(read, Unclear) else python_type(read)
