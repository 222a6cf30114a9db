"""Tests of page requests and pages."""

from __future__ import annotations

from typing import Any

import pytest

from graphwright.runtime import Edge, InvalidPagination, Page, PageLimits, PageRequest

LIMITS = PageLimits(default=10, maximum=1000)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, PageRequest(10)),
        ({"first": None, "last": None, "offset": None}, PageRequest(10)),
        ({"first": 3}, PageRequest(3)),
        ({"after": "c"}, PageRequest(10, cursor="c")),
        ({"first": 1000, "after": "c"}, PageRequest(1000, cursor="c")),
        ({"last": 3}, PageRequest(3, backward=True)),
        ({"before": "c"}, PageRequest(10, backward=True, cursor="c")),
        ({"last": 1, "before": "c"}, PageRequest(1, backward=True, cursor="c")),
        ({"limit": 3}, PageRequest(3, offset=0)),
        ({"offset": 20}, PageRequest(10, offset=20)),
        ({"limit": 5, "offset": 0}, PageRequest(5, offset=0)),
    ],
)
def test_arguments_make_the_page_request(arguments: Any, expected: PageRequest) -> None:
    assert PageRequest.of(LIMITS, **arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": 0}, "first must be between 1 and 1000, got 0"),
        ({"last": -1}, "last must be between 1 and 1000, got -1"),
        ({"limit": 1001}, "limit must be between 1 and 1000, got 1001"),
        ({"offset": -1}, "offset must not be negative, got -1"),
        (
            {"first": 1, "before": "c"},
            "use first/after or last/before, not both: got first, before",
        ),
        (
            {"first": 1, "offset": 2},
            "use first/after or limit/offset, not both: got first, offset",
        ),
        (
            {"last": 1, "before": "c", "limit": 0},
            "use last/before or limit/offset, not both: got last, before, limit",
        ),
        (
            {"first": 1, "last": 1, "limit": 1},
            "use first/after, last/before or limit/offset, only one of them:"
            " got first, last, limit",
        ),
    ],
)
def test_a_wrong_request_names_arguments_and_bounds(arguments: Any, message: str) -> None:
    with pytest.raises(InvalidPagination) as caught:
        PageRequest.of(LIMITS, **arguments)
    assert caught.value.message == message
    assert caught.value.extensions == {"code": "INVALID_PAGINATION"}


@pytest.mark.parametrize(("default", "maximum"), [(0, 10), (11, 10), (1, 0)])
def test_limits_that_exclude_their_default_are_refused(default: int, maximum: int) -> None:
    with pytest.raises(ValueError, match="default page size"):
        PageLimits(default=default, maximum=maximum)


def test_a_page_knows_its_end_cursors() -> None:
    page = Page([Edge("a", 1), Edge("b", 2), Edge("c", 3)], False, False, 3)
    assert (page.start_cursor, page.end_cursor) == ("a", "c")


def test_an_empty_page_has_no_cursors() -> None:
    page: Page[int] = Page([], False, False, 0)
    assert (page.start_cursor, page.end_cursor) == (None, None)
