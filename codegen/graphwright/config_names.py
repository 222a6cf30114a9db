"""Names in Python that [tool.graphwright.names] decides, by schema coordinate."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.config_table import Table


def read_names(table: Table | None) -> Mapping[str, str]:
    """The names by coordinate: keys with dots, quoted or not, are the same coordinate."""
    if table is None:
        return {}
    names: dict[str, str] = {}
    for key, value in table.values.items():
        below = table.child(key) if isinstance(value, dict) else None
        if below is not None:
            names.update({f"{key}.{name}": chosen for name, chosen in read_names(below).items()})
        elif not isinstance(value, str):
            table.report(key, "GW003", f"'{key}' must be a string.")
        elif problem := problem_of(value):
            table.report(key, "GW003", f"'{value}' cannot be a name in Python: {problem}.")
        else:
            names[key] = value
    return names


def problem_of(name: str) -> str:
    """Why nothing can have the name; empty if something can."""
    if not name.isidentifier() or not name.isascii():
        return "it is no identifier"
    if keyword.iskeyword(name):
        return "it is a keyword"
    if name.startswith("_"):
        return "a leading '_' means that it is private"
    return ""
