"""Schema-first code generation for Python GraphQL servers."""

from __future__ import annotations
