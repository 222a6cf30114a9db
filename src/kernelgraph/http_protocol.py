"""HTTP/1.1 as the server speaks it, on uvicorn's protocol over httptools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kernelgraph.subscriptions.connection import TRANSPORT

if TYPE_CHECKING:
    from asyncio import BaseTransport, Transport

_LARGEST_HEAD: Final = 65_536


class Http(HttpToolsProtocol):
    """Hands the transport over to the application, for streams: WebSockets begin here as well.

    Refuses heads and trailers that do not end, which the parser would keep. A request that
    offers to go on in another protocol, as those of Java's client offer HTTP/2, is answered as if
    it did not: the parser would take its body for the other protocol.
    """

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin a connection."""
        super().connection_made(cast("Transport", transport))
        self.app_state = {**self.app_state, TRANSPORT: transport}
        self._beside_bodies = 0

    def data_received(self, data: bytes) -> None:
        """Parse what has come."""
        self._unset_keepalive_if_required()
        self._beside_bodies += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            if self._offers_another_protocol():
                self._parse_without_offer(data[upgrade.args[0] :])
            else:
                self.handle_websocket_upgrade()
        except httptools.HttpParserError:
            self._refuse()
        else:
            if self._beside_bodies > _LARGEST_HEAD:
                self._refuse()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        if not self._offers_another_protocol():
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand a part of a body over."""
        self._beside_bodies = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Hand over that there is no more."""
        self._beside_bodies = 0
        if not self._offers_another_protocol():
            super().on_message_complete()

    def _offers_another_protocol(self) -> bool:
        return self.parser.should_upgrade() and any(
            name == b"upgrade" and value.lower() != b"websocket" for name, value in self.headers
        )

    def _parse_without_offer(self, rest: bytes) -> None:
        version = self.parser.get_http_version().encode()
        head = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, version)]
        head += [b"%b: %b" % header for header in self.headers if header[0] != b"upgrade"]
        self.parser = httptools.HttpRequestParser(self)
        self.data_received(b"\r\n".join([*head, b"", rest]))

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            message = "Invalid HTTP request received."
            self.logger.warning(message)
            self.send_400_response(message)
