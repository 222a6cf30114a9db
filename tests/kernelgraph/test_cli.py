"""The command line says what it does, and how to go on when it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from kernelgraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

LIBRARIES: Final = {
    "alembic",
    "graphql",
    "httpx",
    "jwt",
    "prometheus_client",
    "redis",
    "sqlalchemy",
}


def run(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments, env=env, catch_exceptions=False)
    return result.exit_code, result.output


def count(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    try:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found
    finally:
        connection.close()


def imported_by(*arguments: str) -> set[str]:
    """The packages that a run of the command line imports."""
    command = [sys.executable, "-X", "importtime", "-m", "kernelgraph", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    modules = (line.rpartition("|")[2].strip() for line in ended.stderr.splitlines())
    packages = {module.partition(".")[0] for module in modules}
    assert "kernelgraph" in packages, ended.stderr
    return packages


def test_help_lists_each_command_with_what_it_does() -> None:
    _, output = run("--help")
    _, _, commands = output.partition("Commands:\n")
    assert dict(line.split(maxsplit=1) for line in commands.splitlines()) == {
        "demo": "Fill a new database with a made-up cluster, dirty rows included.",
        "livestat": "Record and compare sources of live statistics.",
        "migrate": "Bring the tables of a database, new or not, to a revision.",
        "serve": "Serve the API until interrupted.",
        "token": "Print a token for USER, an email address or a UUID.",
    }


@pytest.mark.parametrize(
    "command",
    ["", "serve", "demo", "token", "migrate", "livestat", "livestat record", "livestat compare"],
)
def test_help_waits_for_no_library_of_the_server(command: str) -> None:
    assert not imported_by(*command.split(), "--help") & LIBRARIES


@pytest.mark.parametrize(
    ("command", "foreign"),
    [
        ("token somebody", {"alembic", "prometheus_client", "redis"}),
        ("migrate --sql", {"httpx", "jwt", "prometheus_client", "redis"}),
        ("livestat compare --left a --right b", {"alembic", "jwt", "sqlalchemy"}),
        ("serve --maximum-page-size 5", LIBRARIES),
    ],
)
def test_a_command_imports_no_library_of_the_others(command: str, foreign: set[str]) -> None:
    assert not imported_by(*command.split()) & foreign


@pytest.mark.parametrize("command", ["serve", "demo", "token"])
def test_help_names_a_variable_for_every_option(command: str) -> None:
    code, output = run(command, "--help")
    assert code == 0
    options = set(re.findall(r"^  (?:-\w, )?--(?!help)([\w-]+)", output, re.MULTILINE))
    variables = set(re.findall(r"KERNELGRAPH_\w+", output.replace("\n", " ")))
    assert options
    assert variables == {f"KERNELGRAPH_{name.upper().replace('-', '_')}" for name in options}


def test_demo_makes_a_database_and_the_directories_to_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "new" / "demo.db"
    code, output = run("demo", "--database-url", f"sqlite:///{path}", "--kernels", "30")
    assert (code, "30 kernels" in output) == (0, True)
    assert count(path, "kernels") == 30
    assert count(path, "resource_slot_types") == 11


def test_demo_takes_its_options_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    env = {"KERNELGRAPH_DATABASE_URL": f"sqlite:///{path}", "KERNELGRAPH_KERNELS": "3"}
    assert run("demo", env=env)[0] == 0
    assert count(path, "kernels") == 3


def test_demo_leaves_a_database_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    url = f"sqlite:///{path}"
    assert run("demo", "--database-url", url, "--kernels", "3")[0] == 0
    code, output = run("demo", "--database-url", url, "--kernels", "5", "--if-missing")
    assert (code, "stays as it is" in output) == (0, True)
    code, output = run("demo", "--database-url", url, "--kernels", "5")
    assert (code, "--if-missing" in output) == (1, True)
    assert count(path, "kernels") == 3


def test_demo_if_missing_goes_on_where_there_are_only_empty_tables(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    sqlite3.connect(path).close()
    url = f"sqlite:///{path}"
    assert run("demo", "--database-url", url, "--kernels", "3", "--if-missing")[0] == 0
    assert count(path, "kernels") == 3


def test_demo_tells_of_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database" * 100)
    code, output = run("demo", "--database-url", f"sqlite:///{path}")
    assert (code, "file is not a database" in output) == (1, True)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://u:hidden@host/db", "databases of type 'mysql' are not known"),
        ("not a url", "is not a URL"),
        ("sqlite://", "names no database"),
        ("postgresql://u:hidden@host:port/db", "is not a URL"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_bad_url_is_told_without_its_password(command: str, url: str, sentence: str) -> None:
    code, output = run(command, "--database-url", url)
    assert code == 1
    assert sentence in output
    assert "use sqlite:///PATH or postgresql://" in output
    assert "hidden" not in output


def test_serve_tells_how_to_make_a_missing_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    code, output = run("serve", "--database-url", url)
    assert code == 1
    assert "there is no database" in output
    assert "kernelgraph demo --database-url" in output
    assert not (tmp_path / "none.db").exists()


def test_serve_tells_of_a_database_without_tables(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    sqlite3.connect(path).close()
    code, output = run("serve", "--database-url", f"sqlite:///{path}")
    assert (code, "no such table" in output, "kernelgraph demo" in output) == (1, True, True)


def test_serve_tells_of_a_postgresql_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, output = run("serve", "--database-url", f"postgresql://u:hidden@127.0.0.1:{port}/db")
    assert (code, "cannot read kernels" in output) == (1, True)
    assert "hidden" not in output


def test_serve_tells_of_a_port_in_use(sqlite_demo: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, output = run("serve", "--database-url", sqlite_demo, "--port", port)
    assert code == 1
    assert f"port {port}" in output
    assert "--port" in output


def test_serve_refuses_page_sizes_that_contradict_each_other(sqlite_demo: str) -> None:
    code, output = run("serve", "--database-url", sqlite_demo, "--maximum-page-size", "5")
    assert (code, "--default-page-size is larger" in output) == (2, True)


def test_serve_prints_where_it_is_and_serves_until_interrupted(sqlite_demo: str) -> None:
    command = [sys.executable, "-m", "kernelgraph", "serve", "--port", "0"]
    env = {**os.environ, "KERNELGRAPH_DATABASE_URL": sqlite_demo}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            url = line.split()[-1]
            assert url.startswith("http://127.0.0.1:")
            assert f"--url {url}" in server.stdout.readline()
            request = urllib.request.Request(url, headers={"Accept": "text/html"})
            with urllib.request.urlopen(request, timeout=20) as response:
                assert "graphiql" in response.read().decode().lower()
        finally:
            server.send_signal(signal.SIGINT)
            _, errors = server.communicate(timeout=20)
    assert "Traceback" not in errors
