"""Compiled functions, written field by field from a plan."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from . import reads
from .anchors import FIRST_LIST, Anchor, ObjectSite, Part, Site, text_of
from .leaves import Leaf, filled, leaf_of
from .positions import Field, Kind, Position, Shape
from .sources import Batch, Call, Default, Parent, Typename

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLLeafType

    from .planner import Planner
    from .unit import Unit

MAX_BLOCKS: Final = 13
"""Python allows twenty nested blocks in a function; what is deeper gets a function of its own."""
MAX_FIELDS: Final = 1000
"""Fields of one function; what comes after gets functions of its own."""
MAX_GROUP: Final = 250
"""Leaves that are checked together."""


@dataclass(slots=True)
class Emitter:
    """Writes one function: the fields below a position, as deep as they can be written in line."""

    planner: Planner
    unit: Unit
    separate: list[Position] = dataclasses.field(default_factory=list[Position])
    """Positions that this function leaves to functions of their own."""
    forms: dict[str, Leaf] = dataclasses.field(default_factory=dict[str, Leaf])
    """Leaf types by name, as they are written in this function."""

    def shape(self, shape: Shape) -> None:
        """Write a function that completes an object `s` of a known type at the path `p`."""
        self._object(shape, "s", self._where("p"), _Target("return "))

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

    def _object(self, shape: Shape, source: str, anchor: Anchor, target: _Target) -> None:
        """Write completed values of all fields into variables, then an object made of these."""
        unit = self.unit
        mapping = self._mapping_flag(shape, source)
        if anchor.steps and any(isinstance(field.source, Call) for field in shape.fields):
            path = unit.variable("p")
            unit.line(f"{path} = {anchor.path_text()}")
            anchor = self._where(path)
        site = ObjectSite(shape, anchor.steps, source)
        parent = _Parent(source, mapping, anchor, site)
        unit.open("try:", nests=True, comment=shape.type.name)
        values = dict.fromkeys(shape.fields, "None")
        for fields in _groups(shape.fields):
            unit.fields += len(fields)
            part = (
                self._leaves(fields, parent)
                if _is_leaf(fields[0])
                else self._field(fields[0], parent)
            )
            site.parts.append(part)
            values.update(part.done)
        values.update(
            (field, text_of(field.parent_type.name))
            for field in shape.fields
            if isinstance(field.source, Typename)
        )
        display = ", ".join(f"{text_of(field.key)}: {text}" for field, text in values.items())
        self._made(shape, f"{{{display}}}", parent, target)
        unit.close(nests=True)
        name = unit.constant(f"at_{shape.type.name}", site)
        unit.line(f"except Exception: {target.line(f'resume({name}, {anchor.where})')}")

    def _mapping_flag(self, shape: Shape, source: str) -> str:
        if not any(isinstance(field.source, Default) for field in shape.fields):
            return ""
        flag = self.unit.variable("m")
        if source == "s":  # the argument of the function, of which nothing is known
            self.unit.line(f"{flag} = type(s) in MAPPINGS or isinstance(s, Mapping)")
        else:
            self.unit.line(f"{flag} = type({source}) in MAPPINGS")
        return flag

    def _made(self, shape: Shape, display: str, parent: _Parent, target: _Target) -> None:
        """Write what puts an object in its place, and on the lists of its batched fields."""
        batched = [field for field in shape.fields if isinstance(field.source, Batch)]
        if not batched:
            self.unit.line(target.line(display))
            return
        result = self.unit.variable("d")
        self.unit.line(f"{result} = {display}")
        for field in batched:
            self._batch(field, parent, result)
        self.unit.line(target.line(result))

    def _batch(self, field: Field, parent: _Parent, result: str) -> None:
        """Write what puts an object on the list of those that a batched resolver is called with."""
        unit = self.unit
        anchor = parent.anchor.field(field)
        name = unit.constant(f"at_{field.name}", Site(field.position, anchor.steps, field))
        queue = unit.variable("b")
        unit.prelude[queue] = f"run.queue({name})"
        member = f"{parent.source}, {result}, {name}, {anchor.path}, {anchor.indices_text()}"
        unit.line(f"{queue}.append(new(Member, ({member})))", comment="batched")
        self.separate.append(field.position)

    # Fields

    def _leaves(self, fields: tuple[Field, ...], parent: _Parent) -> Part:
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
            leaf = self._leaf_of(field.position)
            odd_text, result = leaf.texts(nullable=not field.position.non_null)
            if not leaf.refuses:
                odd.append(filled(odd_text, variable))
            if result != "{x}":
                done[field] = filled("{r}", variable)
                converted[done[field]] = filled(result, variable)
        careful_line = -1
        if odd:
            site = Site(parent.site.position, parent.anchor.steps, fields=fields)
            name = unit.constant(f"at_{fields[0].name}", site)
            unit.open(f"if {' or '.join(odd)}:")
            careful_line = unit.position
            into = ", ".join(done.values()) if len(done) > 1 else f"{done[fields[0]]},"
            unit.line(f"{into} = leaves({name}, {parent.anchor.where}, {', '.join(read.values())})")
            unit.close()
        self._conversions(converted, is_alternative=bool(odd))
        return Part(line, read, done, careful_line)

    def _conversions(self, converted: dict[str, str], *, is_alternative: bool) -> None:
        lines = [f"{name} = {text}" for name, text in converted.items() if name != text]
        if lines and is_alternative:
            self.unit.open("else:")
        for line in lines:
            self.unit.line(line)
        if lines and is_alternative:
            self.unit.close()

    def _field(self, field: Field, parent: _Parent) -> Part:
        """Write what reads and completes any other field."""
        unit = self.unit
        line = unit.position
        anchor = parent.anchor.field(field)
        position = field.position
        target = _Target.variable(unit.variable("l" if position.kind is Kind.LIST else "d"))
        if isinstance(field.source, Call):
            self._called(field, field.source, parent, anchor, target)
            return Part(line, {}, {field: target.name})
        name = unit.constant(f"at_{field.name}", Site(position, anchor.steps, field))
        is_known = parent.source != "s"  # the argument of the function may be anything
        if is_known and isinstance(field.source, Parent) and position.kind is Kind.OBJECT:
            self._composite(position, parent.source, name, anchor, target)
        else:
            value = unit.variable("s")
            unit.line(f"{value} = {reads.text(field, parent.source, parent.mapping)}")
            self._value(position, value, name, anchor, target)
        return Part(line, {}, {field: target.name})

    def _called(
        self, field: Field, source: Call, parent: _Parent, anchor: Anchor, target: _Target
    ) -> None:
        """Write the call of a resolver and what completes the value."""
        unit = self.unit
        path = unit.variable("q")
        unit.line(f"{path} = {anchor.path_text()}")
        position = field.position
        name = unit.constant(f"at_{field.name}", Site(position, (), field))
        call = reads.call(unit, field, source, parent.source, path)
        if source.is_coroutine_function:
            unit.line(target.line(f"slow({name}, [run, {path}], {call})"), comment="awaited")
            self.separate.append(position)
            return
        value = unit.variable("v" if position.kind is Kind.LEAF else "s")
        unit.line(f"{value} = {call}")
        if position.kind is Kind.LEAF:
            self._leaf(position, value, name, Anchor(path, f"[run, {path}]"), target)
        else:
            self._value(position, value, name, self._where(path), target)

    # Values

    def _value(
        self, position: Position, value: str, site: str, anchor: Anchor, target: _Target
    ) -> None:
        """Write what completes the value in a variable, of which nothing is known."""
        unit = self.unit
        if position.kind is Kind.LEAF:
            self._leaf(position, value, site, anchor, target)
            return
        if position.kind is Kind.LIST:
            unit.open(f"if type({value}) is list or type({value}) is tuple:")
        else:
            known, admit = unit.admission()
            unit.open(f"if type({value}) is {known} or {admit}({value}):")
        self._composite(position, value, site, anchor, target)
        unit.close()
        if not position.non_null:
            unit.line(f"elif {value} is None: {target.line('None')}")
        careful = f"slow({site}, {anchor.where}, {value})"
        unit.line(f"else: {target.line(careful)}")

    def _leaf(
        self, position: Position, value: str, site: str, anchor: Anchor, target: _Target
    ) -> None:
        odd, result = self._leaf_of(position).texts(nullable=not position.non_null)
        careful = f"slow({site}, {anchor.where}, {value})"
        self.unit.line(target.line(filled(f"{careful} if {odd} else {result}", value)))

    def _leaf_of(self, position: Position) -> Leaf:
        leaf: GraphQLLeafType = position.type
        form = self.forms.get(leaf.name)
        if form is None:
            form = self.forms[leaf.name] = leaf_of(leaf, self.unit)
        return form

    def _composite(
        self, position: Position, value: str, site: str, anchor: Anchor, target: _Target
    ) -> None:
        """Write what completes a list or an object."""
        unit = self.unit
        is_far = unit.blocks >= MAX_BLOCKS or unit.fields >= MAX_FIELDS
        if position.is_checked or is_far:
            self.separate.append(position)
            unit.line(target.line(f"enter({site}, {anchor.where}, {value})"))
        elif position.kind is Kind.OBJECT:
            self._object(self.planner.shape(position, position.type), value, anchor, target)
        else:
            self._list(position, value, site, anchor, target)

    # Lists

    def _list(
        self, position: Position, value: str, site: str, anchor: Anchor, target: _Target
    ) -> None:
        unit = self.unit
        item = position.item
        assert item is not None
        if item.kind is Kind.LEAF and self._leaf_of(item).is_unchanged:
            self._copied(item, value, f"slow({site}, {anchor.where}, {value})", target)
            return
        result = target.name or unit.variable("l")
        is_guarded = position.is_item and not position.non_null
        if is_guarded:  # becomes null by itself when one of its items must not be
            unit.open("try:", nests=True)
        self._filled(position, value, anchor, result)
        if is_guarded:
            unit.close(nests=True)
            unit.line(f"except Exception: {result} = give_up({site}, {anchor.where})")
        if result != target.name:
            unit.line(target.line(result))

    def _copied(self, item: Position, value: str, careful: str, target: _Target) -> None:
        """Write a copy of a list of leaves, if all are usual."""
        unit = self.unit
        variable = unit.variable("v")
        odd, _ = self._leaf_of(item).texts(nullable=not item.non_null)
        unit.open(f"for {variable} in {value}:", nests=True)
        unit.open(f"if {filled(odd, variable)}:")
        unit.line(target.line(careful))
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
        site = unit.constant(f"at_{position.field.name}_item", Site(item, inner.steps))
        variable = unit.variable("v" if item.kind is Kind.LEAF else "s")
        target = _Target(f"{result}.append(", ")")
        unit.open(f"for {variable} in {value}:", nests=True)
        if item.kind is Kind.LEAF and self._leaf_of(item).runs_code:
            # What it raises concerns this item only.
            unit.open("try:", nests=True)
            self._value(item, variable, site, inner, target)
            unit.close(nests=True)
            careful = f"give_up({site}, {inner.where})"
            unit.line(f"except Exception: {target.line(careful)}")
        else:
            self._value(item, variable, site, inner, target)
        unit.close(nests=True)


class _Parent(NamedTuple):
    """The object that is being completed, as variables, and its site."""

    source: str
    mapping: str
    anchor: Anchor
    site: ObjectSite


class _Target(NamedTuple):
    """Where a completed value goes, as source text."""

    before: str
    after: str = ""
    name: str = ""
    """The variable, if it goes to one."""

    @classmethod
    def variable(cls, name: str) -> _Target:
        """A variable."""
        return cls(f"{name} = ", "", name)

    def line(self, text: str) -> str:
        """The line that puts a value there."""
        return f"{self.before}{text}{self.after}"


def _groups(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """Fields whose values are to be completed: leaves that stand together, others one by one."""
    valued = [field for field in fields if not isinstance(field.source, Batch | Typename)]
    for is_leaf, group in groupby(valued, _is_leaf):
        together = tuple(group)
        size = MAX_GROUP if is_leaf else 1
        for start in range(0, len(together), size):
            yield together[start : start + size]


def _is_leaf(field: Field) -> bool:
    """Whether a field is a leaf that needs no call to be read."""
    return field.position.kind is Kind.LEAF and not isinstance(field.source, Call)
