"""What a client signs in with, in a header or, where it can set none, in its first message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import HTTPConnection

_STATE: Final = "authorization"


def keep_credentials(connection: HTTPConnection, payload: object) -> None:
    """Keep what the payload of `connection_init` signs in with, if it does."""
    if not isinstance(payload, dict):
        return
    given = cast("dict[object, object]", payload)
    values = [given[name] for name in ("Authorization", "authorization") if name in given]
    if values:
        # What is no text is no credentials either, and refused as such.
        texts = [value if isinstance(value, str) else "" for value in values]
        setattr(connection.state, _STATE, texts)


def credentials(connection: HTTPConnection) -> Sequence[str]:
    """The values of the Authorization headers, or what the first message said instead."""
    kept: Sequence[str] | None = getattr(connection.state, _STATE, None)
    return connection.headers.getlist("Authorization") if kept is None else kept
