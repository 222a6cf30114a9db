"""Makers give the objects that the constructors of data classes give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from graphwright.runtime import maker_of

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    name: str
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Defaulted:
    name: str
    tags: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Checked:
    name: str

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("no name")


@dataclass(frozen=True)
class Unslotted:
    name: str


@dataclass(frozen=True, slots=True)
class Derived(Plain):
    size: int = field(kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awkward:
    """A class with the names of what makers are made of."""

    made: int
    twin: int
    data_class: int


class Ordinary:
    def __init__(self, name: str) -> None:
        self.name = name


def test_an_object_is_what_the_constructor_makes() -> None:
    made = maker_of(Plain)(name="a", tags=["b"])
    assert made == Plain(name="a", tags=["b"])
    assert type(made) is Plain
    name = "name"
    with pytest.raises(AttributeError):
        setattr(made, name, "c")


def test_the_arguments_are_those_of_the_constructor() -> None:
    make: Callable[..., Plain] = maker_of(Plain)
    with pytest.raises(TypeError):
        make(name="a")


def test_fields_may_have_any_name() -> None:
    made = maker_of(Awkward)(made=1, twin=2, data_class=3)
    assert made == Awkward(made=1, twin=2, data_class=3)


def test_slots_may_be_those_of_a_base_class() -> None:
    made = maker_of(Derived)(name="a", tags=["b"], size=1)
    assert made == Derived(name="a", tags=["b"], size=1)


@pytest.mark.parametrize("kind", [Defaulted, Checked, Unslotted, Ordinary])
def test_classes_that_do_more_than_to_hold_data_make_their_objects_themselves(
    kind: type[Defaulted],
) -> None:
    assert maker_of(kind) is kind
    assert maker_of(kind)("a").name == "a"
