"""The frozen configuration, from [tool.graphwright] of a pyproject.toml.

| code  | found here                                      |
|-------|-------------------------------------------------|
| GW001 | the file is not TOML                            |
| GW002 | a key that graphwright does not know            |
| GW003 | a value of the wrong type, or one that cannot be |
| GW004 | a key that is missing                           |
| GW005 | a pattern that no file matches                  |
| GW006 | a scalar that the schema does not define        |
| GW007 | a name for what the schema does not define      |
| GW008 | a name that something else has                  |
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.config_names import read_names
from graphwright.config_table import DOTTED_NAME, Reader, Table, reference
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.toml_places import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.errors import Diagnostic
    from graphwright.toml_places import TomlPlaces

FILE_NAME = "pyproject.toml"

#: Types of values as JSON gives them, which need no codec.
PLAIN_TYPES = ("bool", "float", "int", "object", "str")

_TABLE = ("tool", "graphwright")

#: The class of `info.context` where nobody names one.
ANY_CONTEXT = "typing:Any"

#: Where modules are looked for unless the configuration says it.
PYTHON_PATH = ("src", ".")

#: What can execute the operations of the application that is emitted; the first by default.
COMPILING_ENGINE = "graphwright"
ENGINES = (COMPILING_ENGINE, "graphql-core")

_KEYS = (
    *("schema", "server", "sqlalchemy", "bindings", "context", "scalars", "client"),
    *("engine", "python_path", "models", "plugins", "templates", "lenient", "names"),
)

#: Tables of other commands, which read them themselves.
_OTHER_COMMANDS = ("diff", "docs", "lint")
_OBJECT_NAME = reference("shop.scalars:MONEY")
_CLASS = reference("shop.models:User")
_CONTEXT = reference("shop.context:Context")


@dataclass(frozen=True, slots=True)
class ScalarConfig:
    """The Python type of a scalar, as a dotted name, and its codec as `module:NAME`.

    Without a codec, values pass as they are: `python` is then one of `PLAIN_TYPES`.
    """

    name: str
    python: str
    codec: str | None


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """A class of the project's own for a GraphQL type, as `module:Name`.

    `fields` names the attribute that a field is read from, or the member that an enum value is;
    None for a field that has a resolver whatever the class has.
    """

    name: str
    python: str
    fields: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """What to emit for the client; paths are relative to the root."""

    operations: tuple[str, ...]
    package: str
    distribution: str
    version: str
    description: str


@dataclass(frozen=True, slots=True)
class Config:
    """What to generate from what; `root` is the directory that the paths are relative to.

    `python_path` are the directories below which the project's own modules are found.
    """

    root: Path
    schema: tuple[str, ...]
    server: str
    sqlalchemy: bool
    scalars: tuple[ScalarConfig, ...]
    client: ClientConfig | None
    #: Directories of hand-written resolvers, relative to the root.
    bindings: tuple[str, ...]
    #: The class of `info.context`, as `module:NAME`.
    context: str
    places: TomlPlaces
    python_path: tuple[str, ...] = PYTHON_PATH
    models: tuple[ModelConfig, ...] = ()
    plugins: tuple[str, ...] = ()
    templates: str | None = None
    engine: str = COMPILING_ENGINE
    #: Whether known defects of the SDL are warnings.
    lenient: bool = False
    #: Names in Python by schema coordinate.
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def own_types(self) -> frozenset[str]:
        """The names of the types that classes of the project stand for."""
        return frozenset(model.name for model in self.models)

    @property
    def server_package(self) -> str:
        """The name under which the server package is imported."""
        return Path(self.server).name

    @property
    def client_operations(self) -> tuple[str, ...]:
        """The patterns of the client's operations; none without a client."""
        return self.client.operations if self.client else ()

    def mistake(self, key: tuple[str, ...], code: str, message: str, hint: str = "") -> Diagnostic:
        """A mistake at a key below the table."""
        return self.places.diagnostic((*_TABLE, *key), code, message, hint)

    @property
    def where_modules_are(self) -> str:
        """The hint for a module that is not found."""
        path = ", ".join(f"'{each}'" for each in self.python_path)
        return f"Modules are looked for below {path}; python_path says where else."

    def no_match(self, key: tuple[str, ...], pattern: str) -> Diagnostic:
        """The mistake of a pattern, below a key of the table, that no file matches."""
        hint = "It is looked for from the directory of this file."
        return self.mistake(key, "GW005", f"No file matches '{pattern}'.", hint)

    def name_mistake(self, coordinate: str, code: str, message: str, hint: str) -> Diagnostic:
        """A mistake at the key of a name, which may be quoted, or dotted without quotes."""
        quoted = ("names", coordinate)
        known = self.places.has((*_TABLE, *quoted))
        key = quoted if known else ("names", *coordinate.split("."))
        return self.mistake(key, code, message, hint)

    def unknown_scalar(self, name: str, hint: str) -> Diagnostic:
        """The mistake of a configured scalar that the schema does not define."""
        message = f"The schema defines no scalar '{name}'."
        return self.mistake(("scalars", name), "GW006", message, hint)


