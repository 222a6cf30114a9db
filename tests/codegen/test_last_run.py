"""A run that has nothing to do says so at once, and never when there is something."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.codegen.case import project, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLIENT = [
    "[tool.graphwright.client]",
    'operations = ["operations/*.graphql"]',
    'package = "client/shop_client"',
    'distribution = "shop-client"',
]
SDL = "type Query { a: Int fooBar: Int foo_bar: Int @deprecated }"
NOTHING = "0 written, 0 removed, 4 unchanged in "


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project that was generated once."""
    directory = project(tmp_path / "shop", {"schema/shop.graphql": SDL})
    assert run(directory, "generate").exit_code == 0
    return directory


@pytest.fixture
def generated_once(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which nothing can be generated any more."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("generated anew")

    monkeypatch.setattr("graphwright.pipeline.generate", refuse)
    return shop


def test_with_the_same_inputs_and_outputs_nothing_is_generated(generated_once: Path) -> None:
    """The warnings are told again."""
    result = run(generated_once, "generate")
    assert NOTHING in result.output
    assert "warning: GW411" in result.output


def test_a_check_always_generates(generated_once: Path) -> None:
    """It believes nobody."""
    with pytest.raises(AssertionError, match="generated anew"):
        run(generated_once, "generate", "--check")


def _edit_an_output(shop: Path) -> None:
    with (shop / "api/resolvers.py").open("a") as file:
        file.write("# Edited.\n")


def _remove_an_output(shop: Path) -> None:
    (shop / "api/schema.graphql").unlink()


def _leave_something_old(shop: Path) -> None:
    (shop / "api/old.py").write_text((shop / "api/schema.py").read_text())


@pytest.mark.parametrize("touch", [_edit_an_output, _remove_an_output, _leave_something_old])
def test_outputs_that_are_not_as_they_were_emitted_are_mended(
    shop: Path, touch: Callable[[Path], None]
) -> None:
    """And a check reports them."""
    before = {path.name: path.read_bytes() for path in (shop / "api").iterdir()}
    touch(shop)
    assert run(shop, "generate", "--check").exit_code == 1
    assert NOTHING not in run(shop, "generate").output
    assert {path.name: path.read_bytes() for path in (shop / "api").iterdir()} == before


def _change_the_schema(shop: Path) -> None:
    (shop / "schema/shop.graphql").write_text(SDL.replace("a: Int", "a: String"))


def _add_a_schema_file(shop: Path) -> None:
    (shop / "schema/more.graphql").write_text("extend type Query { more: Int }")


def _change_the_configuration(shop: Path) -> None:
    with (shop / "pyproject.toml").open("a") as file:
        file.write('[tool.graphwright.names]\n"Query.a" = "b"\n')


@pytest.mark.parametrize(
    "touch", [_change_the_schema, _add_a_schema_file, _change_the_configuration]
)
def test_other_inputs_are_generated_from(shop: Path, touch: Callable[[Path], None]) -> None:
    """Whatever they are."""
    touch(shop)
    assert NOTHING not in run(shop, "generate").output
    assert run(shop, "generate", "--check").exit_code == 0


def test_a_failed_run_leaves_what_is_remembered(shop: Path) -> None:
    """When the mistake is taken back, nothing is to do."""
    (shop / "schema/shop.graphql").write_text("type Query { a: Itn }")
    assert run(shop, "generate").exit_code == 1
    (shop / "schema/shop.graphql").write_text(SDL)
    assert NOTHING in run(shop, "generate").output


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": 1, "outputs": {}, "warnings": [{}]}'])
def test_a_memory_that_cannot_be_read_is_none(shop: Path, text: str) -> None:
    """It is made anew."""
    (shop / ".graphwright_cache/generate.json").write_text(text)
    assert NOTHING in run(shop, "generate").output
    assert NOTHING in run(shop, "generate").output


def test_git_does_not_see_the_memory(shop: Path) -> None:
    """Whatever the project's own rules are."""
    assert (shop / ".graphwright_cache/.gitignore").read_text() == "*\n"
    assert {path.name for path in shop.iterdir()} == {
        ".graphwright_cache",
        "api",
        "pyproject.toml",
        "schema",
    }


def test_lenient_reading_is_another_run(shop: Path) -> None:
    """Also if the files are the same."""
    assert NOTHING in run(shop, "generate", "--lenient").output
    (shop / "schema/shop.graphql").write_text(SDL.replace("a: Int", "a: Int a: Int"))
    assert run(shop, "generate").exit_code == 1
    assert run(shop, "generate", "--lenient").exit_code == 0
    assert run(shop, "generate").exit_code == 1


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was generated once, and whose client cannot be made any more."""
    files = {"schema/shop.graphql": SDL, "operations/read.graphql": "query Read { a }"}
    directory = project(tmp_path / "shop", files, CLIENT)
    assert run(directory, "generate").exit_code == 0

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("made anew")

    monkeypatch.setattr("graphwright.client.render.render", refuse)
    return directory


def test_a_client_stays_while_what_its_operations_reach_does(client: Path) -> None:
    """It is not even made, and belongs to what is emitted as before."""
    (client / "schema/shop.graphql").write_text(SDL.replace("fooBar: Int", "fooBar: String"))
    assert ", 0 removed, " in run(client, "generate").output
    assert (client / "client/shop_client/read.py").is_file()
    (client / "schema/shop.graphql").write_text(SDL)
    assert ", 0 removed, " in run(client, "generate").output


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("schema/shop.graphql", SDL.replace("a: Int", "a: String")),
        ("operations/read.graphql", "query Read { a fooBar }"),
        ("client/shop_client/read.py", "# Edited.\n"),
    ],
)
def test_a_client_of_something_else_is_made(client: Path, path: str, text: str) -> None:
    """And one whose files somebody changed."""
    (client / path).write_text(text)
    with pytest.raises(AssertionError, match="made anew"):
        run(client, "generate")
