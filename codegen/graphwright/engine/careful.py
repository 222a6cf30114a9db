"""What compiled functions call when a value is not what they expect.

Each takes the site of the call and where it is; null stands for a value that has to be awaited.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphql.pyutils import Path

from .markers import PENDING, UnusualError
from .sources import Default

if TYPE_CHECKING:
    from .anchors import ObjectSite, Site, Where
    from .positions import Field, Position
    from .run import Run


def slow(site: Site, where: Where, value: Any) -> Any:
    """The completed value of a field or an item, of which nothing is known, or raises."""
    run, position, path = _at(site, where)
    if site.field is not None:
        return _completed(run, site.field, value, path)
    return run.receive(position, value, path)


def leaves(site: Site, where: Where, *values: Any) -> list[Any]:
    """The completed values of fields that are leaves, of whose values nothing is known.

    Raises when the object has to be null.
    """
    run, path = site.place(where)
    return [
        _completed(run, field, value, Path(path, field.key, field.parent_type.name))
        for field, value in zip(site.fields, values, strict=True)
    ]


def enter(site: Site, where: Where, value: Any) -> Any:
    """The completed value of a position that has a function of its own, or raises.

    The value is of a plain class: neither null nor an exception, and nothing to await.
    """
    run, position, path = _at(site, where)
    try:
        completed = run.composed(position, value, path)
    except Exception as error:
        return run.null(error, position, path)
    return None if completed is PENDING else completed


def give_up(site: Site, where: Where) -> None:
    """Null instead of a list one of whose items raised, or raises when that must not be null."""
    run, position, path = _at(site, where)
    run.null(_raised(), position, path)


def resume(site: ObjectSite, where: Where) -> Any:
    """The rest of an object after one of its fields raised, null, or raises.

    The line that raised says which fields are complete and which values have been read, its frame
    what they are; so nothing is read and no resolver called twice.
    """
    run, path = site.place(where)
    error = _raised()
    try:
        return _completed_object(site, run, path, error)
    except Exception as raised:
        if site.position is None or path is None:
            raise
        return run.null(raised, site.position, path)


def _completed_object(site: ObjectSite, run: Run, path: Path | None, error: Exception) -> Any:
    traceback = error.__traceback__
    assert traceback is not None
    index, line = site.part_at(traceback.tb_lineno)
    if index < 0:
        return _completed_unusual(site, run, path, error)
    part = site.parts[index]
    if line == part.careful_line:
        raise error
    variables = traceback.tb_frame.f_locals
    source = variables[site.source]
    done = {field: name for before in site.parts[:index] for field, name in before.done.items()}
    read = dict(islice(part.read.items(), line - part.line))
    failed = next((field for field in part.done if field not in read), None)
    result: dict[str, Any] = {}
    for field in site.shape.fields:
        place = Path(path, field.key, field.parent_type.name)
        if field in done:
            value = variables[done[field]]
        elif field in read:
            value = _completed(run, field, variables[read[field]], place)
        elif field is failed:
            if type(error) is UnusualError:  # the value was read
                value = _completed(run, field, error.value, place)
            elif line == part.line + len(read) and _is_missing(field, source, error):
                value = run.receive(field.position, None, place)
            else:
                value = run.null(error, field.position, place)
        else:
            value = run.field(field, source, path, result)
        result[field.key] = value
    return result


def _completed_unusual(site: ObjectSite, run: Run, path: Path | None, error: Exception) -> Any:
    """The completed value of an object of whose class nothing is known, or raises."""
    position = site.position
    if position is None or path is None or type(error) is not UnusualError:
        raise error
    if position.is_item:
        return run.receive(position, error.value, path)
    return _completed(run, position.field, error.value, path)


def _completed(run: Run, field: Field, value: Any, path: Path) -> Any:
    """The completed value that was read for a field, or raises."""
    if isinstance(field.source, Default) and callable(value):
        try:
            value = value(run.info(field, path))
        except Exception as error:
            return run.null(error, field.position, path)
    return run.receive(field.position, value, path)


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


def _is_missing(field: Field, source: Any, error: Exception) -> bool:
    """Whether the default resolver takes the error for an attribute that is not there."""
    return (
        isinstance(field.source, Default)
        and isinstance(error, AttributeError)
        and not isinstance(source, Mapping)
    )
