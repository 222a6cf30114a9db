"""Values of object types, interfaces and unions: their types asked for and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import default_type_resolver

from . import core
from .markers import Checked

if TYPE_CHECKING:
    from graphql import GraphQLObjectType, GraphQLResolveInfo
    from graphql.pyutils import Path

    from .positions import Position, Shape
    from .run import Run


def of_type(
    run: Run, position: Position, object_type: GraphQLObjectType, value: Any, path: Path
) -> Any:
    """The completed value of an object type, or PENDING; raises."""
    shape = position.shapes.get(object_type.name)
    if shape is None:
        shape = run.program.planner.shape(position, object_type)
    if object_type.is_type_of is None:
        return of_shape(run, shape, value, path)
    answer = object_type.is_type_of(value, _info_of(run, position, path))
    if run.is_awaitable(answer):
        return run.wait(position, path, _checked(run, shape, value, answer))
    if not answer:
        raise core.invalid_type(object_type, value, position.field.nodes)
    return of_shape(run, shape, value, path)


async def _checked(run: Run, shape: Shape, value: Any, answer: Any) -> Checked:
    if not await answer:
        position = shape.position
        assert position is not None
        raise core.invalid_type(shape.type, value, position.field.nodes)
    return Checked(value, shape)


def of_shape(run: Run, shape: Shape, value: Any, path: Path) -> Any:
    """The completed fields of an object whose type is certain."""
    complete = shape.complete or run.program.compile_shape(shape)
    return complete(run, value, path)


def _info_of(run: Run, position: Position, path: Path) -> GraphQLResolveInfo:
    """What type resolvers are told: the field, not the item of its list."""
    while position.is_item:
        assert position.parent is not None
        position, path = position.parent, path.prev
    return run.info(position.field, path)


def of_abstract_type(run: Run, position: Position, value: Any, path: Path) -> Any:
    """The completed value of an interface or a union, or PENDING; raises."""
    resolve = position.type.resolve_type or run.type_resolver
    if resolve is default_type_resolver and _is_dict(value):
        shape = _shape_named_in(position, value)
        if shape is not None and shape.type.is_type_of is None:
            return of_shape(run, shape, value, path)
    info = _info_of(run, position, path)
    answer = resolve(value, info, position.type)
    if run.is_awaitable(answer):
        return run.wait(position, path, _typed(run, position, value, answer, path))
    return of_type(run, position, _type_of(run, position, value, answer, info), value, path)


def _type_of(
    run: Run, position: Position, value: Any, answer: Any, info: GraphQLResolveInfo
) -> GraphQLObjectType:
    shape = position.shapes.get(answer) if type(answer) is str else None
    if shape is not None:
        return shape.type
    nodes = position.field.nodes
    schema = run.program.planner.schema
    return core.runtime_type(core.TypeLookup(schema, answer, position.type, nodes, info, value))


async def _typed(run: Run, position: Position, value: Any, answer: Any, path: Path) -> Checked:
    info = _info_of(run, position, path)
    object_type = _type_of(run, position, value, await answer, info)
    shape = run.program.planner.shape(position, object_type)
    if object_type.is_type_of is not None:
        is_type: Any = object_type.is_type_of(value, info)
        if run.is_awaitable(is_type):
            return await _checked(run, shape, value, is_type)
        if not is_type:
            raise core.invalid_type(object_type, value, position.field.nodes)
    return Checked(value, shape)


def _shape_named_in(position: Position, value: Any) -> Shape | None:
    """The shape that a dict names as its type, if it has been seen before."""
    return position.shapes.get(str(value.get("__typename")))


def _is_dict(value: object) -> bool:
    return type(value) is dict
