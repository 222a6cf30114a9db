"""What this project wants otherwise: a doc for every type, a list of all fields, a licence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.plugins import Imports, Package, Plugin, Project, Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LICENCE = "# Licence: as the tea house says.\n"


class TeaHouse(Plugin):
    """One hook of each kind."""

    def package(self, package: Package, project: Project) -> Package:
        """Types without a description get one."""
        objects = (
            replace(each, doc=each.doc or f"{each.graphql_name}, as guests see it.")
            for each in package.objects
        )
        return replace(package, objects=tuple(objects))

    def targets(self, targets: Sequence[Target], project: Project) -> Sequence[Target]:
        """A module of the project's own."""
        return [*targets, Target("field_names.py", self._field_names, lambda p: p.objects)]

    def files(self, files: Mapping[str, str], project: Project) -> Mapping[str, str]:
        """The licence goes below the header of each module."""
        return {path: self._licensed(path, text) for path, text in files.items()}

    def _field_names(self, package: Package, imports: Imports) -> Mapping[str, object]:
        return {"objects": package.objects}

    def _licensed(self, path: str, text: str) -> str:
        head, _, rest = text.partition("\n")
        return f"{head}\n{LICENCE}{rest}" if path.endswith(".py") else text


plugin = TeaHouse()
