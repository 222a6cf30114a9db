"""What is seen of classes that are written in the syntax of Python 3.12."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from graphwright.models.attributes import attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 12), reason="Python 3.12 is the first to read it"
)

CLASSES = """
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

type Name = str | None
type Tree[T] = T | list[Tree[T]]
type Json = dict[str, Json] | list[Json] | str
type Price = Decimal


@dataclass
class Entity[Key, Row: str]:
    key: Key
    row: Row
    unknown: Missing

    @property
    def other_key(self) -> Key:
        return self.key


@dataclass
class Shop(Entity[int, str]):
    name: Name
    words: list[Name]
    tree: Tree[int]
    notes: Json
    price: Price
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module with the classes."""
    (tmp_path / "later_syntax.py").write_text(CLASSES)
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module("later_syntax")
    del sys.modules["later_syntax"]


def test_type_parameters_stand_for_their_bounds(later: Any) -> None:
    """Also beside an annotation that nobody knows, and in properties."""
    entity = {"key": "Any", "row": "str", "unknown": "Missing", "other_key": "Any"}
    assert _seen(later.Entity) == entity
    assert _seen(later.Shop).items() >= entity.items()


def test_type_statements_are_what_they_name(later: Any) -> None:
    """Anything where they name themselves; their name where Python does not know what they name."""
    seen = _seen(later.Shop)
    assert seen["name"] == "str | None"
    assert seen["words"] == "list[str | None]"
    assert seen["tree"] == "Any | list[Any]"
    assert seen["notes"] == "dict[str, Any] | list[Any] | str"
    assert seen["price"] == "Price"


def _seen(kind: type[Any]) -> dict[str, str]:
    return {name: str(each.type) for name, each in attributes_of(kind, ()).items()}
