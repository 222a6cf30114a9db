"""What a project gets, as text by path."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from graphwright.config import FILE_NAME, load_config
from graphwright.emit import format_files
from graphwright.errors import GraphwrightError
from graphwright.files import write_all
from graphwright.formatter import format_like
from graphwright.inputs import read
from graphwright.ir.scalars import KNOWN_SCALARS
from graphwright.pipeline import generate, server_package
from graphwright.scaffold.reading import Bindings
from graphwright.scaffold.scaffold import scaffold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.project.layout import Layout
    from graphwright.scaffold.scaffold import Addition

_SAMPLE = "schema/greeting.graphql"


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a project: `written` and those that stay since somebody has written them."""

    written: Mapping[str, str]
    kept: tuple[str, ...]


def plan(layout: Layout, *, lenient: bool = False) -> Plan:
    """What has to be written so that the project has everything.

    With `lenient`, known defects of its SDL stand in the way of nothing. Raises DiagnosticsError for
    mistakes in the SDL, and GraphwrightError with the names of all files that are in the way.
    """
    packages = _packages(layout)
    own = {FILE_NAME: _pyproject(layout, lenient=lenient), **_schema(layout)}
    made = _made({**own, **packages}, layout)
    init, _ = packages
    shared = {FILE_NAME, init}
    wanted = {**own, **packages, **made.files, **_modules(layout, is_guarded=made.is_guarded)}
    _require_free(layout.root, [path for path in wanted if path not in shared])
    optional = {init: packages[init], **_optional(layout, made.query)}
    kept = tuple(path for path in optional if (layout.root / path).exists())
    written = {path: text for path, text in {**wanted, **optional}.items() if path not in kept}
    return Plan(dict(sorted(written.items())), tuple(path for path in kept if path != init))


def _require_free(root: Path, paths: Iterable[str]) -> None:
    in_the_way = [path for path in paths if (root / path).exists()]
    if in_the_way:
        listed = "\n".join(f"  {path}" for path in in_the_way)
        raise GraphwrightError(
            f"These files are in the way, and stay as they are:\n{listed}\n"
            "Move them, and run graphwright init again. Nothing was written."
        )


def text_of(name: str, layout: Layout, **more: str) -> str:
    """The text of a file that comes with graphwright, made that of the project."""
    text = resources("graphwright.project").joinpath("files", name).read_text("utf-8")
    values = {
        "name": layout.name,
        "package": layout.package,
        "source": layout.source,
        "api": layout.api,
        "server": layout.below_source(layout.api),
        **more,
    }
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text.replace('"./', '"')


def _pyproject(layout: Layout, *, lenient: bool) -> str:
    """The pyproject.toml of the project, with the table of graphwright at its end."""
    before = layout.pyproject
    patterns = ", ".join(f'"{pattern}"' for pattern in layout.sdl.patterns)
    table = text_of("table.toml", layout, schema=patterns)
    table += "lenient = true\n" if lenient else ""
    unknown = [name for name in layout.sdl.scalars if name not in KNOWN_SCALARS]
    if unknown:
        entries = "".join(f'{name} = "object"\n' for name in unknown)
        table += text_of("scalars.toml", layout) + entries
    if before is None:
        # Tests below the packages would be found twice.
        text = text_of("pyproject.toml", layout).replace('[".", "tests"]', '["."]')
        return text + table
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before.strip() else end if before.endswith("\n") else end * 2
    return before + gap + table.replace("\n", end)


def _schema(layout: Layout) -> Mapping[str, str]:
    """SDL files to write: those that Python strings become, or a sample."""
    if layout.sdl.texts:
        return {}
    found: dict[str, str] = {}
    for place, text in layout.sdl.embedded.items():
        path = f"schema/{PurePosixPath(place.path).stem}.graphql"
        found[path] = f"{found[path]}\n{text}" if path in found else text
    return found or {_SAMPLE: text_of("greeting.graphql", layout)}


def _packages(layout: Layout) -> Mapping[str, str]:
    package = layout.below_source(layout.package)
    return {
        f"{package}/__init__.py": text_of("package.py.txt", layout),
        f"{package}/bindings/__init__.py": text_of("bindings.py.txt", layout),
    }


