"""How a compiled function is laid out: what is completed together, and where values go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .anchors import text_of
from .positions import Kind
from .sources import Batch, Call, Typename

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .anchors import Anchor, ObjectSite
    from .positions import Field

MAX_BLOCKS: Final = 13
"""Python allows twenty nested blocks in a function; what is deeper gets a function of its own."""
MAX_FIELDS: Final = 1000
"""Fields of one function; what comes after gets functions of its own."""
MAX_REPEATED: Final = 8
"""Fields that are written again where the same is selected of another object, as by a fragment that
is spread twice; where it is more, these objects have a function, whose code they share."""
MAX_GROUP: Final = 250
"""Leaves that are checked together."""
_WITHOUT_VALUE: Final = (Batch, Typename)


class Parent(NamedTuple):
    """The object that is being completed, as variables, and its site."""

    source: str
    mapping: str
    anchor: Anchor
    site: ObjectSite


class Target(NamedTuple):
    """Where a completed value goes, as source text."""

    before: str
    after: str = ""
    name: str = ""
    """The variable, if it goes to one."""

    @classmethod
    def variable(cls, name: str) -> Target:
        """A variable."""
        return cls(f"{name} = ", "", name)

    def line(self, text: str) -> str:
        """The line that puts a value there."""
        return f"{self.before}{text}{self.after}"


def groups(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """Fields whose values are to be completed: leaves that stand together, others one by one."""
    leaves: list[Field] = []
    for field in fields:
        if isinstance(field.source, _WITHOUT_VALUE):
            continue
        if is_leaf(field):
            leaves.append(field)
            if len(leaves) < MAX_GROUP:
                continue
        if leaves:
            yield tuple(leaves)
            leaves.clear()
        if not is_leaf(field):
            yield (field,)
    if leaves:
        yield tuple(leaves)


def without_value(field: Field) -> str:
    """What stands in the answer for a field whose value is not read from the object."""
    return text_of(field.parent_type.name) if isinstance(field.source, Typename) else "None"


def is_leaf(field: Field) -> bool:
    """Whether a field is a leaf that needs no call to be read."""
    return field.position.kind is Kind.LEAF and not isinstance(field.source, Call)
