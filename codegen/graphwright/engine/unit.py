"""Source text of one compiled function, and the objects that it refers to."""

from __future__ import annotations

import re
from itertools import count
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

from .anchors import FIRST_LIST, ObjectSite
from .classes import Admission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .anchors import Site
    from .classes import Classes

_NOT_IN_COMMENTS = re.compile(r"[^A-Za-z0-9_.\[\]!@ ,:()'-]")
_NEAR: Final = (type, str, int, float, bool)
"""Built-in names that compiled functions look up most, and therefore have as arguments."""
_HEAD: Final = ", ".join(("run", "s", "p", *(f"{near.__name__}={near.__name__}" for near in _NEAR)))


class Unit:
    """Lines of one function, with numbered variables and named constants."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.lines: list[tuple[int, str]] = []
        self.constants: dict[str, object] = {}
        self.prelude: dict[str, str] = {}
        self.fields = 0
        self.blocks = 0
        self._indent = 1
        self._numbers = count(1)
        self._known: dict[int, str] = {}
        self._rooms: dict[str, list[int]] = {}
        self._admissions: dict[str, str] = {}

    @property
    def position(self) -> int:
        """The number of the next line of the body, counted from zero."""
        return len(self.lines)

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

    def site(self, site: Site) -> str:
        """The name of the site of a field, or of the items of a list."""
        position = site.position
        assert position is not None
        return self.constant(f"at_{position.field.name}{'_item' * position.is_item}", site)

    def admission(self, verb: str = "admits") -> tuple[str, str]:
        """Names of the class that most values at a place are of, and of what admits others.

        The latter is a method of Admission: `admits` or `ensure`.
        """
        number = len(self._admissions) + 1
        known, admit = f"Class_{number}", f"{verb}_{number}"
        self._admissions[admit] = known
        return known, admit

    def where(self, variable: str, path: str) -> None:
        """Add a line for the variable of where a path is."""
        self._rooms[variable] = [self.position, FIRST_LIST]
        self.line(f"{variable} = [run, {path}]")

    def make_room(self, where: str, place: int) -> None:
        """Let the variable have this place for a list."""
        room = self._rooms[where]
        room[1] = max(room[1], place + 1)

    def line(self, text: str, comment: str = "") -> None:
        """Add a line; the comment is stripped of what could end it."""
        remark = f"  # {_NOT_IN_COMMENTS.sub('?', comment)}" if comment else ""
        self.lines.append((self._indent, text + remark))

    def replace(self, position: int, text: str) -> None:
        """Put another text on a line."""
        self.lines[position] = (self.lines[position][0], text)

    def open(self, head: str, *, nests: bool = False, comment: str = "") -> None:
        """Indent what follows below a line; `nests` when Python counts it as a block."""
        self.line(head, comment)
        self._indent += 1
        self.blocks += nests

    def close(self, *, nests: bool = False) -> None:
        """End the innermost block."""
        self._indent -= 1
        self.blocks -= nests

    def source(self) -> str:
        """The text of the function."""
        return self._text("    ", f"  # {_NOT_IN_COMMENTS.sub('?', self.title)}")

    def _text(self, indent: str, remark: str = "") -> str:
        body = [indent * depth + text for depth, text in self.lines]
        for line, size in self._rooms.values():
            body[line] = body[line][:-1] + ", None" * (size - FIRST_LIST) + "]"
        prelude = [f"{indent}{name} = {text}" for name, text in self.prelude.items()]
        return "\n".join([f"def complete({_HEAD}):{remark}", *prelude, *body, ""])

    def function(
        self, shared: Mapping[str, object], classes: Classes, codes: dict[str, CodeType]
    ) -> Callable[..., Any]:
        """The compiled function; `codes` has the code of others by their text, and gets its code.

        Functions of equal text differ in their constants alone.
        """
        text = self._text(" ")  # narrow indentation, which nobody sees here, is read faster
        code = codes.get(text)
        if code is None:
            module = compile(text, "<graphwright.engine>", "exec")
            code = next(part for part in module.co_consts if isinstance(part, CodeType))
            codes[text] = code
        namespace: dict[str, Any] = {**shared, **self.constants}
        for admit, known in self._admissions.items():
            namespace[known] = None
            verb, _, _ = admit.partition("_")
            namespace[admit] = getattr(Admission(classes, namespace, known), verb)
        for value in self.constants.values():
            if isinstance(value, ObjectSite):
                value.first_line = 2 + len(self.prelude)
        return FunctionType(code, namespace, argdefs=_NEAR)
