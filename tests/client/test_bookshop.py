"""A client of the bookshop follows its orders, through the application that was generated."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack, aclosing, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from tests.client.sample_client import imported, write_files

from graphwright.client import ClientRequest, OperationFile, render_client

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator
    from types import ModuleType

    from starlette.types import ASGIApp

SHOP = Path(__file__).parents[2] / "examples" / "bookshop" / "src"
OPERATIONS = """
subscription FollowOrders { orders { copies book { title } } }

mutation Order($bookId: ID!) { orderBook(input: { bookId: $bookId }) { __typename } }
"""


@pytest.fixture
def shop_client(tmp_path: Path) -> Iterator[ModuleType]:
    """A client of the shop, and the shop itself, imported."""
    request = ClientRequest(
        schema_sdl=((SHOP / "bookshop_api" / "schema.graphql").read_text("utf-8"),),
        operations=(OperationFile("orders.graphql", OPERATIONS),),
        package="shop_client",
        distribution="shop-client",
        version="1",
        description="A client of the bookshop",
        scalars={"Decimal": "decimal.Decimal"},
    )
    write_files(tmp_path, render_client(request))
    with ExitStack() as stack:
        for directory, package in ((SHOP, "bookshop_api"), (SHOP, "bookshop")):
            stack.enter_context(imported(directory, package))
        yield stack.enter_context(imported(tmp_path, "shop_client"))


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncGenerator[str]:
    """The address at which an application is served."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/graphql"
    finally:
        server.should_exit = True
        await task


def named(module: str, name: str) -> Any:
    """What the shop calls so; it is imported while the test runs."""
    return getattr(import_module(module), name)


async def until_followed(desk: Any, followers: int) -> None:
    """Wait until just so many follow the orders."""
    async with asyncio.timeout(30):
        while desk.followers != followers:
            await asyncio.sleep(0.005)


async def test_orders_are_followed_until_the_loop_is_left(
    shop_client: ModuleType, tmp_path: Path
) -> None:
    """Each order comes as a model, and the shop forgets who has seen enough."""
    store = named("bookshop.store", "Store")(f"sqlite+aiosqlite:///{tmp_path}/shop.db")
    await store.open()
    desk = named("bookshop.orders", "OrderDesk")(store.engine)
    resolvers = named("bookshop.resolvers", "build_resolvers")(store, desk)
    app = named("bookshop_api", "build_app")(named("bookshop_api", "build_schema")(resolvers))
    async with serving(app) as url, shop_client.AsyncClient(url) as client:
        async with aclosing(client.follow_orders()) as orders:
            heard = asyncio.ensure_future(anext(orders))
            for book, title in (("5", "Mansfield Park"), ("6", "Persuasion")):
                await until_followed(desk, 1)
                assert (await client.order(book_id=book)).order_book.typename__ == "Order"
                order = (await heard).orders
                assert (order.copies, order.book.title) == (1, title)
                heard = asyncio.ensure_future(anext(orders))
            heard.cancel()
            await asyncio.wait({heard})
        await until_followed(desk, 0)
    await store.close()
