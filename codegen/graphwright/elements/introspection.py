"""Introspection results, from files and servers, as SDL."""

from __future__ import annotations

import json
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

from graphwright.errors import GraphwrightError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT_SECONDS = 30.0


def sdl_of_introspection(name: str, text: str) -> str:
    """The SDL of an introspection result, with or without `data` around it.

    Raises GraphwrightError when the text is no such result.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise GraphwrightError(f"'{name}' is not JSON: {error}.") from None
    data = document.get("data", document) if isinstance(document, dict) else None
    if not isinstance(data, dict) or "__schema" not in data:
        raise GraphwrightError(f"'{name}' is not an introspection result: it has no '__schema'.")
    try:
        schema = build_client_schema(cast(IntrospectionQuery, data), assume_valid=True)
        return print_schema(schema)
    except (GraphQLError, TypeError, KeyError) as error:
        raise GraphwrightError(f"'{name}' is not a whole introspection result: {error}") from None


def fetch_introspection(url: str, headers: Mapping[str, str]) -> str:
    """The introspection result of the server at the URL, as JSON.

    Older servers do not know the newer parts of introspection: they are asked again without. Raises
    GraphwrightError when the server cannot be reached or answers with errors.
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
        body = _post(url, headers, query)
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


def _post(url: str, headers: Mapping[str, str], query: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname:
        raise GraphwrightError(f"'{url}' names no server.")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=_TIMEOUT_SECONDS)
    target = parts.path or "/"
    if parts.query:
        target = f"{target}?{parts.query}"
    sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    try:
        connection.request("POST", target, json.dumps({"query": query}), sent)
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
    except (OSError, HTTPException) as error:
        raise GraphwrightError(f"The server at '{url}' cannot be reached: {error}.") from None
    finally:
        connection.close()
    if response.status in {401, 403, 404} or response.status >= 500:
        raise GraphwrightError(
            f"The server at '{url}' answers {response.status} {response.reason}."
        )
    return body
