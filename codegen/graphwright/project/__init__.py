"""New projects, and what a project of Ariadne's lacks to be one of graphwright's.

what is there (layout) -> what is missing (plan) -> written, all of it or nothing (command)
"""

from __future__ import annotations
