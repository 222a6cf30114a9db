"""What `graphwright scaffold` writes, where, and what it only reports."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import read_tree, run
from tests.scaffold.shop import BOOK, BOOKS, PYPROJECT, books, scaffold, shop

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

MODULE = "src/shop/bindings/books.py"


def test_a_project_without_bindings_gets_a_module_for_each_schema_file(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """With one class for each protocol."""
    project = shop(tmp_path)
    result = scaffold(project)
    assert result.exit_code == 0
    written = read_tree(project / "src/shop/bindings")
    assert sorted(written) == ["__init__.py", "book.py", "purchase_order.py"]
    assert [result.output, written["book.py"], written["purchase_order.py"]] == snapshot


def test_a_directory_that_is_not_there_becomes_a_package(tmp_path: Path) -> None:
    """So that its modules can be imported like any others."""
    project = shop(tmp_path)
    (project / "src/shop/bindings/__init__.py").unlink()
    (project / "src/shop/bindings").rmdir()
    assert scaffold(project).exit_code == 0
    assert sorted(read_tree(project / "src/shop/bindings")) == [
        "__init__.py",
        "book.py",
        "purchase_order.py",
    ]


def test_a_missing_method_goes_into_the_class_that_has_the_others(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Beside its neighbours of the protocol, with what it needs imported."""
    project = shop(tmp_path, {MODULE: BOOKS})
    assert scaffold(project).exit_code == 0
    assert books(project) == snapshot


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """Nor does it touch a file."""
    project = shop(tmp_path, {MODULE: BOOKS})
    scaffold(project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*.py")}
    assert scaffold(project).output == "Nothing is missing.\n"
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*.py")} == before


def test_what_is_written_passes_mypy_strict(tmp_path: Path, mypy_cache: Path) -> None:
    """With classes old and new given to the generated `Resolvers`."""
    project = shop(tmp_path, {MODULE: BOOKS})
    assert run(project, "generate").exit_code == 0
    assert scaffold(project).exit_code == 0
    (project / "src/shop/resolvers.py").write_text(
        "from shop.bindings.books import BookFields, Books\n"
        "from shop.bindings.purchase_order import (\n"
        "    PurchaseOrderMutationBindings, PurchaseOrderSubscriptionBindings\n)\n"
        "from shop.context import Context\n"
        "from shop_api import Resolvers\n\n"
        "RESOLVERS: Resolvers[Context] = Resolvers(\n"
        "    book_query=Books(), book=BookFields(),\n"
        "    purchase_order_mutation=PurchaseOrderMutationBindings(),\n"
        "    purchase_order_subscription=PurchaseOrderSubscriptionBindings(),\n)\n"
    )
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        f"--cache-dir={mypy_cache}",
        "--explicit-package-bases",
    ]
    done = subprocess.run(
        [*command, "src"],
        cwd=project,
        env={"MYPYPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_check_fails_until_nothing_is_missing(tmp_path: Path) -> None:
    """And writes nothing."""
    project = shop(tmp_path, {MODULE: BOOKS})
    before = read_tree(project)
    failed = scaffold(project, "--check")
    assert failed.exit_code == 1
    assert f"{MODULE}: Books.books for Query.books\n" in failed.output
    assert "4 methods missing. Run: graphwright scaffold\n" in failed.output
    assert read_tree(project) == before
    scaffold(project)
    assert scaffold(project, "--check").exit_code == 0


def test_a_dry_run_prints_the_difference(tmp_path: Path) -> None:
    """And writes nothing."""
    project = shop(tmp_path, {MODULE: BOOKS})
    before = read_tree(project)
    result = scaffold(project, "--dry-run")
    assert result.exit_code == 0
    assert f"--- a/{MODULE}\n" in result.output
    assert "+    async def books(" in result.output
    assert "--- /dev/null\n+++ b/src/shop/bindings/purchase_order.py\n" in result.output
    assert read_tree(project) == before


def test_stale_methods_are_named_with_their_place_and_stay(tmp_path: Path) -> None:
    """So are methods of a class that stands for nothing any more."""
    stale = BOOKS.replace("async def book(", "async def boks(")
    lone = "\n\nclass Lost:\n    def find(self, info: object) -> None:\n        return None\n"
    project = shop(tmp_path, {MODULE: stale + lone})
    result = scaffold(project)
    assert result.exit_code == 0
    assert f"{MODULE}:19:5: GW804 'Books.boks' answers no field of the schema." in result.output
    assert "GW804 'Lost.find' answers no field of the schema." in result.output
    assert "async def boks(" in books(project)
    assert scaffold(project, "--check").exit_code == 1


@pytest.mark.parametrize(
    ("names", "old", "new", "told"),
    [
        (
            '"Query.book(id:)" = "number"',
            "",
            "",
            "19:5: GW805 'Books.book' does not take 'number', which is Query.book(id:)"
            " (schema/book.graphql). Rename 'id' to 'number'.",
        ),
        (
            '"Book.reviews(first:)" = "at_most"',
            "first: int",
            "most: int",
            "27:5: GW805 'BookFields.reviews' does not take 'at_most', which is"
            " Book.reviews(first:) (schema/book.graphql). Rename 'most' to 'at_most'.",
        ),
        (
            "",
            "*, id: str",
            "",
            "19:5: GW805 'Books.book' does not take 'id', which is Query.book(id:)"
            " (schema/book.graphql). Give it a parameter 'id'.",
        ),
        (
            "",
            "id: str",
            "id: str, edition: int",
            "19:5: GW805 'Books.book' asks for 'edition', which Query.book does not hand over"
            " (schema/book.graphql). Take the parameter out.",
        ),
    ],
)
def test_a_method_that_does_not_take_its_arguments_is_told_and_stays(
    tmp_path: Path, names: str, old: str, new: str, told: str
) -> None:
    """With its place and the way out, so that a decided name does not come out at the start."""
    text = BOOKS.replace(old, new)
    pyproject = f"{PYPROJECT}\n[tool.graphwright.names]\n{names}\n"
    project = shop(tmp_path, {MODULE: text, "pyproject.toml": pyproject})
    result = scaffold(project)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, f"{MODULE}:{told}")
    assert text.partition("class Books:")[2].splitlines()[4] in books(project)
    assert scaffold(project, "--check").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*, id: str", "*, edition: int = 1, **others: str"),
        ("*, id: str", "id: str"),
        ("    async def book(", "    @cached\n    async def book("),
        ("*, first: int | None", "*, first: int | None = None"),
    ],
)
def test_what_a_method_takes_besides_does_not_matter(tmp_path: Path, old: str, new: str) -> None:
    """Nor how it takes an argument; of what a decorator makes of it nobody can tell."""
    project = shop(tmp_path, {MODULE: BOOKS.replace(old, new)})
    assert "GW805" not in scaffold(project).output


