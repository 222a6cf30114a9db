"""Names of a package that are imported when somebody asks for them."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with one name, which is in a module."""
    name = f"lazy_{tmp_path.name}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text(
        "from graphwright.runtime import lazy_names\n"
        "__getattr__ = lazy_names(__name__, {'Thing': '.things', 'Gone': '.things'})\n"
        "__all__ = ['Thing']\n"
    )
    (tmp_path / name / "things.py").write_text(
        "import gc\nclass Thing:\n    collected = gc.isenabled()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_a_module_is_imported_when_its_name_is_asked_for(package: str) -> None:
    """Without garbage collections, which would look at every class again and again."""
    imported = import_module(package)
    assert f"{package}.things" not in sys.modules
    assert imported.Thing is import_module(f"{package}.things").Thing
    assert imported.Thing.collected is False
    assert gc.isenabled()


def test_all_names_can_be_imported_at_once(package: str) -> None:
    """By `import *`."""
    names: dict[str, object] = {}
    exec(f"from {package} import *", names)
    assert "Thing" in names


@pytest.mark.parametrize("name", ["Gone", "Other"])
def test_a_name_that_is_not_there_is_an_error_as_of_any_module(package: str, name: str) -> None:
    """So that `hasattr` and `from … import` say what they always say."""
    imported = import_module(package)
    assert not hasattr(imported, name)
    with pytest.raises(ImportError, match=name):
        exec(f"from {package} import {name}", {})
