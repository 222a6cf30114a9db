"""Compiled functions, written field by field from a plan."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING, Final, NamedTuple

from . import leaves
from .anchors import Anchor, Site, text_of
from .positions import Field, Kind, Position, Shape
from .sources import Attribute, Batch, Call, Default, Parent, Typename

if TYPE_CHECKING:
    from .planner import Planner
    from .unit import Unit

MAX_BLOCKS: Final = 13
"""Python allows twenty nested blocks in a function; what is deeper gets a function of its own."""
MAX_FIELDS: Final = 1000
"""Fields of one function; what comes after gets functions of its own."""
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


@dataclass(slots=True)
class Emitter:
    """Writes one function: the fields below a position, as deep as they can be written in line."""

    planner: Planner
    unit: Unit
    separate: list[Position] = dataclasses.field(default_factory=list[Position])
    """Positions that this function leaves to functions of their own."""

    def shape(self, shape: Shape) -> None:
        """Write a function that completes an object `s` of a known type at the path `p`."""
        self._begin()
        result = self._object(shape, "s", Anchor("p", "w"))
        self.unit.line(f"return {result}")

    def items(self, position: Position) -> None:
        """Write a function that completes any iterable `s` as a list at the path `p`."""
        self._begin()
        result = self._items(position, "s", Anchor("p", "w"))
        self.unit.line(f"return {result}")

    def _begin(self) -> None:
        self.unit.line("w = (run, p)")

    def _object(self, shape: Shape, source: str, anchor: Anchor) -> str:
        """Write the fields of an object; the variable of the answer comes back."""
        unit = self.unit
        result = unit.variable("d")
        unit.line(f"{result} = {{}}", comment=shape.type.name)
        mapping = self._mapping_flag(shape, source)
        path = anchor
        if anchor.steps and any(isinstance(field.source, Call) for field in shape.fields):
            path = self._anchored("p", anchor)
        unit.open("try:", nests=True)
        for field in shape.fields:
            self._field(field, _Parent(source, result, mapping), path)
        if not shape.fields:
            unit.line("pass")
        unit.close(nests=True)
        site = unit.site(shape.type.name, Site(shape.position, path.steps, shape=shape))
        call = f"resume({site}, {path.where}, {result}, {source})"
        unit.block("except Exception:", f"{result} = {call}")
        return result

    def _anchored(self, letter: str, anchor: Anchor) -> Anchor:
        """Write variables for the path at an anchor; an anchor with no steps comes back."""
        unit = self.unit
        path, where = unit.variable(letter), unit.variable("w")
        unit.line(f"{path} = {anchor.path_text()}")
        unit.line(f"{where} = (run, {path})")
        return Anchor(path, where)

    def _mapping_flag(self, shape: Shape, source: str) -> str:
        if not any(isinstance(field.source, Default) for field in shape.fields):
            return ""
        flag = self.unit.variable("m")
        if source == "s":  # the argument of the function, of which nothing is known
            self.unit.line(f"{flag} = type(s) in MAPPINGS or isinstance(s, Mapping)")
        else:
            self.unit.line(f"{flag} = type({source}) in MAPPINGS")
        return flag

    def _field(self, field: Field, parent: _Parent, path: Anchor) -> None:
        unit = self.unit
        unit.fields += 1
        target = f"{parent.result}[{text_of(field.key)}]"
        if isinstance(field.source, Typename):
            unit.line(f"{target} = {text_of(field.parent_type.name)}")
            return
        anchor = path.field(field)
        if isinstance(field.source, Batch):
            self._batch(field, parent, anchor)
            return
        if isinstance(field.source, Call):
            anchor = self._anchored("q", anchor)
        read = self._read(field, parent, anchor)
        site = unit.site(field.name, Site(field.position, anchor.steps, field))
        place = _Place(read, site, f"{target} = ", "")
        if isinstance(field.source, Call) and field.source.is_coroutine_function:
            unit.line(place.assign(place.careful(read, anchor)), comment="awaited")
            self.separate.append(field.position)
            return
        if self._is_parent_itself(field, parent):
            unit.line(place.assign(self._composite(field.position, parent.source, place, anchor)))
            return
        self._value(field.position, place, anchor)

    def _is_parent_itself(self, field: Field, parent: _Parent) -> bool:
        """Whether the value is an object that has been looked at already."""
        is_known = parent.source != "s"  # the argument of the function may be anything
        return is_known and isinstance(field.source, Parent) and field.position.kind is Kind.OBJECT

    def _batch(self, field: Field, parent: _Parent, anchor: Anchor) -> None:
        """Write what puts an object on the list of those that a batched resolver is called with."""
        unit = self.unit
        site = unit.site(field.name, Site(field.position, anchor.steps, field))
        queue = unit.variable("b")
        unit.prelude[queue] = f"run.queue({site})"
        unit.line(f"{parent.result}[{text_of(field.key)}] = None", comment="batched")
        where = f"{anchor.path}, {anchor.indices_text()}"
        unit.line(
            f"{queue}.append(new(Member, ({parent.source}, {parent.result}, {site}, {where})))"
        )

    def _read(self, field: Field, parent: _Parent, anchor: Anchor) -> str:
        name = field.name
        if isinstance(field.source, Call):
            return self._call(field, field.source, parent, anchor)
        if isinstance(field.source, Attribute):
            return _attribute(parent.source, field.source.name)
        if isinstance(field.source, Parent):
            return parent.source
        is_custom = field.position.kind is Kind.LEAF and not leaves.is_in_line(field.position.type)
        attribute = (
            # What a scalar's own function raises must not be taken for a missing attribute.
            f"getattr({parent.source}, {text_of(name)}, None)"
            if is_custom
            else _attribute(parent.source, name, "None")
        )
        return f"({parent.source}.get({text_of(name)}) if {parent.mapping} else {attribute})"

    def _call(self, field: Field, source: Call, parent: _Parent, anchor: Anchor) -> str:
        unit = self.unit
        function = unit.constant(f"resolve_{field.name}", source.function)
        head = unit.constant(f"info_{field.name}", field.head)
        unit.prelude["Info"] = "run.info_class"
        unit.prelude["tail"] = "run.tail"
        info = f"new(Info, (*{head}, {anchor.path}, *tail))"
        if field.arguments.is_empty:
            return f"{function}({parent.source}, {info})"
        if field.arguments.constant is not None:
            arguments = unit.constant(f"arguments_{field.name}", field.arguments.constant)
        else:
            arguments = f"run.arguments({unit.constant(f'arguments_{field.name}', field)})"
        return f"{function}({parent.source}, {info}, **{arguments})"

    def _value(self, position: Position, place: _Place, anchor: Anchor) -> None:
        """Write what completes a value and assigns it."""
        if position.kind is Kind.LEAF:
            self._leaf(position, place, anchor)
            return
        unit = self.unit
        value = place.read if position.is_item else unit.variable("s")
        if not position.is_item:
            unit.line(f"{value} = {place.read}")
        if position.kind is Kind.LIST:
            unit.open(f"if type({value}) is list or type({value}) is tuple:")
        else:
            unit.open(f"if type({value}) in PLAIN or admit({value}):")
        unit.line(place.assign(self._composite(position, value, place, anchor)))
        unit.close()
        if not position.non_null:
            unit.block(f"elif {value} is None:", place.assign("None"))
        unit.block("else:", place.assign(place.careful(value, anchor)))

    def _leaf(self, position: Position, place: _Place, anchor: Anchor) -> None:
        leaf = leaves.leaf_of(position.type, self.unit.constant)
        read = "x" if position.is_item else f"x := {place.read}"
        text = leaves.expression(
            leaf,
            read,
            not position.non_null,
            place.careful("x", anchor),
            f"odd({place.site}, {anchor.where}, x, r)",
        )
        self.unit.line(place.assign(text))

    def _composite(self, position: Position, value: str, place: _Place, anchor: Anchor) -> str:
        """Write a list or an object; the text of its answer comes back."""
        unit = self.unit
        is_far = unit.blocks >= MAX_BLOCKS or unit.fields >= MAX_FIELDS
        if position.is_checked or is_far:
            self.separate.append(position)
            return f"enter({place.site}, {anchor.where}, {value})"
        if position.kind is Kind.OBJECT:
            return self._object(self.planner.shape(position, position.type), value, anchor)
        if position.is_item and not position.non_null:
            return self._guarded_items(position, value, place, anchor)
        return self._items(position, value, anchor)

    def _guarded_items(self, position: Position, value: str, place: _Place, anchor: Anchor) -> str:
        """Write an inner list that becomes null by itself when one of its items must not be."""
        unit = self.unit
        result = unit.variable("l")
        unit.open("try:", nests=True)
        unit.line(f"{result} = {self._items(position, value, anchor)}")
        unit.close(nests=True)
        unit.block("except Exception:", f"{result} = give_up({place.site}, {anchor.where})")
        return result

    def _items(self, position: Position, value: str, anchor: Anchor) -> str:
        unit = self.unit
        item = position.item
        assert item is not None
        result = unit.variable("l")
        unit.line(f"{result} = []")
        if item.kind is Kind.LEAF:  # the items need it only when one of them is not usual
            inner = anchor.item(result, f"(*{anchor.where}, {result})")
        else:
            inner = anchor.item(result, unit.variable("w"))
            unit.line(f"{inner.where} = {inner.where_text()}")
        site = unit.site(f"{position.field.name}_item", Site(item, inner.steps))
        variable = "x" if item.kind is Kind.LEAF else unit.variable("s")
        place = _Place(variable, site, f"{result}.append(", ")")
        unit.open(f"for {variable} in {value}:", nests=True)
        if item.kind is Kind.LEAF and not leaves.is_in_line(item.type):
            # The function of a scalar may raise, which concerns this item only.
            unit.open("try:", nests=True)
            self._value(item, place, inner)
            unit.close(nests=True)
            unit.block("except Exception:", place.assign(f"give_up({site}, {inner.where})"))
        else:
            self._value(item, place, inner)
        unit.close(nests=True)
        return result


class _Parent(NamedTuple):
    """Variables of the object that is being completed."""

    source: str
    result: str
    mapping: str


class _Place(NamedTuple):
    """Where a value comes from and goes to, as source text."""

    read: str
    site: str
    before: str
    after: str

    def assign(self, text: str) -> str:
        """The line that puts a value in its place."""
        return f"{self.before}{text}{self.after}"

    def careful(self, value: str, anchor: Anchor) -> str:
        """The call that completes a value of which nothing is known."""
        return f"slow({self.site}, {anchor.where}, {value})"


def _attribute(source: str, name: str, default: str = "") -> str:
    parts = name.split(".") if not default else [name]
    if all(_IDENTIFIER.match(part) and not iskeyword(part) for part in parts):
        return f"{source}.{name}"
    if default:
        return f"getattr({source}, {text_of(name)}, {default})"
    for part in parts:
        source = f"getattr({source}, {text_of(part)})"
    return source
