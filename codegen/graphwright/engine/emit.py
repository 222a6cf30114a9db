"""Compiled functions, written field by field from a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import reads
from .anchors import FIRST_LIST, Anchor, ObjectSite, Part, Site, text_of
from .layout import (
    MAX_BLOCKS,
    MAX_FIELDS,
    MAX_REPEATED,
    Parent,
    Target,
    groups,
    is_leaf,
    without_value,
)
from .leaves import Forms, filled
from .positions import Field, Kind, Position, Shape
from .sources import Batch, Call, Default
from .sources import Parent as ParentItself

if TYPE_CHECKING:
    from .planner import Planner
    from .unit import Unit


@dataclass(slots=True)
class Emitter:
    """Writes one function: the fields below a position, as deep as they can be written in line."""

    planner: Planner
    unit: Unit
    separate: list[Position] = dataclasses.field(default_factory=list[Position])
    """Positions that this function leaves to functions of their own."""
    forms: Forms = dataclasses.field(init=False)
    """Leaf types as they are written in this function."""
    written: dict[Hashable, int] = dataclasses.field(default_factory=dict[Hashable, int])
    """For what is selected of each object that has been written, the fields that this took."""

    def __post_init__(self) -> None:
        self.forms = Forms(self.unit)

    def shape(self, shape: Shape) -> None:
        """Write a function that completes an object `s` of a known type at the path `p`."""
        self._object(shape, "s", self._where("p"), Target("return "))

    def items(self, position: Position) -> None:
        """Write a function that completes any iterable `s` as a list at the path `p`."""
        result = self.unit.variable("l")
        self._filled(position, "s", self._where("p"), result)
        self.unit.line(f"return {result}")

    def _where(self, path: str) -> Anchor:
        """Write a variable for where a path is; the anchor with no steps from there comes back."""
        where = self.unit.variable("w")
        self.unit.where(where, path)
        return Anchor(path, where)

    # Objects

    def _object(
        self,
        shape: Shape,
        source: str,
        anchor: Anchor,
        target: Target,
        *,
        is_admitted: bool = True,
    ) -> None:
        """Write completed values of all fields into variables, then an object made of these."""
        unit = self.unit
        before = unit.fields
        if anchor.steps and Call in shape.sources:
            path = unit.variable("p")
            unit.line(f"{path} = {self._path_text(anchor)}")
            anchor = self._where(path)
        site = ObjectSite(shape, anchor.steps, source)
        unit.open("try:", nests=True, comment=shape.type.name)
        if not is_admitted:
            known, ensure = unit.admission("ensure")
            unit.line(f"if type({source}) is not {known}: {ensure}({source})")
        parent = Parent(source, self._mapping_flag(shape, source), anchor, site)
        values: dict[Field, str] = {}
        for fields in groups(shape.fields):
            unit.fields += len(fields)
            part = (
                self._leaves(fields, parent)
                if is_leaf(fields[0])
                else self._field(fields[0], parent)
            )
            site.parts.append(part)
            values.update(part.done)
        items = [
            f"{text_of(field.key)}: {values.get(field) or without_value(field)}"
            for field in shape.fields
        ]
        self._made(shape, f"{{{', '.join(items)}}}", parent, target)
        unit.close(nests=True)
        name = unit.constant(f"at_{shape.type.name}", site)
        unit.line(f"except Exception: {target.line(f'resume({name}, {anchor.where})')}")
        if self.planner.fragments:
            self.written[shape.selected] = unit.fields - before

    def _mapping_flag(self, shape: Shape, source: str) -> str:
        if Default not in shape.sources:
            return ""
        flag = self.unit.variable("m")
        # Of the argument of the function nothing is known.
        other = " or isinstance(s, Mapping)" if source == "s" else ""
        self.unit.line(f"{flag} = type({source}) in MAPPINGS{other}")
        return flag

    def _made(self, shape: Shape, display: str, parent: Parent, target: Target) -> None:
        """Write what puts an object in its place, and on the lists of its batched fields."""
        if Batch not in shape.sources:
            self.unit.line(target.line(display))
            return
        result = self.unit.variable("d")
        self.unit.line(f"{result} = {display}")
        for field in shape.fields:
            if isinstance(field.source, Batch):
                self._batch(field, parent, result)
        self.unit.line(target.line(result))

    def _batch(self, field: Field, parent: Parent, result: str) -> None:
        """Write what puts an object on the list of those that a batched resolver is called with."""
        unit = self.unit
        anchor = parent.anchor.field(field)
        name = unit.constant(f"at_{field.name}", Site(field.position, anchor.steps, field))
        queue = unit.variable("b")
        unit.prelude[queue] = f"run.queue({name})"
        path = self._path_text(Anchor(anchor.path, anchor.where))
        member = f"{parent.source}, {result}, {name}, {path}, {anchor.indices_text()}"
        unit.line(f"{queue}.append(new(Member, ({member})))", comment="batched")
        self.separate.append(field.position)

    # Fields

    def _leaves(self, fields: tuple[Field, ...], parent: Parent) -> Part:
        """Write reads of leaves, one condition on all values, and what completes them.

        All have been read before any is completed. If one of them is odd, all go the careful way.
        """
        unit = self.unit
        line = unit.position
        read: dict[Field, str] = {}
        done: dict[Field, str] = {}
        odd: list[str] = []
        converted: dict[str, str] = {}
        for field in fields:
            variable = read[field] = done[field] = unit.variable("v")
            unit.line(f"{variable} = {reads.text(field, parent.source, parent.mapping)}")
            form = self.forms.of(field.position)
            if not form.leaf.refuses:
                odd.append(filled(form.odd, variable))
            if form.result != "{x}":
                done[field] = filled("{r}", variable)
                converted[done[field]] = filled(form.result, variable)
        careful_line = -1
        if odd:
            unit.open(f"if {' or '.join(odd)}:")
            careful_line = unit.position
            unit.line(self._careful(parent, read, done))
            unit.close()
        self._conversions(converted, is_alternative=bool(odd))
        return Part(line, read, done, careful_line)

    def _careful(self, parent: Parent, read: dict[Field, str], done: dict[Field, str]) -> str:
        """The line that leaves values as they were read to the careful way."""
        fields = tuple(read)
        anchor = parent.anchor
        if len(fields) == 1:
            site = Site(fields[0].position, anchor.field(fields[0]).steps, fields[0])
            function = "slow"
        else:
            site = Site(parent.site.position, anchor.steps, fields=fields)
            function = "leaves"
        name = self.unit.constant(f"at_{fields[0].name}", site)
        values = ", ".join(read.values())
        return f"{', '.join(done.values())} = {function}({name}, {anchor.where}, {values})"

    def _conversions(self, converted: dict[str, str], *, is_alternative: bool) -> None:
        lines = [f"{name} = {text}" for name, text in converted.items() if name != text]
        if lines and is_alternative:
            self.unit.open("else:")
        for line in lines:
            self.unit.line(line)
        if lines and is_alternative:
            self.unit.close()

    def _field(self, field: Field, parent: Parent) -> Part:
        """Write what reads and completes any other field."""
        unit = self.unit
        line = unit.position
        anchor = parent.anchor.field(field)
        position = field.position
        target = Target.variable(unit.variable("l" if position.kind is Kind.LIST else "d"))
        if isinstance(field.source, Call):
            self._called(field, field.source, parent, anchor, target)
            return Part(line, {}, {field: target.name})
        site = Site(position, anchor.steps, field)
        is_known = parent.source != "s"  # the argument of the function may be anything
        if is_known and isinstance(field.source, ParentItself) and position.kind is Kind.OBJECT:
            self._composite(position, parent.source, site, anchor, target)
        else:
            value = unit.variable("s")
            unit.line(f"{value} = {reads.text(field, parent.source, parent.mapping)}")
            self._value(position, value, site, anchor, target)
        return Part(line, {}, {field: target.name})

    def _called(
        self, field: Field, source: Call, parent: Parent, anchor: Anchor, target: Target
    ) -> None:
        """Write the call of a resolver and what completes the value."""
        unit = self.unit
        path = unit.variable("q")
        unit.line(f"{path} = {self._path_text(anchor)}")
        position = field.position
        site = Site(position, (), field)
        call = reads.call(unit, field, source, parent.source, path)
        if source.is_coroutine_function:
            careful = f"slow({self.unit.site(site)}, [run, {path}], {call})"
            unit.line(target.line(careful), comment="awaited")
            self.separate.append(position)
            return
        value = unit.variable("v" if position.kind is Kind.LEAF else "s")
        unit.line(f"{value} = {call}")
        if position.kind is Kind.LEAF:
            self._leaf(position, value, site, Anchor(path, f"[run, {path}]"), target)
        else:
            self._late_or_not(position, value, site, self._where(path), target)

    # Values

    def _value(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        """Write what completes the value in a variable, of which nothing is known."""
        if position.kind is Kind.LEAF:
            self._leaf(position, value, site, anchor, target)
        elif self._is_copied(position) and not position.is_item:
            self._unless_null(position, value, target)
            self.unit.line(f"if type({value}) is not list: {value} = as_list({value})")
            self._copied(position, value, site, anchor, target)
            self._end_unless(position)
        elif position.kind is Kind.OBJECT and not (
            self._is_separate(position) or self._is_repeated(position)
        ):
            self._unless_null(position, value, target)
            shape = self.planner.shape(position, position.type)
            self._object(shape, value, anchor, target, is_admitted=False)
            self._end_unless(position)
        else:
            self._late_or_not(position, value, site, anchor, target)

    def _unless_null(self, position: Position, value: str, target: Target) -> None:
        """Begin a block for a value that is not null, if it may be."""
        if not position.non_null:
            self.unit.line(f"if {value} is None: {target.line('None')}")
            self.unit.open("else:")

    def _end_unless(self, position: Position) -> None:
        if not position.non_null:
            self.unit.close()

    def _late_or_not(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        """Write what completes a list or an object that may well be one to await."""
        unit = self.unit
        if position.kind is Kind.LIST:
            unit.open(f"if type({value}) is list or type({value}) is tuple:")
        else:
            known, admits = unit.admission()
            unit.open(f"if type({value}) is {known} or {admits}({value}):")
        self._composite(position, value, site, anchor, target)
        unit.close()
        if not position.non_null:
            unit.line(f"elif {value} is None: {target.line('None')}")
        careful = f"slow({self.unit.site(site)}, {anchor.where}, {value})"
        unit.line(f"else: {target.line(careful)}")

    def _leaf(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        form = self.forms.of(position)
        careful = f"slow({self.unit.site(site)}, {anchor.where}, {value})"
        text = f"{careful} if {form.odd} else {form.result}"
        self.unit.line(target.line(filled(text, value)))

    def _composite(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        """Write what completes a list or an object."""
        unit = self.unit
        if self._is_separate(position):
            self.separate.append(position)
            unit.line(target.line(f"enter({self.unit.site(site)}, {anchor.where}, {value})"))
        elif position.kind is Kind.OBJECT and self._is_repeated(position):
            self.separate.append(position)
            shape = self.planner.shape(position, position.type)
            name = unit.constant(f"shape_{position.type.name}", shape)
            place = f"({self.unit.site(site)}, {anchor.where})"
            unit.line(target.line(f"of_shape(run, {name}, {value}, {place})"))
        elif position.kind is Kind.OBJECT:
            self._object(self.planner.shape(position, position.type), value, anchor, target)
        else:
            self._list(position, value, site, anchor, target)

    def _is_separate(self, position: Position) -> bool:
        """Whether a position gets a function of its own."""
        is_far = self.unit.blocks >= MAX_BLOCKS or self.unit.fields >= MAX_FIELDS
        return is_far or position.is_checked

    def _is_repeated(self, position: Position) -> bool:
        """Whether what is selected of an object has been written already, and is much."""
        if not self.written:
            return False
        shape = self.planner.shape(position, position.type)
        return self.written.get(shape.selected, 0) > MAX_REPEATED

    def _path_text(self, anchor: Anchor) -> str:
        """Source text of the path of an anchor."""
        if anchor.path == "p":  # the argument of the function
            self.unit.prelude["p"] = "path_of(p)"
        return anchor.path_text()

    # Lists

    def _list(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        unit = self.unit
        if self._is_copied(position):
            self._copied(position, value, site, anchor, target)
            return
        result = target.name or unit.variable("l")
        is_guarded = position.is_item and not position.non_null
        if is_guarded:  # becomes null by itself when one of its items must not be
            unit.open("try:", nests=True)
        self._filled(position, value, anchor, result)
        if is_guarded:
            unit.close(nests=True)
            careful = f"give_up({self.unit.site(site)}, {anchor.where})"
            unit.line(f"except Exception: {result} = {careful}")
        if result != target.name:
            unit.line(target.line(result))

    def _is_copied(self, position: Position) -> bool:
        """Whether a list is like what was read for it, if all its items are usual."""
        item = position.item
        return item is not None and item.kind is Kind.LEAF and self.forms.of(item).leaf.is_unchanged

    def _copied(
        self, position: Position, value: str, site: Site, anchor: Anchor, target: Target
    ) -> None:
        """Write a copy of a list of leaves, if all are usual."""
        unit = self.unit
        item = position.item
        assert item is not None
        variable = unit.variable("v")
        unit.open(f"for {variable} in {value}:", nests=True)
        unit.open(f"if {filled(self.forms.of(item).odd, variable)}:")
        unit.line(target.line(f"slow({self.unit.site(site)}, {anchor.where}, {value})"))
        unit.line("break")
        unit.close()
        unit.close(nests=True)
        unit.prelude["shares"] = "run.request.shares_lists"
        unit.line(f"else: {target.line(f'{value} if shares else [*{value}]')}")

    def _filled(self, position: Position, value: str, anchor: Anchor, result: str) -> None:
        """Write what fills a list with the completed items of any iterable."""
        unit = self.unit
        item = position.item
        assert item is not None
        place = FIRST_LIST + len(anchor.lists)
        unit.make_room(anchor.where, place)
        unit.line(f"{anchor.where}[{place}] = {result} = []")
        inner = anchor.item(result)
        site = Site(item, inner.steps)
        variable = unit.variable("v" if item.kind is Kind.LEAF else "s")
        target = Target(f"{result}.append(", ")")
        unit.open(f"for {variable} in {value}:", nests=True)
        if item.kind is Kind.LEAF and self.forms.of(item).leaf.runs_code:
            # What it raises concerns this item only.
            unit.open("try:", nests=True)
            self._value(item, variable, site, inner, target)
            unit.close(nests=True)
            careful = f"give_up({self.unit.site(site)}, {inner.where})"
            unit.line(f"except Exception: {target.line(careful)}")
        else:
            self._value(item, variable, site, inner, target)
        unit.close(nests=True)
