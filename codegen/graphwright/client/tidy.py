"""Emitted modules as a careful person would have written them down."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

from graphwright.formatter import format_modules
from graphwright.memory import NO_MEMORY
from graphwright.render.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.formatter import Formatted
    from graphwright.memory import Memory

_RULES = ("F", "I", "RUF022", "TC005", "UP")


def tidy(modules: Mapping[str, str], memory: Memory = NO_MEMORY) -> dict[str, Formatted]:
    """The modules in current syntax, without imports that nothing needs, by the same paths.

    Raises FormatError for text that is no Python or has names without a meaning.
    """
    return memory.recall_all(_tidied, modules)


def _tidied(modules: Mapping[str, str]) -> dict[str, Formatted]:
    return format_modules({path: _docstrings(text) for path, text in modules.items()}, _RULES)


def _docstrings(text: str) -> str:
    """The text with the docstrings of classes and fields wrapped and between three quotes."""
    lines = text.splitlines()
    for place, written in reversed(list(_written_docstrings(ast.parse(text)))):
        margin = " " * place.col_offset
        rewritten = docstring(inspect.cleandoc(written), place.col_offset)
        lines[place.lineno - 1 : place.end_lineno] = [margin + rewritten]
    return "\n".join(lines) + "\n"


def _written_docstrings(module: ast.Module) -> Iterator[tuple[ast.Expr, str]]:
    for statement in module.body:
        for node in statement.body if isinstance(statement, ast.ClassDef) else []:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield node, str(node.value.value)
