"""The names that a package defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.ir.expressions import Symbol
    from graphwright.ir.model import Package


def package_symbols(package: Package) -> Iterator[Symbol]:
    """Every class and function that the package defines."""
    for named in (package.enums, package.inputs, package.objects, package.abstracts):
        yield from (each.symbol for each in named)
    yield from (page.data.symbol for page in package.pages)
    for derived in (
        package.groups,
        package.arguments,
        package.projections,
        package.directives,
    ):
        yield from (each.symbol for each in derived)
    if package.node_loaders is not None:
        yield package.node_loaders.symbol
    for leaf in package.leaf_filters:
        yield leaf.function
    for composite in package.filters:
        yield from (composite.function, composite.columns)
    for order in package.orders:
        yield from (order.function, order.columns)
