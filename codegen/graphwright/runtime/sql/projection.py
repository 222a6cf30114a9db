"""Projections: where each field of an object type comes from, and what a selection loads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeAlias, TypeVar, overload

from graphwright.runtime.rows import RowConstant, RowObject, RowRead, RowValue
from graphwright.runtime.sql.plan import Columns, RowPlan
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from sqlalchemy import SQLColumnExpression

    from graphwright.runtime.selection import Selection, SelectionKey
    from graphwright.runtime.usual import Usual

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")

MAXIMUM_PLANS: Final = 256
"""Row plans that a projection remembers; the oldest goes first."""

Wanted: TypeAlias = "dict[str, Wanted] | None"
"""The attributes to load and what of each; None is all of it."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T_co]):
    """A value read from columns: `decode` is called with theirs; without it the only one counts.

    `usual` says how most values of the last column need not be decoded.
    """

    columns: tuple[SQLColumnExpression[Any], ...]
    decode: Callable[..., T_co] | None
    usual: Usual | None = None


def column(expression: SQLColumnExpression[T]) -> Read[T]:
    """Returns the read of one column as it is."""
    return Read((expression,), None)


def constant(value: T) -> Read[T]:
    """Returns the read of a value that is the same for every row."""
    return Read((), lambda: value)


@overload
def decoded(decode: Callable[[A], T], a: SQLColumnExpression[A], /) -> Read[T]: ...
@overload
def decoded(
    decode: Callable[[A, B], T], a: SQLColumnExpression[A], b: SQLColumnExpression[B], /
) -> Read[T]: ...
@overload
def decoded(
    decode: Callable[[A, B, C], T],
    a: SQLColumnExpression[A],
    b: SQLColumnExpression[B],
    c: SQLColumnExpression[C],
    /,
) -> Read[T]: ...
@overload
def decoded(
    decode: Callable[[A, B, C, D], T],
    a: SQLColumnExpression[A],
    b: SQLColumnExpression[B],
    c: SQLColumnExpression[C],
    d: SQLColumnExpression[D],
    /,
) -> Read[T]: ...
@overload
def decoded(
    decode: Callable[[A, B, C, D, E], T],
    a: SQLColumnExpression[A],
    b: SQLColumnExpression[B],
    c: SQLColumnExpression[C],
    d: SQLColumnExpression[D],
    e: SQLColumnExpression[E],
    /,
) -> Read[T]: ...
def decoded(decode: Callable[..., T], /, *columns: SQLColumnExpression[Any]) -> Read[T]:
    """Returns the read of one to five columns through a function of their values."""
    return Read(columns, decode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection(Generic[T_co]):
    """The base of generated projections: a read, or a nested projection, for each data field.

    `needs` names, for a field that a resolver answers, the dotted attributes of its parent
    that the resolver reads; they are loaded whenever that field is selected. Attributes that
    an operation neither selects nor needs are UNSELECTED. Raises ValueError, with all that
    is wrong, for a `needs` that names no resolved field or no attribute.
    """

    type_name: ClassVar[str]
    object_type: ClassVar[type[object]]
    data_fields: ClassVar[Mapping[str, str]]
    resolver_fields: ClassVar[tuple[str, ...]] = ()

    needs: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    _plans: dict[SelectionKey | None, RowPlan[Any]] = field(
        init=False, repr=False, compare=False, default_factory=dict[Any, RowPlan[Any]]
    )

    def __post_init__(self) -> None:
        problems = [*self._unknown_fields(), *self._unknown_paths()]
        if problems:
            raise ValueError("; ".join(problems))

    def plan(self, selection: Selection | None) -> RowPlan[T_co]:
        """Returns how to load what is selected of the type; everything for None.

        Plans are remembered by the shape of the selection.
        """
        narrowed = None if selection is None else selection.narrow(self.type_name)
        key = None if narrowed is None else narrowed.key
        found = self._plans.get(key)
        if found is None:
            columns = Columns()
            read = self._read(self._wanted(narrowed), columns)
            found = RowPlan[Any](tuple(columns.found), read)
            if len(self._plans) >= MAXIMUM_PLANS:
                self._plans.pop(next(iter(self._plans)), None)
            self._plans[key] = found
        return found

    def _wanted(self, selection: Selection | None) -> Wanted:
        if selection is None:
            return None
        wanted: dict[str, Wanted] = {}
        for name, below in selection.fields(self.type_name).items():
            attribute = self.data_fields.get(name)
            if attribute is not None:
                source = getattr(self, attribute)
                nested = source._wanted(below) if isinstance(source, Projection) else None
                _want(wanted, (attribute,), nested)
            for path in self.needs.get(name, ()):
                _want(wanted, path.split("."), None)
        return wanted

    def _read(self, wanted: Wanted, columns: Columns) -> RowObject:
        attributes: dict[str, RowRead] = {}
        for attribute in self.data_fields.values():
            source: Read[Any] | Projection[Any] = getattr(self, attribute)
            if wanted is not None and attribute not in wanted:
                attributes[attribute] = RowConstant(UNSELECTED)
            elif isinstance(source, Projection):
                attributes[attribute] = source._read(wanted and wanted[attribute], columns)
            elif not source.columns and source.decode is not None:
                attributes[attribute] = RowConstant(source.decode())
            else:
                places = tuple(columns.index(each) for each in source.columns)
                attributes[attribute] = RowValue(source.decode, places, source.usual)
        return RowObject(self.object_type, attributes)

    def _unknown_fields(self) -> Sequence[str]:
        return [
            f"{type(self).__name__}: {self.type_name} has no resolved field {name!r}"
            + _suggestion(name, self.resolver_fields)
            for name in self.needs
            if name not in self.resolver_fields
        ]

    def _unknown_paths(self) -> Sequence[str]:
        problems = [
            (name, self._path_problem(path)) for name, paths in self.needs.items() for path in paths
        ]
        return [
            f"{type(self).__name__}: the needs of {name!r}: {problem}"
            for name, problem in problems
            if problem
        ]

    def _path_problem(self, path: str) -> str:
        current: Projection[Any] | Read[Any] = self
        for name in path.split("."):
            if not isinstance(current, Projection):
                return f"{path!r} goes below a value that is read as a whole"
            attributes = tuple(current.data_fields.values())
            if name not in attributes:
                return f"{current.type_name} has no attribute {name!r}" + _suggestion(
                    name, attributes
                )
            current = getattr(current, name)
        return ""


Source: TypeAlias = Read[T] | Projection[T]
"""Where a plain object comes from: read as a whole, or from a projection of its own."""


def _want(wanted: dict[str, Wanted], path: Sequence[str], below: Wanted) -> None:
    """Adds to the attributes to load the one at the path, or of it what `below` says."""
    name, *rest = path
    for inner in reversed(rest):
        below = {inner: below}
    present = wanted.get(name, {})
    if present is None or below is None:
        wanted[name] = None
        return
    wanted[name] = present
    for attribute, each in below.items():
        _want(present, (attribute,), each)


def _suggestion(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
