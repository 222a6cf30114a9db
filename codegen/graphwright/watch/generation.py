"""A generation that is repeated: what has not changed since the last time is not made again."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graphwright.collector import collector_at_rest
from graphwright.config import load_config
from graphwright.emit import compare, format_files, write
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.pipeline import generate, output_directories, read
from graphwright.watch.places import directories, stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from graphwright.config import Config
    from graphwright.errors import Diagnostic
    from graphwright.watch.places import Stamp


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did for the server or the client, or the mistakes that it found.

    `changed` are the files that made it necessary; it took so many `seconds`.
    """

    part: str
    changed: tuple[Path, ...]
    seconds: float
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    mistakes: tuple[Diagnostic | str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Generation:
    """Generates whenever something changed of what the pyproject.toml at `path` names."""

    path: Path
    _config: Config | None = None
    _is_configured: bool = False
    _stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    _formatted: dict[str, tuple[str, str]] = field(default_factory=dict)

    def directories(self) -> frozenset[Path]:
        """Where changes are to be expected, as far as the configuration tells."""
        return directories(self.path, self._config)

    def runs(self) -> Iterator[Run]:
        """A run for the server, then one for the client; none if nothing changed.

        The server comes first, since somebody waits for it who writes resolvers.
        """
        before, self._stamps = self._stamps, stamps(self.path, self._config)
        if before == self._stamps:
            return
        changed = tuple(
            sorted(
                path
                for path in {*before, *self._stamps}
                if before.get(path) != self._stamps.get(path)
            )
        )
        if not self._is_configured or self.path in changed:
            run = self._guarded("configuration", changed, self._configure)
            if run.mistakes:
                yield run
                return
        assert self._config is not None
        server = replace(self._config, client=None)
        run = self._guarded("server", changed, lambda: self._written(server, "server", changed))
        yield run
        if self._config.client is not None and not run.mistakes:
            whole = self._config
            yield self._guarded("client", changed, lambda: self._written(whole, "client", changed))

    def _guarded(self, part: str, changed: tuple[Path, ...], step: Callable[[], Run | None]) -> Run:
        """What the step did; what is amiss in the project is told, not raised."""
        started = time.perf_counter()
        try:
            with collector_at_rest():
                run = step() or Run(part, changed, 0.0)
        except DiagnosticsError as error:
            run = Run(part, changed, 0.0, mistakes=error.diagnostics)
        except (GraphwrightError, OSError) as error:
            run = Run(part, changed, 0.0, mistakes=(str(error),))
        return replace(run, seconds=time.perf_counter() - started)

    def _configure(self) -> None:
        """Read the configuration anew, and with it what has to be looked at."""
        self._is_configured = False
        self._config = load_config(self.path)
        self._is_configured = True
        self._stamps = stamps(self.path, self._config)

    def _written(self, config: Config, part: str, changed: tuple[Path, ...]) -> Run:
        warnings: list[Diagnostic] = []
        files = self._format(generate(config, read(config), warnings.append))
        where = output_directories(config)
        if config.client is not None:
            # What the server has is written by now.
            files = {
                path: text for path, text in files.items() if not path.startswith(f"{where[0]}/")
            }
            where = where[1:]
        comparison = compare(config.root, files, where)
        write(config.root, comparison)
        removed = sum(change.after is None for change in comparison.changes)
        return Run(
            part=part,
            changed=changed,
            seconds=0.0,
            written=len(comparison.changes) - removed,
            removed=removed,
            unchanged=comparison.unchanged,
            warnings=tuple(warnings) if config.client is None else (),
        )

    def _format(self, files: Mapping[str, str]) -> Mapping[str, str]:
        """The files formatted, those alone whose text is new."""
        known = self._formatted
        fresh = {path: text for path, text in files.items() if known.get(path, ("", ""))[0] != text}
        for path, text in format_files(fresh).items():
            known[path] = (fresh[path], text)
        return {path: known[path][1] for path in files}
