"""What changed between two versions of a schema, what it breaks, and reports of it.

sources → snapshot → comparison → rules → changes → review → reports

A snapshot is one version of the schema, every element with its place; a comparison pairs the elements
of two; a rule finds one kind of change; a review adds what the changes mean here: which operations
break, which removals were announced, which changes were acknowledged.
"""

from __future__ import annotations
