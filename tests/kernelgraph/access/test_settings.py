"""The server starts only if it is clear how it tells its callers, and keeps its secrets."""

from __future__ import annotations

import asyncio
import os
import stat
from typing import TYPE_CHECKING, Any, Final

import jwt
import pytest
from click.testing import CliRunner
from tests.kernelgraph.conftest import opened

from kernelgraph.bootstrap_auth import token_trust
from kernelgraph.cli import main
from kernelgraph.errors import AuthSettingsError
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SECRET: Final = "a hidden secret of 32 bytes or more"
QUERY: Final = '{ resourceSlotType(slotName: "cpu") { slotName } }'


def run(*arguments: str, **env: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments, env=env, catch_exceptions=False)
    return result.exit_code, result.output


def make_demo(path: Path) -> str:
    url = f"sqlite:///{path}"
    code, output = run("demo", "--database-url", url, "--kernels", "20", "--if-missing")
    assert code == 0, output
    return url


def secret_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.secret")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "give --auth-secret-file or --auth-jwks"),
        ({"auth_audience": "kernels"}, "give --auth-secret-file or --auth-jwks"),
        ({"auth_secret": "hidden"}, "--auth-secret: the secret has 6 bytes"),
        ({"auth_secret": ""}, "--auth-secret: the secret has 0 bytes"),
        ({"auth_secret": SECRET, "auth_jwks": "keys.json"}, "exclude each other"),
        ({"auth_secret": SECRET, "auth_secret_file": "x"}, "exclude each other"),
        ({"auth_secret_file": "none/such"}, "--auth-secret-file: cannot read none/such"),
        ({"auth_jwks": "keys.json"}, "--auth-jwks needs --auth-audience"),
        ({"auth_jwks": "none/such", "auth_audience": "us"}, "--auth-jwks: cannot read none/such"),
        (
            {"auth_jwks": "https://u:hidden@host/keys", "auth_audience": "us"},
            "the URL of a key set has no user name or password",
        ),
    ],
)
def test_settings_that_do_not_say_how_to_check_tokens_are_refused(
    settings: dict[str, Any], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(AuthSettingsError) as refused:
        token_trust(Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", **settings))
    assert sentence in str(refused.value)
    assert "hidden" not in str(refused.value)


def test_a_server_without_keys_does_not_start(tmp_path: Path) -> None:
    url = make_demo(tmp_path / "demo.db")
    secret_of(tmp_path / "demo.db").unlink()
    code, output = run("serve", "--database-url", url, "--port", "0")
    assert (code, "nothing says how to check the tokens" in output) == (1, True)


def test_a_secret_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    assert token_trust(Settings(auth_secret_file=str(path))).secret == SECRET


def test_only_the_owner_can_read_the_secret_of_a_demo_database(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    make_demo(path)
    assert stat.S_IMODE(secret_of(path).stat().st_mode) == 0o600
    assert len(secret_of(path).read_text().strip()) >= 43


def test_a_demo_database_keeps_its_secret_and_a_new_one_gets_another(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    make_demo(path)
    first = secret_of(path).read_text()
    make_demo(path)
    assert secret_of(path).read_text() == first
    path.unlink()
    make_demo(path)
    assert secret_of(path).read_text() != first
    secret_of(path).unlink()
    make_demo(path)
    assert stat.S_IMODE(secret_of(path).stat().st_mode) == 0o600


def test_the_token_of_one_database_is_worth_nothing_at_another(tmp_path: Path) -> None:
    """Not even where both have the same secret, for it names the database."""
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    urls = [make_demo(path) for path in paths]
    (user,) = tokens(urls[0])
    found = {}
    for name, url in (("other secret", urls[1]), ("own", urls[0])):
        found[name] = asyncio.run(outcome(url, user))
    secret_of(paths[1]).write_text(secret_of(paths[0]).read_text())
    found["same secret"] = asyncio.run(outcome(urls[1], user))
    assert found == {
        "own": None,
        "other secret": "the signature of the token does not fit",
        "same secret": "the token is meant for another audience",
    }


def tokens(url: str, *options: str) -> list[str]:
    code, output = run("token", "ken005@physics.example.org", "--database-url", url, *options)
    assert code == 0, output
    return output.split()


async def outcome(url: str, token: str) -> str | None:
    """Why a request is refused with the token; null if it is not."""
    # A setting that says nothing new has the fixture leave the demo's secret in force.
    async with opened([], database_url=url, auth_leeway=30.0) as api:
        answer = await api.with_headers({"Authorization": f"Bearer {token}"}).answer(QUERY)
    return answer["errors"][0]["message"] if "errors" in answer else None


def test_a_token_says_what_the_user_is_in_the_database(tmp_path: Path) -> None:
    url = make_demo(tmp_path / "demo.db")
    project = "11111111-1111-4111-8111-111111111111"
    (token,) = tokens(url, "--project", project, "--days", "1")
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["role"], claims["domain"]) == ("user", "physics")
    assert claims["projects"] == [project]
    assert claims["exp"] - claims["iat"] == 86_400
    assert claims["aud"] == f"sqlite:///{tmp_path / 'demo.db'}"


def test_a_token_for_nobody_is_refused(tmp_path: Path) -> None:
    url = make_demo(tmp_path / "demo.db")
    code, output = run("token", "nobody@example.org", "--database-url", url)
    assert (code, "no user with the email address or UUID 'nobody@example.org'" in output) == (
        1,
        True,
    )


def test_secrets_are_in_no_representation_and_no_help() -> None:
    secrets: dict[str, Any] = {
        "auth_secret": SECRET,
        "cursor_key": "hidden key",
        "database_url": "postgresql://u:hidden@h/d",
    }
    settings = Settings(**secrets)
    assert "hidden" not in repr(settings)
    assert "hidden" not in repr(token_trust(settings))
    env = {f"KERNELGRAPH_{name.upper()}": value for name, value in secrets.items()}
    for command in ("serve", "token"):
        code, output = run(command, "--help", **env)
        assert (code, "hidden" in output) == (0, False)
        assert "KERNELGRAPH_AUTH_SECRET" in output


def test_a_server_that_does_not_start_tells_no_secret(tmp_path: Path) -> None:
    url = make_demo(tmp_path / "demo.db")
    env = {"KERNELGRAPH_AUTH_SECRET": SECRET, "KERNELGRAPH_AUTH_JWKS": os.devnull}
    code, output = run("serve", "--database-url", url, **env)
    assert (code, "exclude each other" in output, "hidden" in output) == (1, True, False)
