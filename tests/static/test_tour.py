"""The tour of the README, followed to the letter in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ENVIRONMENT = Path(sys.prefix)
SDL = "schema/kernel.graphql"
PROJECTION = "src/kernelgraph/repositories/kernel_projection.py"


@dataclass(frozen=True)
class Copy:
    """A copy of the project that shares the environment of the original."""

    path: Path
    mypy_cache: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What the command did in the copy."""
        return subprocess.run(
            command,
            cwd=self.path,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def make(self, target: str) -> subprocess.CompletedProcess[str]:
        """What a task of the Makefile did, with the environment taken as up to date."""
        installed = f"{ENVIRONMENT}/.installed"
        return self.run("make", f"VENV={ENVIRONMENT}", "-o", installed, target)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return {
            **kept,
            "PYTHONPATH": f"{self.path}/src:{self.path}/generated",
            "MYPY_CACHE_DIR": str(self.mypy_cache),
            "NO_COLOR": "1",
        }

    def insert(self, name: str, after: str, lines: str) -> None:
        """Put lines into a file, below the first line that holds `after`, indented like it."""
        path = self.path / name
        text = path.read_text()
        anchor = next(line for line in text.splitlines() if after in line)
        indent = anchor[: len(anchor) - len(anchor.lstrip())]
        inserted = "".join(f"{indent}{line}\n" for line in lines.splitlines())
        path.write_text(text.replace(f"{anchor}\n", f"{anchor}\n{inserted}", 1))


@pytest.fixture(scope="module")
def tour() -> dict[str, str]:
    """The first code block of each step of the tour, by the words that open the step."""
    section = (
        (ROOT / "README.md").read_text().split("## A tour in five minutes")[1].split("\n## ")[0]
    )
    steps = re.findall(
        r"^\d\. \*\*(.+?)\.\*\*(.*?)(?=^\d\. |\Z)", section, re.DOTALL | re.MULTILINE
    )
    blocks: dict[str, str] = {}
    for title, body in steps:
        found = re.search(r"```\w+\n(.*?)```", body, re.DOTALL)
        assert found is not None, title
        blocks[title] = "\n".join(line.strip() for line in found[1].strip().splitlines())
    return blocks


@pytest.fixture
def copy(tmp_path: Path, mypy_cache: Path) -> Copy:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    # An empty suite stands in for the tests, so that type checkers find the folder they are told.
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_nothing.py").write_text("")
    made = Copy(tmp_path, mypy_cache)
    assert made.make("demo").returncode == 0
    return made


def test_the_tour_leads_from_a_line_of_sdl_to_an_answer(copy: Copy, tour: dict[str, str]) -> None:
    """The drift is named, generating mends it, mypy and the start name what is missing."""
    copy.insert(SDL, "clusterHostname: String!", tour["Say it in SDL"])

    drift = copy.make("check")
    assert drift.returncode != 0
    assert "+    cluster_size: int" in drift.stdout
    assert "graphwright generate" in drift.stdout + drift.stderr

    assert tour["Generate"] == "$ make generate"
    assert copy.make("generate").returncode == 0
    assert copy.make("check").returncode == 0

    missing = tour["See what is missing"].splitlines()[1].partition("error: ")[2]
    types = copy.make("type")
    assert types.returncode != 0
    assert missing in types.stdout
    assert PROJECTION in types.stdout

    start = copy.run(sys.executable, "-m", "kernelgraph", "serve", "--port", "0")
    assert start.returncode != 0
    assert "cluster_size" in start.stderr

    copy.insert(PROJECTION, "cluster_hostname=column(", tour["Bind it"])
    assert copy.run(f"{ENVIRONMENT}/bin/mypy", "src").returncode == 0
    with served(copy) as (url, token):
        query, headers = {"query": tour["Query it"]}, {"Authorization": f"Bearer {token}"}
        answer = httpx.post(url, json=query, headers=headers).json()
    edges = answer["data"]["adminKernelsV2"]["edges"]
    assert [edge["node"]["cluster"]["clusterSize"] >= 1 for edge in edges] == [True] * 3


def test_a_resolver_that_is_missing_is_named_by_mypy_and_by_the_start(copy: Copy) -> None:
    """A field without a binding fails before the first request, wherever one looks."""
    copy.insert(SDL, "vfolderMounts: [VFolderMount!]!", '"How many."\nsiblingCount: Int! @resolver')
    assert copy.make("generate").returncode == 0

    types = copy.make("type")
    assert types.returncode != 0
    assert "sibling_count" in types.stdout

    start = copy.run(sys.executable, "-m", "kernelgraph", "serve", "--port", "0")
    assert start.returncode != 0
    assert "KernelV2.siblingCount" in start.stderr
    assert "sibling_count" in start.stderr


@contextmanager
def served(copy: Copy) -> Iterator[tuple[str, str]]:
    """A server of the copy, for the length of a `with` block; gives its URL and a token."""
    with subprocess.Popen(
        [sys.executable, "-m", "kernelgraph", "serve", "--port", "0"],
        cwd=copy.path,
        env=copy.environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            url, token = (server.stdout.readline().split()[-1] for _ in range(2))
            yield url, token
        finally:
            server.terminate()
