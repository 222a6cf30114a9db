"""The process that imports a project's own classes and describes them as JSON.

It reads from standard input what `look.py` asks, and writes the answer to standard output, which
is closed to the modules that it imports: what they print goes to standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from dataclasses import asdict
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphwright.models.annotations import bases_of, has_keys, symbol_of
from graphwright.models.attributes import attributes_of
from graphwright.models.parameters import parameters_of, unknown_name
from graphwright.models.python_type import to_json
from graphwright.models.source import lines_of
from graphwright.raised import place_below, what_was_raised

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from graphwright.models.attributes import Attribute


def main() -> None:
    """Answers the one question on standard input."""
    asked = json.load(sys.stdin)
    sys.path[:0] = asked["path"]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answer:
        os.dup2(2, 1)
        classes = {each: _described(each, tuple(asked["emitted"])) for each in asked["classes"]}
        names = {each: _identity(each) for each in asked["names"]}
        json.dump({"classes": classes, "names": names}, answer)


def _described(reference: str, emitted: tuple[str, ...]) -> dict[str, Any]:
    """The class as data; `error` and its place where it cannot be had."""
    module, _, name = reference.partition(":")
    loaded = _loaded(module)
    if isinstance(loaded, BaseException):
        return _failure(loaded)
    kind = getattr(loaded, name, None)
    if not isinstance(kind, type):
        public = [key for key, each in vars(loaded).items() if isinstance(each, type)]
        found = "" if kind is None else type(kind).__name__
        return {"error": "", "classes": public, "found": found}
    file, lines = lines_of(kind)
    attributes = attributes_of(kind, emitted)
    return {
        "bases": [[base.module, base.name] for base in bases_of(kind)],
        "file": file,
        "line": lines.get("", 0),
        "keys": has_keys(kind),
        "typename": _typename(kind),
        "members": _members(kind),
        "attributes": _as_data(attributes),
        "parameters": _as_data(parameters_of(kind, attributes, emitted)),
        "unknown": unknown_name(kind),
    }


def _as_data(attributes: Mapping[str, Attribute]) -> dict[str, Any]:
    return {name: {**asdict(each), "type": to_json(each.type)} for name, each in attributes.items()}


@cache
def _loaded(module: str) -> ModuleType | BaseException:
    """The module, or what it raises when it is imported."""
    try:
        return importlib.import_module(module)
    except BaseException as error:
        return error


def _members(kind: type[Any]) -> dict[str, str | None] | None:
    """The members of an enum, aliases too, each with its value if that is a text."""
    if not issubclass(kind, Enum):
        return None
    return {
        name: member.value if isinstance(member.value, str) else None
        for name, member in kind.__members__.items()
    }


def _typename(kind: type[Any]) -> str:
    """The key of a TypedDict that says of which GraphQL type it is; empty without one."""
    keys = getattr(kind, "__required_keys__", ()) if has_keys(kind) else ()
    return next((key for key in ("__typename", "typename") if key in keys), "")


def _identity(name: str) -> list[str] | None:
    """Where the class of a dotted name is defined; None if there is none."""
    module, _, attribute = name.rpartition(".")
    try:
        kind = getattr(importlib.import_module(module), attribute)
    except BaseException:
        return None
    if not isinstance(kind, type):
        return None
    symbol = symbol_of(kind)
    return [symbol.module, symbol.name]


def _failure(error: BaseException) -> dict[str, Any]:
    """What went wrong, and the innermost place of the project's own where it did."""
    return {
        "error": what_was_raised(error),
        "missing": getattr(error, "name", None) if isinstance(error, ImportError) else None,
        "place": place_below(error, Path.cwd()),
    }


if __name__ == "__main__":
    main()
