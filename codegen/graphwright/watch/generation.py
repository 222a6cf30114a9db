"""A generation that is repeated: what has not changed since the last time is not made again."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphwright.collector import collector_at_rest
from graphwright.config import load_config
from graphwright.emit import compare, format_files, write
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.inputs import output_directories, read
from graphwright.memory import NO_MEMORY, LastingMemory
from graphwright.pipeline import client_part, generate, server_part
from graphwright.plugins.loading import template_folders
from graphwright.watch.modules import module_files
from graphwright.watch.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from graphwright.config import Config
    from graphwright.errors import Diagnostic
    from graphwright.inputs import Sources
    from graphwright.memory import Memory
    from graphwright.pipeline import ServerPart
    from graphwright.watch.places import Stamp


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did for the server or the client, or the mistakes that it found.

    `changed` are the files that made it necessary; it took so many `seconds`.
    """

    part: str = ""
    changed: tuple[Path, ...] = ()
    seconds: float = 0.0
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    mistakes: tuple[Diagnostic | str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Server:
    """The server, and what was to be warned of when it was made."""

    part: ServerPart
    warnings: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Generation:
    """Generates whenever something changed of what the pyproject.toml at `path` names."""

    path: Path
    _places: Places = field(init=False)
    _is_configured: bool = False
    _stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    _memory: Memory = field(default_factory=LastingMemory)
    _made: tuple[Sources, ServerPart] | None = None

    def __post_init__(self) -> None:
        """At first the configuration alone is known."""
        self._places = Places(self.path)

    def directories(self) -> frozenset[Path]:
        """Where changes are to be expected, as far as the configuration tells."""
        return self._places.directories()

    def runs(self) -> Iterator[Run]:
        """A run for the server, then one for the client; none if nothing changed.

        The server comes first, since somebody waits for it who writes resolvers. Where one cannot
        be made without the other, there is one run for both.
        """
        before, self._stamps = self._stamps, self._places.stamps()
        if before == self._stamps:
            return
        paths = {*before, *self._stamps}
        changed = sorted(path for path in paths if before.get(path) != self._stamps.get(path))
        with collector_at_rest():
            for run in self._runs(self.path in changed):
                yield replace(run, changed=tuple(changed))

    def _runs(self, is_other_configuration: bool) -> Iterator[Run]:
        if is_other_configuration or not self._is_configured:
            run = _guarded("configuration", self._configure)
            if run.mistakes:
                yield run
                return
        config = self._places.config
        assert config is not None
        self._look_around(replace(self._places, modules=module_files(config, self._memory)))
        if _is_one(config):
            part = "server and client" if config.client else "server"
            yield _guarded(part, lambda: self._write_everything(config))
            return
        run = _guarded("server", lambda: self._write_server(config))
        yield run
        if not run.mistakes:
            yield _guarded("client", lambda: self._write_client(config))

    def _configure(self) -> Run:
        """Read the configuration anew, and with it what has to be looked at."""
        self._is_configured = False
        self._look_around(Places(self.path, load_config(self.path)))
        self._memory = LastingMemory()
        self._is_configured = True
        return Run()

    def _look_around(self, places: Places) -> None:
        """Look at more or fewer files; those that were seen already may have been read since."""
        seen = self._stamps
        self._stamps = {path: seen.get(path, stamp) for path, stamp in places.stamps().items()}
        self._places = places

    def _write_server(self, config: Config) -> Run:
        sources = read(config)
        # Whoever saves an operation gets the client from the server that is there.
        texts = tuple((source.name, source.body) for source in sources.schema)
        templates = self._places.templates()
        others = tuple(each for each in self._stamps.items() if each[0] in templates)
        # Classes of the project may be made from anything.
        kept = NO_MEMORY if config.models else self._memory
        server = kept.recall("server", _server, texts, others, of=(config, sources, self._memory))
        self._made = (sources, server.part)
        written = self._written(server.part.files, config, [config.server])
        return replace(written, warnings=server.warnings)

    def _write_client(self, config: Config) -> Run:
        assert config.client is not None
        assert self._made is not None
        sources, server = self._made
        files = client_part(server, sources, self._memory)
        return self._written(files, config, [config.client.package])

    def _write_everything(self, config: Config) -> Run:
        self._look_around(replace(self._places, template_folders=template_folders(config)))
        warnings: list[Diagnostic] = []
        files = generate(config, read(config), warnings.append, self._memory)
        written = self._written(files, config, output_directories(config))
        return replace(written, warnings=tuple(warnings))

    def _written(self, files: Mapping[str, str], config: Config, directories: Iterable[str]) -> Run:
        """Formats the files, and writes those that differ; the directories hold no others."""
        formatted = format_files(files, self._memory)
        comparison = compare(config.root, formatted, directories)
        write(config.root, comparison)
        removed = sum(change.after is None for change in comparison.changes)
        return Run(
            written=len(comparison.changes) - removed,
            removed=removed,
            unchanged=comparison.unchanged,
        )


def _server(*_: object, of: tuple[Config, Sources, Memory]) -> _Server:
    config, sources, memory = of
    warnings: list[Diagnostic] = []
    part = server_part(config, sources, warnings.append, memory)
    return _Server(part, tuple(warnings))


def _is_one(config: Config) -> bool:
    """Whether there is no client, or nothing can be written before all is made.

    Plugins see all files at once; and while the client may be in the directory of the server, or the
    other way round, nobody knows what is left over there.
    """
    if config.client is None or config.plugins:
        return True
    server, client = PurePosixPath(config.server), PurePosixPath(config.client.package)
    return server.is_relative_to(client) or client.is_relative_to(server)


def _guarded(part: str, step: Callable[[], Run]) -> Run:
    """What the step did; what is amiss in the project is told, not raised."""
    started = time.perf_counter()
    try:
        run = step()
    except DiagnosticsError as error:
        run = Run(mistakes=error.diagnostics)
    except (GraphwrightError, OSError) as error:
        run = Run(mistakes=(str(error),))
    return replace(run, part=part, seconds=time.perf_counter() - started)
