"""A project that commands review: its configuration, and files in a directory of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG = """[tool.graphwright]
schema = ["schema/*.graphql"]
server = "api"

[tool.graphwright.client]
operations = ["operations/*.graphql"]
package = "client"
distribution = "client"
"""


def write_project(root: Path, files: Mapping[str, str], settings: str = "") -> Path:
    """Write the files and the configuration, with more settings; returns the directory."""
    for name, text in {"pyproject.toml": CONFIG + settings, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
