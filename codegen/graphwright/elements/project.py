"""What [tool.graphwright] of a pyproject.toml says to everything that reviews a schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphwright.config import FILE_NAME, find_config
from graphwright.errors import GraphwrightError
from graphwright.toml_places import TomlPlaces, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """The patterns of the schema and of the operations, and the directories of Python.

    `bindings` hold hand-written resolvers, `server` the generated package; all paths are relative to
    `root`. `names` are the names in Python that are decided for elements, by coordinate. `table` is the
    whole of [tool.graphwright]: what a command has settings for, it reads from there, and says with
    `places` where they are wrong.
    """

    root: Path
    schema: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    bindings: tuple[str, ...] = ()
    server: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, Any] = field(default_factory=dict)
    places: TomlPlaces = field(default_factory=lambda: TomlPlaces(FILE_NAME, ""))


def load_project(start: Path, config: Path | None = None) -> Project:
    """The project of the named pyproject.toml, or of the one in the named directory.

    If none is named, of the nearest one from `start` upwards with a [tool.graphwright] table; an
    empty one at `start` if there is none.
    """
    if config is not None:
        path = (config / FILE_NAME if config.is_dir() else config).resolve()
        return read_project(path, path.read_text("utf-8"))
    try:
        path = find_config(start)
    except GraphwrightError:
        return Project(start)
    return read_project(path, path.read_text("utf-8"))


def read_project(path: Path, text: str) -> Project:
    """The project of a pyproject.toml with that text; raises DiagnosticsError if it is no TOML."""
    document, places = read_toml(path.name, text)
    tool = document.get("tool", {})
    table = tool.get("graphwright", {}) if isinstance(tool, dict) else {}
    client = table.get("client", {})
    return Project(
        root=path.parent,
        schema=_texts(table.get("schema")),
        operations=_texts(client.get("operations")) if isinstance(client, dict) else (),
        bindings=_texts(table.get("bindings")),
        server=next(iter(_texts(table.get("server"))), ""),
        names=dict(_names(table.get("names"), "")),
        table=table,
        places=places,
    )


def _names(table: object, before: str) -> Iterator[tuple[str, str]]:
    """The names below a table; keys with dots, quoted or not, are the same coordinate."""
    for key, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, str):
            yield f"{before}{key}", value
        else:
            yield from _names(value, f"{before}{key}.")


def _texts(value: object) -> tuple[str, ...]:
    """A text or a list of texts; what is wrong with it is told by the generator's configuration."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))
