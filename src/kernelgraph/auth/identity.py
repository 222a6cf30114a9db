"""Who asks, out of the headers of a request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from graphwright.runtime import Unauthenticated
from kernelgraph.auth.bearer import bearer_token
from kernelgraph.auth.errors import CannotCheckToken, KeysUnavailable, TokenRefused
from kernelgraph.context import RequestContext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphwright.runtime import ApiError
    from kernelgraph.auth.tokens import TokenVerifier
    from kernelgraph.auth.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SignIn:
    """Makes the context of each request."""

    verifier: TokenVerifier

    async def context(self, authorization: Sequence[str]) -> RequestContext:
        """The context of a request with these values of its Authorization headers.

        A token that is not accepted, or cannot be checked, fails nothing by itself: each field
        that asks who the caller is answers with the reason.
        """
        return RequestContext(await self._identity(authorization))

    async def _identity(self, authorization: Sequence[str]) -> Viewer | Callable[[], ApiError]:
        try:
            token = bearer_token(authorization)
            if token is None:
                return partial(Unauthenticated, "the request has no bearer token")
            return await self.verifier.viewer(token)
        except TokenRefused as refusal:
            return partial(Unauthenticated, str(refusal))
        except KeysUnavailable:
            # The key source logs why; clients learn nothing of it.
            return CannotCheckToken
