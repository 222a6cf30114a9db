"""What the words on the command line name."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from graphql import build_schema, graphql_sync, introspection_from_schema
from tests.diff.repository import Repository

from graphwright.diff.changes import find_changes
from graphwright.elements.sources import Workspace, load_side, load_sources, load_work_tree
from graphwright.errors import GraphwrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from graphwright.elements.snapshot import Snapshot

SDL = (
    'type Query {\n  "Text."\n  a(x: Int = 1): Int @deprecated\n  b: Int @since(version: "1")\n}\n'
)


def _workspace(
    root: Path, main: str | None = None, headers: Mapping[str, str] = MappingProxyType({})
) -> Workspace:
    return Workspace(
        directory=root, root=root, schema=("schema/*.graphql",), main=main, headers=headers
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A directory with a schema of two files, and operations below it."""
    schema = tmp_path / "schema"
    (schema / "operations").mkdir(parents=True)
    (schema / "a.graphql").write_text(SDL)
    (schema / "b.graphql").write_bytes(b"\xef\xbb\xbfextend type Query {\r\n  c: Int\r\n}\r\n")
    (schema / "operations" / "o.graphql").write_text("query Q { a }")
    return tmp_path


@pytest.mark.parametrize("word", ["schema", "schema/", "schema/*.graphql", "schema/[ab].graphql"])
def test_directories_and_globs_are_all_their_files(root: Path, word: str) -> None:
    """Every file keeps its own places; operations below a directory are no part of the schema."""
    snapshot = load_side(word, _workspace(root)).snapshot
    fields = snapshot.types["Query"].fields
    places = [str(field.place).replace("./", "") for field in fields.values()]
    assert places == ["schema/a.graphql:3:3", "schema/a.graphql:4:3", "schema/b.graphql:2:3"]


def test_a_file_is_a_schema_of_its_own(root: Path) -> None:
    """It need not be the whole schema."""
    snapshot = load_side("schema/b.graphql", _workspace(root)).snapshot
    assert list(snapshot.types["Query"].fields) == ["c"]


def test_the_work_tree_is_what_the_configuration_names(root: Path) -> None:
    """Its files are those of the patterns."""
    snapshot = load_work_tree(_workspace(root)).snapshot
    assert set(snapshot.files) == {"schema/a.graphql", "schema/b.graphql"}


def _introspected(snapshot: Snapshot) -> None:
    field = snapshot.types["Query"].fields["a"]
    assert field.description == "Text."
    assert field.usage("deprecated") is not None
    assert field.arguments["x"].default == "1"
    assert not field.place.exact
    assert not snapshot.shows_directives


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_introspection_result_is_a_schema(root: Path, *, wrapped: bool) -> None:
    """With or without `data` around it."""
    result = introspection_from_schema(build_schema(_DECLARED))
    (root / "api.json").write_text(json.dumps({"data": result} if wrapped else result))
    side = load_side("api.json", _workspace(root))
    _introspected(side.snapshot)
    assert str(side.snapshot.types["Query"].place) == "api.json"


def test_the_configuration_may_name_introspection_results_and_servers(root: Path) -> None:
    """As the generator takes them; of a commit, a server tells nothing."""
    result = json.dumps({"data": introspection_from_schema(build_schema(_DECLARED))})
    (root / "api.json").write_text(result)
    with _server(lambda _query, _token: (200, result)) as url:
        for words in (("api.json",), (url,)):
            workspace = Workspace(root, root, words)
            _introspected(load_work_tree(workspace).snapshot)
    with pytest.raises(GraphwrightError, match="tells only its schema of now"):
        load_side("git:HEAD", Workspace(root, root, (url,)))


def test_introspection_hides_directives_and_does_not_report_them(root: Path) -> None:
    """What one side cannot show is no change."""
    (root / "api.json").write_text(json.dumps(introspection_from_schema(build_schema(_DECLARED))))
    (root / "api.graphql").write_text(_DECLARED)
    workspace = _workspace(root)
    sides = [load_side(word, workspace).snapshot for word in ("api.json", "api.graphql")]
    assert find_changes(*sides) == ()
    assert find_changes(*reversed(sides)) == ()


_DECLARED = f"directive @since(version: String!) on FIELD_DEFINITION\n\n{SDL}"


def test_a_server_is_asked_for_its_schema(root: Path) -> None:
    """Headers are sent along, and servers of old are asked again with the older query."""
    schema = build_schema(_DECLARED)

    def answer(query: str, token: str | None) -> tuple[int, str]:
        if token != "Bearer x":
            return 401, "{}"
        if "isOneOf" in query:
            return 400, json.dumps({"errors": [{"message": "Unknown field isOneOf."}]})
        return 200, json.dumps({"data": graphql_sync(schema, query).data})

    with _server(answer) as url:
        workspace = _workspace(root, headers={"Authorization": "Bearer x"})
        snapshot = load_side(url, workspace).snapshot
        assert snapshot.types["Query"].fields.keys() == {"a", "b"}
        assert snapshot.label == url
        with pytest.raises(GraphwrightError, match="answers 401"):
            load_side(url, _workspace(root))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{"errors": [{"message": "Introspection is off."}]}',
            "tell its schema: Introspection is off.",
        ),
        ("<html>", "the answer is not JSON"),
        ('{"data": {}}', "the answer has no '__schema'"),
    ],
)
def test_a_server_that_does_not_tell_is_an_error(root: Path, body: str, message: str) -> None:
    """What it said is in the message."""
    with (
        _server(lambda _query, _token: (200, body)) as url,
        pytest.raises(GraphwrightError, match=message),
    ):
        load_side(url, _workspace(root))


