"""The sample client, rendered once, and the two ways of calling it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.client.sample_client import imported, sample_request, write_files

from graphwright.client import render_client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import ModuleType

URL = "https://api.example/graphql"


@dataclass(slots=True)
class Wire:
    """The other side: keeps requests and gives the answers that it was told to give."""

    answer: Callable[[httpx.Request], httpx.Response]
    requests: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)

    @property
    def body(self) -> Any:
        """The JSON of the only request."""
        (request,) = self.requests
        return json.loads(request.content)


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls a method of one of the clients against a wire."""

    package: ModuleType
    is_async: bool

    def __call__(
        self,
        wire: Wire,
        method: str,
        options: Mapping[str, Any] | None = None,
        /,
        **variables: object,
    ) -> Any:
        """What the method returns or raises."""
        settings: dict[str, Any] = {"transport": httpx.MockTransport(wire), **(options or {})}
        if self.is_async:
            return asyncio.run(self._call_async(settings, method, variables))
        with self.package.Client(URL, **settings) as client:
            return getattr(client, method)(**variables)

    async def _call_async(
        self, settings: Mapping[str, Any], method: str, variables: Mapping[str, object]
    ) -> Any:
        async with self.package.AsyncClient(URL, **settings) as client:
            return await getattr(client, method)(**variables)


def answering(data: object, **rest: object) -> Wire:
    """A wire whose answer has this data and, besides it, the rest."""
    return Wire(lambda _: httpx.Response(200, json={"data": data, **rest}))


@pytest.fixture(scope="session")
def sample_files() -> Mapping[str, str]:
    """The files of the sample client's distribution."""
    return render_client(sample_request())


@pytest.fixture(scope="session")
def sample_directory(
    sample_files: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The directory of the sample client's distribution."""
    directory = tmp_path_factory.mktemp("client")
    write_files(directory, sample_files)
    return directory


@pytest.fixture(scope="session")
def package(sample_directory: Path) -> Iterator[ModuleType]:
    """The sample client, imported."""
    with imported(sample_directory, "sample_client") as module:
        yield module


@pytest.fixture(params=["blocking", "asyncio"])
def call(package: ModuleType, request: pytest.FixtureRequest) -> Caller:
    """A caller of the blocking client, then of the one for asyncio."""
    return Caller(package, is_async=request.param == "asyncio")
