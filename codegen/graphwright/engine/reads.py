"""Source text that reads the values of fields."""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING

from .anchors import text_of
from .sources import Attribute, Call, Key, Parent

if TYPE_CHECKING:
    from .positions import Field
    from .unit import Unit


def text(field: Field, source: str, mapping: str) -> str:
    """Text that reads a field of the object in a variable; `mapping` tells whether it is one."""
    if isinstance(field.source, Attribute):
        return _attribute(source, field.source.name.split("."))
    if isinstance(field.source, Key):
        return f"{source}.get({text_of(field.source.name)})"
    if isinstance(field.source, Parent):
        return source
    return (
        f"{source}.get({text_of(field.name)}) if {mapping} else {_attribute(source, [field.name])}"
    )


def call(unit: Unit, field: Field, source: Call, parent: str, path: str) -> str:
    """Text that calls the resolver of a field."""
    function = unit.constant(f"resolve_{field.name}", source.function)
    head = unit.constant(f"info_{field.name}", field.head)
    unit.prelude["Info"] = "run.info_class"
    unit.prelude["tail"] = "run.tail"
    info = f"new(Info, (*{head}, {path}, *tail))"
    if field.arguments.is_empty:
        return f"{function}({parent}, {info})"
    if field.arguments.constant is not None:
        arguments = unit.constant(f"arguments_{field.name}", field.arguments.constant)
    else:
        arguments = f"run.arguments({unit.constant(f'arguments_{field.name}', field)})"
    return f"{function}({parent}, {info}, **{arguments})"


def _attribute(source: str, names: list[str]) -> str:
    for name in names:
        is_identifier = name.isidentifier() and name.isascii() and not iskeyword(name)
        source = f"{source}.{name}" if is_identifier else f"getattr({source}, {text_of(name)})"
    return source
