"""Whatever a person does to bindings, scaffolding keeps it, and has nothing to add the second time."""

from __future__ import annotations

import ast
import difflib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scaffold.shop import BOOKS, shop

from graphwright.config import load_config
from graphwright.scaffold.command import scaffold_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE = "src/shop/bindings/books.py"
LINES = BOOKS.splitlines(keepends=True)
METHODS = {"books", "book", "reviews", "stock"}

#: What a person may write between any two lines, indented like the next one.
NOTES = st.sampled_from(["# note", "#: doc", "", "#", "# type: x", "pass"])
TAILS = st.sampled_from(["  # why", " ", "\t# tab", ""])
PREAMBLES = st.sampled_from(["", "# Licence\n", "\ufeff", "#!/usr/bin/env python\n\n\n"])
ENDS = st.sampled_from(
    ["", "\n\n", "# The end.", "    # The end of the class.\n", "x = 1; y = 2\n"]
)
IMPORTS = st.sampled_from(
    [
        "",
        "    from decimal import Decimal  # money\n",
        "    from typing import (\n        Any,  # anything\n        Iterable,\n    )\n",
        "    from shop_api.types import (  # the types\n        Order,\n    )\n",
        "    import datetime\n",
    ]
)
BODIES = st.sampled_from(
    ["return None  # for now", "x = (1,\n    2)\n        return None", "return None; print(1)"]
)


#: Protocols as they are generated, which have every method and implement none.
PROTOCOLS = """
class BookQueryResolvers(Protocol[ContextT]):
    def books(self, info, *, first, since): ...
    def book(self, info, *, id): ...


class BookResolvers(Protocol[ContextT]):
    def reviews(self, parents, info, *, first): ...
    def stock(self, parent, info): ...
"""
NAMED = {
    "class Books:": "class Books(BookQueryResolvers[Context]):",
    "class BookFields:": "class BookFields(resolvers.BookResolvers['Context']):",
    "if TYPE_CHECKING": "from shop.context import Context\n"
    "from shop_api import resolvers\n"
    "from shop_api.resolvers import BookQueryResolvers\n\nif TYPE_CHECKING",
}


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The bindings of books after edits: bases, notes, tails of lines, moved and removed methods."""
    text = BOOKS.replace("return None  # for now", draw(BODIES))
    for plain, named in NAMED.items() if draw(st.booleans()) else ():
        text = text.replace(plain, named)
    text = text.replace("    from graphwright", f"{draw(IMPORTS)}    from graphwright", 1)
    classes = text.split("\n\n\n")
    text = "\n\n\n".join([classes[0], *draw(st.permutations(classes[1:]))])
    if draw(st.booleans()):
        start = text.index("    def stock(")
        text = (
            text[:start].rstrip() + "\n" + text[text.index("return 1", start) + len("return 1\n") :]
        )
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        indent = line[: len(line) - len(line.lstrip())] if line.strip() else ""
        if draw(st.integers(0, 9)) == 0:
            lines.append(f"{indent}{draw(NOTES)}\n")
        tail = draw(TAILS) if draw(st.integers(0, 9)) == 0 else ""
        lines.append(line.removesuffix("\n") + tail + "\n")
    text = draw(PREAMBLES) + "".join(lines) + draw(ENDS)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=25, deadline=None)
@given(edited())
def test_scaffolding_after_any_edit_keeps_the_edit(text: str) -> None:
    """Lines are only added, but for imports that take in more names; the next run adds nothing."""
    try:
        ast.parse(text.encode())
    except SyntaxError:
        return
    with tempfile.TemporaryDirectory() as directory:
        project = shop(Path(directory) / "shop", {"src/shop_api/resolvers.py": PROTOCOLS})
        (project / MODULE).write_bytes(text.encode())
        after = _scaffolded(project)
        assert _changed(text, after) == []
        assert {
            node.name
            for node in ast.walk(ast.parse(after.encode()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        } >= METHODS
        assert _scaffolded(project) == after


def _scaffolded(project: Path) -> str:
    """The module of books after a run."""
    changes = scaffold_of(load_config(project)).changes
    for change in changes:
        (project / change.path).write_bytes((change.after or "").encode())
    return (project / MODULE).read_bytes().decode()


def _changed(before: str, after: str) -> Sequence[str]:
    """The lines of a text that are not in the other any more, imports left out."""
    old, new = (_without_imports(text) for text in (before, after))
    # A last line without an end gets one when something follows it.
    return [
        line for line in difflib.ndiff(old, new) if line.startswith("- ") and line.strip() != "-"
    ]


def _without_imports(text: str) -> list[str]:
    imports = {
        number
        for node in ast.walk(ast.parse(text.encode()))
        if isinstance(node, ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = text.replace("\r\n", "\n").split("\n")
    return [line for number, line in enumerate(lines, 1) if number not in imports]
