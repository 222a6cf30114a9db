"""What keeps a stream or an operation on it from being opened.

Exception
└── TooManyStreams         the process has as many streams as it may have
ApiError
└── TooManyOperations      TOO_MANY_OPERATIONS, one WebSocket has as many as it may have
"""

from __future__ import annotations

from graphwright.runtime import ApiError


class TooManyStreams(Exception):
    """As many streams are open as may be."""

    def __init__(self) -> None:
        super().__init__("too many streams are open; try again later")


class TooManyOperations(ApiError):
    """The WebSocket has as many operations under way as it may have."""

    code = "TOO_MANY_OPERATIONS"

    def __init__(self, most: int) -> None:
        super().__init__(f"a WebSocket may have {most} operations under way; complete one first")
