"""Stored values in their usual form: how the engine answers them without making objects.

Most stored values are sound and plain. Where an operation selects nothing but data, they need not
become objects of the schema's types, from which the engine would read the same values again: a
function hands them over as rows, whose values have names here. Whatever needs care, it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """An object, as a row: the names of its attributes and how each is, in the order of the row."""

    forms: Mapping[str, UsualForm]


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list of objects, each as a row."""

    item: Parts


@dataclass(frozen=True, slots=True)
class Shown:
    """The text that `serialize`, which is how the schema writes the scalar, makes of the value."""

    serialize: Callable[[Any], object]


UsualForm: TypeAlias = Parts | Items | Shown | None
"""How a value is handed over; None is for the value itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """How usual values are handed over.

    `read` is given the stored value and returns it in this form, None where the attribute is null;
    it raises for every value that needs care. The object of such a row is made and read instead,
    so that what takes care is written once.
    """

    read: Callable[[Any], Any]
    form: UsualForm = None
