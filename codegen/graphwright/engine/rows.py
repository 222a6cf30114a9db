"""Lists of objects that are read from rows, completed from the rows themselves.

Where everything that is selected of the objects is data, the objects are never made. A row with
anything unusual is left: its object is made and completed as every other is.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graphwright.runtime.rows import RowConstant, RowForm, RowObject, RowRead, RowValue
from graphwright.runtime.unselected import UNSELECTED

from . import reads
from .anchors import FIRST_LIST, Anchor, Site, text_of
from .layout import MAX_BLOCKS, MAX_FIELDS
from .leaves import Forms, filled
from .markers import UnusualError
from .positions import Complete, Field, Kind, Position, Shape
from .sources import Attribute, Key, Parent, Typename
from .unit import Unit

if TYPE_CHECKING:
    from .planner import Planner
    from .program import Program

MAX_FORMS: Final = 16
"""Ways of reading a list that its position remembers; usually there is one."""


class _NotWrittenError(Exception):
    """Something is selected that is not written over rows."""


def completion(program: Program, position: Position, form: RowForm) -> Complete | None:
    """The function that completes a list read in this way at the position, if it can be written."""
    known = position.by_form
    if form not in known:
        if len(known) >= MAX_FORMS:
            known.clear()
        try:
            known[form] = _compiled(program, position, form)
        except _NotWrittenError:
            known[form] = None
    return known[form]


def _compiled(program: Program, position: Position, form: RowForm) -> Complete:
    field = position.field
    unit = Unit(f"{field.parent_type.name}.{field.name}: {position.type}, from rows")
    _RowEmitter(program.planner, unit, form).items(position)
    program.weight += unit.fields + 1
    return program.function(unit)


@dataclass(slots=True)
class _RowEmitter:
    """Writes one function; its methods return expressions of completed values."""

    planner: Planner
    unit: Unit
    form: RowForm
    columns: dict[int, str] = dataclasses.field(default_factory=dict[int, str])
    """The variables of the values of a row, by their places."""
    forms: Forms = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.forms = Forms(self.unit)

    def items(self, position: Position) -> None:
        """Write a function that completes the RowList `s` at the path `p`."""
        unit = self.unit
        item = position.item
        assert item is not None
        unit.prelude["shares"] = "run.request.shares_lists"
        unit.where("w", "p")
        unit.make_room("w", FIRST_LIST)
        unit.line(f"w[{FIRST_LIST}] = l = []")
        loop = unit.position
        unit.open("", nests=True)
        unit.open("try:", nests=True)
        unit.line(f"l.append({self._read(item, self.form.read)})")
        unit.close(nests=True)
        site = unit.constant("at_item", Site(item, Anchor("p", "w").item("l").steps))
        unit.line(f"except Exception: l.append(slow({site}, w, s[len(l)]))")
        unit.close(nests=True)
        unit.line("return l")
        row = [self.columns.get(place, "_") for place in range(max(self.columns, default=-1) + 1)]
        unit.replace(loop, f"for {', '.join([*row, '*_']) if row else '_'} in s.rows:")

    def _read(self, position: Position, read: RowRead) -> str:
        if isinstance(read, RowObject):
            if position.kind is not Kind.OBJECT or position.is_checked:
                raise _NotWrittenError
            return self._object(self.planner.shape(position, position.type), read)
        text = self._text(read)
        if text in self.columns.values() and not self._replaces(position):
            return self._value(position, text)
        value = self.unit.variable("v")
        self.unit.line(f"{value} = {text}")
        return self._value(position, value)

    def _replaces(self, position: Position) -> bool:
        """Whether a value may be replaced in its variable, which others may read as well."""
        return position.kind is Kind.LEAF and "{x} :=" in self.forms.of(position).leaf.unaccepted

    def _text(self, read: RowConstant | RowValue) -> str:
        if isinstance(read, RowConstant):
            if read.value is UNSELECTED:
                raise _NotWrittenError
            return self.unit.constant("constant", read.value)
        values = [self._column(place) for place in read.places]
        if read.decode is None:
            return values[0]
        return f"{self.unit.constant('decode', read.decode)}({', '.join(values)})"

    def _column(self, place: int) -> str:
        known = self.columns.get(place)
        if known is None:
            known = self.columns[place] = self.unit.variable("v")
            if place in self.form.converters:
                convert = self.unit.constant("convert", self.form.converters[place])
                self.unit.line(f"{known} = {convert}({known})")
        return known

    # Objects

    def _object(self, shape: Shape, source: RowObject | str) -> str:
        """A display of the fields of an object, which is read from the row or in a variable."""
        self.unit.fields += len(shape.fields)
        if self.unit.fields > MAX_FIELDS or self.unit.blocks > MAX_BLOCKS:
            raise _NotWrittenError
        items = [f"{text_of(field.key)}: {self._field(field, source)}" for field in shape.fields]
        return f"{{{', '.join(items)}}}"

    def _field(self, field: Field, source: RowObject | str) -> str:
        if isinstance(field.source, Typename):
            return text_of(field.parent_type.name)
        if not isinstance(field.source, Attribute | Key | Parent):
            raise _NotWrittenError
        if isinstance(source, str):
            value = self.unit.variable("v")
            self.unit.line(f"{value} = {reads.text(field, source, '')}")
            return self._value(field.position, value)
        if not isinstance(field.source, Attribute):
            raise _NotWrittenError
        return self._read(field.position, _attribute(source, field.source.name))

    # Values in variables, of which nothing is known

    def _value(self, position: Position, value: str) -> str:
        if position.kind is Kind.LEAF:
            return self._leaf(position, value)
        if position.is_checked:
            raise _NotWrittenError
        if position.non_null:
            return self._composite(position, value)
        unit = self.unit
        result = unit.variable("d")
        unit.line(f"{result} = None")
        unit.open(f"if {value} is not None:")
        unit.line(f"{result} = {self._composite(position, value)}")
        unit.close()
        return result

    def _leaf(self, position: Position, value: str) -> str:
        leaf, odd, result = self.forms.of(position)
        if not leaf.refuses:
            self._refuse(value, filled(odd, value))
        return filled(result, value)

    def _composite(self, position: Position, value: str) -> str:
        if position.kind is Kind.OBJECT:
            known, admit = self.unit.admission()
            self._refuse(value, f"type({value}) is not {known} and not {admit}({value})")
            return self._object(self.planner.shape(position, position.type), value)
        self._refuse(value, f"type({value}) is not list and type({value}) is not tuple")
        return self._list(position, value)

    def _list(self, position: Position, value: str) -> str:
        unit = self.unit
        item = position.item
        assert item is not None
        each = unit.variable("v")
        if item.kind is Kind.LEAF and self.forms.of(item).leaf.is_unchanged:
            unit.open(f"for {each} in {value}:", nests=True)
            self._leaf(item, each)
            unit.close(nests=True)
            return f"{value} if shares else [*{value}]"
        result = unit.variable("l")
        unit.line(f"{result} = []")
        unit.open(f"for {each} in {value}:", nests=True)
        unit.line(f"{result}.append({self._value(item, each)})")
        unit.close(nests=True)
        return result

    def _refuse(self, value: str, condition: str) -> None:
        """Leave the row to the careful way if a condition holds for a value."""
        unusual = self.unit.constant("Unusual", UnusualError)
        self.unit.line(f"if {condition}: raise {unusual}({value})")


def _attribute(source: RowObject, name: str) -> RowRead:
    """Where an attribute comes from; dots lead to attributes of attributes."""
    read: Any = source
    for part in name.split("."):
        if not isinstance(read, RowObject) or part not in read.attributes:
            raise _NotWrittenError
        read = read.attributes[part]
    found: RowRead = read
    return found
