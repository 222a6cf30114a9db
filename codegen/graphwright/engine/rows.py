"""Lists of objects that are read from rows, completed from the rows themselves.

Where everything that is selected of the objects is data, the objects are never made, and usual
values are answered as they are handed over. A row with anything unusual is left: its object is made
and completed as every other is.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graphwright.runtime.rows import RowConstant, RowForm, RowObject, RowRead, RowValue
from graphwright.runtime.unselected import UNSELECTED
from graphwright.runtime.usual import Items, Parts, Shown, Usual, UsualForm

from . import core, reads
from .anchors import FIRST_LIST, Anchor, Site, text_of
from .layout import MAX_BLOCKS, MAX_FIELDS
from .leaves import Forms, filled
from .markers import UnusualError
from .positions import Complete, Field, Kind, Position, Shape
from .sources import Attribute, Key, Parent, Typename
from .unit import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .planner import Planner
    from .program import Program

Opened: TypeAlias = "Mapping[str, tuple[str, UsualForm]]"
"""The variables of the attributes of an object, and how the values in them are."""

MAX_FORMS: Final = 16
"""Ways of reading a list that its position remembers; usually there is one."""


class _NotWrittenError(Exception):
    """Something is selected that is not written over rows."""


class _OtherFormError(Exception):
    """What is selected is not what values are handed over as; they can be decoded."""


def completion(program: Program, position: Position, form: RowForm) -> Complete | None:
    """The function that completes a list read in this way at the position, if it can be written."""
    known = position.by_form
    if form not in known:
        if len(known) >= MAX_FORMS:
            known.clear()
        try:
            known[form] = _compiled(program, position, form, is_usual=True)
        except _OtherFormError:
            known[form] = _compiled(program, position, form, is_usual=False)
    return known[form]


def _compiled(
    program: Program, position: Position, form: RowForm, *, is_usual: bool
) -> Complete | None:
    field = position.field
    unit = Unit(f"{field.parent_type.name}.{field.name}: {position.type}, from rows")
    try:
        _RowEmitter(program.planner, unit, form, is_usual).items(position)
    except _NotWrittenError:
        return None
    program.weight += unit.fields + 1
    return program.function(unit)


@dataclass(slots=True)
class _RowEmitter:
    """Writes one function; its methods return expressions of completed values."""

    planner: Planner
    unit: Unit
    form: RowForm
    is_usual: bool
    """Whether values are tried in their usual form."""
    columns: dict[int, str] = dataclasses.field(default_factory=dict[int, str])
    """The variables of the values of a row, by their places."""
    converted: dict[int, str] = dataclasses.field(default_factory=dict[int, str])
    """The variables of what was made of them."""
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
            return self._plain_object(position, read)
        if isinstance(read, RowValue):
            if read.usual is not None and self.is_usual:
                return self._usual(position, read.usual, read.places[-1])
            shown = self._shown_text(position, read)
            if shown is not None:
                return shown
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
        values = [self._converted(place) for place in read.places]
        if read.decode is None:
            return values[0]
        return f"{self.unit.constant('decode', read.decode)}({', '.join(values)})"

    def _converted(self, place: int) -> str:
        column = self._column(place)
        if place not in self.form.converters:
            return column
        known = self.converted.get(place)
        if known is None:
            known = self.converted[place] = self.unit.variable("v")
            convert = self.unit.constant("convert", self.form.converters[place])
            self.unit.line(f"{known} = {convert}({column})")
        return known

    def _column(self, place: int) -> str:
        if place not in self.columns:
            self.columns[place] = self.unit.variable("v")
        return self.columns[place]

    def _shown_text(self, position: Position, read: RowValue) -> str | None:
        """The serialised form of a leaf that is made of the stored value itself."""
        if read.decode is not None or position.kind is not Kind.LEAF:
            return None
        (place,) = read.places
        show = self.form.shown.get(place, {}).get(core.serializer(position.type))
        if show is None:
            return None
        column = self._column(place)
        text = f"{self.unit.constant('show', show)}({column})"
        if position.non_null:
            self._refuse(column, f"{column} is None")
            return text
        return f"None if {column} is None else {text}"

    # Values in their usual form

    def _usual(self, position: Position, usual: Usual, place: int) -> str:
        value = self.unit.variable("v")
        read = self.unit.constant("usual", usual.read)
        self.unit.line(f"{value} = {read}({self._converted(place)})")
        return self._formed(position, value, usual.form)

    def _formed(self, position: Position, value: str, form: UsualForm) -> str:
        match form:
            case None:
                return self._value(position, value)
            case Shown(serialize):
                return self._shown(position, value, serialize)
            case Items(item):
                if position.kind is not Kind.LIST:
                    raise _OtherFormError
                return self._unless_null(position, value, lambda: self._rows(position, value, item))
            case Parts():
                return self._unless_null(
                    position, value, lambda: self._parts(position, value, form)
                )

    def _shown(self, position: Position, value: str, serialize: Callable[[Any], object]) -> str:
        if position.kind is not Kind.LEAF or core.serializer(position.type) is not serialize:
            raise _OtherFormError
        null = "" if position.non_null else f" and {value} is not None"
        self._refuse(value, f"type({value}) is not str{null}")
        return value

    def _parts(self, position: Position, row: str, parts: Parts) -> str:
        opened = self._opened(parts)
        self.unit.line(f"{_targets(opened)} = {row}")
        return self._plain_object(position, opened)

    def _rows(self, position: Position, rows: str, item: Parts) -> str:
        unit = self.unit
        assert position.item is not None
        opened = self._opened(item)
        result = unit.variable("l")
        unit.line(f"{result} = []")
        unit.open(f"for {_targets(opened)} in {rows}:", nests=True)
        unit.line(f"{result}.append({self._plain_object(position.item, opened)})")
        unit.close(nests=True)
        return result

    def _opened(self, parts: Parts) -> Opened:
        return {name: (self.unit.variable("v"), form) for name, form in parts.forms.items()}

    def _plain_object(self, position: Position, source: RowObject | Opened) -> str:
        """A display of an object whose type nobody asks for."""
        if position.kind is not Kind.OBJECT or position.is_checked:
            raise _NotWrittenError
        return self._object(self.planner.shape(position, position.type), source)

    # Objects

    def _object(self, shape: Shape, source: RowObject | Opened | str) -> str:
        """A display of the fields of an object, which is read from a row or in a variable."""
        self.unit.fields += len(shape.fields)
        if self.unit.fields > MAX_FIELDS or self.unit.blocks > MAX_BLOCKS:
            raise _NotWrittenError
        items = [f"{text_of(field.key)}: {self._field(field, source)}" for field in shape.fields]
        return f"{{{', '.join(items)}}}"

    def _field(self, field: Field, source: RowObject | Opened | str) -> str:
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
        if isinstance(source, RowObject):
            return self._read(field.position, _attribute(source, field.source.name))
        if field.source.name not in source:
            raise _OtherFormError
        return self._formed(field.position, *source[field.source.name])

    # Values in variables, of which nothing is known

    def _value(self, position: Position, value: str) -> str:
        if position.kind is Kind.LEAF:
            return self._leaf(position, value)
        if position.is_checked:
            raise _NotWrittenError
        return self._unless_null(position, value, lambda: self._composite(position, value))

    def _unless_null(self, position: Position, value: str, write: Callable[[], str]) -> str:
        if position.non_null:
            return write()
        unit = self.unit
        result = unit.variable("d")
        unit.line(f"{result} = None")
        unit.open(f"if {value} is not None:")
        unit.line(f"{result} = {write()}")
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


def _targets(opened: Opened) -> str:
    """What the values of a row are assigned to."""
    return "".join(f"{variable}, " for variable, _ in opened.values()).rstrip()


def _attribute(source: RowObject, name: str) -> RowRead:
    """Where an attribute comes from; dots lead to attributes of attributes."""
    read: Any = source
    for part in name.split("."):
        if not isinstance(read, RowObject) or part not in read.attributes:
            raise _NotWrittenError
        read = read.attributes[part]
    found: RowRead = read
    return found
