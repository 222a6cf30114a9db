"""Constant values of SDL in one spelling, so that equal values compare equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
)
from graphql.language.print_string import print_string

from graphwright.elements.type_ref import TypeRef

#: The types of the fields of an input object, by its name; None for other types.
InputTypes = Callable[[str], Mapping[str, TypeRef] | None]

_NO_TYPE = TypeRef("", (False,))


def no_input_types(_name: str) -> None:
    """None: for values whose types are not known."""
    return


def spelling(
    node: ValueNode, type_ref: TypeRef = _NO_TYPE, inputs: InputTypes = no_input_types
) -> str:
    """The value in the one spelling in which introspection would give it.

    A single value for a list is a list of one, fields are sorted, `1` for a Float is `1.0`, `1` for
    an ID is `"1"`.
    """
    if isinstance(node, NullValueNode):
        return "null"
    if isinstance(node, ListValueNode):
        item = type_ref.item if type_ref.depth else _NO_TYPE
        return "[" + ", ".join(spelling(value, item, inputs) for value in node.values) + "]"
    if type_ref.depth:
        return f"[{spelling(node, type_ref.item, inputs)}]"
    if isinstance(node, ObjectValueNode):
        types = inputs(type_ref.name) or {}
        entries = sorted(
            (field.name.value, spelling(field.value, types.get(field.name.value, _NO_TYPE), inputs))
            for field in node.fields
        )
        return "{" + ", ".join(f"{name}: {value}" for name, value in entries) + "}"
    return _leaf(node, type_ref.name)


def _leaf(node: ValueNode, type_name: str) -> str:
    if isinstance(node, IntValueNode | FloatValueNode):
        if type_name == "Float":
            return repr(float(node.value))
        return print_string(node.value) if type_name == "ID" else node.value
    if isinstance(node, StringValueNode):
        return print_string(node.value)
    if isinstance(node, BooleanValueNode):
        return "true" if node.value else "false"
    if isinstance(node, EnumValueNode):
        return node.value
    raise TypeError(f"not a constant value: {node!r}")