def test_a_class_that_names_its_protocol_needs_no_method_to_be_found(tmp_path: Path) -> None:
    """Whatever the protocol is called where the class is."""
    text = (
        "from shop.context import Context\n"
        "from shop_api.resolvers import BookQueryResolvers as Wanted\n\n\n"
        'class Books(Wanted[Context]):\n    """Books."""\n'
    )
    project = shop(tmp_path, {MODULE: text})
    assert run(project, "generate").exit_code == 0
    scaffold(project)
    assert books(project).count("class ") == 2
    assert '"""Books."""\n\n    async def books(' in books(project)


def test_a_new_field_is_one_more_method(tmp_path: Path) -> None:
    """In bindings that were scaffolded, beside the generated protocols."""
    project = shop(tmp_path)
    scaffold(project)
    before = read_tree(project / "src/shop/bindings")
    more = BOOK.replace(
        "type Review {",
        'extend type Book {\n  "Its weight."\n  weight(unit: String): Float!\n}\n\ntype Review {',
    )
    (project / "schema/book.graphql").write_text(more)
    assert run(project, "generate").exit_code == 0
    assert scaffold(project).output.splitlines() == [
        "src/shop/bindings/book.py: BookBindings.weight for Book.weight",
        "1 method written.",
    ]
    after = read_tree(project / "src/shop/bindings")
    method = """
    async def weight(
        self, parents: Sequence[Book], info: Info[Context], *, unit: str | None
    ) -> Sequence[float]:
        \"\"\"Its weight.\"\"\"
        raise NotImplementedError("Book.weight has no resolver yet")
"""
    assert after == before | {"book.py": after["book.py"]}
    assert after["book.py"].replace(method, "") == before["book.py"]


