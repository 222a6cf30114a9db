"""The tutorial, followed to the letter from an empty folder, ends at the example."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.codegen.case import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
EXAMPLE = EXAMPLES / "bookshop"
PATIENCE_SECONDS = 60
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WRITE = re.compile(r"Write `(\S+)`:$")
_BELOW = re.compile(r"Below `(.+)` in `(\S+)`, add:$")
_FROM = re.compile(r"from `(\S+)`:$")


@dataclass
class Reader:
    """Somebody who does what each block of the tutorial says."""

    folder: Path
    environment: dict[str, str]
    server: subprocess.Popen[str] | None = None
    url: str = ""
    data: Any = None
    done: list[str] = field(default_factory=list)

    def follow(self, lead: str, language: str, block: str) -> None:
        """Takes one block, after the text that leads to it."""
        if language == "console":
            self._type(block)
        elif language == "graphql" and lead.endswith("Ask:"):
            self._ask(block)
        elif language == "json" and lead.endswith("The answer:"):
            assert self.data == json.loads(block)
        elif found := _WRITE.search(lead):
            (self.folder / found[1]).write_text(block)
        elif found := _BELOW.search(lead):
            path = self.folder / found[2]
            before, anchor, behind = path.read_text().partition(f"{found[1]}\n")
            assert anchor
            path.write_text(f"{before}{anchor}{block}{behind}")
        elif found := _FROM.search(lead):
            assert block in (self.folder / found[1]).read_text()
        else:
            assert language in {"sh", "python"}, lead
            return
        self.done.append(language)

    def stop(self) -> None:
        """Ends the server, if there is one."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGTERM)
            self.server.communicate()
            self.server = None

    def _type(self, block: str) -> None:
        """Each command, and what it is said to print, lines of which may be left out."""
        for command, told in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            if command == "make run":
                continue
            if command.startswith("cd "):
                self.folder /= command.removeprefix("cd ")
                continue
            done = subprocess.run(
                command,
                shell=True,
                cwd=self.folder,
                env=self.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            output = done.stdout + done.stderr
            assert (done.returncode == 0) is ("error:" not in told), output
            for line in told.splitlines():
                assert re.search(".*".join(map(re.escape, line.split("…"))), output), output

    def _ask(self, query: str) -> None:
        self._serve()
        answer = httpx.post(self.url, json={"query": query}).json()
        assert "errors" not in answer, answer
        self.data = answer["data"]

    def _serve(self) -> None:
        """Starts the server anew, as it does itself when a module changes."""
        self.stop()
        self.server = subprocess.Popen(
            ["make", "run", "PORT=0"],
            cwd=self.folder,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        # A server that cannot start waits for the next change.
        patience = Timer(PATIENCE_SECONDS, os.killpg, (self.server.pid, signal.SIGTERM))
        patience.start()
        assert self.server.stderr is not None
        told = ""
        while "startup complete" not in told:
            line = self.server.stderr.readline()
            assert line, told
            told += line
        patience.cancel()
        address = re.search(r"http://\S+", told)
        assert address is not None
        self.url = f"{address[0]}/graphql"


@pytest.fixture
def reader(tmp_path: Path, mypy_cache: Path) -> Iterator[Reader]:
    scripts = str(Path(sys.executable).parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    reader = Reader(
        tmp_path,
        {
            **kept,
            "PATH": os.pathsep.join([scripts, kept.get("PATH", "")]),
            "PYTHON": sys.executable,
            "EXAMPLES": str(EXAMPLES),
            "MYPY_CACHE_DIR": str(mypy_cache),
            "NO_COLOR": "1",
        },
    )
    yield reader
    reader.stop()


def test_the_tutorial_leads_to_the_example(reader: Reader) -> None:
    """Every command prints what it says, every answer is right, and every file is the same."""
    text = (ROOT / "docs/tutorial.md").read_text()
    for block in _BLOCK.finditer(text):
        lead = text[: block.start()].rstrip().rpartition("\n\n")[2].replace("\n", " ")
        reader.follow(lead, block[1], block[2])
    assert reader.done.count("json") == 4
    assert _written(reader.folder) == _written(EXAMPLE)


def _written(directory: Path) -> dict[str, str]:
    """The files of a project without what tools leave behind."""
    ignored = (".mypy_cache/", ".pytest_cache/", ".ruff_cache/", ".graphwright_cache/")
    return {
        path: text
        for path, text in read_tree(directory).items()
        if not path.startswith(ignored) and not path.endswith(".db")
    }
