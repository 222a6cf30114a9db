"""What a document asks for beyond fields: conditions, and features that are not compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql.language import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INCREMENTAL = frozenset({"defer", "stream"})
NO_PROPAGATION = "experimental_disableErrorPropagation"


class NotCompiledError(Exception):
    """An operation has to be run by graphql-core; the message says why."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The variables that decide which selections of an operation apply."""

    variables: tuple[str, ...]

    def values(self, variables: Mapping[str, object]) -> tuple[bool, ...]:
        """The value of each, or raises NotCompiledError when one is not a boolean."""
        values: list[bool] = []
        for name in self.variables:
            value = variables.get(name)
            if not isinstance(value, bool):
                raise NotCompiledError("condition without a boolean value")
            values.append(value)
        return tuple(values)


def conditions_of(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    max_selections: int,
) -> Conditions:
    """The conditions of an operation and its fragments.

    Raises NotCompiledError for what only graphql-core runs: incremental delivery, variables of
    fragments, error propagation that is switched off, conditions that are neither a literal nor a
    variable, and documents of more selections than the bound.
    """
    if any(directive.name.value == NO_PROPAGATION for directive in operation.directives or ()):
        raise NotCompiledError("error propagation is disabled")
    if any(fragment.variable_definitions for fragment in fragments.values()):
        raise NotCompiledError("fragment variables")
    names: dict[str, None] = {}
    roots = [operation.selection_set, *(part.selection_set for part in fragments.values())]
    for count, selection in enumerate(_selections(roots)):
        if count >= max_selections:
            raise NotCompiledError("operation is too large")
        for directive in selection.directives or ():
            name = directive.name.value
            if name in INCREMENTAL:
                raise NotCompiledError(f"@{name}")
            if name in {"skip", "include"} and (variable := _variable(directive)):
                names[variable] = None
    return Conditions(tuple(names))


def _selections(roots: list[SelectionSetNode]) -> Iterator[SelectionNode]:
    pending = list(reversed(roots))
    while pending:
        for selection in pending.pop().selections:
            yield selection
            if isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
                pending.append(selection.selection_set)


def _variable(directive: DirectiveNode) -> str | None:
    value = next(
        (argument.value for argument in directive.arguments if argument.name.value == "if"), None
    )
    if isinstance(value, VariableNode):
        return value.name.value
    if isinstance(value, BooleanValueNode):
        return None
    raise NotCompiledError("condition without a boolean value")


def is_included(node: SelectionNode, variables: Mapping[str, bool]) -> bool:
    """Whether the `@skip` and `@include` of a selection let it through; `@skip` wins."""
    if not node.directives:
        return True
    wanted = {"skip": False, "include": True}
    seen: set[str] = set()
    for directive in node.directives:
        name = directive.name.value
        if name in wanted and name not in seen:
            seen.add(name)
            if _holds(directive, variables) is not wanted[name]:
                return False
    return True


def _holds(directive: DirectiveNode, variables: Mapping[str, bool]) -> bool:
    variable = _variable(directive)
    if variable is not None:
        return variables[variable]
    literal = directive.arguments[0].value
    return isinstance(literal, BooleanValueNode) and literal.value
