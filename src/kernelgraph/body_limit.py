"""Requests whose bodies are too long are refused before they are read to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _BodyTooLong(Exception):
    """More has come of a body than may."""


class BodyLimit:
    """An application whose requests have bodies of at most so many bytes; 413 for others."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on for as long as its body is not too long."""
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise _BodyTooLong
            return message

        try:
            await self._app(scope, bounded, send)
        except _BodyTooLong:
            sentence = f"The body of a request may have {self._most} bytes."
            await PlainTextResponse(sentence, status_code=413)(scope, receive, send)
