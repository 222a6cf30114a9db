"""Names of a package whose modules are imported when somebody asks for them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphwright.collector import collector_at_rest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Returns the `__getattr__` of a package, by which its names come from its modules.

    Whoever needs one module of a large package does not wait for all the others.
    """

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        with collector_at_rest():
            return getattr(import_module(modules[name], package), name)

    return find
