"""The project's own modules that a generation imports, found without importing them.

So a module is known as well while it cannot be imported, or is not there yet.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from graphwright.inputs import output_directories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graphwright.config import Config
    from graphwright.memory import Memory


def module_files(config: Config, memory: Memory) -> frozenset[Path]:
    """Where the modules of plugins and own models are, or would be, and those that they import.

    They lie below `python_path`; what is emitted is not among them.
    """
    emitted = [config.root / each for each in output_directories(config)]
    directories = [config.root / each for each in config.python_path]
    files: set[Path] = set()
    pending = sorted(_named(config))
    seen = set(pending)
    while pending:
        name = pending.pop()
        for file in _places(name, directories):
            if any(file.is_relative_to(each) for each in emitted):
                continue
            files.add(file)
            package = name if file.name == "__init__.py" else name.rpartition(".")[0]
            imported = memory.recall(str(file), _imported, _text(file), package)
            pending += imported - seen
            seen |= imported
    return frozenset(files)


def _named(config: Config) -> Iterator[str]:
    """The modules that the configuration names, and the packages that they are in."""
    references = [*config.plugins, *(model.python for model in config.models)]
    for reference in references:
        module, colon, _ = reference.partition(":")
        if colon:
            yield from _with_parents(module)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _places(name: str, directories: Iterable[Path]) -> Iterator[Path]:
    """The files that a module of this name may be in."""
    parts = name.split(".")
    for directory in directories:
        base = directory.joinpath(*parts)
        yield base.parent / f"{parts[-1]}.py"
        yield base / "__init__.py"


def _text(file: Path) -> str:
    """The text of a file; nothing while there is none."""
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _imported(text: str, package: str) -> set[str]:
    """The modules that a text imports anywhere, but for those of Python itself.

    A name that is imported from a package may be a module too. What is no Python imports nothing.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            names.update([module, *(f"{module}.{alias.name}".strip(".") for alias in node.names)])
    return {
        each
        for name in names
        if name and name.partition(".")[0] not in sys.stdlib_module_names
        for each in _with_parents(name)
    }


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")
    above = parents[: len(parents) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])
