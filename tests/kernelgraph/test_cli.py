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
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kernelgraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path


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
