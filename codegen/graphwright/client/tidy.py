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

_STYLE = ("--isolated", "--no-cache", "--quiet", "--target-version=py311", "--line-length=100")
_RULES = "F,I,RUF022,TC005,UP"
_INDENT = 4


def tidy(modules: Mapping[str, str]) -> dict[str, str]:
    """The modules with current syntax, sorted imports and formatted, by the same names.

    Raises FormatError for text that is no Python or has names without a meaning.
    """
    with tempfile.TemporaryDirectory() as directory:
        for name, text in modules.items():
            Path(directory, f"{name}.py").write_text(_docstrings(text), "utf-8")
        _ruff("check", "--fix", f"--select={_RULES}", *_STYLE, directory)
        _ruff("format", *_STYLE, directory)
        return {name: Path(directory, f"{name}.py").read_text("utf-8") for name in modules}


def _ruff(*arguments: str) -> None:
    command = [sys.executable, "-m", "ruff", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FormatError(f"ruff refused the client:\n{done.stdout}{done.stderr}")


def _docstrings(text: str) -> str:
    """The text with the docstrings of classes and fields wrapped and between three quotes."""
    lines = text.splitlines()
    for node in reversed(list(_docstring_nodes(ast.parse(text)))):
        assert isinstance(node.value, ast.Constant)
        assert node.end_lineno is not None
        written = docstring(inspect.cleandoc(node.value.value), _INDENT)
        lines[node.lineno - 1 : node.end_lineno] = [" " * _INDENT + written]
    return "\n".join(lines) + "\n"


def _docstring_nodes(module: ast.Module) -> Iterator[ast.Expr]:
    for statement in module.body:
        for node in statement.body if isinstance(statement, ast.ClassDef) else []:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield node
