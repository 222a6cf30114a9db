"""Row plans: the columns of a statement and the function that makes an object of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import ismemberdescriptor
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from graphwright.runtime.sql.column import element

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, SQLColumnExpression

T_co = TypeVar("T_co", covariant=True)

Reader: TypeAlias = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class RowPlan(Generic[T_co]):
    """The columns to select, in order, and `build`, which makes the object of such a row.

    A row may have more columns behind those of the plan.
    """

    columns: tuple[ColumnElement[Any], ...]
    build: Callable[[Sequence[Any]], T_co]


class Columns:
    """The distinct columns of a row, collected while its readers are made."""

    __slots__ = ("_indexes", "found")

    def __init__(self, columns: Sequence[ColumnElement[Any]] = ()) -> None:
        self.found = list(columns)
        self._indexes = {id(column): index for index, column in enumerate(columns)}

    def index(self, column: SQLColumnExpression[Any]) -> int:
        """Returns the place of the column in the row; the same one for the same column."""
        wanted = element(column)
        place = self._indexes.setdefault(id(wanted), len(self.found))
        if place == len(self.found):
            self.found.append(wanted)
        return place


def value_reader(decode: Callable[..., Any] | None, indexes: Sequence[int]) -> Reader:
    """Returns the reader that decodes the values at the indexes; None decodes to the value."""
    if decode is None:
        return itemgetter(indexes[0])
    if len(indexes) == 1:
        index = indexes[0]
        return lambda row: decode(row[index])
    take = itemgetter(*indexes)
    return lambda row: decode(*take(row))


def object_reader(
    object_type: type[Any], readers: Mapping[str, Reader], constants: Mapping[str, Any]
) -> Reader:
    """Returns the reader that makes an object of the type from its attributes' readers.

    Most of the time of a frozen dataclass's constructor goes into the detour by which it
    sets its attributes. Where the class is plain data in slots they are set directly.
    """
    if not _is_slotted_data(object_type, (*readers, *constants)):
        return lambda row: object_type(
            **{name: read(row) for name, read in readers.items()}, **constants
        )
    fixed = tuple((getattr(object_type, name).__set__, each) for name, each in constants.items())
    varying = tuple((getattr(object_type, name).__set__, each) for name, each in readers.items())
    create = object.__new__

    def build(row: Sequence[Any]) -> Any:
        created = create(object_type)
        for put, value in fixed:
            put(created, value)
        for put, read in varying:
            put(created, read(row))
        return created

    return build


def _is_slotted_data(object_type: type[Any], attributes: Sequence[str]) -> bool:
    return (
        "__new__" not in vars(object_type)
        and not hasattr(object_type, "__post_init__")
        and hasattr(object_type, "__dataclass_fields__")
        and set(attributes) == set(object_type.__dataclass_fields__)
        and all(ismemberdescriptor(getattr(object_type, name)) for name in attributes)
    )
