"""The codecs of a project's scalars, imported.

| code  | found here                                                                  |
|-------|-----------------------------------------------------------------------------|
| GW556 | a codec that cannot be imported, or that is none                            |
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphwright.errors import DiagnosticsError, did_you_mean
from graphwright.plugins.project_modules import project_modules
from graphwright.raised import what_was_raised
from graphwright.runtime.scalars import Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.config import Config
    from graphwright.errors import Diagnostic
    from graphwright.ir.expressions import Symbol
    from graphwright.ir.model import Package


def codecs_of(package: Package, config: Config) -> Mapping[str, Scalar[Any]]:
    """The codec of each scalar that has one; raises DiagnosticsError for those that are not there."""
    found: dict[str, Scalar[Any]] = {}
    mistakes: list[Diagnostic] = []
    with project_modules(config):
        for each in package.scalars:
            if each.codec is None:
                continue
            codec = _codec(each.codec, config)
            if isinstance(codec, Scalar):
                found[each.graphql_name] = codec
            else:
                what, hint = codec
                message = f"The codec '{each.codec.module}:{each.codec.name}' {what}."
                place = ("scalars", each.graphql_name)
                mistakes.append(config.mistake(place, "GW556", message, hint))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return found


def _codec(symbol: Symbol, config: Config) -> Scalar[Any] | tuple[str, str]:
    """The codec, or what is wrong with it and the way out."""
    try:
        module = import_module(symbol.module)
    except (Exception, SystemExit) as error:
        hint = config.where_modules_are if isinstance(error, ModuleNotFoundError) else ""
        return f"cannot be imported: {what_was_raised(error)}", hint
    codec = getattr(module, symbol.name, None)
    if isinstance(codec, Scalar):
        return codec
    if codec is None:
        return "is not there", did_you_mean(symbol.name, vars(module))
    return f"is of class '{type(codec).__name__}'", "It has to be a graphwright.runtime.Scalar."
