"""Rules for the SDL document, before a schema is built from it.

| code  | what is wrong                                    | found by                            |
|-------|--------------------------------------------------|-------------------------------------|
| GW201 | a type that nobody defines                       | KnownTypeNamesRule                  |
| GW202 | a type defined twice                             | UniqueTypeNamesRule                 |
| GW203 | a field defined twice                            | UniqueFieldDefinitionNamesRule      |
| GW204 | an enum value defined twice                      | UniqueEnumValueNamesRule            |
| GW205 | an argument defined twice                        | UniqueArgumentDefinitionNamesRule   |
| GW206 | a directive defined twice                        | UniqueDirectiveNamesRule            |
| GW207 | a directive that is unknown or out of place      | KnownDirectivesRule                 |
| GW208 | a directive given twice                          | UniqueDirectivesPerLocationRule     |
| GW209 | an extension of nothing, or of another kind      | PossibleTypeExtensionsRule          |
| GW210 | an argument that a directive does not have       | KnownArgumentNamesOnDirectivesRule  |
| GW211 | an argument given twice                          | UniqueArgumentNamesRule             |
| GW212 | a field given twice in an object value           | UniqueInputFieldNamesRule           |
| GW213 | a directive without an argument that it needs    | ProvidedRequiredArguments…Rule      |
| GW214 | a second schema definition                       | LoneSchemaDefinitionRule            |
| GW215 | a second type for an operation                   | UniqueOperationTypesRule            |
| GW220 | a type where its kind cannot stand               | TypeKindsRule                       |
| GW221 | a value that its type does not take              | ConstantValuesRule                  |
| GW222 | a default that needs the input that it is in     | DefaultCyclesRule                   |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    Node,
    ParallelVisitor,
    visit,
)
from graphql.validation.specified_rules import specified_sdl_rules
from graphql.validation.validation_context import SDLValidationContext

from graphwright.errors import Diagnostic, did_you_mean, place_of
from graphwright.sdl.constant_values import ConstantValuesRule
from graphwright.sdl.default_cycles import DefaultCyclesRule
from graphwright.sdl.definitions import Definitions
from graphwright.sdl.hints import hint_of
from graphwright.sdl.type_kinds import TypeKindsRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

UNKNOWN_TYPE = "GW201"
_UNKNOWN_DIRECTIVE = re.compile(r"Unknown directive '@(\w+)'\.")
_EXTENSION = "GW209"

#: Mistakes after which a schema can still be built, so that later checks run as well.
MENDABLE = frozenset({"GW101", "GW103", UNKNOWN_TYPE} | {f"GW20{digit}" for digit in range(2, 9)})

_CODES = {
    "KnownTypeNamesRule": UNKNOWN_TYPE,
    "UniqueTypeNamesRule": "GW202",
    "UniqueFieldDefinitionNamesRule": "GW203",
    "UniqueEnumValueNamesRule": "GW204",
    "UniqueArgumentDefinitionNamesRule": "GW205",
    "UniqueDirectiveNamesRule": "GW206",
    "KnownDirectivesRule": "GW207",
    "UniqueDirectivesPerLocationRule": "GW208",
    "PossibleTypeExtensionsRule": "GW209",
    "KnownArgumentNamesOnDirectivesRule": "GW210",
    "UniqueArgumentNamesRule": "GW211",
    "UniqueInputFieldNamesRule": "GW212",
    "ProvidedRequiredArgumentsOnDirectivesRule": "GW213",
    "LoneSchemaDefinitionRule": "GW214",
    "UniqueOperationTypesRule": "GW215",
    "TypeKindsRule": "GW220",
    "ConstantValuesRule": "GW221",
    "DefaultCyclesRule": "GW222",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: its code and what graphql-core says about it."""

    code: str
    error: GraphQLError
    hint: str = ""

    @property
    def nodes(self) -> Sequence[Node]:
        """What it is about: of what clashes, the first one first."""
        if not self.error.nodes:
            raise ValueError(f"an error without a place: {self.error.message}")
        return self.error.nodes

    @property
    def node(self) -> Node:
        """The place to show: of two that clash, the second."""
        return self.nodes[-1]

    def diagnostic(self, note: str = "") -> Diagnostic:
        """The finding with its place; of two that clash, the first is named in the hint.

        A note is appended to the hint.
        """
        first = self.nodes[0].loc if len(self.nodes) > 1 else None
        hint = self.hint
        if first:
            which = "It is defined" if self.code == _EXTENSION else "The other is"
            hint = f"{which} at {place_of(first.source, first.start)}. {hint}".strip()
        hint = f"{hint} {note}".strip()
        return Diagnostic.at_node(self.node, self.code, self.error.message, hint)


def check_document(document: DocumentNode) -> list[Finding]:
    """Every rule that the document breaks, found in one walk."""
    findings: list[Finding] = []
    visitors = [
        rule(SDLValidationContext(document, None, _collector(findings, _CODES[rule.__name__])))
        for rule in _rules()
    ]
    visit(document, ParallelVisitor(visitors))
    directives = Definitions(document).directive_arguments
    return [_with_hint(finding, directives) for finding in findings]


def _with_hint(finding: Finding, directives: Iterable[str]) -> Finding:
    """The finding with the way out, and the directives that an unknown one may mean."""
    message = finding.error.message
    unknown = _UNKNOWN_DIRECTIVE.fullmatch(message)
    if unknown is None:
        return replace(finding, hint=hint_of(message))
    hint = did_you_mean(f"@{unknown[1]}", (f"@{name}" for name in directives))
    return replace(finding, hint=hint)


def _rules() -> Iterator[type[ASTValidationRule]]:
    yield from specified_sdl_rules
    yield TypeKindsRule
    yield ConstantValuesRule
    yield DefaultCyclesRule


def _collector(findings: list[Finding], code: str) -> Callable[[GraphQLError], None]:
    def collect(error: GraphQLError) -> None:
        findings.append(Finding(code, error))

    return collect
