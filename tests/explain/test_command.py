"""`graphwright explain`: what it prints, and what it says of mistakes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.reviewed_project import write_project

from graphwright.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SCHEMA = """
type Query { shops(first: Int): [Shop!] shop(id: ID!): Shop version: String! }
type Shop { id: ID! name: String! open: Boolean books: [Book!]! @resolver }
type Book { id: ID! title: String author: Author @resolver }
type Author { id: ID! name: String! }
"""
OPERATIONS = """query GetShop($id: ID!) { shop(id: $id) { ...Names } }
query ListShops($names: Boolean = true, $books: Boolean = false) {
  shops { id name @include(if: $names) books @include(if: $books) { title author { name } } }
}
"""
FRAGMENTS = "fragment Names on Shop { id name }\n"
SERVER = '''"""A server that graphwright did not generate."""

from graphql import build_schema

schema = build_schema("type Query { ping: String }")
schema.query_type.fields["ping"].resolve = lambda *_: "pong"


class Wrapper:
    """As frameworks have them."""

    def __init__(self):
        self._schema = schema


wrapped = Wrapper()
nothing = 5
'''


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with operations in two files, as working directory."""
    monkeypatch.chdir(tmp_path)
    files = {
        "schema/shop.graphql": SCHEMA,
        "operations/shops.graphql": OPERATIONS,
        "operations/fragments.graphql": FRAGMENTS,
        "explained_server.py": SERVER,
    }
    return write_project(tmp_path, files)


def _explain(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["explain", *words], input=text, catch_exceptions=False)


def test_functions_and_batches_of_an_operation_of_the_project() -> None:
    """Methods of generated protocols are batches, data is read from attributes."""
    result = _explain("operations/shops.graphql", "--operation", "ListShops")
    assert result.exit_code == 0
    assert "# query ListShops" in result.output
    assert "# batch 1: Shop.books, once for all parents of shops[].books" in result.output
    assert "# batch 2: Book.author, once for all parents of shops[].books[].author" in result.output
    assert "calls the resolvers of Query.shops" in result.output
    assert ".title" in result.output


def test_variables_decide_conditions() -> None:
    """Without any, conditions hold; values that are not given have their defaults."""
    words = ("operations/shops.graphql", "--operation", "ListShops", "--variables")
    assert "here: $names true, $books false." in _explain(*words, "{}").output
    result = _explain(*words, '{"names": false}')
    assert "here: $names false, $books false." in result.output
    assert "0 batched" in result.output


def test_fragments_may_be_in_another_file() -> None:
    """Only what the operation uses is looked at."""
    files = ("operations/shops.graphql", "operations/fragments.graphql")
    result = _explain(*files, "--operation", "GetShop")
    assert result.exit_code == 0
    assert "'name': " in result.output


def test_the_standard_input_is_a_file() -> None:
    """A dash names it."""
    assert _explain("-", text="{ version }").exit_code == 0


@pytest.mark.parametrize("word", ["schema/shop.graphql", "schema"])
def test_a_schema_of_its_own_has_default_resolvers(word: str) -> None:
    """SDL does not tell what resolves a field."""
    result = _explain("-", "--schema", word, text="{ version }")
    assert (result.exit_code, "0 resolver calls, 0 batched" in result.output) == (0, True)


@pytest.mark.parametrize("name", ["schema", "wrapped"])
def test_a_schema_may_be_an_object_of_a_server(name: str) -> None:
    """Its resolvers are the server's."""
    result = _explain("-", "--schema", f"explained_server:{name}", text="{ ping }")
    assert (result.exit_code, "1 resolver calls" in result.output) == (0, True)


