"""Real servers on the loopback, each with its data in a directory of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from pathlib import Path

    Ready = Callable[[], bool]


def binary(name: str) -> str:
    """The path of a program; without it the test is skipped, and fails in CI."""
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], log: Path, ready: Ready) -> Generator[subprocess.Popen[bytes]]:
    """The program, from when it is ready until the end of the block."""
    with (
        log.open("ab") as output,
        subprocess.Popen(command, stdout=output, stderr=output) as process,
    ):
        try:
            _wait(process, ready, log)
            yield process
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], ready: Ready, log: Path) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)


def answers(url: str) -> Ready:
    """Whether an HTTP server says that it is well."""

    def ready() -> bool:
        try:
            return httpx.get(url, trust_env=False).is_success
        except httpx.TransportError:
            return False

    return ready


def accepts(port: int) -> Ready:
    """Whether something listens at a port."""

    def ready() -> bool:
        with socket.socket() as attempt:
            return attempt.connect_ex(("127.0.0.1", port)) == 0

    return ready


def write_blocks(directory: Path, lines: Iterable[str]) -> Path:
    """The directory of a Prometheus that holds these lines of OpenMetrics."""
    source, data = directory / "samples.om", directory / "data"
    with source.open("w") as file:
        file.writelines(lines)
    command = [binary("promtool"), "tsdb", "create-blocks-from", "openmetrics"]
    made = subprocess.run(
        [*command, str(source), str(data)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        pytest.fail(f"promtool wrote no blocks:\n{made.stdout[-2000:]}{made.stderr[-2000:]}")
    source.unlink()
    return data


@contextmanager
def prometheus(directory: Path, data: Path, port: int | None = None) -> Generator[str]:
    """The URL of a Prometheus that serves the data."""
    port = port or free_port()
    with prometheus_process(directory, data, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def prometheus_process(
    directory: Path, data: Path, port: int
) -> Generator[subprocess.Popen[bytes]]:
    """A Prometheus that serves the data at the port."""
    config = directory / "prometheus.yml"
    config.write_text("global: {}\n")
    command = [
        binary("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={data}",
        "--storage.tsdb.retention.time=100y",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    ready = answers(f"http://127.0.0.1:{port}/-/ready")
    with running(command, directory / "prometheus.log", ready) as process:
        yield process


@contextmanager
def victoria_metrics(directory: Path, lines: Iterable[str]) -> Generator[str]:
    """The URL of a VictoriaMetrics that has imported the lines."""
    port = free_port()
    command = [
        binary("victoria-metrics"),
        f"-storageDataPath={directory / 'victoria'}",
        "-retentionPeriod=100y",
        f"-httpListenAddr=127.0.0.1:{port}",
    ]
    url = f"http://127.0.0.1:{port}"
    with running(command, directory / "victoria.log", answers(f"{url}/health")):
        body = "".join(lines).encode()
        httpx.post(
            f"{url}/api/v1/import/prometheus", content=body, timeout=60, trust_env=False
        ).raise_for_status()
        # What was imported can be searched once it is flushed.
        httpx.get(f"{url}/internal/force_flush", timeout=60, trust_env=False).raise_for_status()
        yield url


@contextmanager
def redis(directory: Path) -> Generator[str]:
    """The URL of an empty Redis that keeps nothing."""
    port = free_port()
    command = [
        binary("redis-server"),
        *("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
        *("--dir", str(directory)),
    ]
    with running(command, directory / "redis.log", accepts(port)):
        yield f"redis://127.0.0.1:{port}/0"
