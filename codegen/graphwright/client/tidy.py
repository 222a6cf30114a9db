"""Emitted modules as a careful person would have written them down."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.errors import FormatError
from graphwright.render.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RULES = (
    "--isolated",
    "--no-cache",
    "--quiet",
    "--target-version=py311",
    "--select=F,I,RUF022,TC005,UP",
    "--config=lint.isort.split-on-trailing-comma=false",
)


def tidy(modules: Mapping[str, str]) -> dict[str, str]:
    """The modules in current syntax, without imports that nothing needs, by the same names.

    Raises FormatError for text that is no Python or has names without a meaning.
    """
    with tempfile.TemporaryDirectory(prefix="graphwright-") as directory:
        for name, text in modules.items():
            Path(directory, f"{name}.py").write_text(_docstrings(text), "utf-8", newline="\n")
        done = subprocess.run(
            [sys.executable, "-m", "ruff", "check", "--fix", *_RULES, "."],
            cwd=directory,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise FormatError(f"ruff refused the client:\n{done.stdout}{done.stderr}")
        return {name: Path(directory, f"{name}.py").read_text("utf-8") for name in modules}


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