@dataclass(frozen=True, slots=True)
class _Made:
    """The files that follow from the schema, the name of its query type, and whether `@auth` is
    on any of its fields."""

    files: Mapping[str, str]
    query: str
    is_guarded: bool


def _made(files: Mapping[str, str], layout: Layout) -> _Made:
    """What graphwright makes of the project with the files, in a directory of its own."""
    with tempfile.TemporaryDirectory(prefix="graphwright-") as directory:
        stage = Path(directory)
        write_all(stage, {**layout.sdl.texts, **files})
        return _made_at(stage, layout)


def _made_at(stage: Path, layout: Layout) -> _Made:
    config = load_config(stage)
    sources = read(config)
    package, _ = server_package(config, sources)
    names = [source.name for source in sources.schema]
    emitted = format_files(generate(config, sources))
    write_all(stage, emitted)
    found = scaffold(config, package, names, Bindings({}, {}))
    bindings = {each.path: each.after or "" for each in found.changes}
    if layout.sdl.is_empty:
        bindings = dict.fromkeys(bindings, text_of("greeting.py.txt", layout))
    resolvers = layout.below_source(f"{layout.package}/resolvers.py")
    assembly = format_like(stage, resolvers, _resolvers(found.additions, layout))
    return _Made(
        files={**emitted, **bindings, resolvers: assembly},
        query=package.groups[0].graphql_name,
        is_guarded=package.guards is not None,
    )


def _resolvers(additions: Iterable[Addition], layout: Layout) -> str:
    """The module that makes the resolvers, one of each class."""
    classes = {each.attribute: each for each in additions if each.attribute}
    imports = [
        f"from {layout.package}.bindings.{PurePosixPath(each.path).stem} import {each.class_name}"
        for each in classes.values()
    ]
    given = [f"{attribute}={each.class_name}()," for attribute, each in classes.items()]
    lines = [
        '"""The resolvers of every field."""',
        "from __future__ import annotations",
        *imports,
        f"from {layout.api} import Resolvers",
        "from typing import TYPE_CHECKING",
        "if TYPE_CHECKING:",
        f"    from {layout.package}.context import Context",
        "def build_resolvers() -> Resolvers[Context]:",
        '    """One of each class of the bindings."""',
        "    return Resolvers(",
        *given,
        ")",
    ]
    return "\n".join(lines) + "\n"


def _modules(layout: Layout, *, is_guarded: bool) -> Mapping[str, str]:
    """The hand-written modules that every project has."""
    package = layout.below_source(layout.package)
    modules = {f"{package}/context.py": text_of("context.py.txt", layout)}
    if layout.application is None:
        modules[f"{package}/app.py"] = _app(layout, is_guarded=is_guarded)
    return modules


def _app(layout: Layout, *, is_guarded: bool) -> str:
    """The module of the application; fields under `@auth` want a function that decides on them."""
    return text_of(
        "app.py.txt",
        layout,
        errors="Forbidden, format_error" if is_guarded else "format_error",
        authorized=", authorize=authorize" if is_guarded else "",
        authorize=text_of("authorize.py.txt", layout) if is_guarded else "",
    )


def _optional(layout: Layout, query: str) -> Mapping[str, str]:
    """What stays out where there is something in its place."""
    files = {".gitignore": text_of("gitignore", layout)}
    if layout.application is not None:
        return files
    files["Makefile"] = text_of("Makefile", layout, mypy=_mypy(layout))
    if layout.sdl.is_empty:
        files["tests/test_greeting.py"] = text_of("test_greeting.py.txt", layout)
    else:
        files["tests/test_app.py"] = text_of("test_app.py.txt", layout, query=query)
    return files


def _mypy(layout: Layout) -> str:
    """The command that checks types; a new pyproject.toml says the rest itself.

    It does without tests where there are none any more.
    """
    if layout.pyproject is not None:
        return f"mypy --strict {layout.source}"
    return "mypy" if layout.source == "." else f"mypy $(wildcard {layout.source} tests)"
