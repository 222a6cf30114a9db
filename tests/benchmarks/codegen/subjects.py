"""What generates Python from a schema: Graphwright and its peers, each as a command in a directory."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import GraphQLScalarType, build_schema, is_specified_scalar_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMA = "schema.graphql"

#: How often the command of a subject runs before the run that is measured.
FIRST, AGAIN = 0, 1


@dataclass(frozen=True, slots=True)
class Subject:
    """A generator: the files that it wants beside the schema, its command, and what to import.

    `distribution` names what its version is that of; `{python}` in a command is its interpreter.
    `starts` is Python that starts a server of what was emitted; empty if it is none.
    """

    label: str
    distribution: str
    files: Callable[[str], Mapping[str, str]]
    command: tuple[str, ...]
    imports: str
    starts: str = ""
    runs_before: int = FIRST
    is_peer: bool = True


def subjects() -> tuple[Subject, ...]:
    """Graphwright first."""
    own = ("{python}", "-m", "graphwright", "generate")
    ariadne = ("{bin}/ariadne-codegen", "--config", "settings.toml")
    modules = "from api import Resolvers, build_app, build_schema"
    return (
        Subject(
            "**Graphwright**, server",
            "graphwright",
            _graphwright,
            own,
            modules,
            starts=_START,
            is_peer=False,
        ),
        Subject(
            "**Graphwright**, nothing to do",
            "graphwright",
            _graphwright,
            own,
            modules,
            starts=_START,
            runs_before=AGAIN,
            is_peer=False,
        ),
        Subject(
            "ariadne-codegen {version}, `graphqlschema`",
            "ariadne-codegen",
            lambda _: _ariadne('target_file_path = "emitted.py"'),
            (*ariadne, "graphqlschema"),
            "import emitted",
        ),
        Subject(
            "ariadne-codegen {version}, `client` of all operations",
            "ariadne-codegen",
            lambda _: _ariadne('enable_custom_operations = true\ntarget_package_name = "emitted"'),
            (*ariadne, "client"),
            "import emitted",
        ),
        Subject(
            "Strawberry {version}, `schema-codegen`",
            "strawberry-graphql",
            lambda _: {},
            ("{bin}/strawberry", "schema-codegen", SCHEMA, "--output", "emitted.py"),
            "import emitted",
        ),
        Subject(
            "turms {version}, enums, inputs and objects",
            "turms",
            _turms,
            ("{bin}/turms", "gen"),
            "import pathlib, runpy; [runpy.run_path(str(p)) for p in pathlib.Path('out').glob('*.py')]",
        ),
    )


_START = """
from types import SimpleNamespace
from api import build_app, build_schema
from api.schema import TABLES

resolvers = {
    group.attribute: SimpleNamespace(
        **{field.name: lambda *_, **__: None for field in group.fields}
    )
    for group in TABLES.groups
}
build_app(build_schema(SimpleNamespace(**resolvers)))
"""


def command_of(subject: Subject, peers: Path) -> list[str]:
    """The command; `peers` is the interpreter of the peers."""
    python = python_of(subject, peers)
    return [part.format(python=python, bin=Path(python).parent) for part in subject.command]


def python_of(subject: Subject, peers: Path) -> str:
    """The interpreter of the subject."""
    return str(peers) if subject.is_peer else sys.executable


def _graphwright(_: str) -> Mapping[str, str]:
    settings = f'[tool.graphwright]\nschema = "{SCHEMA}"\nserver = "api"\nlenient = true\n'
    return {"pyproject.toml": settings}


def _ariadne(settings: str) -> Mapping[str, str]:
    return {"settings.toml": f'[tool.ariadne-codegen]\nschema_path = "{SCHEMA}"\n{settings}\n'}


def _turms(sdl: str) -> Mapping[str, str]:
    """Every scalar of the schema is a text to it, since it refuses those that it does not know."""
    lines = [
        *("projects:", "  default:", f"    schema: {SCHEMA}", "    extensions:", "      turms:"),
        *("        out_dir: out", "        plugins:"),
        *(f"          - type: turms.plugins.{name}" for name in _TURMS_PLUGINS),
        "        scalar_definitions:",
        *(f"          {name}: str" for name in _scalars(sdl)),
    ]
    return {"graphql.config.yaml": "\n".join(lines) + "\n"}


_TURMS_PLUGINS = ("enums.EnumsPlugin", "inputs.InputsPlugin", "objects.ObjectsPlugin")


def _scalars(sdl: str) -> list[str]:
    return sorted(
        kind.name
        for kind in build_schema(sdl).type_map.values()
        if isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind)
    )
