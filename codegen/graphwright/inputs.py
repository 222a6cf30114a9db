"""What a configuration names to generate from, read; and where that is written.

Nothing here needs the generator, so that a run with nothing to do does not import it.

| code  | found here                                    |
|-------|-----------------------------------------------|
| GW105 | a server that cannot be asked for its schema  |
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError
from graphwright.sdl.introspection import (
    fetch_introspection,
    introspected_source,
    is_introspection,
    is_url,
)
from graphwright.sdl.sources import matching_paths, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import Source

    from graphwright.config import Config

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sources:
    """What is read: the schema files and the operations of the client."""

    schema: tuple[Source, ...]
    operations: tuple[Source, ...]


def read(config: Config, headers: Mapping[str, str] = NO_HEADERS) -> Sources:
    """What the configuration names: files, and what servers tell, who are sent the headers.

    Raises DiagnosticsError for patterns without a file, for files that are no UTF-8, and for
    servers and introspection results that tell no schema.
    """
    operations = config.client_operations
    urls = sorted({word for word in config.schema if is_url(word)})
    patterns = [word for word in config.schema if not is_url(word)]
    unmatched = [
        *_unmatched(config, ("client", "operations"), operations),
        *_unmatched(config, ("schema",), patterns),
    ]
    if unmatched:
        raise DiagnosticsError(unmatched)
    sent = _paths(config, operations)
    files = read_sources(config.root, sorted(_paths(config, patterns) - sent))
    return Sources(
        schema=(*map(_as_sdl, files), *(_fetched(url, config, headers) for url in urls)),
        operations=read_sources(config.root, sorted(sent)),
    )


def _as_sdl(source: Source) -> Source:
    if is_introspection(source.name, source.body):
        return introspected_source(source.name, source.body)
    return source


def _fetched(url: str, config: Config, headers: Mapping[str, str]) -> Source:
    try:
        return introspected_source(url, fetch_introspection(url, headers))
    except DiagnosticsError:
        raise
    except GraphwrightError as error:
        raise DiagnosticsError([config.mistake(("schema",), "GW105", str(error))]) from None


def _paths(config: Config, patterns: Iterable[str]) -> set[str]:
    return {path for pattern in patterns for path in matching_paths(config.root, pattern)}


def _unmatched(
    config: Config, key: tuple[str, ...], patterns: Iterable[str]
) -> Iterator[Diagnostic]:
    for pattern in patterns:
        if not matching_paths(config.root, pattern):
            yield config.no_match(key, pattern)


def output_directories(config: Config) -> tuple[str, ...]:
    """The directories that graphwright fills, relative to the root."""
    if config.client is None:
        return (config.server,)
    return (config.server, config.client.package)
