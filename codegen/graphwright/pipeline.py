"""From the configuration and the sources to every file that is emitted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from graphwright.client.files import client_files
from graphwright.errors import Diagnostic, DiagnosticsError
from graphwright.header import header, notice
from graphwright.ir.build import build_package
from graphwright.ir.check import check_schema
from graphwright.ir.collisions import collisions
from graphwright.ir.leniency import resolve_endless_data, tolerated
from graphwright.memory import NO_MEMORY
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
from graphwright.sdl.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphql import DocumentNode, GraphQLSchema

    from graphwright.config import Config
    from graphwright.inputs import Sources
    from graphwright.ir.model import Package
    from graphwright.memory import Memory
    from graphwright.plugins.hooks import Hooks

Warn: TypeAlias = "Callable[[Diagnostic], None]"


def unheard(warning: Diagnostic) -> None:
    """Tells nobody."""


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


@dataclass(frozen=True, slots=True)
class ServerPart:
    """The files of the server package, and what they come from."""

    built: BuiltPackage
    files: Mapping[str, str]


def generate(
    config: Config, sources: Sources, warn: Warn = unheard, memory: Memory = NO_MEMORY
) -> Mapping[str, str]:
    """The text of every emitted file, by path relative to the root; most modules are not formatted.

    `warn` is told what is tolerated, and what may surprise. Raises DiagnosticsError with every mistake in
    the schema, or else in the operations.
    """
    with loaded_plugins(config) as hooks:
        server = _server(config, sources, hooks, warn, memory)
        files = {**server.files, **client_part(server, sources, memory)}
        return hooks.files(files, server.built.project)


def server_part(
    config: Config, sources: Sources, warn: Warn = unheard, memory: Memory = NO_MEMORY
) -> ServerPart:
    """What `generate` makes first: the server's files. Plugins have to have all files at once.

    Raises DiagnosticsError with every mistake in the schema.
    """
    assert not config.plugins
    with loaded_plugins(config) as hooks:
        return _server(config, sources, hooks, warn, memory)


def client_part(server: ServerPart, sources: Sources, memory: Memory) -> Mapping[str, str]:
    """What `generate` makes then: the client's files, if the project has a client.

    Raises DiagnosticsError with every mistake in the operations.
    """
    project = server.built.project
    client = project.config.client
    if client is None:
        return {}
    return client_files(client, project, server.built.package, sources.operations, memory)


def server_package(
    config: Config, sources: Sources, warn: Warn = unheard
) -> tuple[Package, DocumentNode]:
    """What is emitted for the server, and the document that it comes from.

    `warn` is told what is tolerated, and what may surprise. Raises DiagnosticsError with every mistake in
    the schema.
    """
    with loaded_plugins(config) as hooks:
        built = _built(config, sources, hooks, warn, NO_MEMORY)
        return built.package, built.document


def _built(
    config: Config, sources: Sources, hooks: Hooks, warn: Warn, memory: Memory
) -> BuiltPackage:
    loaded = _loaded(config, sources, warn, memory)
    own, mistakes = bind_models(loaded.schema, config)
    if mistakes:
        raise DiagnosticsError(mistakes)
    names = [source.name for source in sources.schema]
    project = Project(config, loaded.schema, notice(config.schema))
    package = build_package(loaded.schema, config, names, own)
    for warning in sorted(set(collisions(package, loaded.schema, config.names))):
        warn(warning)
    return BuiltPackage(hooks.package(package, project), loaded.document, project)


def _server(
    config: Config, sources: Sources, hooks: Hooks, warn: Warn, memory: Memory
) -> ServerPart:
    """The files of the server package, each with its path relative to the root."""
    built = _built(config, sources, hooks, warn, memory)
    head = header(config.schema)
    targets = hooks.targets(built.project)
    templates = project_environment(config, hooks.template_folders, targets)
    with template_mistakes(config):
        rendered = render_package(built.package, head, targets, templates)
    check_rendered(rendered, config)
    sdl = public_sdl(built.document, memory)
    files = {**rendered, "schema.graphql": f"{head}\n\n{sdl}"}
    directory = PurePosixPath(config.server)
    return ServerPart(built, {str(directory / path): text for path, text in files.items()})


def _loaded(config: Config, sources: Sources, warn: Warn, memory: Memory) -> CheckedSchema:
    """The schema, checked; raises DiagnosticsError with every mistake in it."""
    if config.lenient:
        # What is tolerated is mended in the syntax trees themselves.
        memory = NO_MEMORY
    loaded = load_schema(sources.schema, lenient=config.lenient, memory=memory)
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
