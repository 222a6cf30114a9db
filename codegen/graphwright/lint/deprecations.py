"""Where `@deprecated` stands in SDL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import StringValueNode, TypeDefinitionNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import DirectiveNode

    from graphwright.lint.subject import Subject


def deprecations(subject: Subject) -> Iterator[tuple[str, DirectiveNode]]:
    """Every use of the directive, with the coordinate of the element."""
    for coordinate, node in subject.elements:
        # Directives cannot be applied to directive definitions, nor this one to types.
        if isinstance(node, TypeDefinitionNode):
            continue
        for directive in getattr(node, "directives", ()):
            if directive.name.value == "deprecated":
                yield coordinate, directive


def reason_node(directive: DirectiveNode) -> StringValueNode | None:
    """The reason as it is written, None if there is none."""
    for argument in directive.arguments:
        if argument.name.value == "reason" and isinstance(argument.value, StringValueNode):
            return argument.value
    return None
