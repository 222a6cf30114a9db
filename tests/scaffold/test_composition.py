"""New classes are given to `Resolvers` where a project makes them, and nothing else there changes."""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.codegen.case import run
from tests.scaffold.shop import BOOKS, scaffold, shop

MODULE = "src/shop/bindings/books.py"
COMPOSITION = "src/shop/resolvers.py"
HEAD = """\
from shop.bindings.books import BookFields, Books
from shop_api import Resolvers

"""
IMPORT = """\
from shop.bindings.purchase_order import (
    PurchaseOrderMutationBindings,
    PurchaseOrderSubscriptionBindings,
)
"""
NEW = (
    "purchase_order_mutation=PurchaseOrderMutationBindings()",
    "purchase_order_subscription=PurchaseOrderSubscriptionBindings()",
)


def composed(directory: Path, text: str) -> str:
    """The module that makes the resolvers after a run, whose imports have to be the expected ones."""
    project = shop(directory, {MODULE: BOOKS, COMPOSITION: HEAD + text})
    assert scaffold(project).exit_code == 0
    after = (project / COMPOSITION).read_bytes().decode()
    first, _, rest = HEAD.partition("\n")
    assert after.startswith(f"{first}\n{IMPORT}{rest}")
    return after.removeprefix(f"{first}\n{IMPORT}{rest}")


