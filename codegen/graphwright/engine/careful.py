"""What compiled functions call when a value is not what they expect.

Each takes the site of the call and where it is; null stands for a value that has to be awaited.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphql.pyutils import Path

from .markers import PENDING
from .sources import Default

if TYPE_CHECKING:
    from .anchors import Site, Where
    from .positions import Position
    from .run import Run


def slow(site: Site, where: Where, value: Any) -> Any:
    """The completed value of a field or an item, of which nothing is known, or raises."""
    run, position, path = _at(site, where)
    if site.field is not None and isinstance(site.field.source, Default) and callable(value):
        try:
            value = value(run.info(site.field, path))
        except Exception as error:
            return run.null(error, position, path)
    return run.receive(position, value, path)


def enter(site: Site, where: Where, value: Any) -> Any:
    """The completed value of a position that has a function of its own, or raises."""
    run, position, path = _at(site, where)
    return run.receive(position, value, path)


def odd(site: Site, where: Where, value: Any, serialised: Any) -> Any:
    """A value that a scalar serialised to something else than a value of JSON, or raises."""
    run, position, path = _at(site, where)
    try:
        completed = run.serialised(position, value, serialised, path)
    except Exception as error:
        return run.null(error, position, path)
    return None if completed is PENDING else completed


def give_up(site: Site, where: Where) -> None:
    """Null instead of a list one of whose items raised, or raises when that must not be null."""
    run, position, path = _at(site, where)
    run.null(_raised(), position, path)


def resume(site: Site, where: Where, result: dict[str, Any], source: Any) -> Any:
    """The rest of an object after one of its fields raised, null, or raises.

    Fields are completed in order, so the first one that has no value is the one that raised. No
    field is resolved twice.
    """
    run, path = site.place(where)
    shape = site.shape
    assert shape is not None
    try:
        failed, *rest = shape.fields[len(result) :]
        place = Path(path, failed.key, failed.parent_type.name)
        error = _raised()
        if _is_missing(failed.source, source, error):
            result[failed.key] = run.receive(failed.position, None, place)
        else:
            result[failed.key] = run.null(error, failed.position, place)
        for field in rest:
            result[field.key] = run.field(field, source, path, result)
    except Exception as raised:
        if site.position is None or path is None:
            raise
        return run.null(raised, site.position, path)
    return result


def _at(site: Site, where: Where) -> tuple[Run, Position, Path]:
    run, path = site.place(where)
    assert site.position is not None
    assert path is not None
    return run, site.position, path


def _raised() -> Exception:
    """The exception that the compiled function is handling."""
    error = sys.exception()
    assert isinstance(error, Exception)
    return error


def _is_missing(how: object, source: Any, error: Exception) -> bool:
    """Whether the default resolver takes the error for an attribute that is not there."""
    return (
        isinstance(how, Default)
        and isinstance(error, AttributeError)
        and not isinstance(source, Mapping)
    )
