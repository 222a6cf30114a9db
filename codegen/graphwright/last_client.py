"""The client of the last run, read back while nothing changed that it is made from."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.client import render_client
from graphwright.formatter import Formatted
from graphwright.last_run import ClientRun, digest
from graphwright.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from graphwright.last_run import Run

T = TypeVar("T")


class LastClient(Memory):
    """Remembers the client of the last run, if its files are as they were emitted, and nothing else.

    `run` tells what this run's client was made from.
    """

    def __init__(self, root: Path, tools: str, last: Run | None) -> None:
        """`tools` is the digest of everything that takes part besides what a client is made from."""
        self.run: ClientRun | None = None
        self._root = root
        self._tools = tools
        self._last = last

    def recall(self, place: str, make: Callable[..., T], *origin: object, **means: Any) -> T:
        """What `make` returns; the files of a client at that place may come from the disk."""
        if not _makes_clients(make):
            return make(*origin, **means)
        inputs = digest([self._tools.encode(), repr(origin).encode()])
        files: Any = self._read(inputs, PurePosixPath(place).parent)
        if files is None:
            files = make(*origin, **means)
        self.run = ClientRun(inputs, tuple(files))
        result: T = files
        return result

    def _read(self, inputs: str, directory: PurePosixPath) -> Mapping[str, str] | None:
        """The files by path below the directory; None if they would be others."""
        if self._last is None or self._last.client is None or self._last.client.inputs != inputs:
            return None
        files: dict[str, str] = {}
        for path in self._last.client.paths:
            emitted = str(directory / path)
            if emitted not in self._last.outputs:
                # Of some projects not all of the distribution is emitted.
                continue
            text = self._last.text(self._root, emitted)
            if text is None:
                return None
            files[path] = Formatted(text)
        return files


def _makes_clients(make: Callable[..., object]) -> bool:
    return make is render_client
