"""Introspection results, from files and servers, as SDL.

| code  | found here                                                          |
|-------|---------------------------------------------------------------------|
| GW104 | a file that is no introspection result, or not a whole one          |
"""

from __future__ import annotations

import json
import re
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from graphql import (
    GraphQLError,
    IntrospectionQuery,
    build_client_schema,
    get_introspection_query,
    print_schema,
)

from graphwright.errors import DerivedSource, Diagnostic, DiagnosticsError, GraphwrightError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPResponse

#: How long a server may take to tell its whole schema.
TIMEOUT_SECONDS = 30.0

_SCHEMES = ("http://", "https://")
_JSON_OBJECT = re.compile(r'\s*\{\s*"')
_BYTES_AT_ONCE = 65536


def is_url(word: str) -> bool:
    """Whether the word names a server, not files."""
    return word.startswith(_SCHEMES)


def is_introspection(name: str, text: str) -> bool:
    """Whether the text is meant to be an introspection result: by the file's name, or its looks."""
    return name.endswith(".json") or _JSON_OBJECT.match(text) is not None


def introspected_source(name: str, text: str) -> DerivedSource:
    """An introspection result as SDL; raises DiagnosticsError like `sdl_of_introspection`."""
    return DerivedSource(sdl_of_introspection(name, text), name)


def sdl_of_introspection(name: str, text: str) -> str:
    """The SDL of an introspection result, with or without `data` around it.

    Raises DiagnosticsError when the text is no such result.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"'{name}' is not JSON: {error.msg}."
        raise _mistake(name, message, (error.lineno, error.colno)) from None
    data = document.get("data", document) if isinstance(document, dict) else None
    if not isinstance(data, dict) or "__schema" not in data:
        raise _mistake(name, f"'{name}' is not an introspection result: it has no '__schema'.")
    try:
        schema = build_client_schema(cast(IntrospectionQuery, data), assume_valid=True)
        return print_schema(schema)
    except (GraphQLError, TypeError, KeyError) as error:
        message = f"'{name}' is not a whole introspection result: {_sentence(error)}"
        raise _mistake(name, message) from None


def _mistake(name: str, message: str, place: tuple[int, int] = (1, 1)) -> DiagnosticsError:
    return DiagnosticsError([Diagnostic(name, *place, "GW104", message)])


def _sentence(error: Exception) -> str:
    """The first line of what graphql-core says; the rest is the whole of the result."""
    if isinstance(error, KeyError):
        return f"it has no {error}."
    return str(error).partition("\n")[0].partition(": {")[0].rstrip(".") + "."


def fetch_introspection(
    url: str, headers: Mapping[str, str], timeout: float = TIMEOUT_SECONDS
) -> str:
    """The introspection result of the server at the URL, as JSON.

    Older servers do not know the newer parts of introspection: they are asked again without.
    Raises GraphwrightError when the server cannot be reached, takes more than `timeout` seconds,
    or answers with errors.
    """
    modern = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
        input_object_one_of=True,
    )
    problem = ""
    for query in (modern, get_introspection_query()):
        body = _post(url, headers, query, timeout)
        try:
            answer: Any = json.loads(body)
        except json.JSONDecodeError:
            problem = "the answer is not JSON"
            continue
        if isinstance(answer, dict) and (answer.get("data") or {}).get("__schema"):
            return body
        problem = _first_error(answer)
    raise GraphwrightError(f"The server at '{url}' does not tell its schema: {problem}.")


def _first_error(answer: object) -> str:
    errors = answer.get("errors") if isinstance(answer, dict) else None
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        return str(errors[0].get("message", "an error without a message")).rstrip(".")
    return "the answer has no '__schema'"


def _post(url: str, headers: Mapping[str, str], query: str, timeout: float) -> str:
    deadline = time.monotonic() + timeout
    connection, target = _connection(url, timeout)
    sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    try:
        connection.request("POST", target, json.dumps({"query": query}), sent)
        with connection.getresponse() as response:
            _refuse(url, response)
            return _body(response, deadline).decode("utf-8", "replace")
    except TimeoutError:
        message = f"The server at '{url}' did not answer within {timeout:g} seconds."
        raise GraphwrightError(message) from None
    except (OSError, HTTPException) as error:
        raise GraphwrightError(f"The server at '{url}' cannot be reached: {error}.") from None
    finally:
        connection.close()


def _connection(url: str, timeout: float) -> tuple[HTTPConnection, str]:
    """A connection to the server that a URL names, and what to ask it for."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise GraphwrightError(f"'{url}' is no URL: {error}.") from None
    if not host:
        raise GraphwrightError(f"'{url}' names no server.")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    target = parts.path or "/"
    return kind(host, port, timeout=timeout), f"{target}?{parts.query}" if parts.query else target


def _refuse(url: str, response: HTTPResponse) -> None:
    """Raises GraphwrightError for an answer that no other way of asking can better."""
    answers = f"The server at '{url}' answers {response.status} {response.reason}"
    if target := response.headers["Location"]:
        raise GraphwrightError(f"{answers} and sends to '{target}'. Name that URL if it is right.")
    if response.status in {401, 403, 404} or response.status >= 500:
        raise GraphwrightError(f"{answers}.")


def _body(response: HTTPResponse, deadline: float) -> bytes:
    """All of the body; raises TimeoutError if it is not there in time, however it trickles."""
    parts: list[bytes] = []
    while part := response.read1(_BYTES_AT_ONCE):
        if time.monotonic() > deadline:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)
