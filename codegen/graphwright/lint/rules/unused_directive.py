"""unused-directive: a directive of the SDL is never applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    Node,
    TypeDefinitionNode,
    specified_directives,
)

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.locations import EXECUTABLE_LOCATIONS
from graphwright.sdl.vocabulary import AUTH, GENERATOR_ONLY, SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

#: Those of the specification and of the generator have a meaning whether they are applied or not.
_KNOWN = frozenset(
    {*(directive.name for directive in specified_directives), *GENERATOR_ONLY, SINCE, AUTH}
)


def _find(subject: Subject) -> Iterator[Finding]:
    used = set(_used(subject))
    for name, node in subject.directives.items():
        executable = any(item.value in EXECUTABLE_LOCATIONS for item in node.locations)
        if name not in used | _KNOWN and not executable:
            message = f"Directive '@{name}' is never applied."
            yield Finding.at(node.name, message, "Remove it, or use it.")


def _used(subject: Subject) -> Iterator[str]:
    nodes: list[Node] = [node for shape in subject.types.values() for node in shape.nodes]
    nodes += subject.schema_nodes
    nodes += (node for _, node in subject.elements if not isinstance(node, TypeDefinitionNode))
    for node in nodes:
        for directive in getattr(node, "directives", ()):
            yield directive.name.value


UNUSED_DIRECTIVE = Rule(
    name="unused-directive",
    severity=Severity.ERROR,
    asks="Every directive of the SDL is applied.",
    find=_find,
)
