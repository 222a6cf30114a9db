"""Source text of one compiled function, and the objects that it refers to."""

from __future__ import annotations

import re
from itertools import count
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .anchors import Site

_NOT_IN_COMMENTS = re.compile(r"[^A-Za-z0-9_.\[\]!@ ,:()'-]")


class Unit:
    """Lines of one function, with numbered variables and named constants."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.lines: list[str] = []
        self.constants: dict[str, object] = {}
        self.prelude: dict[str, str] = {}
        self.fields = 0
        self.blocks = 0
        self._indent = 1
        self._numbers = count(1)
        self._known: dict[int, str] = {}

    def variable(self, letter: str) -> str:
        """A variable that nothing else in this function uses."""
        return f"{letter}{next(self._numbers)}"

    def constant(self, name: str, value: object) -> str:
        """The name of a constant with this value; the same object has one name.

        Names come from a schema that has been validated; one that could not be part of a Python
        name is left out.
        """
        known = self._known.get(id(value))
        if known is None:
            prefix = name if name.isidentifier() and name.isascii() else "constant"
            known = f"{prefix}_{len(self.constants) + 1}"
            self._known[id(value)] = known
            self.constants[known] = value
        return known

    def site(self, name: str, site: Site) -> str:
        """The name of a constant for a site."""
        return self.constant(f"at_{name}", site)

    def line(self, text: str, comment: str = "") -> None:
        """Add a line; the comment is stripped of what could end it."""
        remark = f"  # {_NOT_IN_COMMENTS.sub('?', comment)}" if comment else ""
        self.lines.append("    " * self._indent + text + remark)

    def open(self, head: str, *, nests: bool = False, comment: str = "") -> None:
        """Indent what follows below a line; `nests` when Python counts it as a block."""
        self.line(head, comment)
        self._indent += 1
        self.blocks += nests

    def close(self, *, nests: bool = False) -> None:
        """End the innermost block."""
        self._indent -= 1
        self.blocks -= nests

    def block(self, head: str, text: str) -> None:
        """Add a block of one line."""
        indent = "    " * self._indent
        self.lines += (indent + head, f"{indent}    {text}")

    def source(self) -> str:
        """The text of the function."""
        prelude = [f"    {name} = {text}" for name, text in self.prelude.items()]
        title = _NOT_IN_COMMENTS.sub("?", self.title)
        return "\n".join([f"def complete(run, s, p):  # {title}", *prelude, *self.lines, ""])

    def function(self, shared: Mapping[str, object]) -> Callable[..., Any]:
        """The compiled function; tracebacks show its source as long as it lives."""
        source = self.source()
        namespace: dict[str, Any] = {**shared, **self.constants}
        filename = f"<graphwright.engine {id(self):x}>"
        module = compile(source, filename, "exec")
        code = next(part for part in module.co_consts if isinstance(part, CodeType))
        return FunctionType(code, namespace)
