"""A checked schema to the IR, in named passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.config import COMPILING_ENGINE
from graphwright.ir.context import build_context
from graphwright.ir.directives import build_directives
from graphwright.ir.enums import build_enums
from graphwright.ir.filters import build_filters
from graphwright.ir.guards import build_guards
from graphwright.ir.inputs import build_inputs
from graphwright.ir.model import Package
from graphwright.ir.node_loaders import build_node_loaders
from graphwright.ir.objects import build_abstracts, build_objects
from graphwright.ir.orders import build_orders
from graphwright.ir.own_objects import build_own_enums, build_own_inputs, build_own_objects
from graphwright.ir.pages import build_pages
from graphwright.ir.projections import build_projections
from graphwright.ir.resolvers import build_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphql import GraphQLSchema

    from graphwright.config import Config
    from graphwright.ir.own_models import OwnModels


def build_package(
    schema: GraphQLSchema, config: Config, sources: Iterable[str], own: OwnModels
) -> Package:
    """The server package of a schema; `sources` are the names of its files."""
    context = build_context(schema, config, own)
    groups, arguments = build_groups(context, sources)
    leaf_filters, filters = build_filters(context)
    objects = build_objects(context)
    return Package(
        name=config.server_package,
        scalars=tuple(context.scalars[name] for name in sorted(context.scalars)),
        enums=build_enums(context),
        inputs=build_inputs(context),
        objects=objects,
        own_objects=build_own_objects(context),
        own_enums=build_own_enums(context),
        own_inputs=build_own_inputs(context),
        abstracts=build_abstracts(context),
        pages=build_pages(context),
        groups=groups,
        arguments=arguments,
        leaf_filters=leaf_filters,
        filters=filters,
        orders=build_orders(context),
        projections=build_projections(context, objects),
        node_loaders=build_node_loaders(context),
        guards=build_guards(context),
        directives=build_directives(context),
        is_compiled=config.engine == COMPILING_ENGINE,
    )
