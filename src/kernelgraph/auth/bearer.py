"""The bearer token of a request (RFC 6750, section 2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kernelgraph.auth.errors import TokenRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

_CREDENTIALS: Final = re.compile(r"bearer +([a-z0-9._~+/-]+=*)", re.ASCII | re.IGNORECASE)


def bearer_token(authorization: Sequence[str]) -> str | None:
    """The token in the values of the request's Authorization headers; null if there is no header.

    Raises TokenRefused for anything but one well-formed header with a bearer token: a request
    that tries to sign in and fails is never taken for one that does not try.
    """
    if not authorization:
        return None
    if len(authorization) > 1:
        raise TokenRefused("the request has more than one Authorization header")
    credentials = authorization[0].strip(" \t")
    scheme = credentials.partition(" ")[0]
    if scheme.lower() != "bearer":
        raise TokenRefused("the Authorization header is not of the scheme Bearer")
    found = _CREDENTIALS.fullmatch(credentials)
    if found is None:
        raise TokenRefused("the Authorization header has no well-formed bearer token")
    return found[1]
