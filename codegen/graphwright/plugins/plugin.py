"""What a plugin can change, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from graphql import GraphQLSchema

    from graphwright.config import Config
    from graphwright.ir.model import Package
    from graphwright.render.targets import Target


@dataclass(frozen=True, slots=True)
class Project:
    """The project that is generated for.

    `notice` is what the first line of every emitted file says, without the sign of a comment. A
    file that has it is removed when it is no longer emitted.
    """

    config: Config
    schema: GraphQLSchema
    notice: str


class Plugin:
    """Changes nothing; a plugin overrides the hooks that it needs.

    `templates` is a directory whose templates go before those of graphwright. A hook that finds
    fault with the schema raises DiagnosticsError, and graphwright reports it like its own.
    """

    templates: Path | None = None

    def package(self, package: Package, project: Project) -> Package:
        """The IR of the server package, before it is checked and rendered."""
        return package

    def targets(self, targets: Sequence[Target], project: Project) -> Sequence[Target]:
        """The modules that are rendered, each from a template and a view."""
        return targets

    def files(self, files: Mapping[str, str], project: Project) -> Mapping[str, str]:
        """The text of every file that is emitted, by path below the project's directory.

        Python is formatted later. The files of the client are among them.
        """
        return files
