"""Classes of the project's own in the IR, and what the package uses of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.ir.expressions import Symbol, TypeExpr


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that is read from an attribute `name` of an own class, or from a key of that name.

    `reader` is the function that type checkers compare; without a `type` they cannot. A key that
    is not `required` may be missing.
    """

    reader: str
    graphql_name: str
    name: str
    required: bool
    type: TypeExpr | None


@dataclass(frozen=True, slots=True)
class OwnObject:
    """A class of the project's own for an object type, with the fields that it holds.

    With `keys` it is a TypedDict; its key `typename`, if any, tells the GraphQL type.
    """

    symbol: Symbol
    graphql_name: str
    keys: bool
    typename: str
    fields: tuple[OwnField, ...]


@dataclass(frozen=True, slots=True)
class OwnEnum:
    """An enum of the project's own: the GraphQL name and the member of each value."""

    symbol: Symbol
    graphql_name: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnParameter:
    """The parameter `name` that takes a field of an input; without a `type` it takes anything."""

    graphql_name: str
    name: str
    type: TypeExpr | None


@dataclass(frozen=True, slots=True)
class OwnInput:
    """A class of the project's own that is made from what clients send.

    `maker` is the function that type checkers compare; empty if they do not know the parameters.
    """

    symbol: Symbol
    graphql_name: str
    maker: str
    fields: tuple[OwnParameter, ...]
