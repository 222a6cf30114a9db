"""What compiled functions call when a value is not what they expect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql.pyutils import Path

from .anchors import Site
from .run import PENDING, Run
from .sources import Default

Lists = tuple[list[Any], ...]


def slow(run: Run, site: Site, source: Any, value: Any, anchor: Path | None, lists: Lists) -> Any:
    """The completed value of a field or an item, null when it has to be awaited, or raises."""
    position, path = site.position, site.path(anchor, lists)
    assert position is not None
    assert path is not None
    if site.field is not None and isinstance(site.field.source, Default) and callable(value):
        try:
            value = value(run.info(site.field, path))
        except Exception as error:
            return run.fail(error, position, path)
    return run.receive(position, value, path)


def enter(run: Run, site: Site, value: Any, anchor: Path | None, lists: Lists) -> Any:
    """The completed value of a position that has a function of its own, or raises."""
    position, path = site.position, site.path(anchor, lists)
    assert position is not None
    assert path is not None
    return run.receive(position, value, path)


def odd(
    run: Run, site: Site, value: Any, serialised: Any, anchor: Path | None, lists: Lists
) -> Any:
    """A value that a scalar serialised to something else than a value of JSON, or raises."""
    position, path = site.position, site.path(anchor, lists)
    assert position is not None
    assert path is not None
    try:
        completed = run.serialised(position, value, serialised, path)
    except Exception as error:
        return run.fail(error, position, path)
    return None if completed is PENDING else completed


def fail(run: Run, site: Site, error: Exception, anchor: Path | None, lists: Lists) -> None:
    """Null with the error kept, or raises it when the value must not be null."""
    position, path = site.position, site.path(anchor, lists)
    assert position is not None
    assert path is not None
    run.fail(error, position, path)


def resume(
    run: Run,
    site: Site,
    result: dict[str, Any],
    source: Any,
    error: Exception,
    anchor: Path | None,
    lists: Lists,
) -> dict[str, Any] | None:
    """The rest of an object after one of its fields raised, null, or raises.

    Fields are completed in order, so the first one that has no value is the one that raised. No
    field is resolved twice.
    """
    shape, path = site.shape, site.path(anchor, lists)
    assert shape is not None
    try:
        failed, *rest = shape.fields[len(result) :]
        place = Path(path, failed.key, failed.parent_type.name)
        if _is_missing(failed.source, source, error):
            result[failed.key] = run.receive(failed.position, None, place)
        else:
            result[failed.key] = run.fail(error, failed.position, place)
        for field in rest:
            result[field.key] = run.field(field, source, path, result)
    except Exception as raised:
        if site.position is None or path is None:
            raise
        return run.fail(raised, site.position, path)
    return result


def _is_missing(how: object, source: Any, error: Exception) -> bool:
    """Whether the default resolver takes the error for an attribute that is not there."""
    return (
        isinstance(how, Default)
        and isinstance(error, AttributeError)
        and not isinstance(source, Mapping)
    )
