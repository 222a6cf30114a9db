"""What is seen of a class: its attributes, and what their annotations say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass
from functools import cached_property
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Generic,
    Literal,
    NewType,
    NotRequired,
    Required,
    TypedDict,
    TypeVar,
)

import attr
import pytest
import typing_extensions
from sqlalchemy import Column, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, DynamicMapped, Mapped, mapped_column, relationship

from graphwright.ir.expressions import Named, Symbol, TypeExpr, builtin, optional, sequence
from graphwright.models.annotations import python_type
from graphwright.models.attributes import attributes_of
from graphwright.models.fitting import Fitting
from graphwright.models.python_type import from_json, to_json

T = TypeVar("T")
B = TypeVar("B", bound=int)
Name = NewType("Name", str)


class Tags(list[str]):
    """A list of its own."""


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (str, "str"),
        (None, "None"),
        (str | None, "str | None"),
        (list[str | None], "list[str | None]"),
        (Sequence[int], "Sequence[int]"),
        (tuple[int, ...], "tuple[int]"),
        (tuple[int, str], "tuple[int | str]"),
        (Annotated[str, "a note"], "str"),
        (Final[int], "int"),
        (Literal["a", "b"], "str"),
        (Literal["a", 1, None], "str | int | None"),
        (Name, "str"),
        (B, "int"),
        (T, "Any"),
        (Any, "Any"),
        (Mapping[str, int], "Mapping[str, int]"),
        (type[int], "type[int]"),
        ("Nowhere", "Nowhere"),
    ],
)
def test_annotations_are_understood(annotation: Any, text: str) -> None:
    """Whatever they are wrapped into; and survive the way between two processes."""
    found = python_type(annotation)
    assert str(found) == text
    assert from_json(to_json(found)) == found


STRING, NUMBER = builtin("str"), builtin("float")


@pytest.mark.parametrize(
    ("annotation", "expected", "fits"),
    [
        (Name, STRING, True),
        (str | None, STRING, False),
        (str | None, optional(STRING), True),
        (str, optional(STRING), True),
        (int, NUMBER, True),
        (bool, NUMBER, True),
        (str, NUMBER, False),
        (list[str], sequence(STRING), True),
        (tuple[str, ...], sequence(STRING), True),
        (Tags, sequence(STRING), True),
        (list, sequence(STRING), True),
        (list[str | None], sequence(STRING), False),
        (list[str | None], sequence(optional(STRING)), True),
        (str, sequence(STRING), False),
        (set[str], sequence(STRING), False),
        (Iterable[str], sequence(STRING), False),
        (Any, STRING, True),
        (dict[str, int], builtin("object"), True),
        (None, builtin("object"), False),
        ("Nowhere", STRING, False),
    ],
)
def test_a_type_fits_where_a_type_checker_would_take_it(
    annotation: Any, expected: TypeExpr, fits: bool
) -> None:
    """But a text is no list of texts."""
    assert Fitting({}, {}, ()).fits(python_type(annotation), expected) is fits


def test_classes_of_the_emitted_package_fit_under_any_of_its_names() -> None:
    """The IR knows them by their modules inside of the package."""
    role = type("Role", (), {"__module__": "shop.api.enums"})
    fitting = Fitting({}, {}, ("shop.api", "src.shop.api"))
    assert fitting.fits(python_type(role), Named(Symbol(".enums", "Role")))


def seen(kind: type[Any]) -> dict[str, str]:
    """The attributes of a class with the texts of their types."""
    return {name: str(each.type) for name, each in attributes_of(kind, ()).items()}


@dataclass
class Base(Generic[T]):
    """With what a dataclass can have."""

    kind: ClassVar[str] = "x"
    seed: InitVar[int]
    item: T
    names: list[Name] = dataclasses.field(default_factory=list)

    @property
    def label(self) -> str | None:
        """A property."""
        return None

    @cached_property
    def size(self) -> int:
        """A cached one."""
        return 1

    bare = property(lambda self: None)

    def method(self) -> str:
        """No data."""
        return ""


@dataclass
class Derived(Base[bool]):
    """Overrides one and adds one."""

    item: bool
    more: bool = dataclasses.field(kw_only=True)


def test_dataclasses_have_fields_and_properties_of_all_their_bases() -> None:
    """No class variables, no parameters of `__init__`, no methods."""
    assert seen(Derived) == {
        "item": "bool",
        "names": "list[str]",
        "label": "str | None",
        "size": "int",
        "bare": "",
        "more": "bool",
    }


class Keys(TypedDict, total=False):
    """With keys of both sorts."""

    may: str
    must: Required[str]


class MoreKeys(Keys):
    """With more of them."""

    has: int
    can: NotRequired[int]


class ExtendedKeys(typing_extensions.TypedDict):
    """As pydantic wants them before Python 3.12."""

    may: typing_extensions.NotRequired[str]
    fixed: typing_extensions.ReadOnly[int]


def test_keys_of_typing_extensions_are_keys_too() -> None:
    """Those that may only be read among them."""
    assert seen(ExtendedKeys) == {"may": "str", "fixed": "int"}
    required = {name: each.required for name, each in attributes_of(ExtendedKeys, ()).items()}
    assert required == {"may": False, "fixed": True}


def test_keys_that_may_be_missing_are_known() -> None:
    """Also where annotations are texts, which Python takes for required keys."""
    required = {name: each.required for name, each in attributes_of(MoreKeys, ()).items()}
    assert required == {"may": False, "must": True, "has": True, "can": False}


OLD_NAMES: dict[str, Any] = {"typed": attr.ib(type=int), "untyped": attr.ib()}
Old: type[Any] = attr.s(type("Old", (), OLD_NAMES))


def test_attributes_without_annotations_are_seen_and_left_to_no_type_checker() -> None:
    """With the type that attrs was told."""
    assert seen(Old) == {"typed": "int", "untyped": ""}
    assert not any(each.annotated for each in attributes_of(Old, ()).values())


class Table(DeclarativeBase):
    """Of all tables."""


class Shop(Table):
    """With links of both sorts."""

    __tablename__ = "shops"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id"))
    owner: Mapped[Owner | None] = relationship(back_populates="shops")
    city = Column(String)
    zip_code = Column(String, nullable=False)


class Owner(Table):
    """Has many."""

    __tablename__ = "owners"

    id: Mapped[int] = mapped_column(primary_key=True)
    shops: Mapped[list[Shop]] = relationship(back_populates="owner")
    visited: DynamicMapped[Shop] = relationship(viewonly=True)


def test_mapped_classes_have_columns_and_links() -> None:
    """Columns without annotations are null where they say so; collections to ask are no data."""
    assert seen(Shop) == {
        "id": "int",
        "owner_id": "int | None",
        "owner": "Owner | None",
        "city": "str | None",
        "zip_code": "str",
    }
    assert seen(Owner) == {"id": "int", "shops": "list[Shop]"}
    links = {name for name, each in attributes_of(Shop, ()).items() if each.link}
    assert links == {"owner"}
    assert attributes_of(Owner, ())["shops"].link


def test_places_are_those_of_the_class_that_has_the_attribute() -> None:
    """Not of the one that inherits it."""
    lines = {name: each.line for name, each in attributes_of(Derived, ()).items()}
    assert lines["names"] < lines["label"] < lines["item"] < lines["more"]
    assert {each.file for each in attributes_of(Derived, ()).values()} == {__file__}
