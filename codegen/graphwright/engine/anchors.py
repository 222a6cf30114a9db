"""Where in the answer a line of compiled code is, relative to what it has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graphql.pyutils import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .positions import Field, Position, Shape
    from .run import Run

Step = tuple[str, str] | None
"""A response key with the name of its object type, or None for the index of an item."""
Where = tuple[Any, ...]
"""The run, a path, and the lists that are being filled from there on."""


class Anchor(NamedTuple):
    """Variables that hold a path, the lists that are being filled and both; the steps from there.

    The index of an item is the length of the list it will be appended to, so paths cost nothing
    until one is needed.
    """

    path: str
    where: str
    steps: tuple[Step, ...] = ()
    lists: tuple[str, ...] = ()

    def field(self, field: Field) -> Anchor:
        """The anchor of a field of the object at this one."""
        step = (field.key, field.parent_type.name)
        return Anchor(self.path, self.where, (*self.steps, step), self.lists)

    def item(self, list_variable: str, where: str) -> Anchor:
        """The anchor of the next item of a list at this one."""
        return Anchor(self.path, where, (*self.steps, None), (*self.lists, list_variable))

    def path_text(self) -> str:
        """Source text of the path itself."""
        text = self.path
        lists = iter(self.lists)
        for step in self.steps:
            if step is None:
                text = f"new(Path, ({text}, len({next(lists)}), None))"
            else:
                text = f"new(Path, ({text}, {text_of(step[0])}, {text_of(step[1])}))"
        return text

    def where_text(self) -> str:
        """Source text of the run, the path and the lists."""
        return f"({', '.join(('run', self.path, *self.lists))})"

    def indices_text(self) -> str:
        """Source text of the indices that the lists have now."""
        return "(" + "".join(f"len({name}), " for name in self.lists).rstrip() + ")"


class Site:
    """A constant of compiled code: what is at an anchor, and the steps to it."""

    __slots__ = ("field", "position", "shape", "steps")

    def __init__(
        self,
        position: Position | None,
        steps: tuple[Step, ...],
        field: Field | None = None,
        shape: Shape | None = None,
    ) -> None:
        self.position = position
        self.steps = steps
        self.field = field
        self.shape = shape

    def path(self, anchor: Path | None, indices: Sequence[int]) -> Path | None:
        """The path of this site at these indices."""
        path = anchor
        remaining = iter(indices)
        for step in self.steps:
            key, typename = (next(remaining), None) if step is None else step
            path = Path(path, key, typename)
        return path

    def place(self, where: Where) -> tuple[Run, Path | None]:
        """The run and the path of this site while lists are being filled."""
        run, anchor, *lists = where
        return run, self.path(anchor, [len(items) for items in lists])


def text_of(value: str) -> str:
    """Source text of a string constant, whatever the string contains."""
    return repr(str(value))
