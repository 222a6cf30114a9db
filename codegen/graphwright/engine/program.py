"""A compiled operation."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLObjectType,
    OperationType,
)
from graphql.pyutils import Path

from . import careful, core, leaves, objects
from .anchors import path_of
from .batches import flush
from .emit import Emitter
from .positions import Complete, Position, Shape
from .run import Member, Request, Run
from .settle import abandon, settle
from .unit import Unit

if TYPE_CHECKING:
    from types import CodeType

    from .classes import Classes
    from .planner import Planner

_SHARED: dict[str, Any] = {
    "Mapping": Mapping,
    "Member": Member,
    "Path": Path,
    "enter": careful.enter,
    "fractional": leaves.fractional,
    "give_up": careful.give_up,
    "id_text": leaves.id_text,
    "leaves": careful.leaves,
    "new": core.new,
    "of_shape": objects.of_shape,
    "path_of": path_of,
    "resume": careful.resume,
    "slow": careful.slow,
}


class Program:
    """An operation with the functions that have been compiled for it so far.

    The function of the operation itself is compiled at once; those of positions below an abstract
    type, of values that arrive late and of what is too deep for one function when data comes there.
    """

    __slots__ = ("_codes", "classes", "namespace", "parts", "planner", "root", "weight")

    def __init__(self, planner: Planner, root_type: GraphQLObjectType, classes: Classes) -> None:
        self.weight = 0
        self.planner = planner
        self.classes = classes
        self._codes: dict[str, CodeType] = {}
        self.namespace = {
            **_SHARED,
            "MAPPINGS": classes.mappings,
            "PLAIN": classes.plain,
            "admit": classes.admit,
            "as_list": classes.as_list,
        }
        self.root = planner.root(root_type)
        self.parts: tuple[Shape, ...] = (self.root,)
        if planner.operation.operation is OperationType.MUTATION:
            self.parts = tuple(Shape(root_type, None, (field,)) for field in self.root.fields)
        for part in self.parts:
            if part.is_resolved:
                self.weight += len(part.fields)
                part.complete = part.resolve
            else:
                self.compile_shape(part)

    def compile_shape(self, shape: Shape) -> Complete:
        """The function that completes an object of a known type."""
        unit = Unit(title_of(shape))
        Emitter(self.planner, unit).shape(shape)
        self.weight += unit.fields + 1
        shape.complete = self.function(unit)
        return shape.complete

    def compile_items(self, position: Position) -> Complete:
        """The function that completes a list."""
        unit = Unit(f"{position.field.parent_type.name}.{position.field.name}: {position.type}")
        Emitter(self.planner, unit).items(position)
        position.complete = self.function(unit)
        return position.complete

    def function(self, unit: Unit) -> Complete:
        """The compiled function of a unit."""
        return unit.function(self.namespace, self.classes, self._codes)

    def execute(self, request: Request) -> ExecutionResult | Awaitable[ExecutionResult]:
        """The result, or an awaitable of it when a value has to be awaited."""
        run = Run(self, request)
        run.data = {}
        for number, part in enumerate(self.parts):
            self._complete(run, part)
            if run.pending:
                return self._finish(run, number)
            if run.is_nulled:
                break
        return core.response(run.data, run.errors.errors)

    async def _finish(self, run: Run, number: int) -> ExecutionResult:
        await settle(run)
        for part in self.parts[number + 1 :]:
            if run.is_nulled:
                break
            self._complete(run, part)
            await settle(run)
        return core.response(run.data, run.errors.errors)

    def _complete(self, run: Run, part: Shape) -> None:
        """Run one function of the operation: all fields, or one field of a mutation."""
        complete = part.complete
        assert complete is not None
        assert run.data is not None
        try:
            data = complete(run, run.request.root_value, None)
        except GraphQLError as error:
            run.errors.add(error, None)
            run.data = None
            run.is_nulled = True
            abandon(run, run.pending)
            return
        run.data = {**run.data, **data} if run.data else data
        if run.batches:
            flush(run)
            run.null_due()
        if run.is_nulled:
            abandon(run, run.pending)


def title_of(shape: Shape) -> str:
    """What a function is about, for its first line."""
    position = shape.position
    if position is None:
        return f"{shape.type.name}: the operation"
    field = position.field
    return f"{field.parent_type.name}.{field.name}: {shape.type.name}"
