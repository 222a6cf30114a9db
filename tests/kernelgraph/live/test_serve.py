"""`kernelgraph serve` says where live statistics come from, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner
from tests.livestat.servers import binary

from kernelgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def serving(url: str, source: str, **env: str) -> Generator[tuple[subprocess.Popen[str], str]]:
    """The server and what it prints of its source."""
    command = [sys.executable, "-m", "kernelgraph", "serve", "--port", "0"]
    settings = {"KERNELGRAPH_DATABASE_URL": url, "KERNELGRAPH_LIVE_STAT_SOURCE": source}
    with subprocess.Popen(
        command, env={**os.environ, **settings, **env}, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield (
                server,
                next(line for line in server.stdout if line.startswith("Live statistics: ")),
            )
        finally:
            server.terminate()
            server.communicate(timeout=20)


def test_the_demo_is_a_recording_where_no_prometheus_is_installed(
    sqlite_demo: str, tmp_path: Path
) -> None:
    with serving(sqlite_demo, "demo", PATH=str(tmp_path), TMPDIR=str(tmp_path)) as (_, line):
        assert "recording" in line
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_prometheus_of_the_demo_ends_with_the_server(
    sqlite_demo: str, tmp_path: Path, number: signal.Signals
) -> None:
    binary("prometheus")
    with serving(sqlite_demo, "demo", TMPDIR=str(tmp_path)) as (server, line):
        prometheus = line.split()[-1]
        assert line.startswith("Live statistics: Prometheus at http://127.0.0.1:")
        assert httpx.get(f"{prometheus}/-/ready", trust_env=False).is_success
        server.send_signal(number)
        server.communicate(timeout=20)
    with pytest.raises(httpx.ConnectError):
        httpx.get(prometheus, trust_env=False)
    assert list(tmp_path.iterdir()) == []


def test_the_password_of_a_source_is_not_printed(sqlite_demo: str) -> None:
    with serving(sqlite_demo, "redis://:hidden@127.0.0.1:1/0") as (_, line):
        assert "127.0.0.1:1" in line
        assert "hidden" not in line


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--live-stat-source", "ftp://x"], "is no source"),
        (["--live-stat-source", "/no/such/file"], "/no/such/file"),
        (
            ["--prometheus-username", "a", "--prometheus-bearer-token", "b"],
            "exclude each other",
        ),
        (
            ["--live-stat-source", "https://x", "--prometheus-ca-file", "/no/such.pem"],
            "cannot read the authorities for Prometheus in /no/such.pem",
        ),
    ],
)
def test_settings_that_make_no_sense_are_told(
    sqlite_demo: str, options: list[str], sentence: str
) -> None:
    result = CliRunner().invoke(main, ["serve", "--database-url", sqlite_demo, *options])
    assert result.exit_code == 1
    assert sentence in result.output
    assert "Traceback" not in result.output
