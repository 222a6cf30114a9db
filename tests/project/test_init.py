"""What `graphwright init` makes of an empty folder, and of a project that is there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.codegen.case import read_tree, run, write_tree

if TYPE_CHECKING:
    from pathlib import Path

SDL = "type Query {\n  books: [Book!]!\n}\n\ntype Book {\n  title: String!\n}\n"
APP = (
    "from ariadne import QueryType, load_schema_from_path, make_executable_schema\n"
    "from ariadne.asgi import GraphQL\n\n"
    "query = QueryType()\n"
    "schema = make_executable_schema(load_schema_from_path('shop/sdl'), query)\n"
    "app = GraphQL(schema)\n"
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An empty folder called `shop`."""
    (tmp_path / "shop").mkdir()
    return tmp_path / "shop"


def test_two_commands_lead_from_an_empty_folder_to_an_answer(here: Path) -> None:
    """`graphwright init` and `make run`, in an environment that has everything."""
    assert run(here, "init").exit_code == 0
    command = ["make", "run", "PORT=0", f"PYTHON={sys.executable}"]
    with subprocess.Popen(
        command, cwd=here, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        assert server.stderr is not None
        try:
            lines = iter(server.stderr.readline, "")
            url = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
            assert next(line for line in lines if "startup complete" in line)
            query = {"query": '{ greeting(name: "Ada") { words letters } }'}
            answer = httpx.post(f"{url}/graphql", json=query).json()
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.stderr.read()
    assert answer == {"data": {"greeting": {"words": "Hello, Ada!", "letters": 8}}}


@pytest.mark.parametrize(
    "command",
    [
        ["pytest", "-q", "-p", "no:cacheprovider"],
        ["mypy"],
        ["ruff", "check", "--no-cache", "--extend-select=I,UP,B,TC"],
        ["ruff", "format", "--no-cache", "--check"],
        ["graphwright", "lint", "--fail-on", "warning"],
        ["graphwright", "generate", "--check"],
        ["graphwright", "scaffold", "--check"],
    ],
    ids=lambda command: "_".join(command[:2]),
)
def test_a_new_project_passes(here: Path, mypy_cache: Path, command: list[str]) -> None:
    """Its own test, mypy in strict mode, ruff, the lint of the SDL, and the checks for drift."""
    run(here, "init")
    done = _python(here, "-m", *command, MYPY_CACHE_DIR=str(mypy_cache))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", ["src/shop", "shop"])
def test_types_are_checked_with_tests_and_without(
    here: Path, mypy_cache: Path, package: str
) -> None:
    """`make type` passes, wherever the packages are, and does not ask for tests that were deleted."""
    write_tree(here, {f"{package}/__init__.py": '"""Mine."""\n'})
    run(here, "init")
    sizes: list[int] = []
    for _ in range(2):
        done = subprocess.run(
            ["make", "type", f"PYTHON={sys.executable}"],
            cwd=here,
            env={**os.environ, "MYPY_CACHE_DIR": str(mypy_cache)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        sizes.append(int(done.stdout.rpartition(" in ")[2].split()[0]))
        shutil.rmtree(here / "tests", ignore_errors=True)
    assert sizes[0] - sizes[1] == 1


def test_what_is_done_and_what_comes_next_is_told(tmp_path: Path) -> None:
    """Relative to the working directory."""
    result = run(tmp_path, "init", "shop")
    assert result.exit_code == 0
    assert "shop/src/shop/bindings/greeting.py\n" in result.output
    assert "Next: cd shop && make run\n" in result.output


def test_a_second_time_is_refused(here: Path) -> None:
    """Nothing changes."""
    run(here, "init")
    before = read_tree(here)
    result = run(here, "init")
    assert result.exit_code == 1
    assert "pyproject.toml has a [tool.graphwright] table already." in result.output
    assert read_tree(here) == before


def test_files_in_the_way_are_named_and_nothing_is_written(here: Path) -> None:
    """All of them at once."""
    files = {"src/shop/context.py": "# Mine.\n", "schema/greeting.graphql": "query Q { a }\n"}
    write_tree(here, files)
    result = run(here, "init")
    assert result.exit_code == 1
    assert "  src/shop/context.py\n" in result.output
    assert "  schema/greeting.graphql\n" in result.output
    assert read_tree(here) == files


def test_mistakes_in_the_sdl_are_told_and_nothing_is_written(here: Path) -> None:
    """With their places."""
    files = {"api.graphql": "type Query {\n  a: Itn\n}\n"}
    write_tree(here, files)
    result = run(here, "init")
    assert result.exit_code == 1
    assert "api.graphql:2:6: GW" in result.output
    assert read_tree(here) == files


@pytest.mark.parametrize("name", ["pyproject.toml", "schema/book.graphql"])
def test_a_file_that_is_no_utf8_is_named(here: Path, name: str) -> None:
    """And nothing is written."""
    (here / "schema").mkdir()
    (here / name).write_bytes(b"# \xff")
    result = run(here, "init")
    assert result.exit_code == 1
    assert f"'{name}' is not UTF-8 text." in result.output
    assert list(read_tree(here)) == [name]


def test_a_project_of_ariadne_gets_what_it_lacks(here: Path) -> None:
    """Its SDL, its package and its application are found, and stay as they are."""
    files = {
        "pyproject.toml": '[project]\nname = "book-shop"\n\n[tool.black]\nline-length = 79',
        ".gitignore": "*.pyc\n",
        "shop/__init__.py": '"""Mine."""\n',
        "shop/server.py": APP,
        "shop/sdl/books.graphql": SDL,
        "shop/sdl/more/authors.graphqls": "extend type Query {\n  authors: [String!]!\n}\n",
        "client/list.graphql": "{ books { title } }\n",
    }
    write_tree(here, files)
    result = run(here, "init")
    assert result.exit_code == 0, result.output
    after = read_tree(here)
    config = tomllib.loads(after["pyproject.toml"])["tool"]
    assert config["graphwright"] == {
        "schema": ["shop/sdl/*.graphql", "shop/sdl/more/*.graphqls"],
        "server": "shop_api",
        "bindings": "shop/bindings",
        "context": "shop.context:Context",
    }
    assert after["pyproject.toml"].startswith(
        files.pop("pyproject.toml") + "\n\n[tool.graphwright]"
    )
    assert files.items() <= after.items()
    assert "async def books(" in after["shop/bindings/books.py"]
    assert "async def authors(" in after["shop/bindings/authors.py"]
    assert "shop/app.py" not in after
    assert "Makefile" not in after
    assert ".gitignore: stays as it is\n" in result.output
    assert "Its dependencies are graphwright[engine]" in result.output
    assert "Next: in shop/server.py:5, make the schema by\n" in result.output
    code = "from shop.resolvers import build_resolvers; import shop_api as api; api.build_schema(build_resolvers())"
    assert _python(here, "-c", code).returncode == 0


def test_sdl_in_python_strings_moves_to_files(here: Path) -> None:
    """And the place that it came from is named."""
    module = f'from ariadne import gql\n\ntype_defs = gql("""\n{SDL}""")\n'
    write_tree(here, {"src/shop/__init__.py": "", "src/shop/schema.py": module})
    result = run(here, "init")
    assert result.exit_code == 0, result.output
    after = read_tree(here)
    assert after["schema/schema.graphql"] == SDL
    assert after["src/shop/schema.py"] == module
    assert "src/shop/schema.py:3: this SDL is in a file of its own now\n" in result.output
    assert _python(here, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests").returncode == 0


def test_the_ends_of_lines_of_a_pyproject_stay(here: Path) -> None:
    """Those of the table are like the others."""
    (here / "pyproject.toml").write_bytes(b'[project]\r\nname = "shop"\r\n')
    run(here, "init")
    text = (here / "pyproject.toml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    assert tomllib.loads(text.decode())["tool"]["graphwright"]["server"] == "src/shop_api"


@pytest.mark.parametrize(
    ("directory", "package"),
    [("types", "types_server"), ("class", "class_server"), ("My-Shop 2", "my_shop_2"), ("7", "n7")],
)
def test_every_directory_gives_a_package_that_can_be_imported(
    tmp_path: Path, directory: str, package: str
) -> None:
    """Which hides no module of Python's."""
    assert run(tmp_path, "init", directory).exit_code == 0
    assert (tmp_path / directory / "src" / package / "app.py").is_file()


def test_what_a_schema_asks_for_is_set_up(here: Path, mypy_cache: Path) -> None:
    """Scalars of its own, known defects, and somebody who decides on fields under `@auth`."""
    sdl = (
        'scalar Day\n\ntype Query {\n  "Today."\n  day: Day @auth(requires: ["USER"])\n'
        "  age: Years @cost(is: 1)\n}\n"
    )
    write_tree(here, {"schema/day.graphql": sdl})
    assert "GW201 Unknown type 'Years'" in run(here, "init").output
    result = run(here, "init", "--lenient")
    assert result.exit_code == 0, result.output
    config = tomllib.loads((here / "pyproject.toml").read_text())["tool"]["graphwright"]
    assert config["lenient"] is True
    assert config["scalars"] == {"Day": "object"}
    for command in (["pytest", "-q", "-p", "no:cacheprovider"], ["mypy"]):
        done = _python(here, "-m", *command, MYPY_CACHE_DIR=str(mypy_cache))
        assert done.returncode == 0, done.stdout + done.stderr


def _python(
    directory: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": "src:.", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
