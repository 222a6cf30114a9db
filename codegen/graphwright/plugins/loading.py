"""Finds the plugins that the configuration names."""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from graphwright.errors import DiagnosticsError, did_you_mean
from graphwright.plugins.hooks import Hooks, LoadedPlugin
from graphwright.plugins.plugin import Plugin
from graphwright.plugins.project_modules import project_modules
from graphwright.raised import place_below, what_was_raised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graphwright.config import Config

GROUP = "graphwright.plugins"


@contextmanager
def loaded_plugins(config: Config) -> Iterator[Hooks]:
    """The plugins of the configuration, while the project's own modules can be imported.

    Raises DiagnosticsError for one that is not there or is none.
    """
    if not config.plugins:
        yield Hooks(config, ())
        return
    with project_modules(config):
        yield Hooks(config, tuple(LoadedPlugin(n, _loaded(n, config)) for n in config.plugins))


def template_folders(config: Config) -> tuple[Path, ...]:
    """Where the plugins of the configuration have templates.

    Raises DiagnosticsError for a plugin that is not there or is none.
    """
    with loaded_plugins(config) as hooks:
        return tuple(hooks.template_folders)


def _loaded(name: str, config: Config) -> Plugin:
    found = _found(_reference(name, config), name, config)
    if isinstance(found, type) and issubclass(found, Plugin):
        found = found()
    if isinstance(found, Plugin):
        return found
    kind = found.__name__ if isinstance(found, type) else f"a {type(found).__name__}"
    message = f"'{name}' is {kind}, no graphwright.plugins.Plugin."
    hint = "Name an object of a subclass of Plugin, or the subclass."
    raise _mistake(config, "GW462", message, hint)


def _reference(name: str, config: Config) -> str:
    """`module:NAME`, as it is written or as an installed distribution says it."""
    if ":" in name:
        return name
    installed = {each.name: each.value for each in entry_points(group=GROUP)}
    if name not in installed:
        hint = did_you_mean(name, installed) or f"There are {', '.join(sorted(installed))}."
        hint += " One of the project itself is named as 'module:NAME'."
        raise _mistake(config, "GW461", f"No plugin '{name}' is installed.", hint)
    return installed[name]


def _found(reference: str, name: str, config: Config) -> Any:
    module, _, attribute = reference.partition(":")
    try:
        loaded = importlib.import_module(module)
    except (Exception, SystemExit) as error:
        place = place_below(error, config.root)
        what = f"{what_was_raised(error)} ({place})" if place else what_was_raised(error)
        message = f"Plugin '{name}' cannot be imported: {what}."
        hint = config.where_modules_are if isinstance(error, ModuleNotFoundError) else ""
        raise _mistake(config, "GW462", message, hint) from error
    if not hasattr(loaded, attribute):
        hint = did_you_mean(attribute, vars(loaded))
        raise _mistake(config, "GW462", f"'{module}' has no '{attribute}'.", hint)
    return getattr(loaded, attribute)


def _mistake(config: Config, code: str, message: str, hint: str = "") -> DiagnosticsError:
    return DiagnosticsError([config.mistake(("plugins",), code, message, hint)])
