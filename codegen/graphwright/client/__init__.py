"""The typed client of an API, made from its SDL and the operations that it sends."""

from __future__ import annotations

from graphwright.client.render import render_client
from graphwright.client.request import ClientRequest, OperationFile

__all__ = ["ClientRequest", "OperationFile", "render_client"]