LAYOUTS = {
    "one a line": (
        "R = Resolvers(\n    book_query=Books(),  # first\n    book=BookFields(),  # last\n)\n",
        "R = Resolvers(\n    book_query=Books(),  # first\n    book=BookFields(),  # last\n"
        f"    {NEW[0]},\n    {NEW[1]},\n)\n",
    ),
    "a comment at the end": (
        "R = Resolvers(\n    book=BookFields(),\n    # More to come.\n)\n",
        f"R = Resolvers(\n    book=BookFields(),\n    # More to come.\n    {NEW[0]},\n    {NEW[1]},\n)\n",
    ),
    "no last comma": (
        "R = Resolvers(\n    book_query=Books(),\n    book=BookFields()  # last\n)\n",
        "R = Resolvers(\n    book_query=Books(),\n    book=BookFields(),  # last\n"
        f"    {NEW[0]},\n    {NEW[1]}\n)\n",
    ),
    "all on one line": (
        "def make(): return Resolvers(book_query=Books(), book=BookFields())  # all\n",
        "def make(): return Resolvers(book_query=Books(), book=BookFields(), "
        f"{NEW[0]}, {NEW[1]})  # all\n",
    ),
    "on a line of their own": (
        "R = Resolvers(\n    book_query=Books(), book=BookFields()\n)\n",
        f"R = Resolvers(\n    book_query=Books(), book=BookFields(), {NEW[0]}, {NEW[1]}\n)\n",
    ),
    "below the parenthesis": (
        "R = Resolvers(book_query=Books(),\n              book=BookFields())\n",
        "R = Resolvers(book_query=Books(),\n              book=BookFields(),\n"
        f"              {NEW[0]},\n              {NEW[1]})\n",
    ),
    "nothing yet": ("R = Resolvers()\n", f"R = Resolvers({NEW[0]}, {NEW[1]})\n"),
    "a comment only": (
        "def make():\n    return Resolvers(\n        # Nothing yet.\n    )\n",
        "def make():\n    return Resolvers(\n        # Nothing yet.\n"
        f"        {NEW[0]},\n        {NEW[1]},\n    )\n",
    ),
    "with a type argument": (
        "R = Resolvers[object](\n\tbook=BookFields(),\n)\n",
        f"R = Resolvers[object](\n\tbook=BookFields(),\n\t{NEW[0]},\n\t{NEW[1]},\n)\n",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_new_classes_become_arguments_in_the_layout_of_the_others(
    layout: str, tmp_path: Path
) -> None:
    """Comments stay with what they stand behind."""
    before, after = LAYOUTS[layout]
    assert composed(tmp_path, before) == after


@pytest.mark.parametrize(
    ("imported", "called"),
    [
        ("from shop_api.resolvers import Resolvers as Given", "Given"),
        ("import shop_api as api", "api.Resolvers"),
        ("from shop_api import resolvers", "resolvers.Resolvers"),
        ("from shop import bindings\nfrom shop_api import Resolvers", "Resolvers"),
    ],
)
def test_resolvers_are_known_under_every_name(imported: str, called: str, tmp_path: Path) -> None:
    """Which the module gives them."""
    text = f"{imported}\n\nR = {called}(book=None)\n"
    project = shop(tmp_path, {MODULE: BOOKS, COMPOSITION: text})
    output = scaffold(project).output
    for new in NEW:
        assert f"{COMPOSITION}: Resolvers({new})\n" in output
    assert f"{called}(book=None, {NEW[0]}, {NEW[1]})" in (project / COMPOSITION).read_text()


def test_a_class_in_the_module_itself_needs_no_import(tmp_path: Path) -> None:
    """Methods, classes and the call may all be in one module."""
    text = BOOKS.split("class BookFields")[0] + (
        "def make():\n    from shop_api import Other\n\n    return Resolvers(book_query=Books())\n"
    )
    text = text.replace("if TYPE", "from shop_api import Resolvers\n\nif TYPE")
    project = shop(tmp_path, {MODULE: text})
    assert f"{MODULE}: Resolvers(book=BookBindings())\n" in scaffold(project).output
    after = (project / MODULE).read_text()
    assert "class BookBindings(" in after
    assert "import BookBindings" not in after
    assert f"return Resolvers(book_query=Books(), book=BookBindings(), {NEW[0]}" in after


KEPT = {
    "R = Resolvers(**GIVEN)\n": f"at {COMPOSITION}:4 not every argument has a name",
    "R = Resolvers(1)\n": f"at {COMPOSITION}:4 not every argument has a name",
    "R = Resolvers()\nS = Resolvers()\n": f"they are made at {COMPOSITION}:4 and {COMPOSITION}:5",
    "R = Resolvers(purchase_order_mutation=1)\n": f"at {COMPOSITION}:4 there is one already",
}


@pytest.mark.parametrize("text", KEPT)
def test_where_nobody_can_tell_it_is_told_and_left_to_the_person(text: str, tmp_path: Path) -> None:
    """With the reason and the place."""
    project = shop(tmp_path, {MODULE: BOOKS, COMPOSITION: HEAD + text})
    told = (
        "PurchaseOrderMutationBindings is new: give one to"
        f" Resolvers(purchase_order_mutation=...); {KEPT[text]}.\n"
    )
    assert told in scaffold(project).output
    assert "PurchaseOrderMutationBindings" not in (project / COMPOSITION).read_text()


def test_resolvers_of_others_are_none(tmp_path: Path) -> None:
    """Nor is a module counted that is no Python."""
    files = {
        MODULE: BOOKS,
        COMPOSITION: "from elsewhere import Resolvers\n\nR = Resolvers()\n",
        "src/shop/half.py": "Resolvers(",
    }
    project = shop(tmp_path, files)
    told = "is new: give one to Resolvers(purchase_order_mutation=...).\n"
    assert told in scaffold(project).output
    assert (project / COMPOSITION).read_text() == files[COMPOSITION]


def test_a_check_and_a_dry_run_leave_the_call(tmp_path: Path) -> None:
    """The latter shows what would change there."""
    project = shop(tmp_path, {MODULE: BOOKS, COMPOSITION: f"{HEAD}R = Resolvers()\n"})
    assert scaffold(project, "--check").exit_code == 1
    assert f"+R = Resolvers({NEW[0]}, {NEW[1]})\n" in scaffold(project, "--dry-run").output
    assert (project / COMPOSITION).read_text() == f"{HEAD}R = Resolvers()\n"


def test_what_is_composed_passes_mypy_strict(tmp_path: Path) -> None:
    """After one run on bindings of some fields, and in a package beside them without a package."""
    text = (
        f"from shop.context import Context\n{HEAD}"
        "RESOLVERS: Resolvers[Context] = Resolvers(book_query=Books(), book=BookFields())\n"
    )
    project = shop(tmp_path, {MODULE: BOOKS, COMPOSITION: text})
    assert run(project, "generate").exit_code == 0
    assert scaffold(project).exit_code == 0
    command = [*("-m", "mypy", "--strict", "--no-incremental"), "--explicit-package-bases", "src"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env={"MYPYPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


_GAPS = st.sampled_from(["", " ", "\n    ", "  # why\n    ", "\n\n    # note\n    ", "\n# note\n"])
_ENDS = st.sampled_from(["", ",", ", ", ",\n", "\n", ",  # last\n", "\n    # end\n", " \\\n"])
_TAILS = st.sampled_from(["", "  # all", "\n\n\nX = 1  # x", "; Y = 2"])
_STARTS = st.sampled_from(["", "\ufeff", "#!/usr/bin/env python\n", "# Licence\n\n"])


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A module that makes resolvers with any of two arguments, laid out in any way."""
    given = draw(st.lists(st.sampled_from(["book=B(\n 1)", "book_query = {1: 2}"]), unique=True))
    arguments = ",".join(draw(_GAPS) + each for each in given)
    inside = arguments + (draw(_ENDS) if given else draw(_GAPS))
    text = f"{draw(_STARTS)}from shop_api import Resolvers\nR = Resolvers({inside}){draw(_TAILS)}\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=40, deadline=None)
@given(calls())
def test_whatever_the_call_looks_like_it_stays_and_gets_the_classes(text: str) -> None:
    """Every piece of the text is still there, in its order; the next run changes nothing."""
    with tempfile.TemporaryDirectory() as directory:
        project = shop(Path(directory) / "shop", {MODULE: BOOKS})
        path = project / COMPOSITION
        path.write_bytes(text.encode())
        try:
            before = ast.parse(text.encode())
        except SyntaxError:
            return
        assert scaffold(project).exit_code == 0
        after = path.read_bytes().decode()
        remaining = iter(after)
        assert all(character in remaining for character in text if not character.isspace())
        names = [each.arg for each in _keywords(ast.parse(after.encode()))]
        given = [each.arg for each in _keywords(before)]
        assert names == [*given, "purchase_order_mutation", "purchase_order_subscription"]
        assert scaffold(project).output == "Nothing is missing.\n"
        assert path.read_bytes().decode() == after


def _keywords(tree: ast.Module) -> list[ast.keyword]:
    return next(
        node.keywords
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Resolvers"
    )
