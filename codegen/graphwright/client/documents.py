"""Operation files to operations and fragments that the schema accepts.

| code  | found here                                            |
|-------|-------------------------------------------------------|
| GW501 | syntax error (one a file: the parser stops there)     |
| GW502 | GraphQL's own validation against the schema           |
| GW503 | an operation without a name                           |
| GW504 | two operations, or two fragments, with one name       |
| GW505 | no operation at all                                   |
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    Source,
    parse,
    specified_rules,
    specified_scalar_types,
    validate,
)
from graphql.validation import (
    KnownFragmentNamesRule,
    LoneAnonymousOperationRule,
    NoUnusedFragmentsRule,
    UniqueFragmentNamesRule,
    UniqueOperationNamesRule,
)

from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean
from graphwright.memory import NO_MEMORY
from graphwright.sdl.hints import hint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphwright.client.request import OperationFile
    from graphwright.memory import Memory

# What these find is found here, over all files and with better places.
_OWN_RULES = (LoneAnonymousOperationRule, UniqueFragmentNamesRule, UniqueOperationNamesRule)
_RULES = tuple(rule for rule in specified_rules if rule not in _OWN_RULES)
_MOST_ERRORS = 1000
# A file that could not be parsed may have the fragment that is missing, or the use of one.
_RULES_OF_A_PART = tuple(
    rule for rule in _RULES if rule not in (KnownFragmentNamesRule, NoUnusedFragmentsRule)
)
_UNKNOWN_FRAGMENT = re.compile(r"Unknown fragment '(\w+)'")
_NOTHING_BUT_COMMENTS = re.compile(r"(?:[\s,\ufeff]|#[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Documents:
    """Named operations, valid against the schema, sorted by name, and the fragments by name."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]

    @property
    def definitions(self) -> tuple[OperationDefinitionNode | FragmentDefinitionNode, ...]:
        """The operations, then the fragments."""
        return (*self.operations, *self.fragments.values())


def readable_definitions(
    files: Iterable[OperationFile], memory: Memory = NO_MEMORY
) -> Iterator[DefinitionNode]:
    """The operations and fragments of those files that can be parsed."""
    for file in files:
        with suppress(DiagnosticsError):
            yield from memory.recall(file.path, _parsed, file.path, file.text)


def read_documents(
    schema: GraphQLSchema, files: Sequence[OperationFile], memory: Memory = NO_MEMORY
) -> Documents:
    """The operations and fragments of all files, which may use each other's fragments.

    Raises DiagnosticsError with every mistake in them.
    """
    definitions, diagnostics = _parse(files, memory)
    rules = _RULES_OF_A_PART if diagnostics else _RULES
    operations = [node for node in definitions if isinstance(node, OperationDefinitionNode)]
    fragments = [node for node in definitions if isinstance(node, FragmentDefinitionNode)]
    diagnostics.extend(_anonymous(operations))
    diagnostics.extend(_duplicates("operation", operations))
    diagnostics.extend(_duplicates("fragment", fragments))
    document = DocumentNode(definitions=tuple(definitions))
    names = [node.name.value for node in fragments]
    for error in validate(_with_built_ins(schema), document, rules, max_errors=_MOST_ERRORS):
        diagnostics.append(_validation_diagnostic(error, names))
    if not diagnostics and not operations:
        diagnostics.append(_no_operation(files))
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return Documents(
        tuple(sorted(operations, key=operation_name)),
        {node.name.value: node for node in fragments},
    )


def operation_name(operation: OperationDefinitionNode) -> str:
    """The name of an operation that has one."""
    assert operation.name is not None
    return operation.name.value


def _parse(
    files: Iterable[OperationFile], memory: Memory
) -> tuple[list[DefinitionNode], list[Diagnostic]]:
    definitions: list[DefinitionNode] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        try:
            definitions += memory.recall(file.path, _parsed, file.path, file.text)
        except DiagnosticsError as error:
            diagnostics += error.diagnostics
    return definitions, diagnostics


def _parsed(path: str, text: str) -> tuple[DefinitionNode, ...]:
    """The definitions of a file; raises DiagnosticsError for a syntax error."""
    if _NOTHING_BUT_COMMENTS.fullmatch(text):
        return ()
    source = Source(text, path)
    try:
        return parse(source).definitions
    except GraphQLSyntaxError as error:
        offset = next(iter(error.positions or ()), 0)
        message = f"Syntax error: {error.message.removeprefix('Syntax Error: ')}"
        mistake = Diagnostic.at_offset(source, offset, "GW501", message, hint_of(message))
        raise DiagnosticsError([mistake]) from None


def _anonymous(operations: Iterable[OperationDefinitionNode]) -> Iterator[Diagnostic]:
    for node in operations:
        if node.name is None:
            yield Diagnostic.at_node(
                node,
                "GW503",
                f"This {node.operation.value} has no name.",
                "Name it: the method that sends it is called so.",
            )


def _duplicates(
    kind: str, nodes: Iterable[OperationDefinitionNode | FragmentDefinitionNode]
) -> Iterator[Diagnostic]:
    first: dict[str, Diagnostic] = {}
    for node in nodes:
        if node.name is None:
            continue
        name = node.name.value
        here = Diagnostic.at_node(node.name, "GW504", f"There are two {kind}s called '{name}'.")
        if name in first:
            place = f"{first[name].path}:{first[name].line}"
            yield replace(here, hint=f"The other one is at {place}.")
        else:
            first[name] = here


def _with_built_ins(schema: GraphQLSchema) -> GraphQLSchema:
    """The schema with the built-in scalars that it does not use itself, but a variable may."""
    known = schema.to_kwargs()
    known["types"] = (*(known.get("types") or ()), *specified_scalar_types.values())
    return GraphQLSchema(**known)


def _validation_diagnostic(error: GraphQLError, fragments: Iterable[str]) -> Diagnostic:
    assert error.nodes, "every rule of GraphQL names the nodes that break it"
    unknown = _UNKNOWN_FRAGMENT.match(error.message)
    hint = did_you_mean(unknown[1], fragments) if unknown else ""
    return Diagnostic.at_node(error.nodes[0], "GW502", error.message, hint)


def _no_operation(files: Sequence[OperationFile]) -> Diagnostic:
    path = files[0].path if files else "pyproject.toml"
    return Diagnostic(path, 1, 1, "GW505", "There is no operation for the client to send.")
