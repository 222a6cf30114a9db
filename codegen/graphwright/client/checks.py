"""What GraphQL allows and the client cannot do.

| code  | found here                                                          |
|-------|---------------------------------------------------------------------|
| GW507 | introspection (`__schema`, `__type`) in an operation                |
| GW508 | a scalar without a Python type, or with one that no client may need |
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from graphql import FieldNode, InlineFragmentNode, Node

from graphwright.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.client.documents import Documents
    from graphwright.client.usage import Usage

_INTROSPECTION = frozenset({"__schema", "__type"})


def check_documents(
    documents: Documents, usage: Usage, scalars: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Every use of what the client cannot do."""
    for definition in documents.definitions:
        yield from _introspection(definition.selection_set.selections)
    yield from _unknown_scalars(usage.scalars, scalars)
    yield from _foreign_scalars(usage.scalars, scalars)


def _introspection(selections: Iterable[Node]) -> Iterator[Diagnostic]:
    for node in selections:
        if isinstance(node, FieldNode) and node.name.value in _INTROSPECTION:
            yield Diagnostic.at_node(
                node,
                "GW507",
                f"The client has no models for introspection ('{node.name.value}').",
                "Send it with `execute` and read it with `get_data`.",
            )
        elif isinstance(node, InlineFragmentNode):
            yield from _introspection(node.selection_set.selections)


def _unknown_scalars(used: Mapping[str, Node], scalars: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, node in used.items():
        if name not in scalars:
            yield Diagnostic.at_node(
                node,
                "GW508",
                f"The scalar '{name}' has no Python type.",
                f'Name one under [tool.graphwright.scalars]: {name} = "decimal.Decimal".',
            )


def _foreign_scalars(used: Mapping[str, Node], scalars: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Types outside the standard library, and two types of one name."""
    by_name: dict[str, str] = {}
    for scalar, node in used.items():
        python = scalars.get(scalar, "object")
        module, _, name = python.rpartition(".")
        if module and module.partition(".")[0] not in sys.stdlib_module_names:
            yield Diagnostic.at_node(
                node,
                "GW508",
                f"The scalar '{scalar}' is a '{python}', which the client cannot import.",
                "The client depends on httpx, pydantic and the standard library alone.",
            )
        elif by_name.setdefault(name, python) != python:
            yield Diagnostic.at_node(
                node,
                "GW508",
                f"The scalar '{scalar}' is a '{python}', another one is a '{by_name[name]}': "
                f"both are called '{name}' in the client.",
            )
