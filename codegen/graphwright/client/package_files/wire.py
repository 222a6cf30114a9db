"""Requests and answers as they stand on the wire: GraphQL over HTTP, in JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping, Sequence, Set
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard, TypeVar
from uuid import UUID

import pydantic

from .base_model import UNSET
from .exceptions import ErrorDetail, GraphQLResponseError, HttpError, InvalidResponseError

if TYPE_CHECKING:
    import httpx

ModelT = TypeVar("ModelT", bound=pydantic.BaseModel)

_ACCEPT = "application/graphql-response+json, application/json;q=0.9"


def request_headers(headers: Mapping[str, str] | None, token: str | None) -> dict[str, str]:
    """The headers of every request: the given ones win, save that `token` is the bearer's."""
    merged = {"accept": _ACCEPT}
    merged.update({name.lower(): value for name, value in (headers or {}).items()})
    merged["content-type"] = "application/json"
    if token is not None:
        merged["authorization"] = f"Bearer {token}"
    return merged


def encode_request(
    query: str, operation_name: str | None, variables: Mapping[str, object] | None
) -> bytes:
    """The body of a request. Variables that are UNSET are left out.

    Raises TypeError or ValueError for a value that JSON has no form for, naming its place.
    """
    body: dict[str, object] = {"query": query}
    if operation_name is not None:
        body["operationName"] = operation_name
    body["variables"] = {
        name: _jsonable(value, (name,))
        for name, value in (variables or {}).items()
        if value is not UNSET
    }
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def read_data(response: httpx.Response) -> dict[str, Any]:
    """The `data` of an answer.

    Raises GraphQLResponseError if it has errors, whatever its status, HttpError if it is not
    GraphQL and its status is not a success, and InvalidResponseError if it is no GraphQL at all.
    """
    body = _body(response)
    if body is None or not body.keys() & {"data", "errors"}:
        if not response.is_success:
            raise HttpError(response)
        raise InvalidResponseError(response, "No GraphQL response")
    data: object = body.get("data")
    if data is not None and not _is_object(data):
        raise InvalidResponseError(response, "'data' is not an object")
    if body.get("errors"):
        raise GraphQLResponseError(_details(body["errors"], response), data, response)
    if not response.is_success:
        raise HttpError(response)
    if data is None:
        raise InvalidResponseError(response, "Neither data nor errors")
    return data


def read_result(response: httpx.Response, model: type[ModelT]) -> ModelT:
    """The `data` of an answer as `model`.

    Raises what `read_data` raises, and InvalidResponseError if the data does not fit the model:
    then client and server were made from different schemas.
    """
    data = read_data(response)
    try:
        # By the names on the wire alone: an attribute may be called like another field.
        return model.model_validate(data, by_alias=True, by_name=False)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        reason = f"The data does not fit {model.__name__} at '{place}' ({first['msg']})"
        raise InvalidResponseError(response, reason) from error


def refuse_stream(response: httpx.Response) -> NoReturn:
    """Raise what an answer is that should be a stream of events: an error, or one answer."""
    read_data(response)
    raise InvalidResponseError(response, "One answer instead of a stream of events")


def _body(response: httpx.Response) -> dict[str, Any] | None:
    try:
        body: object = response.json()
    except ValueError:
        return None
    return body if _is_object(body) else None


def _details(errors: object, response: httpx.Response) -> tuple[ErrorDetail, ...]:
    entries = errors if _is_list(errors) else []
    details = tuple(_detail(entry) for entry in entries if _is_object(entry))
    if not details or len(details) < len(entries):
        raise InvalidResponseError(response, "'errors' is not a list of objects")
    return details


def _detail(entry: dict[str, Any]) -> ErrorDetail:
    """One error; parts of it that are not as the specification has them are passed over."""
    path: object = entry.get("path")
    locations: object = entry.get("locations")
    extensions: object = entry.get("extensions")
    code: object = extensions.get("code") if _is_object(extensions) else None
    return ErrorDetail(
        message=str(entry.get("message", "The server gave no message.")),
        code=None if code is None else str(code),
        path=tuple(path) if _is_list(path) else (),
        locations=tuple(
            (location["line"], location["column"])
            for location in (locations if _is_list(locations) else [])
            if _is_object(location) and {"line", "column"} <= location.keys()
        ),
        extensions=extensions if _is_object(extensions) else {},
    )


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, object]]:
    return isinstance(value, Mapping)


def _is_collection(value: object) -> TypeGuard[Collection[object]]:
    return isinstance(value, (Sequence, Set)) and not isinstance(value, (bytes, bytearray))


def _jsonable(value: object, place: tuple[str | int, ...]) -> object:
    """The value in terms of JSON; what pydantic cannot write without loss is written here."""
    if isinstance(value, Enum):
        return _jsonable(value.value, place)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, pydantic.BaseModel):
        return _jsonable(value.model_dump(by_alias=True, exclude_unset=True), place)
    if _is_mapping(value):
        return {str(key): _jsonable(item, (*place, str(key))) for key, item in value.items()}
    if _is_collection(value):
        return [_jsonable(item, (*place, index)) for index, item in enumerate(value)]
    return _json_text(value, place)


def _json_text(value: object, place: tuple[str | int, ...]) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    where = ".".join(map(str, place))
    raise TypeError(f"Variable '{where}': {value!r} cannot be sent as JSON.")
