"""What `@auth` in the SDL asks of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime import Forbidden
from kernelgraph_api.enums import AuthRole

if TYPE_CHECKING:
    from kernelgraph.context import RequestContext


def authorize(context: RequestContext, required: AuthRole) -> None:
    """Return if the request may ask for a field that requires the role.

    Raises the error of the request's identity if nobody is signed in, Forbidden for others.
    """
    viewer = context.viewer
    if required is AuthRole.SUPERADMIN and not viewer.is_superadmin:
        raise Forbidden("only superadmins may ask for this")
