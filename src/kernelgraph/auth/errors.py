"""What goes wrong with tokens and keys.

AuthError
├── TokenRefused     the token of one request: expired, forged, malformed
└── KeysUnavailable  the keys of the server: no such file, no answer, not a key set
ApiError
└── CannotCheckToken AUTHENTICATION_UNAVAILABLE, what a client is told of the latter
"""

from __future__ import annotations

from graphwright.runtime import ApiError


class AuthError(Exception):
    """Anything that keeps a token from being accepted."""


class TokenRefused(AuthError):
    """The token is not accepted; the message says why, without quoting it."""


class KeysUnavailable(AuthError):
    """The keys that tokens are checked with cannot be read."""


class CannotCheckToken(ApiError):
    """The token may be good; nobody can tell at present."""

    code = "AUTHENTICATION_UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("tokens cannot be checked at present; try again later")
