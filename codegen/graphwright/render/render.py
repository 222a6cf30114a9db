"""The IR of a package to unformatted text, by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.symbols import package_symbols
from graphwright.render.imports import Imports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

    from graphwright.ir.model import Package
    from graphwright.render.targets import Target


def render_package(
    package: Package, header: str, targets: Iterable[Target], templates: Environment
) -> Mapping[str, str]:
    """The files of the targets, each with the header, by path inside the package."""
    # An input may have a field called `field`, below which dataclasses.field would be hidden.
    names = {symbol.name for symbol in package_symbols(package)} | {"field"}
    files: dict[str, str] = {}
    for target in targets:
        if not target.has_content(package):
            continue
        imports = Imports(f".{target.output.removesuffix('.py')}", names)
        view = target.view(package, imports)
        template = templates.get_template(f"{target.output}.jinja")
        files[target.output] = template.render(header=header, imports=imports.block(), **view)
    return files
