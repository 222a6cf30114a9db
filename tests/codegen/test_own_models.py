"""Own classes are served, watched by type checkers, and looked at without any trace."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import pytest
from graphql import graphql, parse
from tests.codegen.case import project, read_tree, run
from tests.codegen.test_emitted import api, stand_ins

from graphwright.engine import Engine
from graphwright.runtime import Edge, Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SDL = """
type Query { user: User!, found: Found }
type User { name: String!, role: Role!, friends: [User!]! }
type Team { title: String! }
union Found = User | Team
enum Role { ADMIN GUEST }
"""
USER = """
from __future__ import annotations
from dataclasses import dataclass
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from shop.api.enums import Role

@dataclass
class User:
    name: str
    role: Role
"""
SETTINGS = ["[tool.graphwright.models]", 'User = "shop.users:User"']


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project with a class of its own, whose package lies beside it."""
    files = {"schema/shop.graphql": SDL, "src/shop/__init__.py": "", "src/shop/users.py": USER}
    directory = project(tmp_path, files, SETTINGS)
    replace_in(directory / "pyproject.toml", '"api"', '"src/shop/api"')
    return directory


def replace_in(path: Path, old: str, new: str) -> None:
    """Changes a file that has the old text."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def mypy_of(directory: Path, cache: Path, package: str) -> str:
    """What mypy finds in a package below the directory."""
    settings = ["--strict", "--no-error-summary", f"--cache-dir={cache}"]
    command = [sys.executable, "-m", "mypy", *settings, package]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.fixture
def library(emitted: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The schema of the case `models`, with resolvers that hand out its own classes."""
    monkeypatch.syspath_prepend(emitted)
    models, tables = (importlib.import_module(f"library.{name}") for name in ("models", "tables"))
    connections, types = api("models", "connections"), api("models", "types")
    writer = models.Writer(
        "QXV0aG9yOjE=", "Ada", models.Genre.CRIME, 1815, mood=models.Feeling.happy, rating=4
    )
    shelf = tables.Shelf(id=7, tags=["old"])
    book = tables.Book(id=3, title="Notes", pages=10, shelf=shelf)
    address = models.Address("Main Street")
    day = datetime(2026, 1, 1, tzinfo=UTC)
    loans = [models.Loan(day, Decimal("1.5"), models.Member(name="Bo Li", since=day))]

    class Queries:
        def authors(self, info: object) -> list[object]:
            return [writer]

        def branch(self, info: object) -> object:
            return models.Branch("Main Street")

        def loans(self, info: object, *, of: str, genre: object) -> list[object]:
            assert genre is models.Genre.NOVEL
            return loans

        def search(self, info: object, *, text: str) -> list[object]:
            magazine = {"typename": "Magazine", "name": text}
            return [writer, book, magazine, types.Employee(name=text, address=address)]

    class Authors:
        def motto(self, parents: Sequence[Any], info: object) -> list[str]:
            return [parent.motto.decode() for parent in parents]

        def prizes(self, parents: Sequence[Any], info: object) -> list[list[str]]:
            return [["first"] for _ in parents]

        def born(self, parents: Sequence[Any], info: object, *, calendar: object) -> list[int]:
            return [parent.born for parent in parents]

        def books(self, parents: Sequence[Any], info: object, *, page: object) -> list[object]:
            found: Page[Any] = Page((Edge("c", book),), False, False, 1)
            return [connections.BookConnection.from_page(found) for _ in parents]

    groups = stand_ins("models", library_query=Queries(), author=Authors())
    return api("models").build_schema(groups)


OPERATION = """{
  authors {
    id fullName motto genre mood rating prizes born
    books(first: 1) { edges { node { id title subtitle label pages shelf { id tags } } } }
  }
  branch { name open address { street lines } }
  loans(of: "1") { due fee member { name initials address { street } } }
  search(text: "Byte") {
    __typename
    ... on Author { fullName }
    ... on Book { title }
    ... on Magazine { name issue }
    ... on Employee { address { street } }
  }
}"""
ANSWER = {
    "authors": [
        {
            "id": "QXV0aG9yOjE=",
            "fullName": "Ada",
            "motto": "",
            "genre": "CRIME",
            "mood": "GLAD",
            "rating": 4.0,
            "prizes": ["first"],
            "born": 1815,
            "books": {
                "edges": [
                    {
                        "node": {
                            "id": "3",
                            "title": "Notes",
                            "subtitle": None,
                            "label": "NOTES",
                            "pages": 10,
                            "shelf": {"id": "7", "tags": ["old"]},
                        }
                    }
                ]
            },
        }
    ],
    "branch": {
        "name": "Main Street",
        "open": True,
        "address": {"street": "Main Street", "lines": []},
    },
    "loans": [
        {
            "due": "2026-01-01T00:00:00+00:00",
            "fee": "1.5",
            "member": {"name": "Bo Li", "initials": "BL", "address": None},
        }
    ],
    "search": [
        {"__typename": "Author", "fullName": "Ada"},
        {"__typename": "Book", "title": "Notes"},
        {"__typename": "Magazine", "name": "Byte", "issue": None},
        {"__typename": "Employee", "address": {"street": "Main Street"}},
    ],
}


async def test_own_classes_of_every_kind_are_served(library: Any) -> None:
    """By graphql-core: attributes, keys, members of enums, and types below a union."""
    result = await graphql(library, OPERATION)
    assert (result.data, result.errors) == (ANSWER, None)


async def test_the_engine_serves_own_classes_too(library: Any) -> None:
    """With the same answer."""
    answer = Engine(library).execute(parse(OPERATION))
    result = await answer if isawaitable(answer) else answer
    assert (result.data, result.errors) == (ANSWER, None)


