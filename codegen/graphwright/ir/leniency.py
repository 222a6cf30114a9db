"""What `lenient` tolerates of what graphwright needs on top of GraphQL.

| code  | what is wrong                                | how it is read                               |
|-------|----------------------------------------------|----------------------------------------------|
| GW401 | a scalar without a Python type               | its values are any object                    |
| GW405 | data that holds itself without end           | the first field of the circle has a resolver |
| GW406 | a pagination argument of the wrong type      | none of the field's arguments is special     |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphql import ConstDirectiveNode, NameNode

from graphwright.ir.check_fields import endless_data
from graphwright.ir.shapes import recognise
from graphwright.sdl.vocabulary import RESOLVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import GraphQLSchema

    from graphwright.config import Config
    from graphwright.errors import Diagnostic

_HOW: Mapping[str, str] = {
    "GW401": "Its values are taken for 'object'.",
    "GW406": "The arguments of this field are left as they are.",
}


def resolve_endless_data(schema: GraphQLSchema, config: Config) -> Iterator[Diagnostic]:
    """What was endless; a field of each circle is given `@resolver`, until there is none."""
    shapes = recognise(schema)
    while circles := list(endless_data(schema, shapes, config.own_types)):
        for node, diagnostic in circles:
            directive = ConstDirectiveNode(name=NameNode(value=RESOLVER), arguments=())
            node.directives = (*node.directives, directive)
            hint = f"'{node.name.value}' has a resolver."
            yield replace(diagnostic, hint=hint)


def tolerated(diagnostics: Iterable[Diagnostic]) -> dict[Diagnostic, Diagnostic]:
    """The diagnostics that are tolerated, each with one that says how it is read."""
    return {
        diagnostic: replace(diagnostic, hint=_HOW[diagnostic.code])
        for diagnostic in diagnostics
        if diagnostic.code in _HOW
    }