def test_what_is_not_compiled_is_printed_with_the_reason(project: Path) -> None:
    """That is no mistake."""
    sdl = "directive @defer on FRAGMENT_SPREAD | INLINE_FRAGMENT\ntype Query { a: Int }\n"
    (project / "incremental.graphql").write_text(sdl, "utf-8")
    result = _explain("-", "--schema", "incremental.graphql", text="{ ... @defer { a } }")
    assert result.exit_code == 0
    assert result.output == "# Not compiled, graphql-core executes it: @defer.\n"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("{ shops {", (), "stdin:1:10: GW551 Syntax error: Expected Name, found <EOF>."),
        (
            "{ shops { nam } }",
            (),
            "stdin:1:11: GW552 Cannot query field 'nam' on type 'Shop'. Did you mean 'name'?",
        ),
        (
            "query A { version } query B { version }",
            (),
            "stdin:1:21: GW553 There are 2 operations. Name one with --operation: A, B.",
        ),
        ("fragment F on Shop { id }", (), "stdin:1:1: GW553 There is no operation."),
        (
            "query Shops { version } query Books { version }",
            ("--operation", "Shop"),
            "stdin:1:1: GW554 There is no operation called 'Shop'. Did you mean 'Shops'?",
        ),
        (
            "query($first: Int) { shops(first: $first) { id } }",
            ("--variables", '{"frist": 1}'),
            "stdin:1:1: GW555 The operation has no variable '$frist'. Did you mean 'first'?",
        ),
        (
            "query($first: Int) { shops(first: $first) { id } }",
            ("--variables", '{"first": "two"}'),
            "stdin:1:7: GW555 Variable '$first' got invalid value 'two'; Int cannot represent",
        ),
    ],
)
def test_mistakes_have_a_place_and_a_code(text: str, words: tuple[str, ...], expected: str) -> None:
    """The exit code is 1."""
    result = _explain("-", *words, text=text)
    assert result.exit_code == 1
    assert result.stderr.startswith(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--variables", "{"), "--variables is no JSON: "),
        (("--variables", "[]"), "--variables is no JSON object."),
        (("--schema", "nowhere:schema"), "'nowhere:schema' cannot be imported: "),
        (("--schema", "explained_server:nothing"), "'explained_server:nothing' is a int"),
        (("--schema", "nowhere.graphql"), ""),
    ],
)
def test_wrong_use_says_what_is_wrong(words: tuple[str, ...], expected: str) -> None:
    """The exit code is 2."""
    result = _explain("-", *words, text="{ version }")
    assert result.exit_code == 2
    assert result.stderr.startswith(expected)
    assert result.stderr


MONEY = """
type Query { price(least: Money): Money item: Item }
type Item { price: Money kind: Kind }
scalar Money
enum Kind { NEW mro }
"""
CODECS = """
from graphwright.runtime import Scalar

def parse(value: object) -> int:
    raise ValueError("Money must be round")

MONEY = Scalar(int, str, parse)
"""


def _with_codec(project: Path, codec: str = "shop_codecs:MONEY") -> None:
    (project / "schema/shop.graphql").write_text(MONEY, "utf-8")
    (project / "shop_codecs.py").write_text(CODECS, "utf-8")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f'[tool.graphwright.scalars]\nMoney = {{python = "int", codec = "{codec}"}}\n')


def test_scalars_of_the_project_are_written_by_its_codecs(project: Path) -> None:
    """And enums by their members, as in the server."""
    _with_codec(project)
    result = _explain("-", text="{ item { price kind } }")
    assert result.exit_code == 0
    # Text is what `str` makes of anything, so nothing is asked of it.
    assert re.search(r"serialize_Money_\d+\((\w+)\)$", result.output, re.MULTILINE)
    assert re.search(r"names_Kind_\d+\[id\(\w+\)\]", result.output)


def test_values_are_read_by_codecs_too(project: Path) -> None:
    """Of variables and in the operation."""
    _with_codec(project)
    operation = "query($least: Money) { price(least: $least) }"
    given = _explain("-", "--variables", '{"least": 1}', text=operation)
    assert given.stderr.startswith("stdin:1:7: GW555 Variable '$least' got invalid value 1;")
    assert "Money must be round" in given.stderr
    assert "GW552" in _explain("-", text="{ price(least: 1) }").stderr


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("shop_codec:MONEY", "cannot be imported: ModuleNotFoundError: No module named"),
        ("shop_codecs:MONY", "is not there. Did you mean 'MONEY'?"),
        ("shop_codecs:parse", "is of class 'function'. It has to be a graphwright.runtime.Scalar."),
    ],
)
def test_a_codec_that_is_none_is_a_mistake_of_the_configuration(
    codec: str, told: str, project: Path
) -> None:
    """With its place."""
    _with_codec(project, codec)
    result = _explain("-", text="{ price }")
    assert result.exit_code == 1
    assert re.match(r"pyproject\.toml:\d+:1: GW556 The codec 'shop_codec", result.stderr)
    assert told in result.stderr
