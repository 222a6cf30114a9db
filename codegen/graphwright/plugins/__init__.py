"""What plugins are written with.

A plugin is named in the configuration: as `module:NAME`, or by the name of an entry point in the
group `graphwright.plugins`. docs/plugins.md is its guide.
"""

from __future__ import annotations

from graphwright.errors import Diagnostic, DiagnosticsError
from graphwright.ir import model
from graphwright.ir.model import Package
from graphwright.plugins.plugin import Plugin, Project
from graphwright.render.imports import Imports
from graphwright.render.targets import Target

__all__ = [
    "Diagnostic",
    "DiagnosticsError",
    "Imports",
    "Package",
    "Plugin",
    "Project",
    "Target",
    "model",
]