def find_config(start: Path) -> Path:
    """The nearest pyproject.toml with a [tool.graphwright] table, from `start` upwards.

    Raises GraphwrightError when there is none.
    """
    for directory in (start, *start.parents):
        path = directory / FILE_NAME
        if path.is_file() and _has_table(path.read_text("utf-8")):
            return path
    raise GraphwrightError(
        f"No {FILE_NAME} with a [tool.graphwright] table here or above. "
        "Name one with --config, or let graphwright init add the table."
    )


def _has_table(text: str) -> bool:
    """Whether the text has the table, or is no TOML and looks as if it had."""
    try:
        tool = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return "[tool.graphwright" in text
    return isinstance(tool, dict) and "graphwright" in tool


def load_config(path: Path) -> Config:
    """The configuration in the file, or in the pyproject.toml of the directory, at `path`.

    Raises DiagnosticsError with every mistake in the table.
    """
    path = path / FILE_NAME if path.is_dir() else path
    if not path.is_file():
        raise GraphwrightError(f"There is no file '{os.path.relpath(path)}'.")
    return parse_config(path, path.read_text("utf-8"))


def parse_config(path: Path, text: str) -> Config:
    """The configuration in the text of the pyproject.toml at `path`.

    Raises DiagnosticsError with every mistake in the table.
    """
    document, places = read_toml(path.name, text)
    tool = document.get("tool", {})
    if not isinstance(tool, dict) or "graphwright" not in tool:
        raise GraphwrightError(f"'{os.path.relpath(path)}' has no [tool.graphwright] table.")
    reader = Reader(places, [])
    config = _read_config(Table(reader, _TABLE, tool["graphwright"]), path.parent, places)
    if reader.diagnostics:
        raise DiagnosticsError(reader.diagnostics)
    return config


def _read_config(table: Table, root: Path, places: TomlPlaces) -> Config:
    table.allow(*_KEYS, *_OTHER_COMMANDS)
    client = table.child("client")
    return Config(
        root=root,
        schema=table.patterns("schema"),
        server=table.path("server"),
        sqlalchemy=table.get("sqlalchemy", bool, default=False),
        scalars=_read_scalars(table.child("scalars")),
        client=_read_client(client) if client else None,
        bindings=table.directories("bindings"),
        context=table.matching("context", _CONTEXT, default=ANY_CONTEXT),
        places=places,
        python_path=table.strings("python_path", default=PYTHON_PATH),
        models=_read_models(table.child("models")),
        plugins=table.strings("plugins", default=()),
        templates=table.get("templates", str) if "templates" in table.values else None,
        lenient=table.get("lenient", bool, default=False),
        names=read_names(table.child("names")),
        engine=table.choice("engine", ENGINES),
    )


def _read_scalars(table: Table | None) -> tuple[ScalarConfig, ...]:
    if table is None:
        return ()
    scalars = (_read_scalar(table, name) for name in sorted(table.values))
    return tuple(scalar for scalar in scalars if scalar is not None)


def _read_scalar(table: Table, name: str) -> ScalarConfig | None:
    """A scalar: its Python type alone, or a table of type and codec."""
    if isinstance(table.values[name], str):
        return _without_codec(table, name, name)
    entry = table.child(name)
    if entry is None:
        return None
    entry.allow("python", "codec")
    if "codec" not in entry.values:
        return _without_codec(entry, "python", name)
    python = entry.matching("python", DOTTED_NAME)
    return ScalarConfig(name, python, entry.matching("codec", _OBJECT_NAME))


def _without_codec(table: Table, key: str, name: str) -> ScalarConfig:
    python = table.matching(key, DOTTED_NAME)
    if python and python not in PLAIN_TYPES:
        plain = ", ".join(PLAIN_TYPES)
        message = f"'{python}' needs a codec: without one, values stay {plain}."
        hint = f'Write {name} = {{ python = "{python}", codec = "module:NAME" }}.'
        table.report(key, "GW003", message, hint)
    return ScalarConfig(name, python, None)


def _read_models(table: Table | None) -> tuple[ModelConfig, ...]:
    if table is None:
        return ()
    models = (_read_model(table, name) for name in sorted(table.values))
    return tuple(model for model in models if model is not None)


def _read_model(table: Table, name: str) -> ModelConfig | None:
    """A class: its reference alone, or a table of reference and fields."""
    if isinstance(table.values[name], str):
        return ModelConfig(name, table.matching(name, _CLASS), {})
    entry = table.child(name)
    if entry is None:
        return None
    entry.allow("class", "fields")
    python, fields = entry.matching("class", _CLASS), entry.child("fields")
    return ModelConfig(name, python, _read_fields(fields) if fields else {})


def _read_fields(table: Table) -> Mapping[str, str | None]:
    read: dict[str, str | None] = {}
    for name, value in table.values.items():
        if isinstance(value, str) or value is False:
            read[name] = value or None
        else:
            message = f"'{name}' must be the name of an attribute, or false."
            table.report(name, "GW003", message, "With false, the field has a resolver.")
    return read


def _read_client(table: Table) -> ClientConfig:
    table.allow("operations", "package", "distribution", "version", "description")
    return ClientConfig(
        operations=table.patterns("operations"),
        package=table.path("package"),
        distribution=table.get("distribution", str),
        version=table.get("version", str, default="0.1.0"),
        description=table.get("description", str, default=""),
    )
