"""Row plans: the columns of a statement and the function that makes an object of a row."""

from __future__ import annotations

from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graphwright.runtime.data_class import open_twin
from graphwright.runtime.sql.column import element

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement, SQLColumnExpression

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class RowPlan(Generic[T_co]):
    """The columns to select, in order, and `build`, which makes the object of such a row.

    A row may have more columns behind those of the plan.
    """

    columns: tuple[ColumnElement[Any], ...]
    build: Callable[[Sequence[Any]], T_co]


class Columns:
    """The distinct columns of a row, collected while what reads them is made."""

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


class RowWriter:
    """Writes the function that makes an object of a row, however many objects are inside.

    A page has thousands of values: one function without a call for each of them takes a third
    of the time of functions that call each other. Expressions and names below are texts of it.
    """

    __slots__ = ("_constants", "_lines", "columns")

    def __init__(self) -> None:
        self.columns = Columns()
        self._lines: list[str] = []
        self._constants: dict[str, Any] = {}

    def constant(self, value: object) -> str:
        """Returns the name of a value that is the same for every row."""
        name = f"k{len(self._constants)}"
        self._constants[name] = value
        return name

    def read(
        self, decode: Callable[..., Any] | None, columns: Sequence[SQLColumnExpression[Any]]
    ) -> str:
        """Returns the expression of the columns decoded; without a decoder the first one counts."""
        values = [f"c{self.columns.index(each)}" for each in columns]
        return values[0] if decode is None else f"{self.constant(decode)}({', '.join(values)})"

    def object(self, object_type: type[Any], values: Mapping[str, str]) -> str:
        """Returns the name of an object of the type, whose attributes are the expressions.

        Most of the time of a frozen data class's constructor goes into the detour by which it
        sets its attributes. Where the class is plain data in slots they are set directly.
        """
        made = f"o{len(self._lines)}"
        kind = self.constant(object_type)
        twin = open_twin(object_type, values)
        if twin is None:
            given = ", ".join(f"{name!r}: {value}" for name, value in values.items())
            self._lines.append(f"{made} = {kind}(**{{{given}}})")
            return made
        self._lines += [
            f"{made} = {self.constant(twin)}()",
            *(f"{made}.{name} = {value}" for name, value in values.items()),
            f"{made}.__class__ = {kind}",
        ]
        return made

    def function(self, result: str) -> Callable[[Sequence[Any]], Any]:
        """Returns the function that gives the result, an expression."""
        row = [f"c{index}" for index in range(len(self.columns.found))]
        unpacked = [f"{', '.join(row)}, *_ = row"] if row else []
        lines = [*unpacked, *self._lines, f"return {result}"]
        source = "\n    ".join(["def build(row):", *lines])
        module = compile(source, f"<build of {result}>", "exec")
        code = next(part for part in module.co_consts if isinstance(part, CodeType))
        return FunctionType(code, self._constants)
