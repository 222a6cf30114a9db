"""The modules of a server package, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphwright.ir.model import Package
from graphwright.render.imports import Imports
from graphwright.render.views.data import (
    arguments_view,
    connections_view,
    directives_view,
    enums_view,
    inputs_view,
    types_view,
)
from graphwright.render.views.models import has_own_classes, models_view
from graphwright.render.views.nodes import nodes_view
from graphwright.render.views.resolvers import resolvers_view
from graphwright.render.views.schema import package_view, schema_view
from graphwright.render.views.sql import filters_view, orders_view, projections_view

View: TypeAlias = Callable[[Package, Imports], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Target:
    """A file to emit: its template is `{output}.jinja`; without content it is left out."""

    output: str
    view: View
    has_content: Callable[[Package], object]


TARGETS = (
    Target("__init__.py", package_view, lambda package: True),
    Target("enums.py", enums_view, lambda package: package.enums),
    Target("inputs.py", inputs_view, lambda package: package.inputs),
    Target("types.py", types_view, lambda package: package.objects or package.abstracts),
    Target("directives.py", directives_view, lambda package: package.directives),
    Target("connections.py", connections_view, lambda package: package.pages),
    Target("arguments.py", arguments_view, lambda package: package.arguments),
    Target("resolvers.py", resolvers_view, lambda package: True),
    Target("filters.py", filters_view, lambda package: package.leaf_filters or package.filters),
    Target("orders.py", orders_view, lambda package: package.orders),
    Target("projections.py", projections_view, lambda package: package.projections),
    Target("models.py", models_view, has_own_classes),
    Target("nodes.py", nodes_view, lambda package: package.node_loaders),
    Target("schema.py", schema_view, lambda package: True),
)
