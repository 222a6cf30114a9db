"""One execution of a compiled operation, and the careful way for what is not usual."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from graphql import (
    GraphQLError,
    GraphQLResolveInfo,
    default_field_resolver,
    default_type_resolver,
    located_error,
)
from graphql.pyutils import Path, Undefined, inspect, is_iterable

from graphwright.runtime.rows import RowList

from . import core, objects, rows
from .anchors import Site
from .background import finish_in_background
from .errors import FieldErrors, keys_of
from .markers import PENDING, Checked, Done
from .positions import Field, Kind, Position
from .sources import Attribute, Batch, Call, Default, Key, Parent
from .waiting import Slot

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Awaitable, Callable, Iterator

    from .arguments import Arguments
    from .program import Program
    from .waiting import Waiter


class Member(NamedTuple):
    """A parent on the list of a batched field, its answer, and where it is."""

    parent: Any
    result: dict[str, Any]
    site: Site
    anchor: Path | None
    indices: tuple[int, ...]

    def path(self) -> Path:
        """The path of the answer."""
        path = self.site.path(self.anchor, self.indices)
        assert path is not None
        return path


class Request(NamedTuple):
    """What one execution is given, its variables coerced."""

    root_value: Any
    context_value: Any
    variables: Any
    is_awaitable: Callable[[Any], bool]
    is_sync: bool = False
    type_resolver: Callable[..., Any] | None = None
    hide_suggestions: bool = False
    shares_lists: bool = False
    """Whether lists of scalars may be handed on as they are, because the result is not kept."""
    info: tuple[type[Any], tuple[Any, ...]] | None = None
    """The class of GraphQLResolveInfo and what it has after `path`, if a framework has its own."""


class Run:
    """State of one execution.

    Compiled functions complete the usual values themselves. What they hand over comes here: values
    to await, exceptions, values of other types, and everything that needs GraphQLResolveInfo. The
    results and errors are those of graphql-core's `complete_value`.
    """

    __slots__ = (
        *(
            "batches",
            "data",
            "due",
            "errors",
            "info_class",
            "is_awaitable",
            "is_nulled",
            "known_arguments",
        ),
        *("pending", "program", "request", "tail", "type_resolver"),
    )

    def __init__(self, program: Program, request: Request) -> None:
        planner = program.planner
        self.program = program
        self.request = request
        self.is_awaitable = request.is_awaitable
        self.type_resolver = request.type_resolver or default_type_resolver
        self.errors = FieldErrors()
        self.pending: list[Waiter] = []
        self.batches: dict[Field, list[Member]] = {}
        self.data: dict[str, Any] | None = None
        self.is_nulled = False
        self.due: list[tuple[GraphQLError, Path | None]] = []
        self.known_arguments: dict[Arguments, dict[str, Any]] = {}
        self.info_class: type[Any]
        self.info_class, self.tail = request.info or (
            GraphQLResolveInfo,
            (
                *(planner.schema, planner.fragments, request.root_value, planner.operation),
                *(request.variables, request.context_value, request.is_awaitable),
                *core.info_helpers(request.is_awaitable),
            ),
        )

    # Values of fields

    def field(self, field: Field, source: Any, parent: Path | None, result: dict[str, Any]) -> Any:
        """The completed value of a field, null when it is not there yet, or raises."""
        path = Path(parent, field.key, field.parent_type.name)
        if isinstance(field.source, Batch):
            site = Site(field.position, (), field)
            self.queue(site).append(Member(source, result, site, path, ()))
            return None
        try:
            value = self._value(field, source, path)
        except Exception as error:
            return self.null(error, field.position, path)
        return self.receive(field.position, value, path)

    def _value(self, field: Field, source: Any, path: Path) -> Any:
        """What the resolver of a field returns."""
        match field.source:
            case Attribute(name):
                for part in name.split("."):
                    source = getattr(source, part)
                return source
            case Key(name):
                return source.get(name)
            case Parent():
                return source
            case Call(function):
                return function(source, self.info(field, path), **self.arguments(field))
            case Default():
                return default_field_resolver(source, self.info(field, path))
            case _:
                return field.parent_type.name

    def info(self, field: Field, path: Path) -> GraphQLResolveInfo:
        """What the resolver of a field is told."""
        info: GraphQLResolveInfo = core.new(self.info_class, (*field.head, path, *self.tail))
        return info

    def arguments(self, field: Field) -> dict[str, Any]:
        """Coerced arguments of a field; raises GraphQLError."""
        request = self.request
        return field.arguments.coerce(
            request.variables, request.hide_suggestions, self.known_arguments
        )

    def queue(self, site: Site) -> list[Member]:
        """The list of parents that the batched field at a site will be called with."""
        field = site.field
        assert field is not None
        return self.batches.setdefault(field, [])

    # Completion of values

    def receive(self, position: Position, value: Any, path: Path) -> Any:
        """The completed value, null when it has to be awaited first, or raises."""
        if self.is_awaitable(value):
            self.pending.append(Slot(position, path, value))
            return None
        try:
            completed = self.complete(position, value, path)
        except Exception as error:
            return self.null(error, position, path)
        return None if completed is PENDING else completed

    def null(self, error: Exception, position: Position, path: Path) -> Any:
        """Null with the error kept, or raises it when the value must not be null."""
        located = located_error(error, position.field.nodes, path.as_list())
        if position.non_null:
            raise located
        self.errors.add(located, path)
        return None

    def complete(self, position: Position, value: Any, path: Path) -> Any:
        """The completed value or PENDING; raises what went wrong, without a place."""
        if isinstance(value, Exception):
            raise value
        if type(value) is Done:
            return value.value
        if type(value) is Checked:
            completed = objects.of_shape(self, value.shape, value.value, path)
        elif value is None or value is Undefined:
            completed = None
        else:
            completed = self.composed(position, value, path)
        if completed is None and position.non_null:
            field = position.field
            raise TypeError(
                f"Cannot return null for non-nullable field {field.parent_type.name}.{field.name}."
            )
        return completed

    def composed(self, position: Position, value: Any, path: Path) -> Any:
        """The completed value, or PENDING, of what is there and no exception; raises."""
        match position.kind:
            case Kind.ABSTRACT:
                return objects.of_abstract_type(self, position, value, path)
            case Kind.OBJECT:
                return objects.of_type(self, position, position.type, value, path)
            case Kind.LIST:
                return self._listed(position, value, path)
            case Kind.LEAF:
                return self.serialised(position, value, core.serializer(position.type)(value), path)

    def serialised(self, position: Position, value: Any, serialised: Any, path: Path) -> Any:
        """A leaf value that a scalar's function returned, or raises TypeError for none."""
        if serialised is None or serialised is Undefined:
            raise TypeError(
                f"Expected `{inspect(position.type)}.{core.serializer_name()}({inspect(value)})`"
                f" to return non-nullable value, returned: {inspect(serialised)}"
            )
        if not self.is_awaitable(serialised):
            return serialised

        async def later() -> Done:
            return Done(await serialised)

        return self.wait(position, path, later())

    def wait(self, position: Position, path: Path, awaitable: Awaitable[Any]) -> Any:
        """PENDING, with the awaitable noted for later."""
        self.pending.append(Slot(position, path, awaitable))
        return PENDING

    def _listed(self, position: Position, value: Any, path: Path) -> Any:
        if core.IS_33:
            if not self.request.is_sync and core.is_async_iterable(value):
                return self.wait(
                    position, path, self._complete_while_reading(position, value, path)
                )
        elif not is_iterable(value) and core.is_async_iterable(value):
            return self.wait(position, path, _read(value))
        if not is_iterable(value):
            field = position.field
            raise core.not_iterable(field.parent_type.name, field.name)
        if isinstance(value, RowList):
            from_rows = rows.completion(self.program, position, value.form)
            if from_rows is not None:
                return from_rows(self, value, path)
        complete = position.complete or self.program.compile_items(position)
        if not core.IS_33:
            return complete(self, value, path)
        iterator = iter(value)
        try:
            return complete(self, iterator, path)
        except Exception:
            finish_in_background(_awaitables_left(iterator, self.is_awaitable))
            raise

    async def _complete_while_reading(
        self, position: Position, values: AsyncIterable[Any], path: Path
    ) -> Done:
        """The list of an async iterable; it is in the answer before it is full."""
        item = position.item
        assert item is not None
        completed: list[Any] = []
        self.put(path, completed)
        iterator = aiter(values)
        try:
            async for value in iterator:
                place = Path(path, len(completed), None)
                completed.append(self.receive(item, value, place))
        except Exception:
            await core.close(iterator)
            raise
        return Done(completed)

    # Values that arrive late

    def propagate(self, error: Exception, position: Position, path: Path) -> None:
        """Keep an error, for the nearest place that may be null.

        A place above the value becomes null only when what else is ready has been completed: the
        errors of values next to it say more than one of them alone.
        """
        located = located_error(error, position.field.nodes, path.as_list())
        place: Position | None = position
        above: Path | None = path
        while place is not None and place.non_null:
            assert above is not None
            place, above = place.parent, above.prev
        if above is path:
            self.errors.add(located, path)
            self.put(path, None)
        else:
            self.due.append((located, above))

    def null_due(self) -> None:
        """Put null where errors have propagated to, the innermost places first."""
        if not self.due:
            return
        due, self.due = self.due, []
        for error, path in sorted(due, key=lambda item: -len(keys_of(item[1]))):
            self.errors.add(error, path)
            if path is not None:
                self.put(path, None)
            else:
                self.data = None
                self.is_nulled = True

    def put(self, path: Path, value: Any) -> None:
        """Put a value into the answer, unless what it belongs to is null."""
        place: Any = self.data
        *above, last = keys_of(path)
        # An async iterable is in the answer without the item that raised.
        with suppress(IndexError):
            for key in above:
                if place is None:
                    return
                place = place[key]
            if place is not None:
                place[last] = value


async def _read(values: AsyncIterable[Any]) -> list[Any]:
    return [value async for value in values]


def _awaitables_left(
    items: Iterator[Any], is_awaitable: Callable[[Any], bool]
) -> list[Awaitable[Any]]:
    """What an iterator that is not read to its end still holds."""
    left: list[Awaitable[Any]] = []
    with suppress(Exception):
        left.extend(item for item in items if is_awaitable(item))
    return left
