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
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, task)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except asyncio.CancelledError:
            if not exchange.absorb():
                raise
            logger.info("the client of %s has gone; its request is cancelled", scope["path"])
        except Exception:
            if not exchange.absorb():
                raise
            logger.warning("a request failed while it was cancelled", exc_info=True)
        finally:
            exchange.close()


class _Exchange:
    """The messages of one request, watched from both sides, and the task that answers it."""

    def __init__(self, receive: Receive, send: Send, task: asyncio.Task[object]) -> None:
        self._receive = receive
        self._send = send
        self._task = task
        self._cancelling = task.cancelling()
        self._watching: asyncio.Task[None] | None = None
        self._is_answered = False
        self._has_cancelled = False

    async def receive(self) -> Message:
        """The next message of the client, for the application."""
        if self._watching is not None:
            # The watcher waits for the only message that can follow.
            await asyncio.wait({self._watching})
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            # Not earlier: what is received before the application asks would have to be kept.
            self._watching = asyncio.create_task(self._watch())
        return message

    async def send(self, message: Message) -> None:
        """Pass a message of the application on to the client."""
        await self._send(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self._is_answered = True

    async def _watch(self) -> None:
        """Cancel the request when the client has gone without its answer."""
        await self._receive()
        if not self._is_answered:
            self._has_cancelled = True
            self._task.cancel()

    def absorb(self) -> bool:
        """Whether the watcher alone has cancelled the request; its task is as if it had not."""
        if not self._has_cancelled:
            return False
        self._has_cancelled = False
        return self._task.uncancel() <= self._cancelling

    def close(self) -> None:
        """Stop watching."""
        if self._watching is not None:
            self._watching.cancel()
        self.absorb()
