"""Who is trusted, and who has to be shown a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from tests.livestat.asking import source_at
from tests.livestat.certificates import Certificate, make_certificate, server_context
from tests.livestat.faults import answering, faulty_server

from kernelgraph.livestat.reading import Failure, Unavailable
from kernelgraph.livestat.settings import PrometheusSettings, TlsSettings

if TYPE_CHECKING:
    from pathlib import Path

    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import Outcome

KERNEL = UUID(int=7)
EMPTY = b'{"status": "success", "data": {"resultType": "matrix", "result": []}}'
UNREACHABLE = Unavailable(Failure.UNREACHABLE)


@pytest.fixture
def server(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path, "server")


@pytest.fixture
def client(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path, "client")


async def ask(
    tls: TlsSettings, instruments: Instruments, server: Certificate, client: Certificate | None
) -> Outcome:
    async with faulty_server(server_context(server, client)) as faulty:
        faulty.behaviours = [answering(EMPTY)]
        settings = PrometheusSettings(url=faulty.url, tls=tls, retry_delay=0)
        async with source_at(settings, instruments) as source:
            return (await source.fetch([KERNEL]))[KERNEL]


async def test_an_authority_that_is_named_is_trusted(
    instruments: Instruments, server: Certificate
) -> None:
    assert await ask(TlsSettings(authorities=server.certificate), instruments, server, None) is None


async def test_others_are_not_trusted_unless_nobody_is_verified(
    instruments: Instruments, server: Certificate
) -> None:
    assert await ask(TlsSettings(), instruments, server, None) == UNREACHABLE
    assert await ask(TlsSettings(verify=False), instruments, server, None) is None


async def test_a_server_that_insists_is_shown_our_certificate(
    instruments: Instruments, server: Certificate, client: Certificate
) -> None:
    trusting = TlsSettings(authorities=server.certificate)
    showing = TlsSettings(
        authorities=server.certificate, certificate=client.certificate, key=client.key
    )
    assert await ask(trusting, instruments, server, client) == UNREACHABLE
    assert await ask(showing, instruments, server, client) is None
