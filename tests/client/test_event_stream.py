"""Server-sent events, in whatever pieces they arrive."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphwright.client.package_files.event_stream import Event, EventParser

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ENDS = ("\n", "\r", "\r\n")
# What str.splitlines takes for the end of a line, what takes several bytes, and what means something.
SIGNS = "a :\u00e9\u20ac\U0001f600\x0b\x0c\x1c\x85\u2028\u2029\ufeff\x00"
LINE = st.one_of(
    st.sampled_from(["data", "data:", "event: next", "event:complete", ": ping", ":", "id: 1"]),
    st.text(SIGNS, max_size=8),
    st.text(SIGNS, max_size=8).map("data: {}".format),
)


def parsed(stream: bytes, *cuts: int) -> list[Event]:
    """The events of a stream that arrives in pieces, cut at these places."""
    parser = EventParser()
    places = [0, *sorted(cuts), len(stream)]
    return [event for start, end in pairwise(places) for event in parser.feed(stream[start:end])]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: x\n\n", [("message", "x")]),
        (b"event: next\ndata: x\n\n", [("next", "x")]),
        (b"data:x\n\ndata:  x\n\n", [("message", "x"), ("message", " x")]),
        (b"data: a\ndata: b\ndata\n\n", [("message", "a\nb\n")]),
        (b"event: complete\ndata:\n\n", [("complete", "")]),
        (b"event: complete\ndata\n\n", [("complete", "")]),
        (b"event: next\n\ndata: x\n\n", [("message", "x")]),
        (b":\n\n: ping\n\ndata: x\n:\n\n", [("message", "x")]),
        (b"id: 7\nretry: 9\nwhat: else\nEvent: next\ndata: x\n\n", [("message", "x")]),
        (b"data: a:b: c\n\n", [("message", "a:b: c")]),
        (b"data: x\n\ndata: cut off\n", [("message", "x")]),
        (b"\xef\xbb\xbfdata: x\n\n", [("message", "x")]),
        (b"data: \xff\n\n", [("message", "\ufffd")]),
        ("data: a\u2028b\x85c\x0b\n\n".encode(), [("message", "a\u2028b\x85c\x0b")]),
        (b"data: a\rdata: b\r\ndata: c\n\r", [("message", "a\nb\nc")]),
    ],
)
def test_events_are_read_as_the_standard_has_them(
    stream: bytes, events: list[tuple[str, str]]
) -> None:
    """Names, data of several lines, comments, ends of lines and what is passed over."""
    assert parsed(stream) == events


def test_a_return_ends_an_event_before_its_line_feed_has_come() -> None:
    """An event is told when its last byte is there, which the line feed of a pair is not."""
    parser = EventParser()
    assert parser.feed(b"data: x\r\n\r") == [("message", "x")]
    assert parser.feed(b"\ndata: y\r\r") == [("message", "y")]
    assert parser.feed(b"\n") == []


@UNHURRIED
@given(st.data())
def test_pieces_do_not_matter(data: st.DataObject) -> None:
    """A stream has the same events however it is cut, also within a character or an end of line."""
    lines = data.draw(st.lists(st.tuples(LINE, st.sampled_from(ENDS)), max_size=12))
    stream = "".join(line + end for line, end in lines).encode()
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=8))
    assert parsed(stream, *cuts) == parsed(stream)
    assert parsed(stream, *range(len(stream))) == parsed(stream)


@UNHURRIED
@given(
    st.lists(st.tuples(st.sampled_from(["next", "x"]), st.text(SIGNS + "\n", max_size=12))),
    st.sampled_from(ENDS),
)
def test_what_is_sent_is_what_is_read(sent: list[tuple[str, str]], end: str) -> None:
    """Any text without returns comes back as it was, however lines end."""
    stream = "".join(
        f": ping{end}{end}event: {name}{end}"
        + "".join(f"data: {line}{end}" for line in text.split("\n"))
        + end
        for name, text in sent
    )
    assert parsed(stream.encode()) == sent
