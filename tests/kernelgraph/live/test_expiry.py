"""A stream ends when the token that opened it does, by a clock that the test sets."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

import pytest
from tests.kernelgraph.conftest import AUTH
from tests.kernelgraph.live.served import closing, operation, receive, subscribe

from kernelgraph.auth.tokens import TokenRules, issue_token
from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.subscriptions.open_streams import OpenStreams
from kernelgraph.subscriptions.wall_clock import WallClock
from kernelgraph_client import AsyncClient, GraphQLResponseError

if TYPE_CHECKING:
    from tests.kernelgraph.live.conftest import Serve

LIFETIME: Final = timedelta(hours=1)
LEEWAY: Final = TokenRules().leeway
SECOND: Final = timedelta(seconds=1)


class SetClock(WallClock):
    """Shows the time that it was last set to."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)
        self._is_set = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    async def until(self, moment: datetime) -> None:
        while self._now < moment:
            await self._is_set.wait()

    def set(self, now: datetime) -> None:
        """Show another time from now on."""
        self._now = now
        self._is_set.set()
        self._is_set = asyncio.Event()


@pytest.fixture
async def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def signed_in(clock: SetClock) -> dict[str, str]:
    """The header with a token that is good for an hour."""
    viewer = Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN)
    token = issue_token(viewer, AUTH["auth_secret"], TokenRules(), lifetime=LIFETIME)
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("is_subscribed", [True, False])
async def test_a_socket_is_closed_when_its_token_expires(
    serve: Serve,
    running: list[UUID],
    clock: SetClock,
    signed_in: dict[str, str],
    is_subscribed: bool,
) -> None:
    issued_at = clock.now()
    async with (
        serve(OpenStreams(clock=clock)) as live,
        live.socket(signed_in) as socket,
    ):
        if is_subscribed:
            await subscribe(socket, operation(running[:1]))
            await receive(socket)
        # Tokens say whole seconds.
        clock.set(issued_at + LIFETIME + LEEWAY - SECOND)
        await subscribe(socket, {"query": "{ __typename }"}, "still open")
        assert (await receive(socket))["id"] == "still open"
        clock.set(issued_at + LIFETIME + LEEWAY)
        assert await closing(socket) == (4403, "the token has expired")
        await live.until_open(0)


async def test_an_event_stream_is_completed_when_its_token_expires(
    serve: Serve, running: list[UUID], clock: SetClock, signed_in: dict[str, str]
) -> None:
    async with (
        serve(OpenStreams(clock=clock)) as live,
        live.events(operation(running[:1]), signed_in) as events,
    ):
        await anext(events)
        clock.set(clock.now() + LIFETIME + LEEWAY)
        (name, result), last = [event async for event in events]
    assert name == "next"
    (error,) = result["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert error["message"] == "the token has expired"
    assert last == ("complete", None)


async def test_the_typed_client_is_told_that_its_token_has_expired(
    serve: Serve, running: list[UUID], clock: SetClock, signed_in: dict[str, str]
) -> None:
    async with (
        serve(OpenStreams(clock=clock)) as live,
        AsyncClient(live.url, headers=signed_in) as client,
    ):
        states = client.watch_kernel_live_stats(ids=running[:1])
        await anext(states)
        clock.set(clock.now() + LIFETIME + LEEWAY)
        with pytest.raises(GraphQLResponseError, match="the token has expired") as caught:
            await anext(states)
        assert caught.value.codes == {"UNAUTHENTICATED"}
        await live.until_open(0)


async def test_a_socket_that_nobody_has_signed_in_on_expires_at_no_time(
    serve: Serve, clock: SetClock
) -> None:
    async with serve(OpenStreams(clock=clock)) as live, live.socket(None) as socket:
        clock.set(clock.now() + timedelta(days=10_000))
        await subscribe(socket, {"query": "{ __typename }"})
        assert (await receive(socket))["type"] == "next"


async def test_the_clock_of_the_system_comes_to_a_moment() -> None:
    clock = WallClock()
    moment = clock.now() + timedelta(milliseconds=20)
    await clock.until(moment)
    assert clock.now() >= moment
    async with asyncio.timeout(10):
        await clock.until(moment - timedelta(days=1))
