"""What the last run was made from and what it emitted, so that the next one can tell that nothing is to do.

Kept in `.graphwright_cache` beside the configuration, which Git ignores. It holds nothing that a
run could not find out again; `generate --check` never asks it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.emit import Comparison, stale_files
from graphwright.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.config import Config
    from graphwright.pipeline import Sources

DIRECTORY = ".graphwright_cache"

_FILE = "generate.json"
_PACKAGE = Path(__file__).parent

#: Distributions that decide what is emitted, besides graphwright itself.
_TOOLS = ("ariadne-codegen", "graphql-core", "jinja2", "ruff")

#: Parts of the configuration that say where it stands, not what to emit.
_PLACES = frozenset({"places", "root"})


@dataclass(frozen=True, slots=True)
class Run:
    """The digest of everything that was read, the digests of the files, and the warnings."""

    inputs: str
    outputs: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, inputs: str, files: Mapping[str, str], warnings: Iterable[Diagnostic]) -> Run:
        """A run that emitted the files."""
        outputs = {path: _digest([text.encode()]) for path, text in files.items()}
        return cls(inputs, outputs, tuple(warnings))

    def comparison(self, root: Path, directories: Iterable[str]) -> Comparison | None:
        """What a run with the same inputs would find; None if a file is not as it was emitted."""
        for path, digest in self.outputs.items():
            file = root / path
            if not file.is_file() or _digest([file.read_bytes()]) != digest:
                return None
        if next(stale_files(root, self.outputs, directories), None) is not None:
            return None
        return Comparison((), len(self.outputs))


def digest_of_inputs(config: Config, sources: Sources) -> str | None:
    """A digest of everything that decides what is emitted; None if nobody can tell what does.

    Modules of the project, which own models and plugins name, may read anything.
    """
    if config.models or config.plugins:
        return None
    return _digest(_inputs(config, sources))


def last_run(root: Path) -> Run | None:
    """The run that is remembered; None without one that can be read."""
    try:
        kept = json.loads((root / DIRECTORY / _FILE).read_text("utf-8"))
        warnings = tuple(Diagnostic(**each) for each in kept["warnings"])
        return Run(str(kept["inputs"]), dict(kept["outputs"]), warnings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(root: Path, run: Run) -> None:
    """Keeps the run; where nothing can be written, nothing is kept."""
    directory = root / DIRECTORY
    kept = {
        "inputs": run.inputs,
        "outputs": dict(run.outputs),
        "warnings": [asdict(each) for each in run.warnings],
    }
    with suppress(OSError):
        directory.mkdir(exist_ok=True)
        (directory / ".gitignore").write_text("*\n", "utf-8")
        temporary = directory / f"{_FILE}.{os.getpid()}"
        temporary.write_text(json.dumps(kept), "utf-8")
        temporary.replace(directory / _FILE)


def _inputs(config: Config, sources: Sources) -> Iterator[bytes]:
    yield sys.version.encode()
    yield from (version(name).encode() for name in _TOOLS)
    yield from _contents(_PACKAGE)
    for each in fields(config):
        if each.name not in _PLACES:
            yield repr((each.name, getattr(config, each.name))).encode()
    if config.templates is not None:
        yield from _contents(config.root / config.templates)
    for source in (*sources.schema, *sources.operations):
        yield source.name.encode()
        yield source.body.encode()


def _contents(directory: Path) -> Iterator[bytes]:
    """The files below a directory, each with its path."""
    for path in sorted(directory.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            yield path.relative_to(directory).as_posix().encode()
            yield path.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    """A digest of the parts, and of where each ends."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
