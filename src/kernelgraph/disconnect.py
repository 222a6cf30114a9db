"""Work for a client that has gone away is cancelled, down to its query in the database.

A server tells an application that the client has gone only if the application asks, which one
that works on an answer does not. PostgreSQL drivers cancel the query of a task that is cancelled.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)


class CancelOnDisconnect:
    """An application that is cancelled when the client goes away before the answer is sent.

    What runs after the answer, such as a background task of Starlette, is left alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; other kinds of connections are passed on as they are."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send)
        watching = asyncio.ensure_future(exchange.gone())
        working = asyncio.ensure_future(self._app(scope, exchange.receive, exchange.send))
        try:
            await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
            if working.done() or exchange.is_answered:
                await working
            else:
                logger.info("the client of %s has gone; its request is cancelled", scope["path"])
        finally:
            await _stop(watching)
            await _stop(working)


class _Exchange:
    """The messages of one request, watched from both sides."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._is_read = asyncio.Event()
        self._is_gone = asyncio.Event()
        self.is_answered = False

    async def receive(self) -> Message:
        """The next message of the client, for the application."""
        if self._is_read.is_set():
            # The watcher waits for the only message that can follow.
            await self._is_gone.wait()
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._is_read.set()
        return message

    async def send(self, message: Message) -> None:
        """Pass a message of the application on to the client."""
        await self._send(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.is_answered = True

    async def gone(self) -> None:
        """Return when the client has gone, whether it has the answer or not."""
        # Not earlier: what is received before the application asks for it would have to be kept.
        await self._is_read.wait()
        await self._receive()
        self._is_gone.set()


async def _stop(task: asyncio.Future[None]) -> None:
    """Cancel the task unless it is done, and wait for what it still does thereupon."""
    if task.done():
        return
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled() and (error := task.exception()):
        logger.warning("a request failed while it was cancelled", exc_info=error)
