"""Names of classes that two things would have, or that Python or the client has already.

| code  | found here                                                               |
|-------|--------------------------------------------------------------------------|
| GW509 | an operation, a fragment, a type or the object of a field has such a name |
"""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ariadne_codegen.utils import str_to_pascal_case

from graphwright.client.documents import Documents, operation_name
from graphwright.client.exports import own_names
from graphwright.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import FragmentDefinitionNode, NameNode, Node, OperationDefinitionNode

    from graphwright.client.emitted import EmittedClass
    from graphwright.client.naming import Names
    from graphwright.client.usage import Usage


@dataclass(frozen=True, slots=True)
class ClassPlace:
    """A class of the client and the node that it comes from."""

    name: str
    node: Node


def class_name(node: OperationDefinitionNode | FragmentDefinitionNode) -> str:
    """The name of the class that is made from an operation or a fragment."""
    return str_to_pascal_case(_name_node(node).value)


def class_places(
    documents: Documents,
    usage: Usage,
    names: Names,
    modules: Mapping[str, str],
    classes: Mapping[str, Mapping[str, EmittedClass]],
) -> Iterator[ClassPlace]:
    """Each class of each module; `modules` has that of each operation."""
    for named, nodes in (("enums", usage.enums), ("inputs", usage.inputs)):
        for name in classes.get(named, ()):
            yield ClassPlace(name, nodes[names.origins[name]])
    fragments = {class_name(node): node.name for node in documents.fragments.values()}
    for name in classes.get("fragments", ()):
        nearest = max((own for own in fragments if name.startswith(own)), key=len)
        yield ClassPlace(name, fragments[nearest])
    for operation in documents.operations:
        for name in classes[modules[operation_name(operation)]]:
            yield ClassPlace(name, _name_node(operation))


def check_definitions(documents: Documents) -> Iterator[Diagnostic]:
    """Every operation and fragment that no class can be called after."""
    for node in documents.definitions:
        name = class_name(node)
        if not name.isidentifier() or keyword.iskeyword(name):
            yield Diagnostic.at_node(
                _name_node(node),
                "GW509",
                f"No Python class can be called after '{_name_node(node).value}'.",
                "Choose another name.",
            )


def check_clashes(classes: Iterable[ClassPlace], scalars: Iterable[str]) -> Iterator[Diagnostic]:
    """Every class whose name is taken; `scalars` are dotted Python types."""
    taken = own_names(scalars)
    seen: dict[str, Node] = {}
    for place in classes:
        if place.name in taken:
            yield Diagnostic.at_node(
                place.node,
                "GW509",
                f"The client has a '{place.name}' of its own.",
                "Choose another name for the operation or fragment, or for the type in "
                "[tool.graphwright.names].",
            )
        elif seen.setdefault(place.name, place.node) is not place.node:
            other = Diagnostic.at_node(seen[place.name], "", "")
            yield Diagnostic.at_node(
                place.node,
                "GW509",
                f"A second class of the client would be called '{place.name}'.",
                f"The first one comes from {other.path}:{other.line}. Choose another name.",
            )


def _name_node(node: OperationDefinitionNode | FragmentDefinitionNode) -> NameNode:
    assert node.name is not None
    return node.name
