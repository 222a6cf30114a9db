"""The part of bootstrap that decides, from the settings, how tokens are checked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from kernelgraph.auth.demo_secret import demo_secret
from kernelgraph.auth.errors import KeysUnavailable
from kernelgraph.auth.keys import KeySet, SharedSecret, parse_key_set
from kernelgraph.auth.tokens import TokenRules
from kernelgraph.errors import AuthSettingsError
from kernelgraph.repositories.database import database_url, sqlite_file

if TYPE_CHECKING:
    from kernelgraph.auth.keys import KeySource
    from kernelgraph.settings import Settings

LARGEST_KEY_SET: Final = 1_000_000
"""The most bytes of a key set; the largest in use have some thousands."""
FETCH_TIMEOUT: Final = 5.0
"""How long the fetch of a key set may take in all, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose tokens are accepted."""

    keys: KeySource
    rules: TokenRules
    secret: str | None = field(default=None, repr=False)
    """What signs tokens, where that is ours to do."""
    is_demo: bool = False
    """Whether the secret is that of a demo database."""


def token_trust(settings: Settings) -> Trust:
    """Whose tokens the settings accept.

    Raises AuthSettingsError unless they name exactly one source of keys, or none at all and the
    database is one of the demo, which has its own: a server that lets everybody in does not
    exist.
    """
    rules = TokenRules(
        audience=settings.auth_audience,
        issuer=settings.auth_issuer,
        leeway=timedelta(seconds=settings.auth_leeway),
    )
    sources = {
        "--auth-secret": settings.auth_secret,
        "--auth-secret-file": settings.auth_secret_file,
        "--auth-jwks": settings.auth_jwks,
    }
    named = [option for option, value in sources.items() if value is not None]
    if len(named) > 1:
        raise AuthSettingsError(f"{' and '.join(named)} exclude each other: choose one of them")
    if settings.auth_jwks is not None:
        return _key_set_trust(settings.auth_jwks, rules)
    if settings.auth_secret is not None:
        return _secret_trust("--auth-secret", settings.auth_secret, rules)
    if settings.auth_secret_file is not None:
        secret = _read_text("--auth-secret-file", Path(settings.auth_secret_file))
        return _secret_trust("--auth-secret-file", secret, rules)
    return _demo_trust(settings, rules)


def _secret_trust(option: str, secret: str, rules: TokenRules) -> Trust:
    try:
        return Trust(keys=SharedSecret(secret), rules=rules, secret=secret)
    except KeysUnavailable as error:
        raise AuthSettingsError(f"{option}: {error}") from error


def _key_set_trust(place: str, rules: TokenRules) -> Trust:
    if rules.audience is None:
        raise AuthSettingsError(
            "--auth-jwks needs --auth-audience: whoever publishes keys signs tokens for others, too"
        )
    if not place.lower().startswith(("http://", "https://")):
        path = Path(place)
        try:
            # Not needed before the first token, but the mistake is seen at once.
            parse_key_set(_read_file(path))
        except KeysUnavailable as error:
            raise AuthSettingsError(f"--auth-jwks: {error}") from error
        return Trust(keys=KeySet(partial(_read_key_file, path)), rules=rules)
    if "@" in urlsplit(place).netloc:
        raise AuthSettingsError("--auth-jwks: the URL of a key set has no user name or password")
    return Trust(keys=KeySet(partial(fetch_key_set, place)), rules=rules)


def _demo_trust(settings: Settings, rules: TokenRules) -> Trust:
    database = sqlite_file(database_url(settings.database_url))
    try:
        found = None if database is None else demo_secret(database)
    except (OSError, ValueError) as error:
        raise AuthSettingsError(f"the secret of the demo database: {error}") from error
    if found is None:
        raise AuthSettingsError(
            "nothing says how to check the tokens of requests: give --auth-secret-file or"
            " --auth-jwks (a SQLite database made by `kernelgraph demo` has a secret of its own)"
        )
    if rules.audience is not None or rules.issuer is not None:
        raise AuthSettingsError(
            "--auth-audience and --auth-issuer go with --auth-secret, --auth-secret-file or"
            " --auth-jwks; the tokens of a demo database name that database"
        )
    try:
        keys = SharedSecret(found.secret)
    except KeysUnavailable as error:
        raise AuthSettingsError(f"the secret of the demo database: {error}") from error
    own_rules = TokenRules(audience=found.audience, leeway=rules.leeway)
    return Trust(keys=keys, rules=own_rules, secret=found.secret, is_demo=True)


def _read_text(option: str, path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise AuthSettingsError(f"{option}: cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise AuthSettingsError(f"{option}: {path} is not a text") from None


def _read_file(path: Path) -> bytes:
    """The content of a file with a key set; raises KeysUnavailable."""
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_KEY_SET + 1)
    except OSError as error:
        raise KeysUnavailable(f"cannot read {path}: {error.strerror}") from error
    if len(content) > LARGEST_KEY_SET:
        raise KeysUnavailable(f"{path} is too large for a key set")
    return content


async def _read_key_file(path: Path) -> bytes:
    return await asyncio.to_thread(_read_file, path)


async def fetch_key_set(url: str) -> bytes:
    """The key set at the URL; raises KeysUnavailable, with the host and without the query."""
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc}{parts.path}"
    try:
        async with (
            asyncio.timeout(FETCH_TIMEOUT),
            httpx.AsyncClient(timeout=FETCH_TIMEOUT) as client,
            client.stream("GET", url, headers={"Accept": "application/json"}) as response,
        ):
            if response.status_code != HTTPStatus.OK:
                raise KeysUnavailable(f"{shown} answers {response.status_code}")
            content = b""
            async for part in response.aiter_bytes():
                content += part
                if len(content) > LARGEST_KEY_SET:
                    raise KeysUnavailable(f"{shown} is too large for a key set")
            return content
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        # TimeoutError is an OSError, too.
        raise KeysUnavailable(f"{shown} does not answer ({type(error).__name__})") from error
