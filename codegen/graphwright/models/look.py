"""Looks at the classes that a configuration names, in a process of its own.

So nothing that they do when they are imported stays, a change of them is seen by the next run, and
what ends the process does not end graphwright.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from graphwright.errors import GraphwrightError
from graphwright.ir.expressions import Symbol
from graphwright.models.attributes import Attribute
from graphwright.models.python_type import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.config import Config

_START = "import sys; sys.path[:] = {!r}; from graphwright.models.describe import main; main()"


@dataclass(frozen=True, slots=True)
class Described:
    """A class: its own name and those of its bases, its place, what it has and what it takes.

    `keys` says that it is a TypedDict, whose key `typename` may tell the GraphQL type. `members`
    are those of an enum with their values; None for any other class. Without the `unknown` name, pydantic
    cannot make the model.
    """

    bases: tuple[Symbol, ...]
    place: str
    attributes: Mapping[str, Attribute]
    parameters: Mapping[str, Attribute]
    keys: bool
    typename: str
    members: Mapping[str, str | None] | None
    unknown: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why there is no such class: the error of its import, or what is there instead."""

    error: str
    place: str = ""
    missing: str = ""
    found: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen, by reference; and the names under which dotted names are defined."""

    classes: Mapping[str, Described | Unusable]
    names: Mapping[str, Symbol]


def look(config: Config, names: Iterable[str]) -> Look:
    """The classes of the configuration, and where others that it mentions are defined."""
    question = {
        "path": [str((config.root / each).resolve()) for each in config.python_path],
        "emitted": emitted_modules(config),
        "classes": [model.python for model in config.models],
        "names": list(names),
    }
    # Bytecode would hide a change of the same second and the same length from the next run.
    command = [sys.executable, "-B", "-c", _START.format(sys.path)]
    done = subprocess.run(
        command,
        cwd=config.root,
        input=json.dumps(question),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        answer = json.loads(done.stdout)
    except json.JSONDecodeError:
        ended = f"ended with {done.returncode} while it imported [tool.graphwright.models]"
        raise GraphwrightError(f"Python {ended}:\n{done.stderr.strip()}") from None
    return Look(
        {name: _read(each, config.root) for name, each in answer["classes"].items()},
        {name: Symbol(*found) for name, found in answer["names"].items() if found},
    )


def emitted_modules(config: Config) -> list[str]:
    """The names under which the server package can be imported."""
    server = PurePosixPath(config.server)
    below = [each for each in config.python_path if server.is_relative_to(each)]
    names = [".".join(server.relative_to(each).parts) for each in below]
    return list(dict.fromkeys(names)) or [config.server_package]


def _read(each: Mapping[str, Any], root: Path) -> Described | Unusable:
    if "error" in each:
        missing, found = each.get("missing") or "", each.get("found", "")
        place, classes = each.get("place", ""), tuple(each.get("classes", ()))
        return Unusable(each["error"], place, missing, found, classes)
    return Described(
        bases=tuple(Symbol(*base) for base in each["bases"]),
        place=_place(each["file"], each["line"], root),
        attributes=_attributes(each["attributes"], root),
        parameters=_attributes(each["parameters"], root),
        keys=each["keys"],
        typename=each["typename"],
        members=each["members"],
        unknown=each["unknown"],
    )


def _attributes(read: Mapping[str, Any], root: Path) -> Mapping[str, Attribute]:
    return {name: _attribute(each, root) for name, each in read.items()}


def _attribute(read: Mapping[str, Any], root: Path) -> Attribute:
    file = _place(read["file"], read["line"], root).rpartition(":")[0]
    return Attribute(**{**read, "type": from_json(read["type"]), "file": file})


def _place(file: str, line: int, root: Path) -> str:
    """`src/shop/models.py:12`, relative to the root; empty for what is outside of it."""
    path = Path(file)
    if not file or not path.is_relative_to(root.resolve()):
        return ""
    return f"{path.relative_to(root.resolve()).as_posix()}:{line}"
