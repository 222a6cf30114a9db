"""Bindings in every form that Python allows take new methods."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from tests.scaffold.shop import scaffold, shop

if TYPE_CHECKING:
    from pathlib import Path

MODULE = "src/shop/bindings/book.py"
PROTOCOLS = "class BookQueryResolvers: ...\nclass BookResolvers: ...\n"
HEAD = (
    "from shop_api.resolvers import BookQueryResolvers, BookResolvers\n"
    "from shop.context import Context\n"
)
LAZY = "from __future__ import annotations\n"
CLASS = "class A(BookQueryResolvers[Context]):"
BOOK = "    async def book(self, info, *, id): return None\n"

CASES = {
    "nothing": "",
    "only_a_comment": "# Nothing yet.\n",
    "only_a_docstring": '"""Books."""',
    "a_class_on_one_line": f"{HEAD}{CLASS} ...\n",
    "a_comment_behind_it": f"{HEAD}{CLASS} pass  # later",
    "no_last_line_end": f"{HEAD}{CLASS}\n    x = 1",
    "a_guard_of_the_module": f"{LAZY}import typing\nif typing.TYPE_CHECKING:\n    pass\n{HEAD}{CLASS}\n    x = 1\n",
    "a_guard_on_one_line": (
        f"{LAZY}from typing import TYPE_CHECKING\nif TYPE_CHECKING: from uuid import UUID\n"
        f"{HEAD}{CLASS}\n    x = 1\n"
    ),
    "the_opposite_of_a_guard": (
        f"{LAZY}from typing import TYPE_CHECKING\nif not TYPE_CHECKING:\n    import os\n"
        f"{HEAD}{CLASS}\n    x = 1\n"
    ),
    "a_class_twice": f"{HEAD}{CLASS}\n    x = 1\n\n{CLASS}\n{BOOK}",
    "a_class_inside": f"{HEAD}{CLASS}\n{BOOK}    class Inner:\n        y = 2\n    # The end.\n# Behind.\nX = 1\n",
    "modules_with_other_names": (
        "import shop_api.resolvers as r\nimport typing as t\nfrom shop import context\n"
        "class A(r.BookQueryResolvers[context.Context]):\n    x = 1\n"
    ),
    "names_that_nobody_lists": f"from shop_api.types import *\n{HEAD}{CLASS}\n    x = 1\n",
    "a_type_of_its_own": f"{HEAD}class Book: ...\n{CLASS}\n    x = 1\n",
    "a_method_under_a_condition": f"{HEAD}{CLASS}\n    if True:\n    {BOOK}    books = None\n",
    "a_form_feed": f"{HEAD}\x0c{CLASS}\n    x = 1\n",
    "statements_on_one_line": f"import os; import sys\nfrom uuid import UUID; X = 1\n{HEAD}{CLASS}\n    x = 1\n",
    "a_line_that_goes_on": f"from shop_api.types import Book, \\\n    Review\n{HEAD}{CLASS}\n    x = 1\n",
    "relative_imports": f"from ...shop_api.types import Book\nfrom . import other\n{HEAD}{CLASS}\n    x = 1\n",
    "a_licence": f"#!/usr/bin/env python\n# Licence\n\n{HEAD}\n{CLASS}\n    x = 1\n",
}


@pytest.mark.parametrize("name", CASES)
def test_new_methods_fit_in(tmp_path: Path, name: str) -> None:
    """The module stays Python, has them once, and a second run has nothing to add."""
    project = shop(tmp_path, {MODULE: CASES[name], "src/shop_api/resolvers.py": PROTOCOLS})
    assert scaffold(project).exit_code == 0
    text = (project / MODULE).read_text()
    methods = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sorted(methods)[-2:] == ["reviews", "stock"]
    assert methods.count("book") == 1
    assert scaffold(project).output == "Nothing is missing.\n"
    assert (project / MODULE).read_text() == text
