"""The IR of a package to unformatted text, by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.render.environment import environment
from graphwright.render.imports import Imports
from graphwright.render.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.ir.expressions import Symbol
    from graphwright.ir.model import Package


def render_package(package: Package, header: str) -> Mapping[str, str]:
    """The modules of the package, each with the header, by path inside the package."""
    templates = environment()
    # An input may have a field called `field`, below which dataclasses.field would be hidden.
    names = {symbol.name for symbol in package_symbols(package)} | {"field"}
    files: dict[str, str] = {}
    for target in TARGETS:
        if not target.has_content(package):
            continue
        imports = Imports(f".{target.output.removesuffix('.py')}", names)
        view = target.view(package, imports)
        template = templates.get_template(f"{target.output}.jinja")
        files[target.output] = template.render(header=header, imports=imports.block(), **view)
    return files


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
