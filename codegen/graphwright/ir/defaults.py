"""Python expressions for the defaults in the SDL."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
)

from graphwright.ir.expressions import Code, Symbol, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.ir.context import Context

_FACTORY = Symbol("dataclasses", "field")


def field_default(value: object, kind: GraphQLInputType, context: Context) -> Code:
    """What follows the `=` of a dataclass field; what has to be called is wrapped in a factory."""
    code, calls = _value(value, kind, context)
    if not calls:
        return code
    return (_FACTORY, Text("(default_factory=lambda: "), *code, Text(")"))


def constant(value: object, kind: GraphQLInputType, context: Context) -> Code:
    """The expression of a value that stands in the SDL, for instance in a directive."""
    code, _ = _value(value, kind, context)
    return code


def _value(
    value: object, kind: GraphQLInputType, context: Context, *, as_sent: bool = False
) -> tuple[Code, bool]:
    """The expression, and whether it calls anything; lists are tuples unless it is `as_sent`."""
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if value is None:
        return (Text("None"),), False
    if isinstance(kind, GraphQLList):
        values = cast("list[object]", value)
        items = [_value(each, kind.of_type, context, as_sent=as_sent) for each in values]
        calls = any(calls for _, calls in items)
        return _listed([code for code, _ in items], as_sent=as_sent), calls
    if isinstance(kind, GraphQLEnumType):
        member = context.members(kind)[str(value)]
        return (context.classes[kind.name], Text(f".{member}")), False
    if isinstance(kind, GraphQLInputObjectType):
        return _object(cast("dict[str, object]", value), kind, context), True
    binding = context.scalars.get(get_named_type(kind).name)
    if binding is not None and binding.codec is not None:
        return (binding.codec, Text(f".parse({value!r})")), True
    return (Text(repr(value)),), isinstance(value, list | dict)


def _listed(items: Sequence[Code], *, as_sent: bool) -> Code:
    if as_sent:
        return (Text("["), *joined(items), Text("]"))
    return (Text("("), *joined(items), Text(",)" if len(items) == 1 else ")"))


def _object(values: Mapping[str, object], kind: GraphQLInputObjectType, context: Context) -> Code:
    names, is_own = context.input_names(kind), not context.is_emitted(kind.name)
    items: list[Code] = []
    for name, value in values.items():
        code, _ = _value(value, kind.fields[name].type, context, as_sent=is_own)
        items.append((Text(f"{names[name]}="), *code))
    return (context.classes[kind.name], Text("("), *joined(items), Text(")"))


def joined(items: Sequence[Code]) -> Code:
    """The expressions, separated by commas."""
    code: list[Text | Symbol] = []
    for item in items:
        code += [Text(", "), *item] if code else item
    return tuple(code)