def test_methods_that_are_inherited_are_there(tmp_path: Path) -> None:
    """From a class of the bindings, or of any other module of the project."""
    base = "class Base:\n    async def books(self, info, *, first, since):\n        return []\n"
    text = BOOKS.replace("class Books:", "class Books(Base):").replace(
        "if TYPE_CHECKING", "from shop.base import Base\n\nif TYPE_CHECKING"
    )
    project = shop(tmp_path, {MODULE: text, "src/shop/base.py": base})
    assert "Query.books" not in scaffold(project).output
    assert books(project) == text


def test_two_classes_that_may_be_meant_are_a_mistake(tmp_path: Path) -> None:
    """With the way to say which."""
    other = BOOKS.replace("class Books:", "class Books2:").split("class BookFields")[0]
    project = shop(tmp_path, {MODULE: BOOKS, "src/shop/bindings/other.py": other})
    result = scaffold(project)
    assert result.exit_code == 1
    assert "GW802 'Books' and 'Books2' both have methods of 'BookQueryResolvers'." in result.output
    assert "class Books2(BookQueryResolvers[...])" in result.output
    assert books(project) == BOOKS


def test_an_attribute_in_the_place_of_a_method_is_a_mistake(tmp_path: Path) -> None:
    """Since a method of that name would hide it."""
    text = BOOKS.replace("    # The newest", "    books: list[Book]\n\n    # The newest")
    project = shop(tmp_path, {MODULE: text})
    result = scaffold(project)
    assert result.exit_code == 1
    assert f"{MODULE}:18:5: GW803 'Books.books' is no method" in result.output
    assert books(project) == text


def test_bindings_that_are_no_python_are_a_mistake(tmp_path: Path) -> None:
    """With its place."""
    project = shop(tmp_path, {MODULE: BOOKS + "class Half(\n"})
    result = scaffold(project)
    assert result.exit_code == 1
    assert f"{MODULE}:36:11:" in result.output
    assert "GW801 This is no Python" in result.output


def test_a_project_that_does_not_say_where_its_bindings_are_is_told_to(tmp_path: Path) -> None:
    """With an example."""
    project = shop(tmp_path, {"pyproject.toml": PYPROJECT.replace("bindings", "# ")})
    result = scaffold(project)
    assert result.exit_code == 1
    assert 'bindings = "src/shop/bindings"' in result.output


@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_methods_are_indented_like_their_module(tmp_path: Path, indent: str) -> None:
    """By whatever it uses."""
    text = re.sub(r"^( {4})+", lambda match: indent * (len(match[0]) // 4), BOOKS, flags=re.M)
    project = shop(tmp_path, {MODULE: text})
    scaffold(project)
    assert f"\n{indent}async def books(\n{indent}{indent}self," in books(project)
    compile(books(project), MODULE, "exec")


def test_line_endings_stay(tmp_path: Path) -> None:
    """Those of new lines are like the others."""
    project = shop(tmp_path)
    (project / MODULE).write_bytes(BOOKS.replace("\n", "\r\n").encode())
    scaffold(project)
    assert "async def books(" in books(project)
    assert not re.search(r"(?<!\r)\n", books(project))


def test_without_a_guard_imports_are_ordinary_ones(tmp_path: Path) -> None:
    """In their section, in the order of their modules."""
    text = (
        '"""Books."""\n\nimport asyncio\n\nfrom shop.context import Context\n\n\n'
        "class Books:\n"
        "    async def book(self, info: 'Info[Context]', *, id: str) -> None:\n"
        "        await asyncio.sleep(0)\n"
    )
    project = shop(
        tmp_path,
        {
            MODULE: text,
            "schema/book.graphql": BOOK.split("type Book")[0]
            + "scalar DateTime\ntype Book {a: Int}",
        },
    )
    scaffold(project)
    assert books(project).startswith(
        '"""Books."""\n\nimport asyncio\nfrom collections.abc import Sequence\n'
        "from datetime import datetime\n\nfrom graphwright.runtime import Info\n\n"
        "from shop.context import Context\nfrom shop_api.types import Book\n"
    )
