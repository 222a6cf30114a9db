"""Types as fields and arguments write them, and how two of them relate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from graphql import ListTypeNode, NamedTypeNode, NonNullTypeNode, TypeNode


class TypeChange(Enum):
    """How a type differs from the one before it."""

    SAME = "same"
    OTHER_TYPE = "other type"
    OTHER_LISTS = "other lists"
    STRICTER = "stricter"
    LOOSER = "looser"
    MIXED = "stricter in one place and looser in another"


@dataclass(frozen=True, slots=True)
class TypeRef:
    """A named type in its wrapping.

    `non_nulls` tells of each list, outermost first, and of the named type last whether it is
    non-null: `[Int!]` has `(False, True)`.
    """

    name: str
    non_nulls: tuple[bool, ...]

    @classmethod
    def of(cls, node: TypeNode) -> TypeRef:
        """The type that an AST node writes."""
        non_nulls: list[bool] = []
        non_null = False
        while True:
            if isinstance(node, NonNullTypeNode):
                non_null, node = True, node.type
                continue
            non_nulls.append(non_null)
            if isinstance(node, NamedTypeNode):
                return cls(node.name.value, tuple(non_nulls))
            if not isinstance(node, ListTypeNode):
                raise TypeError(f"not a type: {node!r}")
            non_null, node = False, node.type

    @property
    def non_null(self) -> bool:
        """Whether the type as a whole is non-null."""
        return self.non_nulls[0]

    @property
    def depth(self) -> int:
        """How many lists are around the named type."""
        return len(self.non_nulls) - 1

    @property
    def item(self) -> TypeRef:
        """The type of the entries of a list."""
        return TypeRef(self.name, self.non_nulls[1:])

    def change_to(self, new: TypeRef) -> TypeChange:
        """How `new` differs: by name first, then by lists, then by what may be null."""
        if self == new:
            return TypeChange.SAME
        if self.name != new.name:
            return TypeChange.OTHER_TYPE
        if self.depth != new.depth:
            return TypeChange.OTHER_LISTS
        pairs = list(zip(self.non_nulls, new.non_nulls, strict=True))
        if all(before <= after for before, after in pairs):
            return TypeChange.STRICTER
        if all(before >= after for before, after in pairs):
            return TypeChange.LOOSER
        return TypeChange.MIXED

    def __str__(self) -> str:
        text = self.name + "!" * self.non_nulls[-1]
        for non_null in reversed(self.non_nulls[:-1]):
            text = f"[{text}]" + "!" * non_null
        return text
