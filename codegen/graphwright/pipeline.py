"""From the configuration and the sources to every file that is emitted.

| code  | found here                                    |
|-------|-----------------------------------------------|
| GW105 | a server that cannot be asked for its schema  |
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError
from graphwright.header import header, notice
from graphwright.ir.build import build_package
from graphwright.ir.check import check_schema
from graphwright.ir.collisions import collisions
from graphwright.ir.expressions import dotted
from graphwright.ir.leniency import resolve_endless_data, tolerated
from graphwright.models.bind import bind_models
from graphwright.plugins.loading import loaded_plugins
from graphwright.plugins.plugin import Project
from graphwright.render.project_templates import (
    check_rendered,
    project_environment,
    template_mistakes,
)
from graphwright.render.public_sdl import public_sdl
from graphwright.render.render import render_package
from graphwright.sdl.introspection import (
    fetch_introspection,
    introspected_source,
    is_introspection,
    is_url,
)
from graphwright.sdl.schema import load_schema
from graphwright.sdl.sources import matching_paths, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graphql import DocumentNode, GraphQLSchema, Source

    from graphwright.config import ClientConfig, Config
    from graphwright.ir.model import Package
    from graphwright.plugins.hooks import Hooks

NO_HEADERS: Mapping[str, str] = MappingProxyType({})

Warn: TypeAlias = "Callable[[Diagnostic], None]"


def unheard(warning: Diagnostic) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is read: the schema files and the operations of the client."""

    schema: tuple[Source, ...]
    operations: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CheckedSchema:
    """A schema in which nothing is wrong, and the document that it was built from."""

    schema: GraphQLSchema
    document: DocumentNode


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """The IR as the plugins left it, and what it comes from."""

    package: Package
    document: DocumentNode
    project: Project


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


def generate(config: Config, sources: Sources, warn: Warn = unheard) -> Mapping[str, str]:
    """The unformatted text of every emitted file, by path relative to the root.

    `warn` is told what is tolerated, and what may surprise. Raises DiagnosticsError with every mistake in
    the schema, or else in the operations.
    """
    head = header(config.schema)
    with loaded_plugins(config) as hooks:
        built = _built(config, sources, hooks, warn)
        sdl = public_sdl(built.document)
        files = dict(_server(built, hooks, head))
        files[str(PurePosixPath(config.server) / "schema.graphql")] = f"{head}\n\n{sdl}"
        if config.client is not None:
            files.update(_client(config.client, built, sdl, head, sources.operations))
        return hooks.files(files, built.project)


def server_package(
    config: Config, sources: Sources, warn: Warn = unheard
) -> tuple[Package, DocumentNode]:
    """What is emitted for the server, and the document that it comes from.

    `warn` is told what is tolerated, and what may surprise. Raises DiagnosticsError with every mistake in
    the schema.
    """
    with loaded_plugins(config) as hooks:
        built = _built(config, sources, hooks, warn)
        return built.package, built.document


def _built(config: Config, sources: Sources, hooks: Hooks, warn: Warn) -> BuiltPackage:
    loaded = _loaded(config, sources, warn)
    own, mistakes = bind_models(loaded.schema, config)
    if mistakes:
        raise DiagnosticsError(mistakes)
    names = [source.name for source in sources.schema]
    project = Project(config, loaded.schema, notice(config.schema))
    package = build_package(loaded.schema, config, names, own)
    for warning in sorted(set(collisions(package, loaded.schema, config.names))):
        warn(warning)
    return BuiltPackage(hooks.package(package, project), loaded.document, project)


def _server(built: BuiltPackage, hooks: Hooks, head: str) -> Iterator[tuple[str, str]]:
    """The files of the server package, each with its path relative to the root."""
    config = built.project.config
    targets = hooks.targets(built.project)
    templates = project_environment(config, hooks.template_folders, targets)
    with template_mistakes(config):
        rendered = render_package(built.package, head, targets, templates)
    check_rendered(rendered, config)
    for path, text in rendered.items():
        yield str(PurePosixPath(config.server) / path), text


def _loaded(config: Config, sources: Sources, warn: Warn) -> CheckedSchema:
    """The schema, checked; raises DiagnosticsError with every mistake in it."""
    loaded = load_schema(sources.schema, lenient=config.lenient)
    diagnostics, warnings = list(loaded.diagnostics), list(loaded.tolerated)
    if loaded.schema is not None:
        if config.lenient:
            warnings += resolve_endless_data(loaded.schema, config)
        diagnostics += check_schema(loaded.schema, loaded.missing, config)
    if config.lenient:
        known = tolerated(diagnostics)
        diagnostics = [each for each in diagnostics if each not in known]
        warnings += known.values()
    for warning in sorted(set(warnings)):
        warn(warning)
    if diagnostics or loaded.schema is None:
        raise DiagnosticsError(diagnostics)
    return CheckedSchema(loaded.schema, loaded.document)


def _client(
    client: ClientConfig, built: BuiltPackage, sdl: str, head: str, operations: Iterable[Source]
) -> Mapping[str, str]:
    """The files of the client's distribution, which is the directory around its package."""
    # ariadne-codegen takes long to import, and projects without a client never need it.
    from graphwright.client import ClientRequest, OperationFile, render_client

    directory = PurePosixPath(client.package)
    request = ClientRequest(
        schema_sdl=sdl,
        operations=tuple(OperationFile(source.name, source.body) for source in operations),
        package=directory.name,
        distribution=client.distribution,
        version=client.version,
        description=client.description,
        scalars={scalar.graphql_name: dotted(scalar.python) for scalar in built.package.scalars},
        header=head,
        names=built.project.config.names,
    )
    return {str(directory.parent / path): text for path, text in render_client(request).items()}
