"""A source of made-up usage for a demo: a real Prometheus if one is installed, else a recording.

The Prometheus scrapes an exporter of this process; both listen on the loopback only and end with
the demo.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import time
from asyncio.subprocess import DEVNULL
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import httpx

from kernelgraph.livestat.demo import demo_recording, exposition, openmetrics, scrape_config
from kernelgraph.livestat.errors import DemoSourceError

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.demo import DemoKernel

logger = logging.getLogger(__name__)

_LOOPBACK: Final = "127.0.0.1"
_SAMPLES: Final = "samples"
_START_TIMEOUT: Final = 30.0
_STOP_TIMEOUT: Final = 10.0


@asynccontextmanager
async def demo_source(
    directory: Path,
    kernels: Sequence[DemoKernel],
    catalogue: Catalogue,
    *,
    program: str = "prometheus",
    scrape_interval: int = 5,
) -> AsyncGenerator[str]:
    """The place of the source, as `open_source` takes it; its files are below the directory.

    Raises `DemoSourceError` if Prometheus is installed and does not start.
    """
    found = shutil.which(program)
    if found is None:
        recording = demo_recording(kernels, time.time(), catalogue)
        yield str(_write(directory / "recording.json", recording))
        return
    async with _exporter(kernels) as target:
        text = scrape_config(target, scrape_interval)
        config = _write(directory / "prometheus.yml", text.encode())
        await _fill(directory, kernels)
        async with _prometheus(found, config) as url:
            yield url


def _write(path: Path, text: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return path


async def _fill(directory: Path, kernels: Sequence[DemoKernel]) -> None:
    """Give Prometheus samples of the time before it starts, so that there are figures at once.

    Without promtool, which comes with it, they are there after some scrapes.
    """
    program = shutil.which("promtool")
    if program is None:
        return
    lines = "".join(openmetrics(kernels, time.time())).encode()
    source = _write(directory / "history.om", lines)
    process = await asyncio.create_subprocess_exec(
        *(program, "tsdb", "create-blocks-from", "openmetrics"),
        *(str(source), str(directory / _SAMPLES)),
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        await process.wait()
    finally:
        await _stop(process)
    if process.returncode:
        logger.warning("promtool ended with exit code %d", process.returncode)


@asynccontextmanager
async def _exporter(kernels: Sequence[DemoKernel]) -> AsyncGenerator[str]:
    """The `HOST:PORT` of an HTTP server that answers any request with the samples of now."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            body = exposition(kernels, time.time()).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
            )
            writer.write(body)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            logger.debug("a scrape was broken off")
        finally:
            writer.close()

    server = await asyncio.start_server(answer, _LOOPBACK, 0)
    async with server:
        yield f"{_LOOPBACK}:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def _prometheus(program: str, config: Path) -> AsyncGenerator[str]:
    address = f"{_LOOPBACK}:{_free_port()}"
    process = await asyncio.create_subprocess_exec(
        program,
        f"--config.file={config}",
        f"--storage.tsdb.path={config.parent / _SAMPLES}",
        "--storage.tsdb.retention.time=2h",
        f"--web.listen-address={address}",
        "--log.level=error",
    )
    try:
        await _wait_until_ready(process, f"http://{address}/-/ready")
        yield f"http://{address}"
    finally:
        await _stop(process)


async def _wait_until_ready(process: Process, url: str) -> None:
    try:
        async with asyncio.timeout(_START_TIMEOUT), httpx.AsyncClient(trust_env=False) as http:
            while process.returncode is None:
                try:
                    if (await http.get(url)).is_success:
                        return
                except httpx.TransportError:
                    logger.debug("Prometheus does not listen yet")
                await asyncio.sleep(0.1)
    except TimeoutError as error:
        raise DemoSourceError("Prometheus did not become ready") from error
    raise DemoSourceError(f"Prometheus ended with exit code {process.returncode}")


async def _stop(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_STOP_TIMEOUT):
            await process.wait()
    except TimeoutError:
        logger.warning("a program of the demo did not end in time")
    finally:
        # Not even who is cancelled meanwhile leaves it behind.
        if process.returncode is None:
            process.kill()
            await process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((_LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port
