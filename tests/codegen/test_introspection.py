"""Packages from introspection results, in files and from servers."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from graphql import build_schema, graphql_sync, introspection_from_schema
from tests.codegen.case import project, read_tree, run

from graphwright.errors import GraphwrightError
from graphwright.sdl.introspection import fetch_introspection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SDL = '''
"""How "it" is."""
enum Kind @deprecatedNot { A B @deprecated(reason: "Old.") }
directive @deprecatedNot on ENUM
directive @often(times: [Int!]! = [1, 2]) repeatable on FIELD
scalar Colour @specifiedBy(url: "https://example.org/colour")
input Key @oneOf { id: ID name: String }
input Size { width: Int! = 3 kind: Kind = A inner: Inner = { width: 4 } }
input Inner { width: Int size: Size }
interface Named { name: String! }
interface Pet implements Named { name: String! }
type Cat implements Pet & Named { name: String! colour: Colour }
union Any = Cat
type Start { cat(size: Size = { width: 1, kind: B }, key: Key @deprecated): Any kind: Kind pet: Pet }
schema { query: Start }
'''
SETTINGS = ["[tool.graphwright.scalars]", 'Colour = "str"']


def _project(directory: Path, schema: str, text: str | None = None) -> Path:
    made = project(directory, {schema: text} if text is not None else {}, SETTINGS)
    settings = (made / "pyproject.toml").read_text().replace('["schema/*.graphql"]', f'"{schema}"')
    (made / "pyproject.toml").write_text(settings)
    return made


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("name", ["shop.json", "shop.graphql"])
def test_an_introspection_result_gives_the_package_that_its_sdl_gives(
    name: str, wrapped: bool, tmp_path: Path
) -> None:
    """With or without `data` around it; only the name of the file differs."""
    result = introspection_from_schema(build_schema(SDL), input_object_one_of=True)
    text = json.dumps({"data": result} if wrapped else result)
    told, written = _project(tmp_path / "told", name, text), tmp_path / "written"
    assert run(told, "generate").exit_code == 0
    assert run(_project(written, "shop.graphql", SDL), "generate").exit_code == 0
    files = read_tree(told / "api")
    expected = read_tree(written / "api")
    same = {path: text.replace("shop.json", "shop.graphql") for path, text in files.items()}
    assert same.keys() == expected.keys()
    assert same["inputs.py"] == expected["inputs.py"]
    assert same["types.py"] == expected["types.py"]
    assert same["resolvers.py"] == expected["resolvers.py"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"data":\n ]', "shop.json:2:2: GW104 'shop.json' is not JSON: Expecting value."),
        ("[]", "shop.json:1:1: GW104 'shop.json' is not an introspection result: it has no"),
        ('{"__schema": {"types": [{}]}}', "is not a whole introspection result: "),
        ('{"__schema": {}}', "is not a whole introspection result: it has no 'types'."),
    ],
)
def test_what_is_no_introspection_result_is_a_located_mistake(
    text: str, message: str, tmp_path: Path
) -> None:
    """On one line, however much the file holds."""
    result = run(_project(tmp_path, "shop.json", text), "generate")
    assert result.exit_code == 1
    assert message in result.output
    assert len(result.output.splitlines()) == 2


def test_mistakes_in_what_introspection_tells_name_the_file_and_show_the_sdl(
    tmp_path: Path,
) -> None:
    """There is no line to name: the SDL stands nowhere."""
    result = introspection_from_schema(build_schema(SDL))
    directory = _project(tmp_path, "shop.json", json.dumps(result))
    settings = (directory / "pyproject.toml").read_text().replace("Colour", "Color")
    (directory / "pyproject.toml").write_text(settings)
    output = run(directory, "generate").output
    assert "shop.json: GW401 Scalar 'Colour' has no Python type. Did you mean 'Color'?" in output
    assert "\n  | scalar Colour" in output


def test_a_server_is_asked_for_its_schema(tmp_path: Path) -> None:
    """And sent the headers of the command line."""
    with _server(lambda token: 200 if token == "Bearer x" else 401) as url:
        directory = _project(tmp_path, url)
        result = run(directory, "generate", "--header", "Authorization: Bearer x")
        assert result.exit_code == 0, result.output
        assert f"declared in {url}." in (directory / "api/resolvers.py").read_text()
        assert run(directory, "generate", "--check", "--header", "Authorization: Bearer x")
        refused = run(directory, "generate")
    assert (refused.exit_code, refused.output.splitlines()[0]) == (
        1,
        f"pyproject.toml:2:1: GW105 The server at '{url}' answers 401 Unauthorized.",
    )


def test_a_server_that_has_moved_says_where_to(tmp_path: Path) -> None:
    """Nobody's token is sent to a server that was not named."""
    with _server(lambda _: 308) as url:
        output = run(_project(tmp_path, url), "generate").output
    assert "answers 308 Permanent Redirect and sends to 'https://example.org/graphql'." in output


def test_a_header_without_a_colon_is_wrong_use(tmp_path: Path) -> None:
    """Said before anything is asked."""
    result = run(_project(tmp_path, "https://example.org"), "generate", "--header", "x")
    assert result.exit_code == 2
    assert "'x' is not a header: it has no colon." in result.output


def test_a_server_that_does_not_answer_in_time_is_an_error() -> None:
    """However patient the network is."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/graphql"
        with pytest.raises(GraphwrightError, match=r"did not answer within 0\.05 seconds"):
            fetch_introspection(url, {}, timeout=0.05)


@pytest.mark.parametrize(
    ("url", "message"), [("http://[", "is no URL"), ("http:///x", "names no server")]
)
def test_a_url_that_names_no_server_is_an_error(url: str, message: str) -> None:
    """Said without asking anybody."""
    with pytest.raises(GraphwrightError, match=message):
        fetch_introspection(url, {})


@contextmanager
def _server(status_for: Callable[[str | None], int]) -> Iterator[str]:
    """The URL of a server that tells its schema to whom it likes."""
    schema = build_schema(SDL)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["query"]
            status = status_for(self.headers["Authorization"])
            self.send_response(status)
            if status == 308:
                self.send_header("Location", "https://example.org/graphql")
            self.end_headers()
            self.wfile.write(json.dumps({"data": graphql_sync(schema, query).data}).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/graphql"
        finally:
            server.shutdown()
            thread.join()