def test_a_server_that_is_not_there_is_an_error(root: Path) -> None:
    """As is a URL without a server."""
    with _server(lambda _query, _token: (200, "")) as url:
        gone = url
    with pytest.raises(GraphwrightError, match="cannot be reached"):
        load_side(gone, _workspace(root))
    with pytest.raises(GraphwrightError, match="names no server"):
        load_side("http:///graphql", _workspace(root))


def test_a_commit_is_read_without_touching_the_work_tree(root: Path) -> None:
    """With a path, a pattern, a directory, or the patterns of the configuration."""
    repository = Repository.create(root)
    commit = repository.commit()
    repository.git("tag", "v1")
    repository.write("schema/a.graphql", "type Query {\n  z: Int\n}\n")
    workspace = _workspace(root)
    for word in ("git:v1", "git:", "git:v1:schema/*.graphql", "git:main:schema", f"git:{commit}"):
        side = load_side(word, workspace)
        assert list(side.snapshot.types["Query"].fields) == ["a", "b", "c"], word
    assert load_side("git:v1", workspace).snapshot.label == f"v1 ({commit[:12]})"
    assert load_side("git:", workspace).snapshot.label == f"merge base {commit[:12]}"
    assert list(load_work_tree(workspace).snapshot.types["Query"].fields) == ["z", "c"]
    assert len(load_sources(["git:v1:schema/operations", "schema/b.graphql"], workspace)) == 2


def test_the_merge_base_is_where_the_branch_left_main(root: Path) -> None:
    """What happened on main since then is no change of the branch."""
    repository = Repository.create(root)
    base = repository.commit()
    repository.git("switch", "--quiet", "--create", "topic")
    repository.write("schema/a.graphql", "type Query {\n  topic: Int\n}\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("schema/a.graphql", "type Query {\n  main: Int\n}\n")
    repository.commit()
    repository.git("switch", "--quiet", "topic")
    side = load_side("git:", _workspace(root))
    assert side.commit is not None
    assert side.commit.commit == base
    assert load_side("git:", _workspace(root, main="topic")).commit != side.commit


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("nothing.graphql", "There is no file, directory or match of 'nothing.graphql'"),
        ("nothing/*.graphql", "No file matches 'nothing/"),
        ("git:nowhere", "git knows no commit 'nowhere'"),
        ("git:main:nothing.graphql", "no file, directory or match of 'nothing.graphql'"),
        ("git:main:none/*.graphql", "No file matches 'none/"),
        ("bad.graphql", "bad.graphql:1:6: GW101 Syntax error"),
        ("bad.json", "'bad.json' is not JSON"),
        ("other.json", "it has no '__schema'"),
        ("half.json", "'half.json' is not a whole introspection result"),
        ("latin.graphql", "'latin.graphql' is not UTF-8 text"),
        ("schema/operations/o.graphql", "o.graphql:1:1: GW103"),
    ],
)
def test_what_cannot_be_read_is_an_error(root: Path, word: str, message: str) -> None:
    """The message names the word or the place."""
    repository = Repository.create(root)
    repository.commit()
    repository.write("bad.graphql", "type {")
    repository.write("bad.json", "{]")
    repository.write("other.json", '{"data": []}')
    repository.write("half.json", '{"__schema": {"types": [{}]}}')
    (root / "latin.graphql").write_bytes(b"# \xe9\n")
    with pytest.raises(GraphwrightError, match=message.replace("*", r"\*")):
        load_side(word, _workspace(root))


def test_a_project_without_configuration_has_to_name_its_schema(root: Path) -> None:
    """Neither the work tree nor a commit has patterns then."""
    workspace = Workspace(directory=root, root=root, schema=())
    with pytest.raises(GraphwrightError, match="Name OLD and NEW"):
        load_work_tree(workspace)
    with pytest.raises(GraphwrightError, match="Write 'git:v1:PATH'"):
        load_side("git:v1", workspace)


def test_a_repository_without_a_main_branch_needs_one_named(root: Path) -> None:
    """As does one whose branches have nothing in common."""
    repository = Repository.create(root)
    repository.git("switch", "--quiet", "--orphan", "lonely")
    repository.write("schema/a.graphql", SDL)
    repository.commit()
    with pytest.raises(GraphwrightError, match="finds no main branch"):
        load_side("git:", _workspace(root))
    repository.git("switch", "--quiet", "--orphan", "main")
    repository.write("schema/a.graphql", SDL)
    repository.commit()
    with pytest.raises(GraphwrightError, match="have no common commit"):
        load_side("git:", _workspace(root, main="lonely"))


@contextmanager
def _server(answer: Callable[[str, str | None], tuple[int, str]]) -> Iterator[str]:
    """The URL of a server that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            query = json.loads(self.rfile.read(length))["query"]
            status, body = answer(query, self.headers["Authorization"])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/graphql?a=b"
        finally:
            server.shutdown()
            thread.join()
