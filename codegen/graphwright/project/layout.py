"""What is there already in the directory of a project."""

from __future__ import annotations

import ast
import keyword
import os
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.config import FILE_NAME
from graphwright.errors import GraphwrightError
from graphwright.project.existing_sdl import Place, find_sdl, parsed_module, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.project.existing_sdl import ExistingSdl

_SKIPPED = frozenset({"node_modules", "build", "dist", "__pycache__", "venv", "site-packages"})
_NO_PACKAGE = frozenset({"tests", "test", "docs", "scripts", "examples"})
_RESERVED = frozenset({"ariadne", "graphql", "graphwright", "starlette", "tests", "uvicorn"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The project at `root`.

    `source` is the directory of its packages, `application` the place where Ariadne's is made.
    """

    root: Path
    name: str
    package: str
    source: str
    pyproject: str | None
    sdl: ExistingSdl
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
    pyproject = text_at(root, FILE_NAME) if path.is_file() else None
    document = _document(path, pyproject)
    name = _name(root, document)
    source = _source(root)
    files = list(_files(root))
    modules = {file: (root / file).read_bytes() for file in files if file.endswith(".py")}
    return Layout(
        root=root,
        name=name,
        package=_package(root / source, name),
        source=source,
        pyproject=pyproject,
        sdl=find_sdl(root, files, modules),
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


def _application(modules: Mapping[str, bytes]) -> Place | None:
    """Where the first of the modules makes an application of Ariadne's, or its schema."""
    for path, content in modules.items():
        if b"ariadne" not in content:
            continue
        tree = parsed_module(content)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
        for name in ("make_executable_schema", "GraphQL"):
            for call in calls:
                if isinstance(call.func, ast.Name) and call.func.id == name:
                    return Place(path, call.lineno)
    return None
