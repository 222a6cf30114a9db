"""GraphQL over HTTP: JSON in, JSON out, read and written by orjson."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import orjson
from ariadne.asgi.handlers import GraphQLHTTPHandler
from ariadne.exceptions import HttpBadRequestError

from graphwright.engine.ariadne_http import ResultResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_JSON: Final = "application/json"


class JsonHandler(GraphQLHTTPHandler):
    """Takes operations as JSON and in no other form."""

    async def extract_data_from_request(self, request: Request) -> Any:
        """The body of the request; HttpBadRequestError unless it is JSON."""
        content_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if content_type != _JSON:
            raise HttpBadRequestError(f"Posted content must be of type {_JSON}")
        try:
            return orjson.loads(await request.body())
        except orjson.JSONDecodeError as error:
            raise HttpBadRequestError("Request body is not a valid JSON") from error

    async def create_json_response(
        self, request: Request, result: dict[Any, Any], success: bool
    ) -> Response:
        """The result; status 400 if nothing of the operation was executed."""
        is_executed = success or result.get("data") is not None
        return ResultResponse(result, dump_json(result), 200 if is_executed else 400)


def dump_json(result: dict[Any, Any]) -> bytes:
    """The JSON of a result."""
    try:
        return orjson.dumps(result)
    except orjson.JSONEncodeError:
        # What orjson refuses, such as half surrogate pairs of the client's own, can be escaped.
        return json.dumps(result).encode("ascii")
