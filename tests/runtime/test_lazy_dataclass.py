"""Lazy data classes are what the standard library makes of the same classes, but for the time."""

from __future__ import annotations

import copy
import inspect
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import (
    FrozenInstanceError,
    asdict,
    astuple,
    dataclass,
    field,
    fields,
    is_dataclass,
    replace,
)
from typing import Any, ClassVar, assert_type

import pytest

from graphwright.runtime import lazy_dataclass


def data(decorate: Any) -> Any:
    """A class of data, with defaults and names that get in the way."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Data:
        """Some data."""

        id: str
        self: int = 0
        own: object = None
        slots: tuple[str, ...] = ("a", "b")

    return Data


def undocumented(decorate: Any) -> Any:
    """A class with a default that is made anew for each object."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Undocumented:
        id: str
        names: list[str] = field(default_factory=list)
        secret: str = field(default="s", repr=False, compare=False)

    return Undocumented


def checked(decorate: Any) -> Any:
    """A class with methods, one of which looks at each object."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Checked:
        id: str

        def __post_init__(self) -> None:
            if not self.id:
                raise ValueError("no id")

        @classmethod
        def of(cls: Any, given: str) -> Any:
            return cls(id=given)

    return Checked


def described(decorate: Any) -> Any:
    """A class that has a method of its own where data classes get one, and no field for a name."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Described:
        total: ClassVar[int] = 3
        id: str

        def __repr__(self) -> str:
            return f"<{self.id}>"

    return Described


def ordered(decorate: Any) -> Any:
    """A class with other options."""

    @decorate(frozen=True, kw_only=True, order=True)
    class Ordered:
        id: str

    return Ordered


def bare(decorate: Any) -> Any:
    """A class without options."""

    @decorate
    class Bare:
        id: str

    return Bare


def derived(decorate: Any) -> Any:
    """A class that stands on one of its kind."""
    body = {"__annotations__": {"more": "str"}, "more": "", "__module__": __name__}
    return decorate(frozen=True, slots=True, kw_only=True)(type("Derived", (data(decorate),), body))


@lazy_dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A class that other processes find."""

    id: str
    size: int = 1


@lazy_dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One of which no object is made here before it comes from elsewhere."""

    id: str
    size: int


class Named(Kept):
    """An ordinary class that stands on one."""

    __slots__ = ("name",)


KINDS = (data, undocumented, checked, described, ordered, bare, derived)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "told",
    [
        lambda made: (repr(made), str(made)),
        lambda made: (made == replace(made), made == replace(made, id="2"), made == 1),
        lambda made: (type(made).__name__, type(made).__qualname__, type(made).__doc__),
        lambda made: type(made).__match_args__,
        lambda made: inspect.signature(type(made)),
        lambda made: [(each.name, each.type, each.kw_only) for each in fields(made)],
        lambda made: (asdict(made), astuple(made), repr(copy.copy(made))),
        lambda made: hasattr(made, "__dict__"),
        lambda made: made.__dataclass_params__.frozen,
    ],
)
def test_an_object_is_what_a_data_class_makes(kind: Any, told: Any) -> None:
    assert told(kind(lazy_dataclass)(id="1")) == told(kind(dataclass)(id="1"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "fail",
    [
        lambda kind: kind(),
        lambda kind: kind("1"),
        lambda kind: kind(id="1", other=2),
        lambda kind: kind(id=""),
        lambda kind: setattr(kind(id="1"), "id", "2"),
        lambda kind: delattr(kind(id="1"), "id"),
        lambda kind: replace(kind(id="1"), other=2),
    ],
)
def test_a_mistake_is_the_error_of_a_data_class(kind: Any, fail: Any) -> None:
    assert _failure(fail, kind(lazy_dataclass)) == _failure(fail, kind(dataclass))


def test_methods_are_made_when_the_first_is_used() -> None:
    made = data(lazy_dataclass)
    unmade = vars(made)["__eq__"]
    assert not inspect.isfunction(unmade)
    made(id="1")
    assert inspect.isfunction(vars(made)["__eq__"])


def test_a_class_of_which_there_is_no_object_yet_is_a_data_class() -> None:
    made = data(lazy_dataclass)
    assert is_dataclass(made)
    assert [each.name for each in fields(made)] == ["id", "self", "own", "slots"]


def test_objects_can_be_unpickled_before_one_is_made() -> None:
    """As in a process that only receives them."""
    sent = pickle.dumps(Kept(id="1", size=2), protocol=0)
    assert pickle.loads(sent) == Kept(id="1", size=2)
    received = pickle.loads(sent.replace(b"Kept", b"Sent"))
    assert (type(received), received) == (Sent, Sent(id="1", size=2))


def test_objects_are_told_apart_by_patterns() -> None:
    match Kept(id="1", size=2):
        case Kept(id="2"):
            found = 0
        case Kept(size=size):
            found = size
    assert found == 2


def test_an_ordinary_class_may_stand_on_one() -> None:
    """Its objects are made in the same way, and are not equal to those of the other class."""
    made = Named(id="1")
    assert (type(made), made.id, made.size) == (Named, "1", 1)
    assert made == Named(id="1") != Kept(id="1")
    field_name = "id"
    with pytest.raises(FrozenInstanceError):
        setattr(made, field_name, "2")


def test_threads_may_use_a_class_for_the_first_time_together() -> None:
    for _ in range(20):
        made = data(lazy_dataclass)
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda number, made=made: made(id=str(number)), range(8)))
        assert found == [made(id=str(number)) for number in range(8)]


def check_type_checkers_take_it_for_a_data_class() -> None:
    """Read by the type checkers of the project, not run."""
    made = Kept(id="1")
    assert_type(made.size, int)
    assert_type(replace(made, size=2), Kept)
    assert_type(asdict(made), dict[str, Any])


def _failure(fail: Any, kind: Any) -> tuple[type[BaseException], str] | None:
    try:
        fail(kind)
    except Exception as error:
        return type(error), str(error)
    return None
