"""A schema as elements with places, operations as what they use of it, and where both are read from.

files, commits, servers → sources → snapshot, operations → uses

What reviews a schema stands on this: the diff, the lint, the coverage and the reference pages.
"""

from __future__ import annotations
