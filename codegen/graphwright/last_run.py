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
    from graphwright.inputs import Sources

DIRECTORY = ".graphwright_cache"

_FILE = "generate.json"
_PACKAGE = Path(__file__).parent

#: Distributions that decide what is emitted, besides graphwright itself.
_TOOLS = ("ariadne-codegen", "graphql-core", "jinja2", "ruff")

#: Parts of the configuration that say where it stands, not what to emit.
_PLACES = frozenset({"places", "root"})


@dataclass(frozen=True, slots=True)
class ClientRun:
    """The digest of what a client was made from, and its files by path below its distribution."""

    inputs: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The digest of everything that was read, the digests of the files, and the warnings."""

    inputs: str
    outputs: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]
    client: ClientRun | None

    @classmethod
    def of(
        cls,
        inputs: str,
        files: Mapping[str, str],
        warnings: Iterable[Diagnostic],
        client: ClientRun | None,
    ) -> Run:
        """A run that emitted the files."""
        outputs = {path: digest([text.encode()]) for path, text in files.items()}
        return cls(inputs, outputs, tuple(warnings), client)

    def text(self, root: Path, path: str) -> str | None:
        """The text of an emitted file; None if it is not as it was emitted."""
        file = root / path
        if path not in self.outputs or not file.is_file():
            return None
        content = file.read_bytes()
        return content.decode() if digest([content]) == self.outputs[path] else None

    def comparison(self, root: Path, directories: Iterable[str]) -> Comparison | None:
        """What a run with the same inputs would find; None if a file is not as it was emitted."""
        if any(self.text(root, path) is None for path in self.outputs):
            return None
        if next(stale_files(root, self.outputs, directories), None) is not None:
            return None
        return Comparison((), len(self.outputs))


def digest_of_tools() -> str:
    """A digest of everything that takes part in any run: graphwright, and what it calls."""
    versions = [sys.version, *(version(name) for name in _TOOLS)]
    return digest([*(each.encode() for each in versions), *_contents(_PACKAGE)])


def digest_of_inputs(config: Config, sources: Sources, tools: str) -> str | None:
    """A digest of everything that decides what is emitted; None if nobody can tell what does.

    Modules of the project, which own models and plugins name, may read anything.
    """
    if config.models or config.plugins:
        return None
    return digest([tools.encode(), *_inputs(config, sources)])


def last_run(root: Path) -> Run | None:
    """The run that is remembered; None without one that can be read."""
    try:
        kept = json.loads((root / DIRECTORY / _FILE).read_text("utf-8"))
        warnings = tuple(Diagnostic(**each) for each in kept["warnings"])
        client = kept["client"]
        made = ClientRun(str(client["inputs"]), tuple(client["paths"])) if client else None
        return Run(str(kept["inputs"]), dict(kept["outputs"]), warnings, made)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(root: Path, run: Run) -> None:
    """Keeps the run; where nothing can be written, nothing is kept."""
    directory = root / DIRECTORY
    kept = {
        "inputs": run.inputs,
        "outputs": dict(run.outputs),
        "warnings": [asdict(each) for each in run.warnings],
        "client": asdict(run.client) if run.client else None,
    }
    with suppress(OSError):
        directory.mkdir(exist_ok=True)
        (directory / ".gitignore").write_text("*\n", "utf-8")
        temporary = directory / f"{_FILE}.{os.getpid()}"
        temporary.write_text(json.dumps(kept), "utf-8")
        temporary.replace(directory / _FILE)


def _inputs(config: Config, sources: Sources) -> Iterator[bytes]:
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


def digest(parts: Iterable[bytes]) -> str:
    """A digest of the parts, and of where each ends."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
