"""Random data with faults, described once and made twice."""

from __future__ import annotations

import asyncio
from collections import UserDict, deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from graphql import GraphQLError, GraphQLSchema, is_abstract_type, is_list_type, is_non_null_type
from graphql.pyutils import Undefined

from .schemas import Direction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from random import Random

LEAVES: dict[str, tuple[Any, ...]] = {
    "String": ("text", "", 'quote " \\ \n {}', 5, True, 2.5),
    "Int": (0, 7, -3, True, 4.0, "12", 2**31),
    "Float": (1.5, 0.0, 3, "2.5"),
    "Boolean": (True, False, 1, 0.0),
    "ID": ("id", 9, 3.0),
    "Even": (2, 4, "e", 0, 3),
    "Json": ({"a": [1, None]}, [1, "b"], "j", 1.5),
    "Plain": ("RED", "GREEN"),
    "Member": (Direction.UP, Direction.DOWN),
    "Number": (1, 2, True),
}
WRONG: tuple[Any, ...] = (object, "wrong", 2**40, float("inf"), [], {}, (), b"bytes", 1.5, ["x"])


@dataclass(frozen=True)
class Late:
    """A value that has to be awaited for some turns of the event loop."""

    value: Any
    turns: int


@dataclass(frozen=True)
class Raises:
    """A property, callable or awaitable that raises."""

    message: str
    how: str


@dataclass(frozen=True)
class Called:
    """A value that a callable returns."""

    value: Any


@dataclass(frozen=True)
class Items:
    """A list in one of the forms that lists come in."""

    items: tuple[Any, ...]
    form: str
    fails: bool = False


@dataclass(frozen=True)
class Thing:
    """An object: a dict, a mapping or an instance."""

    fields: dict[str, Any]
    type_name: str
    form: str


@dataclass
class Blueprint:
    """Builds descriptions of data for one schema."""

    random: Random
    schema: GraphQLSchema
    faults: float
    lateness: float
    faults_left: int
    size: int = 150
    """Values that are left; what comes after is as small as its type allows."""

    def root(self, root_type: Any) -> Thing:
        """A description of a root value."""
        return self._thing(root_type, 6, "dict")

    def _value(self, output_type: Any, depth: int) -> Any:
        if self.random.random() < self.lateness:
            return Late(self._settled(output_type, depth), self.random.randint(0, 2))
        if self.random.random() < 0.05:
            value = self._settled(output_type, depth)
            is_late = self.random.random() < 5 * self.lateness
            return Called(Late(value, self.random.randint(0, 2)) if is_late else value)
        return self._settled(output_type, depth)

    def _settled(self, output_type: Any, depth: int) -> Any:
        if self.faults_left and self.random.random() < self.faults:
            self.faults_left -= 1
            return self._fault()
        is_required = is_non_null_type(output_type)
        inner = output_type.of_type if is_required else output_type
        self.size -= 1
        if not is_required and (self.size < 0 or self.random.random() < 0.1):
            return None
        if is_list_type(inner):
            count = 0 if self.size < 0 else self.random.randint(0, 3)
            items = tuple(self._item(inner.of_type, depth) for _ in range(count))
            forms = ["list"] * 5 + ["tuple", "generator", "deque"]
            if self.lateness:
                forms.append("async")
            return Items(items, self.random.choice(forms))
        if inner.name in LEAVES:
            return self.random.choice(LEAVES[inner.name])
        if is_abstract_type(inner):
            inner = self.random.choice(list(self.schema.get_possible_types(inner)))
        return self._thing(inner, depth - 1, self.random.choice(("dict", "object", "mapping")))

    def _item(self, item_type: Any, depth: int) -> Any:
        value = self._value(item_type, depth)
        return value.value if isinstance(value, Called) else value

    def _thing(self, object_type: Any, depth: int, form: str) -> Thing:
        fields = {}
        if depth > 0:
            for name, field in object_type.fields.items():
                if self.random.random() > 0.04:
                    fields[name] = self._value(field.type, depth)
        return Thing(fields, object_type.name, form)

    def _fault(self) -> Any:
        message = f"fault {self.random.randint(0, 999)}"
        kinds: list[Any] = [
            Raises(message, self.random.choice(("property", "call"))),
            Raises(message, "value"),
            None,
            Undefined,
            self.random.choice(WRONG),
            Thing({}, "raise", "dict"),
            Thing({}, "Nowhere", "dict"),
            Thing({}, "Plain", "object"),
            Items((1, 2), "list", fails=True),
        ]
        if self.lateness:
            kinds.append(Raises(message, "await"))
        return self.random.choice(kinds)


