"""The project's own modules, importable for a while."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from graphwright.config import Config


@contextmanager
def project_modules(config: Config) -> Iterator[None]:
    """Inside, modules below `python_path` can be imported.

    After it they are forgotten, so that another run in this process reads them anew. Nothing is kept
    of them as bytecode, which would hide a change of the same second and the same length.
    """
    directories = [(config.root / each).resolve() for each in config.python_path]
    path, known, is_unkept = list(sys.path), set(sys.modules), sys.dont_write_bytecode
    sys.path[:0] = map(str, directories)
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = path
        sys.dont_write_bytecode = is_unkept
        for name in sys.modules.keys() - known:
            if _lies_below(sys.modules[name], name, directories):
                del sys.modules[name]


def _lies_below(module: ModuleType, name: str, directories: Sequence[Path]) -> bool:
    """Whether the module was found by the path: not, say, in an environment inside of the root.

    A package without an `__init__` has no file, but directories.
    """
    file = getattr(module, "__file__", None)
    places = [file] if file else [*getattr(module, "__path__", ())]
    top = name.partition(".")[0]
    return any(
        Path(place).is_relative_to(directory / top) or Path(place) == directory / f"{top}.py"
        for directory in directories
        for place in places
    )
