"""Errors of the client.

ClientError                  whatever a call can raise, apart from mistakes in the call itself
├── TransportError           no answer: refused, timed out, cut off
├── HttpError                an answer that is not GraphQL, with an HTTP status that says so
├── InvalidResponseError     an answer that is not GraphQL, or not what the operation asked for
└── GraphQLResponseError     an answer with errors; `data` keeps what came all the same
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_SHOWN = 300


class ClientError(Exception):
    """Whatever a call can raise, apart from mistakes in the call itself."""


class TransportError(ClientError):
    """No answer came; `__cause__` is the error of httpx."""


class HttpError(ClientError):
    """The answer is not GraphQL and its HTTP status is not a success."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.status_code = response.status_code
        status = f"HTTP {response.status_code} {response.reason_phrase}".rstrip()
        super().__init__(_sentence(status, response))


class InvalidResponseError(ClientError):
    """The answer is not GraphQL, or its data is not what the operation asked for."""

    def __init__(self, response: httpx.Response, reason: str) -> None:
        self.response = response
        self.reason = reason
        super().__init__(_sentence(reason, response))


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """One entry of the `errors` of an answer."""

    message: str
    code: str | None = None
    path: tuple[str | int, ...] = ()
    locations: tuple[tuple[int, int], ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        """`message [CODE] at path.to.field`."""
        code = f" [{self.code}]" if self.code else ""
        place = f" at {'.'.join(map(str, self.path))}" if self.path else ""
        return f"{self.message}{code}{place}"


class GraphQLResponseError(ClientError):
    """The answer has errors. `data` is what came besides them: null where a field failed."""

    def __init__(
        self,
        errors: tuple[ErrorDetail, ...],
        data: dict[str, Any] | None,
        response: httpx.Response,
    ) -> None:
        self.errors = errors
        self.data = data
        self.response = response
        super().__init__("\n".join(map(str, errors)))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all errors that have one."""
        return frozenset(error.code for error in self.errors if error.code is not None)


def _sentence(what: str, response: httpx.Response) -> str:
    """`what from POST url: beginning of the body`, without credentials and query of the URL."""
    url = response.request.url.copy_with(userinfo=b"", query=None)
    body = " ".join(response.text[: _SHOWN + 1].split())
    shown = body if len(body) <= _SHOWN else f"{body[:_SHOWN]}…"
    sentence = f"{what} from {response.request.method} {url}"
    return f"{sentence}: {shown}" if shown else sentence
