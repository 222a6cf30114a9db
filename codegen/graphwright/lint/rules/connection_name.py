"""connection-name: a connection or an edge is not named as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.relay import connections, edges, is_named_connection
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for connection in connections(subject):
        node = connection.definition
        if node and not is_named_connection(connection):
            message = f"Type '{connection.name}' has the fields of a connection."
            hint = "Let its name end in 'Connection'."
            yield Finding.at(node.name, message, hint)
    for edge in edges(subject):
        if edge.definition and not edge.name.endswith("Edge"):
            message = f"Type '{edge.name}' is the edge of a connection."
            yield Finding.at(edge.definition.name, message, "Let its name end in 'Edge'.")


CONNECTION_NAME = Rule(
    name="connection-name",
    severity=Severity.ERROR,
    asks="Names of connections end in Connection, those of edges in Edge.",
    find=_find,
)
