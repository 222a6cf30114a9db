"""The commands reach a Prometheus behind TLS, and show it who asks."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.livestat.certificates import Certificate, make_certificate, server_context
from tests.livestat.faults import answering, faulty_server

from kernelgraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

KERNEL = "00000000-0000-0000-0000-000000000007"
EMPTY = b'{"status": "success", "data": {"resultType": "matrix", "result": []}}'


@pytest.fixture
def server(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path, "server")


@pytest.fixture
def client(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path, "client")


def livestat(*arguments: object, **variables: object) -> Result:
    """The end of a command that knows no other variables of the server."""
    env = {f"KERNELGRAPH_PROMETHEUS_{name}": str(text) for name, text in variables.items()}
    return CliRunner().invoke(main, ["livestat", *map(str, arguments)], env=env)


async def record(
    directory: Path,
    server: Certificate,
    client: Certificate | None,
    *options: object,
    **variables: object,
) -> tuple[Result, list[str]]:
    """The end of a recording from a server that insists on the client, and the heads it got."""
    async with faulty_server(server_context(server, client)) as faulty:
        faulty.behaviours = [answering(EMPTY)]
        arguments = ("--from", faulty.url, "--output", directory / "kept.json", "--kernel", KERNEL)
        result = await asyncio.to_thread(livestat, "record", *arguments, *options, **variables)
        return result, [exchange.head for exchange in faulty.exchanges]


async def test_options_say_whom_to_trust_and_what_to_show(
    tmp_path: Path, server: Certificate, client: Certificate
) -> None:
    """With the authority, our certificate and its key, and a token, a recording is written."""
    shown = ("--certificate-file", client.certificate, "--key-file", client.key)
    options = ("--ca-file", server.certificate, *shown, "--bearer-token", "of mine")
    result, heads = await record(tmp_path, server, client, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 kernels of Prometheus at https://" in result.stdout
    assert "Authorization: Bearer of mine" in heads[0]


async def test_variables_of_the_server_go_for_the_commands_too(
    tmp_path: Path, server: Certificate
) -> None:
    """The same variables, without an option, give the same authority and the same user."""
    result, heads = await record(
        tmp_path, server, None, CA_FILE=server.certificate, USERNAME="ann", PASSWORD="secret"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"Authorization: Basic {b64encode(b'ann:secret').decode()}" in heads[0]


async def test_a_source_that_is_not_trusted_is_not_asked(
    tmp_path: Path, server: Certificate
) -> None:
    """Unless its certificate is not to be checked; nothing is written before."""
    result, heads = await record(tmp_path, server, None)
    assert (result.exit_code, heads) == (2, [])
    assert "unreachable" in result.stderr
    assert not (tmp_path / "kept.json").exists()
    result, heads = await record(tmp_path, server, None, "--no-verify")
    assert (result.exit_code, len(heads)) == (0, 1)


async def test_who_shows_no_certificate_is_turned_away(
    tmp_path: Path, server: Certificate, client: Certificate
) -> None:
    """By a server that insists on one."""
    result, heads = await record(tmp_path, server, client, "--ca-file", server.certificate)
    assert (result.exit_code, heads) == (2, [])
    assert "unreachable" in result.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--ca-file", "{0}/no.pem"), "cannot read the authorities for Prometheus in {0}/no.pem"),
        (("--ca-file", "{0}/text"), "the authorities for Prometheus in {0}/text, expected as PEM"),
        (("--certificate-file", "{0}/no.pem"), "the certificate for Prometheus in {0}/no.pem: No"),
        (
            ("--certificate-file", "{0}/server.crt", "--key-file", "{0}/client.key"),
            "{0}/server.crt with the key in {0}/client.key, expected as PEM",
        ),
        (("--key-file", "{0}/client.key"), "{0}/client.key, without its certificate"),
        (("--username", "ann", "--bearer-token", "x"), "exclude each other: give one of them"),
    ],
)
@pytest.mark.usefixtures("server", "client")
def test_what_cannot_be_used_is_named(
    tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    """Each file by its path, for both commands, with the exit code of a source not asked."""
    (tmp_path / "text").write_text("no certificate")
    given = [option.format(tmp_path) for option in options]
    place = "https://127.0.0.1:1"
    for command in (
        ("record", "--from", place, "--output", tmp_path / "kept.json"),
        ("compare", "--left", place, "--right", place),
    ):
        result = livestat(*command, *given)
        assert result.exit_code == 2
        assert sentence.format(tmp_path) in result.stderr