class Instance:
    """An object whose fields are attributes; those that raise are properties."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._Instance__typename = kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instance) and other.kind == self.kind

    def __hash__(self) -> int:
        return hash(self.kind)

    def __repr__(self) -> str:
        return f"Instance({self.kind})"


class Again:
    """Something to await or iterate, anew for each field that reads it.

    Two aliases read the same data, but a coroutine can be awaited once, and which of them comes
    first is not certain.
    """

    def __init__(self, start: Callable[[], Any]) -> None:
        self._start = start

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return type(self).__name__


class Awaited(Again):
    """Awaited for a value."""

    def __await__(self) -> Any:
        return self._start().__await__()


class Iterated(Again):
    """Iterated for items."""

    def __iter__(self) -> Any:
        return self._start()


class Streamed(Again):
    """Iterated for items with `async for`."""

    def __aiter__(self) -> Any:
        return self._start()


class Maker:
    """Makes values from their descriptions."""

    def __repr__(self) -> str:
        return "Maker()"

    def make(self, description: Any) -> Any:
        """A value from its description."""
        match description:
            case Late(value, turns):
                made: Any = self._awaitable(value, turns)
            case Called(value):
                made = partial(self._called, value)
            case Raises(message, "value"):
                made = _error(message)
            case Raises(_, "await"):
                made = self._awaitable(description, 1)
            case Raises():
                made = partial(_fail_when_called, description)
            case Items():
                made = self._items(description)
            case Thing():
                made = self._thing(description)
            case _:
                made = description
        return made

    def _thing(self, description: Thing) -> Any:
        if description.form == "object":
            return self._instance(description.fields, description.type_name)
        values = {name: self.make(value) for name, value in description.fields.items()}
        values["__typename"] = description.type_name
        return values if description.form == "dict" else UserDict(values)

    def _called(self, value: Any, _info: Any, **_arguments: Any) -> Any:
        """What a callable returns: a coroutine if it is late."""
        if isinstance(value, Late):
            return self._later(value.value, value.turns)
        return self.make(value)

    def _awaitable(self, value: Any, turns: int) -> Any:
        return Awaited(lambda: self._later(value, turns))

    async def _later(self, value: Any, turns: int) -> Any:
        for _ in range(turns):
            await asyncio.sleep(0)
        if isinstance(value, Raises) and value.how != "value":
            _fail(value)
        return self.make(value)

    def _items(self, description: Items) -> Any:
        def produce() -> Iterator[Any]:
            for item in description.items:
                yield self.make(item)
            if description.fails:
                raise ValueError("iteration failed")

        async def produce_later() -> AsyncIterator[Any]:
            for item in description.items:
                await asyncio.sleep(0)
                yield self.make(item)

        if description.fails or description.form == "generator":
            return Iterated(produce)
        if description.form == "async":
            return Streamed(produce_later)
        items = [self.make(item) for item in description.items]
        if description.form == "deque":
            return deque(items)
        return tuple(items) if description.form == "tuple" else items

    def _instance(self, fields: dict[str, Any], type_name: str) -> Instance:
        broken = {name: value for name, value in fields.items() if isinstance(value, Raises)}
        getters = {name: property(_getter(value)) for name, value in broken.items()}
        cls: type[Any] = type("Broken", (Instance,), getters) if getters else Instance
        instance: Instance = cls(type_name)
        for name, value in fields.items():
            if name not in broken:
                setattr(instance, name, self.make(value))
        return instance


def _fail(value: Raises) -> NoReturn:
    raise _error(value.message)


def _fail_when_called(value: Raises, _info: Any, **_arguments: Any) -> NoReturn:
    _fail(value)


def _error(message: str) -> Exception:
    if message.endswith("7"):
        return GraphQLError(message, extensions={"code": "SEVEN"})
    return ValueError(message)


def _getter(value: Raises) -> Callable[[Instance], Any]:
    def get(_instance: Instance) -> Any:
        if value.message.endswith("3"):
            raise AttributeError("gone")
        _fail(value)

    return get
