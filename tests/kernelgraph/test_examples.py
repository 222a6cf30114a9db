"""Programs that know the client alone get what is open to their user, and no more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import make_url
from tests.kernelgraph.conftest import AUTH, token_of

from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kernelgraph.demo import Row

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZE = 8


@contextmanager
def served(database_url: str) -> Iterator[str]:
    """The URL of a server process in front of the database."""
    command = [sys.executable, "-m", "kernelgraph", "serve", "--port", "0"]
    env = {
        **os.environ,
        "KERNELGRAPH_DATABASE_URL": database_url,
        "KERNELGRAPH_AUTH_SECRET": AUTH["auth_secret"],
    }
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=20)


def run(
    example: str, *arguments: object, token: str | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """The end of an example."""
    env = {name: text for name, text in os.environ.items() if name != "KERNELGRAPH_TOKEN"}
    return subprocess.run(
        [sys.executable, EXAMPLES / example, *map(str, arguments)],
        env=env if token is None else {**env, "KERNELGRAPH_TOKEN": token},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )


def walk(url: str, session_id: UUID, token: str, page: int) -> list[dict[str, Any]]:
    """What the walk through a session prints."""
    options = ("--url", url, "--page", page, "--json")
    done = run("walk_session.py", session_id, *options, token=token)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(each) for each in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def demo_server(sqlite_demo: str) -> Iterator[str]:
    """The URL of a server process in front of the made-up cluster."""
    with served(sqlite_demo) as url:
        yield url


@pytest.fixture
def shared_session(
    sqlite_demo: str, demo_rows: dict[str, list[Row]], tmp_path: Path
) -> tuple[str, list[Row], set[UUID], Viewer]:
    """A database with a session of eight kernels, its rows, those given to a user, and the user."""
    sessions: dict[UUID, list[Row]] = {}
    for row in demo_rows["kernels"]:
        sessions.setdefault(row["session_id"], []).append(row)
    placed = [
        rows
        for rows in sessions.values()
        if len(rows) == SIZE and any(row["agent"] for row in rows)
    ]
    kernels = sorted(placed[0], key=lambda row: row["cluster_idx"])
    user = next(row["uuid"] for row in demo_rows["users"] if row["uuid"] != kernels[0]["user_uuid"])
    given = {row["id"] for row in kernels[1::3]}
    path = tmp_path / "shared.db"
    shutil.copy(str(make_url(sqlite_demo).database), path)
    with sqlite3.connect(path) as connection:
        for kernel_id in given:
            connection.execute(
                "UPDATE kernels SET user_uuid = ? WHERE id = ?", (user.hex, kernel_id.hex)
            )
    connection.close()
    return f"sqlite:///{path}", kernels, given, Viewer(user_id=user)


def shown(rows: list[Row], tables: dict[str, list[Row]]) -> list[dict[str, Any]]:
    """What the example is to print of some rows of kernels."""
    agents = {row["id"]: row for row in tables["agents"]}
    found: list[dict[str, Any]] = []
    for row in rows:
        allocations = sorted(
            (each["slot_name"], format(each["requested"], "f"))
            for each in tables["resource_allocations"]
            if each["kernel_id"] == row["id"]
        )
        agent = agents.get(row["agent"])
        found.append(
            {
                "id": str(row["id"]),
                "hostname": row["cluster_hostname"],
                "agent": agent and agent["id"],
                "region": agent and agent["region"],
                "allocations": dict(allocations),
            }
        )
    return found


def test_a_user_walks_exactly_its_own_kernels_of_a_session(
    shared_session: tuple[str, list[Row], set[UUID], Viewer], demo_rows: dict[str, list[Row]]
) -> None:
    """Whatever the size of the pages; the owner of the others and a superadmin get the rest."""
    database_url, kernels, given, user = shared_session
    session_id = kernels[0]["session_id"]
    owner = Viewer(user_id=kernels[0]["user_uuid"])
    stranger = Viewer(user_id=session_id)
    superadmin = Viewer(user_id=session_id, role=Role.SUPERADMIN)
    expected = {
        user: [row for row in kernels if row["id"] in given],
        owner: [row for row in kernels if row["id"] not in given],
        superadmin: kernels,
        stranger: [],
    }
    with served(database_url) as url:
        for viewer, rows in expected.items():
            for page in (1, 50):
                found = walk(url, session_id, token_of(viewer), page)
                assert all(kernel.pop("status") for kernel in found)
                assert sorted(found, key=lambda each: each["id"]) == sorted(
                    shown(rows, demo_rows), key=lambda each: each["id"]
                )


def test_the_kernels_printed_are_all_for_a_superadmin_and_its_own_for_a_user(
    demo_server: str, demo_rows: dict[str, list[Row]]
) -> None:
    """Page by page, and of the status asked for."""
    rows = demo_rows["kernels"]
    owners = Counter(row["user_uuid"] for row in rows)
    owner, size = owners.most_common(1)[0]
    assert 1 < size < len(rows)
    superadmin, user = Viewer(user_id=owner, role=Role.SUPERADMIN), Viewer(user_id=owner)
    for viewer, open_rows in (
        (superadmin, rows),
        (user, [row for row in rows if row["user_uuid"] == owner]),
        (Viewer(user_id=UUID(int=0)), []),
    ):
        for options, expected in (
            ((), open_rows),
            (
                ("--status", "RUNNING"),
                [row for row in open_rows if row["status"] == "RUNNING"],
            ),
        ):
            arguments = ("--url", demo_server, "--limit", 10_000, *options)
            done = run("print_kernels.py", *arguments, token=token_of(viewer))
            assert (done.returncode, done.stderr) == (0, "")
            heading, *lines = done.stdout.splitlines()
            assert heading.startswith("KERNEL")
            assert {line.split()[0] for line in lines} == {str(row["id"]) for row in expected}


def test_what_is_watched_is_what_the_user_may_see(
    demo_server: str, demo_rows: dict[str, list[Row]]
) -> None:
    """A line for each kernel of a state, with what was measured last of one that has ended."""
    ended = [row for row in demo_rows["kernels"] if row["status"] == "TERMINATED"]
    measured = next(row for row in ended if row["last_stat"] and "mem" in row["last_stat"])
    others = [row["id"] for row in ended if row["user_uuid"] != measured["user_uuid"]]
    token = token_of(Viewer(user_id=measured["user_uuid"]))
    options = ("--url", demo_server, "--states", 1)
    done = run("watch_kernels.py", measured["id"], *others, *options, token=token)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{measured['id']}  ")
    assert "mem=" in line


@pytest.mark.parametrize(
    "command",
    [
        ["walk_session.py", str(UUID(int=0))],
        ["watch_kernels.py", str(UUID(int=0))],
        ["print_kernels.py"],
    ],
    ids=lambda command: command[0],
)
def test_without_a_token_an_example_ends_with_a_sentence(
    demo_server: str, command: list[str]
) -> None:
    done = run(*command, "--url", demo_server)
    assert done.returncode == 1
    assert done.stderr.startswith(demo_server)
    assert "Traceback" not in done.stderr


def test_an_example_ends_quietly_when_nobody_reads_on(
    demo_server: str, demo_rows: dict[str, list[Row]]
) -> None:
    """No traceback of a broken pipe, neither from what it prints nor when its process ends."""
    kernel = demo_rows["kernels"][0]
    token = token_of(Viewer(user_id=kernel["user_uuid"], role=Role.SUPERADMIN))
    reading, writing = os.pipe()
    os.close(reading)
    try:
        for command in (
            ("print_kernels.py",),
            ("walk_session.py", kernel["session_id"]),
            ("watch_kernels.py", kernel["id"]),
        ):
            done = run(*command, "--url", demo_server, token=token, stdout=writing)
            assert (done.returncode, done.stderr) == (1, "")
    finally:
        os.close(writing)
