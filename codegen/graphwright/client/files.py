"""The files of a project's client."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphwright.client import ClientRequest, OperationFile, render_client
from graphwright.client.documents import read_documents, readable_definitions
from graphwright.client.reach import Reach
from graphwright.client.reached_sdl import reached_sdl
from graphwright.errors import DiagnosticsError
from graphwright.header import header
from graphwright.ir.expressions import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql import Source

    from graphwright.config import ClientConfig
    from graphwright.ir.model import Package
    from graphwright.memory import Memory
    from graphwright.plugins.plugin import Project


def client_files(
    client: ClientConfig,
    project: Project,
    package: Package,
    operations: Iterable[Source],
    memory: Memory,
) -> Mapping[str, str]:
    """The files of the client's distribution, which is the directory around its package.

    A package at the root of the project is a part of it, and no distribution.

    They are made from what the operations reach, so that they stay while that does. Raises
    DiagnosticsError with every mistake in the operations.
    """
    files = tuple(OperationFile(source.name, source.body) for source in operations)
    reach = Reach(project.schema, readable_definitions(files, memory))
    directory = PurePosixPath(client.package)
    request = ClientRequest(
        schema_sdl=reached_sdl(reach),
        operations=files,
        package=directory.name,
        distribution=client.distribution,
        version=client.version,
        description=client.description,
        scalars={
            scalar.graphql_name: dotted(scalar.python)
            for scalar in package.scalars
            if scalar.graphql_name in reach.types
        },
        header=header(project.config.schema),
        names=project.config.names,
    )
    try:
        rendered = memory.recall(client.package, render_client, request, memory=memory)
    except DiagnosticsError:
        # The whole schema has more to tell of a mistake: fields that are called alike.
        read_documents(project.schema, files, memory)
        raise
    # Around a package at the root is the project, which has a pyproject.toml of its own.
    is_distribution = directory.parent != PurePosixPath()
    return {
        str(directory.parent / path): text
        for path, text in rendered.items()
        if is_distribution or path.startswith(f"{directory.name}/")
    }
