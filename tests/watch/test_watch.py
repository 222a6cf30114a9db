"""What `graphwright watch` does after each save, and what it says of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.codegen.case import project
from tests.watch.session import Session

from graphwright.watch.generation import Generation
from graphwright.watch.places import Places

if TYPE_CHECKING:
    from pathlib import Path

SDL = "type Query {\n  a: Int\n}\n"
MORE = SDL.replace("}", "  b: Int\n}")
CLIENT = [
    "[tool.graphwright.client]",
    'operations = ["operations/*.graphql"]',
    'package = "client/shop_client"',
    'distribution = "shop-client"',
]


@pytest.fixture
def shop(tmp_path: Path) -> Session:
    return Session(project(tmp_path / "shop", {"schema/shop.graphql": SDL}))


@pytest.fixture(autouse=True)
def _in_the_project(shop: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.root)


def test_the_first_run_brings_everything_up_to_date(shop: Session) -> None:
    """Before anything is saved."""
    (told,) = shop.follow()
    assert told == [
        "pyproject.toml: server: 4 written, 0 removed, 0 unchanged",
        "Waiting for changes. Ctrl-C ends.",
    ]
    assert (shop.root / "api/schema.py").is_file()


def test_a_save_writes_what_it_changes(shop: Session) -> None:
    """On one line that names the file."""
    *_, told = shop.follow(shop.saved("schema/shop.graphql", MORE))
    assert told == ["schema/shop.graphql: server: 3 written, 0 removed, 1 unchanged"]
    assert "def b(" in (shop.root / "api/resolvers.py").read_text()


def test_nothing_is_said_when_nothing_changed(shop: Session) -> None:
    """Whatever the event was."""
    *_, told = shop.follow(shop.saved("notes.txt", "x"))
    assert told == []


def test_mistakes_are_told_and_the_next_save_mends_them(shop: Session) -> None:
    """Nothing is written meanwhile."""
    _, broken, mended = shop.follow(
        shop.saved("schema/shop.graphql", SDL.replace("Int", "Itn")),
        shop.saved("schema/shop.graphql", MORE),
    )
    assert broken[0] == "schema/shop.graphql: 1 mistake"
    assert broken[1].startswith("schema/shop.graphql:2:6: GW")
    assert mended == ["schema/shop.graphql: server: 3 written, 0 removed, 1 unchanged"]


def test_a_removed_file_is_a_mistake_until_it_is_back(shop: Session) -> None:
    """As some editors save."""
    path = shop.root / "schema/shop.graphql"
    _, removed, back = shop.follow(path.unlink, shop.saved("schema/shop.graphql", MORE))
    assert removed[0] == "schema/shop.graphql: 1 mistake"
    assert "GW005 No file matches" in removed[1]
    assert back == ["schema/shop.graphql: server: 3 written, 0 removed, 1 unchanged"]


def test_a_changed_configuration_counts_at_once(shop: Session) -> None:
    """With its mistakes."""
    text = (shop.root / "pyproject.toml").read_text()
    _, wrong, moved = shop.follow(
        shop.saved("pyproject.toml", text + "nothing = 1\n"),
        shop.saved("pyproject.toml", text.replace('"api"', '"shop_api"')),
    )
    assert wrong[0] == "pyproject.toml: 1 mistake"
    assert "GW002 Unknown key 'nothing'" in wrong[1]
    assert moved == ["pyproject.toml: server: 4 written, 0 removed, 0 unchanged"]
    assert (shop.root / "shop_api/schema.py").is_file()


def test_the_client_comes_after_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its mistakes do not hold the server up."""
    operation = "query Read { a }\n"
    files = {"schema/shop.graphql": SDL, "operations/read.graphql": operation}
    session = Session(project(tmp_path / "both", files, CLIENT))
    monkeypatch.chdir(session.root)
    _, more, wrong = session.follow(
        session.saved("schema/shop.graphql", MORE),
        session.saved("operations/read.graphql", operation * 2),
    )
    assert [line.split(": ")[1] for line in more] == ["server", "client"]
    assert wrong[0].startswith("operations/read.graphql: server: 0 written")
    assert wrong[1] == "operations/read.graphql: 1 mistake"


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A project with a client, whose operation reads a part of the schema."""
    files = {"schema/shop.graphql": MORE, "operations/read.graphql": "query Read { a }\n"}
    monkeypatch.chdir(project(tmp_path / "both", files, CLIENT))
    return Session(tmp_path / "both")


@pytest.mark.parametrize(
    ("path", "text", "step"),
    [
        (
            "schema/shop.graphql",
            MORE.replace("b: Int", "b: String"),
            "graphwright.client.render.render",
        ),
        (
            "operations/read.graphql",
            "query Read { b }\n",
            "graphwright.watch.generation.server_part",
        ),
    ],
)
def test_what_a_save_is_not_about_is_not_made_again(
    both: Session, monkeypatch: pytest.MonkeyPatch, path: str, text: str, step: str
) -> None:
    """Neither a client that reaches nothing of it, nor a server when an operation is saved."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("made again")

    def save() -> None:
        monkeypatch.setattr(step, refuse)
        (both.root / path).write_text(text)

    _, told = both.follow(save)
    assert [line.split(": ")[1] for line in told] == ["server", "client"]
    assert any("0 written" not in line for line in told)


def test_a_client_inside_of_the_server_is_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody takes it for what is left over of the server."""
    files = {"schema/shop.graphql": SDL, "operations/read.graphql": "query Read { a }\n"}
    settings = [line.replace('"client/', '"api/client/') for line in CLIENT]
    session = Session(project(tmp_path / "both", files, settings))
    monkeypatch.chdir(session.root)
    _, told = session.follow(session.saved("schema/shop.graphql", MORE))
    assert told[0].startswith("schema/shop.graphql: server and client: 3 written, 0 removed")


def test_directories_that_patterns_leave_open_are_watched_to_their_ends(tmp_path: Path) -> None:
    """And those that patterns spell out without what is below them."""
    root = project(tmp_path / "shop", {"modules/a/deep/x.graphql": SDL, "fixed/below/y.txt": ""})
    text = (root / "pyproject.toml").read_text()
    patterns = '"modules/**/*.graphql", "fixed/*.graphql", "https://x.example/graphql"'
    (root / "pyproject.toml").write_text(text.replace('"schema/*.graphql"', patterns))
    generation = Generation(root / "pyproject.toml")
    list(generation.runs())
    watched = {path.relative_to(root).as_posix() for path in generation.directories()}
    assert watched == {".", "modules", "modules/a", "modules/a/deep", "fixed"}
    assert Places(root / "pyproject.toml").directories() == {root}


def test_the_command_hears_of_saves_and_ends_by_an_interrupt(shop: Session) -> None:
    """In a process of its own, on the real file system."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "graphwright", "watch"],
        cwd=shop.root,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert next(line for line in lines if line.startswith("Waiting"))
        # As editors save: a new file in the place of the old one.
        (shop.root / "new.tmp").write_text(MORE)
        shutil.move(shop.root / "new.tmp", shop.root / "schema/shop.graphql")
        assert next(line for line in lines if "schema/shop.graphql: server: 3 written" in line)
        process.send_signal(signal.SIGINT)
        assert "Ended.\n" in list(lines)
        assert process.wait() == 0
