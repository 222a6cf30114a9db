"""The defaults of input fields, as Python shows them. They are never sent: the server has them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLNonNull,
    GraphQLScalarType,
    is_specified_scalar_type,
    value_from_ast_untyped,
)

if TYPE_CHECKING:
    from graphwright.client.naming import Names


def field_value(
    field: GraphQLInputField, annotation: ast.expr, alias: ast.expr | None, names: Names
) -> ast.expr | None:
    """What stands after the `=` of a field; None if the field has to be given.

    `alias` is the GraphQL name, unless it follows from the name of the attribute.
    """
    keywords = [] if alias is None else alias_keywords(alias)
    default = _default(field, annotation, names)
    if default is None and not keywords:
        return None
    if default is not None and default.arg == "default" and not keywords:
        return default.value
    keywords.extend([] if default is None else [default])
    return ast.Call(func=ast.Name("Field"), args=[], keywords=keywords)


def alias_keywords(alias: ast.expr) -> list[ast.keyword]:
    """Arguments of Field for an alias; unlike `alias`, type checkers do not take them for names."""
    return [
        ast.keyword(arg="validation_alias", value=alias),
        ast.keyword(arg="serialization_alias", value=alias),
    ]


def _default(field: Any, annotation: ast.expr, names: Names) -> ast.keyword | None:
    node = field.ast_node.default_value
    is_required = isinstance(field.type, GraphQLNonNull)
    if node is None:
        return None if is_required else ast.keyword(arg="default", value=ast.Constant(None))
    value: Any = value_from_ast_untyped(node)
    inner = field.type.of_type if is_required else field.type
    if value is None or (isinstance(inner, GraphQLScalarType) and is_specified_scalar_type(inner)):
        return ast.keyword(arg="default", value=ast.Constant(value))
    if isinstance(inner, GraphQLEnumType):
        member = names.members(inner)[value]
        return ast.keyword(arg="default", value=ast.Name(f"{inner.name}.{member}"))
    return ast.keyword(arg="default_factory", value=_factory(annotation, value))


def _factory(annotation: ast.expr, value: Any) -> ast.expr:
    """A function that makes the value as pydantic would from an answer."""
    is_optional = (
        isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Optional"
    )
    inner = (
        annotation.slice if isinstance(annotation, ast.Subscript) and is_optional else annotation
    )
    text = ast.unparse(inner).replace('"', "")
    return ast.parse(f"lambda: TypeAdapter({text}).validate_python({value!r})", mode="eval").body
