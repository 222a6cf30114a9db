"""Where in the answer a line of compiled code is, relative to what it has at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql.pyutils import Path

from .positions import Field, Position, Shape

Step = tuple[str, str] | None
"""A response key with the name of its object type, or None for the index of an item."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A variable that holds a path, the steps from there, and the lists that are being filled.

    The index of an item is the length of the list it will be appended to, so paths cost nothing
    until one is needed.
    """

    variable: str
    steps: tuple[Step, ...] = ()
    lists: tuple[str, ...] = ()

    def field(self, field: Field) -> Anchor:
        """The anchor of a field of the object at this one."""
        return Anchor(self.variable, (*self.steps, (field.key, field.parent_type.name)), self.lists)

    def item(self, list_variable: str) -> Anchor:
        """The anchor of the next item of a list at this one."""
        return Anchor(self.variable, (*self.steps, None), (*self.lists, list_variable))

    def expression(self) -> str:
        """Source text of the path itself."""
        text = self.variable
        lists = iter(self.lists)
        for step in self.steps:
            if step is None:
                text = f"new(Path, ({text}, len({next(lists)}), None))"
            else:
                text = f"new(Path, ({text}, {text_of(step[0])}, {text_of(step[1])}))"
        return text

    def where(self) -> str:
        """Source text of the last arguments of a careful call: the path and the lists."""
        lists = "".join(f"{name}, " for name in self.lists)
        return f"{self.variable}, ({lists.rstrip()})" if lists else f"{self.variable}, ()"

    def indices(self) -> str:
        """Source text of the indices that the lists have now."""
        return "(" + "".join(f"len({name}), " for name in self.lists).rstrip() + ")"


@dataclass(frozen=True, slots=True)
class Site:
    """A constant of compiled code: what is at an anchor, and the steps to it."""

    position: Position | None
    steps: tuple[Step, ...]
    field: Field | None = None
    shape: Shape | None = None

    def path(self, anchor: Path | None, lists: Sequence[list[Any]]) -> Path | None:
        """The path of this site while these lists are being filled."""
        return self.path_at(anchor, [len(items) for items in lists])

    def path_at(self, anchor: Path | None, indices: Sequence[int]) -> Path | None:
        """The path of this site at these indices."""
        path = anchor
        remaining = iter(indices)
        for step in self.steps:
            key, typename = (next(remaining), None) if step is None else step
            path = Path(path, key, typename)
        return path


def text_of(value: str) -> str:
    """Source text of a string constant, whatever the string contains."""
    return repr(str(value))
