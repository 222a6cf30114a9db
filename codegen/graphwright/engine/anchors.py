"""Where in the answer a line of compiled code is, relative to what it has at hand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from graphql.pyutils import Path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .positions import Field, Position, Shape
    from .run import Run

Step = tuple[str, str] | None
"""A response key with the name of its object type, or None for the index of an item."""
Where = list[Any]
"""The run, a path or a Place, and the lists that are being filled from there on."""
FIRST_LIST = 2
"""Where the lists begin in it."""


class Anchor(NamedTuple):
    """Variables that hold a path and where it is; the steps from there and the lists among them.

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

    def item(self, list_variable: str) -> Anchor:
        """The anchor of the next item of a list at this one."""
        return Anchor(self.path, self.where, (*self.steps, None), (*self.lists, list_variable))

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

    def indices_text(self) -> str:
        """Source text of the indices that the lists have now."""
        return "(" + "".join(f"len({name}), " for name in self.lists).rstrip() + ")"


class Site:
    """A constant of compiled code: what is at an anchor, and the steps to it."""

    __slots__ = ("depth", "field", "fields", "position", "steps")

    def __init__(
        self,
        position: Position | None,
        steps: tuple[Step, ...],
        field: Field | None = None,
        fields: tuple[Field, ...] = (),
    ) -> None:
        self.position = position
        self.steps = steps
        self.depth = steps.count(None)
        self.field = field
        self.fields = fields

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
        lists = where[FIRST_LIST : FIRST_LIST + self.depth]
        return where[0], self.path(path_of(where[1]), [len(items) for items in lists])


Place = tuple[Site, Where]
"""What a path is made of when it is needed, as long as the lists are as they are."""


class Part(NamedTuple):
    """Some fields of an object that compiled code completes together, and the lines that do it.

    Lines are counted from the first one of the function's body. From `line` on, one line for each
    of `read` puts a value as it is into a variable; those after it put completed values into the
    variables of `done`. A field that is not among the former is the only one of its part.
    """

    line: int
    read: Mapping[Field, str]
    done: Mapping[Field, str]
    careful_line: int = -1
    """Where the fields are left to the careful way, which raises when the object has to be null."""


class ObjectSite(Site):
    """The site of an object, with the lines of its fields."""

    __slots__ = ("first_line", "parts", "shape", "source")

    def __init__(self, shape: Shape, steps: tuple[Step, ...], source: str) -> None:
        super().__init__(shape.position, steps)
        self.shape = shape
        self.source = source
        """The variable of the object."""
        self.parts: list[Part] = []
        self.first_line = 0

    def part_at(self, line: int) -> tuple[int, int]:
        """The index of the part that a line of the source belongs to, and the line in the body."""
        line -= self.first_line
        return bisect_right(self.parts, line, key=lambda part: part.line) - 1, line


def path_of(place: Path | Place | None) -> Path | None:
    """The path of a place; a path as it is."""
    if place is None or isinstance(place, Path):
        return place
    site, where = place
    return site.place(where)[1]


def text_of(value: str) -> str:
    """Source text of a string constant, whatever the string contains."""
    return repr(str(value))
