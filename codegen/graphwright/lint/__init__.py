"""What is amiss in SDL and in operations, without being wrong.

sources → documents → subject → rules → findings → allows → report (→ fixes)

A subject is the schema and the operations as they are written, every type with its extensions; a rule
finds one kind of fault; an allow is a comment beside a fault that is meant.
"""

from __future__ import annotations
