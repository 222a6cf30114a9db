"""Declared types and what is inside their list and non-null wrappers.

graphql-core leaves the type parameter of its wrappers undeclared; type checkers meet it here
as Any and nowhere else.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLList, GraphQLNamedType, GraphQLNonNull


def declared_type(place: Any) -> Any:
    """Returns the type of a field, an argument or an input field, with its wrappers."""
    return place.type


def returned_type(info: Any) -> Any:
    """Returns the type, with its wrappers, of the field that is being resolved."""
    return info.return_type


def is_list(type_: Any) -> bool:
    """Tells whether the outermost wrapper is a list."""
    return isinstance(type_, GraphQLList)


def is_non_null(type_: Any) -> bool:
    """Tells whether the outermost wrapper is non-null."""
    return isinstance(type_, GraphQLNonNull)


def inner_type(type_: Any) -> Any:
    """Returns the type inside the outermost wrapper."""
    return type_.of_type


def named_type(type_: Any) -> GraphQLNamedType:
    """Returns the type inside all wrappers."""
    while not isinstance(type_, GraphQLNamedType):
        type_ = type_.of_type
    return type_
