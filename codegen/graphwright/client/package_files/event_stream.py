"""The answers to a subscription, which come as server-sent events.

The format is the HTML standard's (https://html.spec.whatwg.org/multipage/server-sent-events.html),
what the events say is graphql-sse in its mode of distinct connections. Ids and reconnection times
are passed over: a stream that breaks is not taken up again.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT_STREAM: Final = "text/event-stream"
DEFAULT_STREAM_TIMEOUT: Final = 60.0

# Lines end here and nowhere else: str.splitlines would take strings of JSON apart.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Event(NamedTuple):
    """An event that has data; one without a name is a `message`."""

    name: str
    data: str


class EventParser:
    """Takes the bytes of a stream in whatever pieces they come."""

    def __init__(self) -> None:
        # Replaces what is not UTF-8, and leaves out a byte order mark.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._line: list[str] = []
        self._after_return = False
        self._name = ""
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that end with these bytes."""
        events: list[Event] = []
        for line in self._lines(self._decoder.decode(chunk)):
            if line:
                self._take(line)
                continue
            if self._data:
                events.append(Event(self._name or "message", "\n".join(self._data)))
            self._name, self._data = "", []
        return events

    def _lines(self, text: str) -> list[str]:
        """The lines that end in this text. A return ends one, though a line feed may follow."""
        if not text:
            return []
        if self._after_return:
            text = text.removeprefix("\n")
        self._after_return = text.endswith("\r")
        first, *others = _LINE_END.split(text)
        self._line.append(first)
        if not others:
            return []
        ended = ["".join(self._line), *others[:-1]]
        self._line = [others[-1]]
        return ended

    def _take(self, line: str) -> None:
        """Take a field of the event; other fields, and comments, say nothing of it."""
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._name = value


class Answers:
    """The answers in the body of a response, each as a response of its own."""

    def __init__(self, response: httpx.Response) -> None:
        self._request = response.request
        self._parser = EventParser()
        self.are_complete = False

    def feed(self, chunk: bytes) -> Iterator[httpx.Response]:
        """The answers that end with these bytes, up to the last one of all."""
        for event in self._parser.feed(chunk):
            if event.name == "complete":
                self.are_complete = True
                return
            if event.name == "next":
                headers = {"content-type": "application/json"}
                yield httpx.Response(
                    200, headers=headers, content=event.data, request=self._request
                )


def is_event_stream(response: httpx.Response) -> bool:
    """Whether a response is a stream of events."""
    kind, _, _ = response.headers.get("content-type", "").partition(";")
    return response.is_success and kind.strip().lower() == EVENT_STREAM


def with_silence(timeout: httpx.Timeout, seconds: float | None) -> httpx.Timeout:
    """The timeout of a stream that may be silent for so long."""
    return httpx.Timeout(
        connect=timeout.connect, read=seconds, write=timeout.write, pool=timeout.pool
    )
