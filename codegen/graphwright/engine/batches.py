"""Batched fields: one call for all parents of a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphwright.runtime.errors import BatchError
from graphwright.runtime.info import Info

from .markers import PENDING
from .sources import Batch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence

    from .positions import Field, Position
    from .run import Member, Run
    from .waiting import Waiter


class Level:
    """The parents of one call of a batched field."""

    __slots__ = ("awaitable", "field", "members", "position")

    def __init__(self, field: Field, members: Sequence[Member]) -> None:
        self.field = field
        self.position: Position = field.position
        self.members = members
        self.awaitable: Awaitable[Any]

    def call(self, run: Run) -> Any:
        """What the method returns for these parents, or raises."""
        source = self.field.source
        assert isinstance(source, Batch)
        bound = source.resolver.arguments.bind(run.arguments(self.field))
        parents = [member.parent for member in self.members]
        info = run.info(self.field, self.members[0].path())
        return source.resolver.method(parents, Info[Any](info), **bound)

    def is_unwanted(self, run: Run) -> bool:
        """Whether all its parents are gone."""
        return run.is_nulled or all(run.errors.is_nulled(member.path()) for member in self.members)

    def arrive(self, run: Run, value: Any) -> None:
        """Complete the values, one for each parent."""
        problem = self._mismatch(value)
        if problem is not None:
            self.fail(run, BatchError(problem))
            return
        may_be_unwanted = bool(run.errors.nulled)
        for member, item in zip(self.members, value, strict=True):
            if may_be_unwanted and run.errors.is_nulled(member.path()):
                continue
            self._deliver(run, member, item)

    def _mismatch(self, values: Any) -> str | None:
        source = self.field.source
        assert isinstance(source, Batch)
        name = source.resolver.name
        try:
            count = len(values)
        except TypeError:
            return f"{name} returned a {type(values).__name__}, not a value for each parent"
        if count != len(self.members):
            return f"{name} returned {count} values for {len(self.members)} parents"
        return None

    def _deliver(self, run: Run, member: Member, value: Any) -> None:
        try:
            completed = run.complete(self.position, value, member.path())
        except Exception as error:
            run.propagate(error, self.position, member.path())
            return
        if completed is PENDING:
            return
        if self.position.parent is None:
            run.put(member.path(), completed)
        else:
            member.result[self.field.key] = completed

    def fail(self, run: Run, error: Exception) -> None:
        """Give every parent the same error."""
        for member in self.members:
            if not run.is_nulled and not run.errors.is_nulled(member.path()):
                run.propagate(error, self.position, member.path())


def flush(run: Run, active: Iterable[Waiter] = ()) -> None:
    """Call the batched fields that wait for nothing, until there are none."""
    while run.batches and not run.is_nulled:
        field = _ready(run, active)
        if field is None:
            return
        level = Level(field, run.batches.pop(field))
        if level.is_unwanted(run):
            continue
        try:
            values = level.call(run)
        except Exception as error:
            level.fail(run, error)
            continue
        if run.is_awaitable(values):
            level.awaitable = values
            run.pending.append(level)
        else:
            level.arrive(run, values)


def _ready(run: Run, active: Iterable[Waiter]) -> Field | None:
    """A batched field above which nothing is awaited or batched any more."""
    busy = {waiter.position for waiter in (*active, *run.pending)}
    busy.update(field.position for field in run.batches)
    for field in run.batches:
        above = field.position.parent
        while above is not None and above not in busy:
            above = above.parent
        if above is None:
            return field
    return None
