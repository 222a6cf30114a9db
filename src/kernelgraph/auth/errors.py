"""What goes wrong with tokens and keys.

AuthError
├── TokenRefused     the token of one request: expired, forged, malformed
└── KeysUnavailable  the keys of the server: no such file, no answer, not a key set
"""

from __future__ import annotations


class AuthError(Exception):
    """Anything that keeps a token from being accepted."""


class TokenRefused(AuthError):
    """The token is not accepted; the message says why, without quoting it."""


class KeysUnavailable(AuthError):
    """The keys that tokens are checked with cannot be read."""