async def test_own_enums_go_in_and_out_under_their_graphql_names(
    emitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As arguments, in inputs, as defaults, in results; and fields keep their guards."""
    monkeypatch.syspath_prepend(emitted)
    archive, inputs = importlib.import_module("archive"), api("own_enums", "inputs")
    seen: list[object] = []

    class Queries:
        def books(self, info: object, **arguments: Any) -> list[object]:
            seen.append(arguments["in_"])
            seen.extend(arguments["order"])
            return [archive.Book("Emma", archive.Genre.novel, 1)]

    required: list[object] = []
    schema = api("own_enums").build_schema(
        stand_ins("own_enums", archive_query=Queries()),
        authorize=lambda context, requirement: required.append(requirement),
    )
    operation = "{ books(order: [{ field: TITLE }], in: { all: NOVEL }) { title genre } }"
    result = await graphql(schema, operation)
    assert (result.data, result.errors) == ({"books": [{"title": "Emma", "genre": "NOVEL"}]}, None)
    assert seen == [
        inputs.Choice(genre=archive.Genre.CRIME, all=[archive.Genre.novel]),
        inputs.BookOrderBy(field=archive.BookField.TITLE, direction=archive.Direction.ASC),
    ]
    assert required == [("READER",)]


def test_classes_of_the_package_fit_where_only_type_checkers_import_them(
    shop: Path, mypy_cache: Path
) -> None:
    """Before the package exists, and after; and mypy agrees with the generator."""
    assert run(shop, "generate").exit_code == 0
    assert run(shop, "generate", "--check").exit_code == 0
    assert mypy_of(shop / "src", mypy_cache, "shop") == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: str", "name: str | None", 'got "str | None", expected "str"'),
        ("name: str", "nickname: str", '"User" has no attribute "name"'),
        ("role: Role", "role: str", 'got "str", expected "Role"'),
    ],
)
def test_what_no_longer_fits_is_a_type_error(
    old: str, new: str, told: str, shop: Path, mypy_cache: Path
) -> None:
    """In the function that reads the field."""
    assert run(shop, "generate").exit_code == 0
    replace_in(shop / "src/shop/users.py", old, new)
    found = mypy_of(shop / "src", mypy_cache, "shop")
    assert "shop/api/models.py" in found
    assert told in found


def test_what_no_longer_fits_is_a_mistake_of_the_next_run(shop: Path) -> None:
    """Which leaves everything as it is."""
    assert run(shop, "generate").exit_code == 0
    before = read_tree(shop / "src/shop/api")
    replace_in(shop / "src/shop/users.py", "name: str", "name: bytes")
    result = run(shop, "generate")
    assert result.exit_code == 1
    assert "'shop.users:User.name' (src/shop/users.py:10) is 'bytes'" in result.output
    assert read_tree(shop / "src/shop/api") == before


def test_a_removed_member_of_an_own_enum_is_a_type_error(shop: Path, mypy_cache: Path) -> None:
    """In the table of the schema."""
    enum = "from enum import Enum\nclass Role(Enum):\n    ADMIN = 1\n    GUEST = 2\n"
    (shop / "src/shop/roles.py").write_text(enum, "utf-8")
    replace_in(shop / "src/shop/users.py", ".api.enums", ".roles")
    replace_in(shop / "pyproject.toml", "User =", 'Role = "shop.roles:Role"\nUser =')
    assert run(shop, "generate").exit_code == 0
    assert mypy_of(shop / "src", mypy_cache, "shop") == ""
    replace_in(shop / "src/shop/roles.py", "    GUEST = 2\n", "")
    found = mypy_of(shop / "src", mypy_cache, "shop")
    assert "shop/api/schema.py" in found
    assert '"type[Role]" has no attribute "GUEST"' in found


def test_nothing_that_a_module_does_on_import_reaches_the_command(shop: Path) -> None:
    """Neither what it prints nor that it is imported."""
    noise = "print('loud')\nimport os; os.environ['SHOP_WAS_HERE'] = '1'\n"
    (shop / "src/shop/__init__.py").write_text(noise, "utf-8")
    result = run(shop, "generate")
    assert result.output.startswith("7 written")
    assert "SHOP_WAS_HERE" not in os.environ
    assert "shop.users" not in sys.modules


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit('no database')", "cannot be imported: SystemExit: no database"),
        ("def broken(:", "cannot be imported: SyntaxError: invalid syntax"),
        ("import os; os._exit(3)", "Python ended with 3 while it imported"),
    ],
)
def test_a_module_that_ends_the_process_is_a_mistake(code: str, told: str, shop: Path) -> None:
    """Of the configuration, not an end of the command."""
    (shop / "src/shop/users.py").write_text(code, "utf-8")
    result = run(shop, "generate")
    assert result.exit_code == 1
    assert told in result.output


def test_modules_are_found_below_the_configured_directories(shop: Path) -> None:
    """In their order; by default below `src` and the root."""
    (shop / "src").rename(shop / "python")
    replace_in(shop / "pyproject.toml", "src/shop", "python/shop")
    assert "python_path says where else" in run(shop, "generate").output
    replace_in(shop / "pyproject.toml", "server", 'python_path = ["python"]\nserver')
    assert run(shop, "generate").exit_code == 0


def test_a_module_that_fails_is_told_once(shop: Path) -> None:
    """However many of its classes are named."""
    replace_in(shop / "pyproject.toml", "User =", 'Team = "shop.users:Team"\nUser =')
    (shop / "src/shop/users.py").write_text("raise ValueError('one\\ntwo')", "utf-8")
    result = run(shop, "generate")
    assert (
        "'shop.users' cannot be imported: ValueError: one (src/shop/users.py:1)." in result.output
    )
    assert result.output.endswith("\n1 mistake; nothing was written.\n")
