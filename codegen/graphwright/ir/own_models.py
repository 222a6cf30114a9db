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
class OwnTake:
    """The parameter that takes an input field, and the type that it is compared with.

    `known` tells whether type checkers know the parameter.
    """

    name: str
    type: TypeExpr | None
    known: bool


@dataclass(frozen=True, slots=True)
class OwnInputType:
    """A class that is made from what clients send, with the parameter of each field."""

    symbol: Symbol
    takes: Mapping[str, OwnTake]


@dataclass(frozen=True, slots=True)
class OwnModels:
    """The project's own classes, by GraphQL name."""

    objects: Mapping[str, OwnType] = field(default_factory=dict)
    enums: Mapping[str, OwnEnumType] = field(default_factory=dict)
    inputs: Mapping[str, OwnInputType] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        """Whether a class of the project's own stands for the type."""
        return name in self.objects or name in self.enums or name in self.inputs

    @property
    def symbols(self) -> Mapping[str, Symbol]:
        """The class of each type."""
        bound: dict[str, OwnType | OwnEnumType | OwnInputType] = {
            **self.objects,
            **self.enums,
            **self.inputs,
        }
        return {name: each.symbol for name, each in bound.items()}
