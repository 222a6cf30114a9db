"""What stands for a GraphQL type in the place of an emitted class."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.expressions import Symbol, TypeExpr


@dataclass(frozen=True, slots=True)
class OwnRead:
    """The attribute or key that a field is read from.

    A key that is not `required` may be missing. `type` is what type checkers compare it with; None
    where they cannot.
    """

    name: str
    required: bool
    type: TypeExpr | None


@dataclass(frozen=True, slots=True)
class OwnType:
    """A class for an object type, with its fields that are data, by GraphQL name.

    With `keys` it is a TypedDict, whose key `typename` tells the GraphQL type if there is one.
    """

    symbol: Symbol
    reads: Mapping[str, OwnRead]
    keys: bool = False
    typename: str = ""


@dataclass(frozen=True, slots=True)
class OwnEnumType:
    """An enum of the project's own, with the member of each GraphQL value."""

    symbol: Symbol
    members: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OwnModels:
    """The project's own classes, by GraphQL name."""

    objects: Mapping[str, OwnType] = field(default_factory=dict)
    enums: Mapping[str, OwnEnumType] = field(default_factory=dict)
