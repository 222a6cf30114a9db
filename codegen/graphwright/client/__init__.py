"""The typed client of an API, made from its SDL and the operations that it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.client.request import ClientRequest, OperationFile
from graphwright.memory import NO_MEMORY

if TYPE_CHECKING:
    from graphwright.memory import Memory

__all__ = ["ClientRequest", "OperationFile", "render_client"]


def render_client(request: ClientRequest, memory: Memory = NO_MEMORY) -> dict[str, str]:
    """The files of the distribution: path relative to its directory, and text.

    Raises DiagnosticsError with every mistake in the operations.
    """
    # ariadne-codegen takes long to import, and a run that changes no client never needs it.
    from graphwright.client.render import render

    return render(request, memory)
