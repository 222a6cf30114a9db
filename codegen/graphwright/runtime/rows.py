"""Objects that are read from rows: how each of their attributes is, and lists of such objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, overload

from graphwright.runtime.data_class import function_of, open_twin

if TYPE_CHECKING:
    from graphwright.runtime.usual import Usual

S = TypeVar("S")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Row: TypeAlias = Sequence[Any]
Serializers: TypeAlias = Mapping[Callable[[Any], object], Callable[[Any], str]]
"""Functions of stored values, by the serializers of scalars that they stand for."""


@dataclass(frozen=True, slots=True)
class RowValue:
    """What `decode` makes of the values at some places of a row; without it, the only value.

    `usual` says how most values at the last of the places need not be decoded.
    """

    decode: Callable[..., Any] | None
    places: tuple[int, ...]
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class RowConstant:
    """A value that is the same for every row."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class RowObject:
    """An object, by where its attributes come from; all of them are named."""

    object_type: type[Any]
    attributes: Mapping[str, RowRead]


RowRead: TypeAlias = RowValue | RowConstant | RowObject
"""Where a value comes from."""


@dataclass(frozen=True, slots=True, eq=False)
class RowForm:
    """How something is read from a row, and what is made of the values at some places before.

    `shown` has functions that make of the values at some places, if they are not null, what
    serializers make of the converted values.
    """

    read: RowRead
    converters: Mapping[int, Callable[[Any], Any]] = field(default_factory=dict[int, Any])
    shown: Mapping[int, Serializers] = field(default_factory=dict[int, Any])
    _parts: dict[str, RowForm] = field(init=False, repr=False, default_factory=dict[str, "RowForm"])

    def part(self, name: str) -> RowForm | None:
        """Returns how an attribute is read, if it is an object; always the same form."""
        found = self._parts.get(name)
        read = self.read.attributes[name] if isinstance(self.read, RowObject) else None
        if found is None and isinstance(read, RowObject):
            found = self._parts[name] = RowForm(read, self.converters, self.shown)
        return found


class RowList(Sequence[T_co]):
    """The objects of rows, each of them made when somebody looks at it.

    The engine, which knows what an operation selects of them, answers from the rows themselves.
    """

    __slots__ = ("_build", "_made", "form", "rows")

    def __init__(self, rows: Sequence[Row], form: RowForm, build: Callable[[Row], T_co]) -> None:
        self.rows = rows
        self.form = form
        """How the objects are read; `build` makes them in this way."""
        self._build = build
        self._made: dict[int, T_co] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T_co]: ...
    def __getitem__(self, index: int | slice) -> T_co | Sequence[T_co]:
        places = range(len(self.rows))
        if isinstance(index, slice):
            return [self._object(place) for place in places[index]]
        return self._object(places[index])

    def __iter__(self) -> Iterator[T_co]:
        return map(self._object, range(len(self.rows)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return list(self) == list(cast("Sequence[object]", other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(list(self))

    def attribute(self, place: int, name: str) -> Any:
        """Returns an attribute of an object, which is made only if its row alone does not tell."""
        read = self.form.read
        match read.attributes[name] if isinstance(read, RowObject) else None:
            case RowConstant(value):
                return value
            case RowValue(None, (column,)) if column not in self.form.converters:
                return self.rows[place][column]
            case _:
                return getattr(self[place], name)

    def _object(self, place: int) -> T_co:
        if place not in self._made:
            self._made[place] = self._new(place)
        return self._made[place]

    def _new(self, place: int) -> T_co:
        return self._build(self.rows[place])


class _Derived(RowList[T_co]):
    """Objects that are made of those of another list, and read from the same rows."""

    __slots__ = ("_whole",)

    def __init__(self, whole: RowList[Any], form: RowForm, derive: Callable[[Any], T_co]) -> None:
        super().__init__(whole.rows, form, derive)
        self._whole = whole

    def _new(self, place: int) -> T_co:
        return self._build(self._whole[place])


def attribute_of(objects: Sequence[Any], place: int, name: str) -> Any:
    """Returns an attribute of one of the objects; of rows no more is read than it takes."""
    if isinstance(objects, RowList):
        return objects.attribute(place, name)
    return getattr(objects[place], name)


def mapped(objects: Sequence[S], change: Callable[[S], T]) -> Sequence[T]:
    """Returns other objects, whose attributes have the same names and values, in their place."""
    if isinstance(objects, RowList):
        return _Derived(objects, objects.form, change)
    return [change(each) for each in objects]


def parts_of(objects: Sequence[Any], name: str) -> Sequence[Any]:
    """Returns the objects at an attribute of the objects; those of rows are made when needed."""
    form = objects.form.part(name) if isinstance(objects, RowList) else None
    if form is None:
        return [getattr(each, name) for each in objects]
    return _Derived(cast("RowList[Any]", objects), form, attrgetter(name))


def builder(form: RowForm) -> Callable[[Row], Any]:
    """Returns the function that makes what is read of a row, however many objects are inside.

    A page has thousands of values: one function without a call for each of them takes a third
    of the time of functions that call each other. A row may have more values than are read.
    """
    writer = _Writer(form.converters)
    result = writer.value(form.read)
    row = [f"c{place}" for place in range(max(writer.places, default=-1) + 1)]
    unpacked = [f"{', '.join(row)}, *_ = row"] if row else []
    lines = ["def build(row):", *unpacked, *writer.lines, f"return {result}"]
    return function_of(lines, writer.constants)


class _Writer:
    """Lines that make the objects of a row, whose values are in the variables c0, c1, ..."""

    __slots__ = ("constants", "converters", "lines", "places")

    def __init__(self, converters: Mapping[int, Callable[[Any], Any]]) -> None:
        self.converters = converters
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        self.places: set[int] = set()

    def value(self, read: RowRead) -> str:
        """Returns an expression of what is read."""
        match read:
            case RowConstant(value):
                return self._constant(value)
            case RowValue(decode, places):
                values = [self._column(place) for place in places]
                if decode is None:
                    return values[0]
                return f"{self._constant(decode)}({', '.join(values)})"
            case RowObject(object_type, attributes):
                parts = {name: self.value(each) for name, each in attributes.items()}
                return self._object(object_type, parts)

    def _column(self, place: int) -> str:
        name = f"c{place}"
        if place not in self.places:
            self.places.add(place)
            if place in self.converters:
                self.lines.append(f"{name} = {self._constant(self.converters[place])}({name})")
        return name

    def _object(self, object_type: type[Any], values: Mapping[str, str]) -> str:
        """Returns the variable of an object of the type, whose attributes are the expressions.

        Most of the time of a frozen data class's constructor goes into the detour by which it
        sets its attributes. Where the class is plain data in slots they are set directly.
        """
        made = f"o{len(self.lines)}"
        kind = self._constant(object_type)
        twin = open_twin(object_type, values)
        if twin is None:
            given = ", ".join(f"{name!r}: {value}" for name, value in values.items())
            self.lines.append(f"{made} = {kind}(**{{{given}}})")
            return made
        self.lines += [
            f"{made} = {self._constant(twin)}()",
            *(f"{made}.{name} = {value}" for name, value in values.items()),
            f"{made}.__class__ = {kind}",
        ]
        return made

    def _constant(self, value: object) -> str:
        """Returns the name of a value that is the same for every row."""
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name
