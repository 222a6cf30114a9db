"""What is there already in the directory of a project."""

from __future__ import annotations

import ast
import keyword
import os
import re
import sys
import textwrap
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import GraphQLSyntaxError, TypeSystemDefinitionNode, TypeSystemExtensionNode, parse

from graphwright.config import FILE_NAME
from graphwright.errors import GraphwrightError
from graphwright.header import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SDL_SUFFIXES = (".graphql", ".graphqls", ".gql")
_SKIPPED = frozenset({"node_modules", "build", "dist", "__pycache__", "venv", "site-packages"})
_NO_PACKAGE = frozenset({"tests", "test", "docs", "scripts", "examples"})
_RESERVED = frozenset({"ariadne", "graphql", "graphwright", "starlette", "tests", "uvicorn"})
_SDL_STRING = re.compile(
    r"^\s*(?:extend\s+)?(?:type|interface|union|enum|input|scalar|schema)\b", re.M
)
_NEW_SCHEMA = "schema/*.graphql"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, by its path below the root."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The project at `root`.

    `source` is the directory of its packages; `embedded` is SDL that stands in Python, by the
    place where it does. `schema` are patterns; `has_sdl` tells whether a file matches.
    `application` is where Ariadne's application is made.
    """

    root: Path
    name: str
    package: str
    source: str
    pyproject: str | None
    schema: tuple[str, ...]
    sdl: Mapping[str, str]
    embedded: Mapping[Place, str]
    application: Place | None

    @property
    def api(self) -> str:
        """The name of the generated package."""
        return f"{self.package}_api"

    def below_source(self, path: str) -> str:
        """A path below the directory of packages."""
        return path if self.source == "." else f"{self.source}/{path}"


def read_layout(root: Path) -> Layout:
    """What is in the directory, which may be missing.

    Raises GraphwrightError when it is no directory, or a project of graphwright's already.
    """
    if root.exists() and not root.is_dir():
        raise GraphwrightError(f"'{_shown(root)}' is no directory.")
    path = root / FILE_NAME
    pyproject = path.read_bytes().decode("utf-8") if path.is_file() else None
    document = _document(path, pyproject)
    name = _name(root, document)
    source = _source(root)
    files = list(_files(root))
    sdl = _sdl_files(root, files)
    modules = {file: (root / file).read_bytes() for file in files if file.endswith(".py")}
    embedded = {} if sdl else _embedded(modules)
    return Layout(
        root=root,
        name=name,
        package=_package(root / source, name),
        source=source,
        pyproject=pyproject,
        schema=_patterns(files, sdl) if sdl else (_NEW_SCHEMA,),
        sdl=sdl,
        embedded=embedded,
        application=_application(modules),
    )


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _document(path: Path, text: str | None) -> Mapping[str, object]:
    try:
        document = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        raise GraphwrightError(f"{_shown(path)}: {error}") from None
    tool = document.get("tool", {})
    if isinstance(tool, dict) and "graphwright" in tool:
        raise GraphwrightError(
            f"{_shown(path)} has a [tool.graphwright] table already."
            " Run graphwright generate, then graphwright scaffold."
        )
    return document


def _name(root: Path, document: Mapping[str, object]) -> str:
    """The name of the distribution: that of pyproject.toml, or else of the directory."""
    project = document.get("project")
    given = project.get("name") if isinstance(project, dict) else None
    words = re.sub(r"[^a-z0-9]+", "-", str(given or root.resolve().name).lower()).strip("-")
    return words or "server"


def _source(root: Path) -> str:
    """`src`, unless the packages of the project stand at its root."""
    return "." if not (root / "src").is_dir() and list(_packages(root)) else "src"


def _packages(directory: Path) -> Iterator[str]:
    for path in sorted(directory.glob("*/__init__.py")):
        name = path.parent.name
        if name not in _NO_PACKAGE and not name.endswith("_api"):
            yield name


def _package(source: Path, name: str) -> str:
    """The package of that name, or the only one that there is, or a new one."""
    wanted = name.replace("-", "_")
    if wanted[0].isdigit():
        wanted = f"n{wanted}"
    there = list(_packages(source))
    if wanted not in there and len(there) == 1:
        return there[0]
    is_taken = wanted in sys.stdlib_module_names or wanted in _RESERVED
    if keyword.iskeyword(wanted) or (is_taken and wanted not in there):
        return f"{wanted}_server"
    return wanted


def _files(root: Path) -> Iterator[str]:
    """The files of the project, by path, without environments and what tools leave behind."""
    for directory, folders, names in os.walk(root):
        here = Path(directory)
        folders[:] = sorted(
            folder
            for folder in folders
            if folder not in _SKIPPED
            and not folder.startswith(".")
            and not (here / folder / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            yield (here / name).relative_to(root).as_posix()


def _sdl_files(root: Path, files: list[str]) -> Mapping[str, str]:
    """The texts of files with definitions of types; those that cannot be read count too."""
    found: dict[str, str] = {}
    for file in files:
        if file.endswith(_SDL_SUFFIXES):
            text = (root / file).read_bytes().decode("utf-8", "replace")
            if MARK not in text.partition("\n")[0] and _is_sdl(text, unread=True):
                found[file] = text
    return found


def _is_sdl(text: str, *, unread: bool) -> bool:
    try:
        definitions = parse(text, no_location=True).definitions
    except GraphQLSyntaxError:
        return unread
    return any(
        isinstance(each, TypeSystemDefinitionNode | TypeSystemExtensionNode) for each in definitions
    )


def _patterns(files: list[str], sdl: Mapping[str, str]) -> tuple[str, ...]:
    """A pattern for each directory that has nothing else of the kind, or else the files."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.endswith(_SDL_SUFFIXES):
            directory = file.rpartition("/")[0]
            prefix = f"{directory}/" if directory else ""
            groups[f"{prefix}*{Path(file).suffix}"].append(file)
    patterns: list[str] = []
    for pattern, members in sorted(groups.items()):
        ours = [file for file in members if file in sdl]
        patterns += [pattern] if ours == members else ours
    return tuple(patterns)


def _embedded(modules: Mapping[str, bytes]) -> Mapping[Place, str]:
    """The strings of the modules that are SDL."""
    found: dict[Place, str] = {}
    for path, content in modules.items():
        tree = _parsed(content)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                if _SDL_STRING.search(text) and _is_sdl(text, unread=False):
                    found[Place(path, node.lineno)] = textwrap.dedent(text).strip() + "\n"
    return found


def _application(modules: Mapping[str, bytes]) -> Place | None:
    """Where the first of the modules makes an application of Ariadne's, or its schema."""
    for path, content in modules.items():
        if b"ariadne" not in content:
            continue
        tree = _parsed(content)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
        for name in ("make_executable_schema", "GraphQL"):
            for call in calls:
                if isinstance(call.func, ast.Name) and call.func.id == name:
                    return Place(path, call.lineno)
    return None


def _parsed(content: bytes) -> ast.Module | None:
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError):
        return None
