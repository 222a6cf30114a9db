"""View of nodes.py: what a server loads by global id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.expressions import Named, Symbol, builtin, generic, optional, sequence
from graphwright.render.views.fields import FieldView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.expressions import TypeExpr
    from graphwright.ir.model import Package
    from graphwright.render.imports import Imports

_RUNTIME = "graphwright.runtime"
_CONTEXT = Symbol(_RUNTIME, "ContextT")
_MAPPING = Symbol("collections.abc", "Mapping")


def nodes_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For nodes.py."""
    loaders = package.node_loaders
    if loaders is None:
        raise ValueError(f"{package.name} has no types with a global id")
    return {
        "dataclass": imports.use(Symbol("dataclasses", "dataclass")),
        "generic": imports.use(Symbol("typing", "Generic")),
        "context": imports.use(_CONTEXT),
        "resolve_nodes": imports.use(Symbol(_RUNTIME, "resolve_nodes")),
        "name": loaders.symbol.name,
        "ids": imports.type(sequence(builtin("str"))),
        "info": imports.type(generic(Symbol(_RUNTIME, "Info"), Named(_CONTEXT))),
        # Named, so that type checkers need not find out what so many loaders have in common.
        "loaders": imports.type(generic(_MAPPING, builtin("str"), _loader(loaders.node))),
        "result": imports.type(sequence(optional(Named(loaders.node)))),
        "fields": [
            (each.graphql_name, FieldView(each.name, imports.type(each.type), "", ""))
            for each in loaders.fields
        ],
    }


def _loader(node: Symbol) -> TypeExpr:
    """What loads any of the nodes."""
    return generic(Symbol(_RUNTIME, "NodeLoader"), Named(_CONTEXT), Named(node))
