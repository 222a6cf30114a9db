"""node-root-field: there is a Node interface, but no way to fetch a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import NODE, node_interface
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    root = subject.types.get(subject.roots.get("query", ""))
    if root is None or node_interface(subject) is None:
        return
    field = root.fields.get("node")
    if field is None:
        message = f"'{root.name}' has no field 'node', so that no node can be fetched by its id."
        yield Finding.at(root.first.name, message, "Add 'node(id: ID!): Node'.")
        return
    arguments = {item.name.value: str(TypeRef.of(item.type)) for item in field.arguments}
    if arguments != {"id": "ID!"} or str(TypeRef.of(field.type)) != NODE:
        message = f"'{root.name}.node' must be 'node(id: ID!): Node'."
        yield Finding.at(field.name, message)


NODE_ROOT_FIELD = Rule(
    name="node-root-field",
    severity=Severity.ERROR,
    asks="With a Node interface, the query root has node(id: ID!): Node.",
    find=_find,
)
