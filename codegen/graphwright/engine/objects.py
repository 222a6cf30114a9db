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


class Objects:
    """Completes values that have fields, for one execution."""

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def of_type(
        self, position: Position, object_type: GraphQLObjectType, value: Any, path: Path
    ) -> Any:
        """The completed value of an object type, or PENDING; raises."""
        shape = position.shapes.get(object_type.name)
        if shape is None:
            shape = self._run.program.planner.shape(position, object_type)
        if object_type.is_type_of is None:
            return self.of_shape(shape, value, path)
        answer = object_type.is_type_of(value, self._info_of(position, path))
        if self._run.is_awaitable(answer):
            return self._run.wait(position, path, self._checked(shape, value, answer))
        if not answer:
            raise core.invalid_type(object_type, value, position.field.nodes)
        return self.of_shape(shape, value, path)

    async def _checked(self, shape: Shape, value: Any, answer: Any) -> Checked:
        if not await answer:
            position = shape.position
            assert position is not None
            raise core.invalid_type(shape.type, value, position.field.nodes)
        return Checked(value, shape)

    def of_shape(self, shape: Shape, value: Any, path: Path) -> Any:
        """The completed fields of an object whose type is certain."""
        complete = shape.complete or self._run.program.compile_shape(shape)
        return complete(self._run, value, path)

    def _info_of(self, position: Position, path: Path) -> GraphQLResolveInfo:
        """What type resolvers are told: the field, not the item of its list."""
        while position.is_item:
            assert position.parent is not None
            position, path = position.parent, path.prev
        return self._run.info(position.field, path)

    def of_abstract_type(self, position: Position, value: Any, path: Path) -> Any:
        """The completed value of an interface or a union, or PENDING; raises."""
        resolve = position.type.resolve_type or self._run.type_resolver
        if resolve is default_type_resolver and _is_dict(value):
            shape = _shape_named_in(position, value)
            if shape is not None:
                return self.of_type(position, shape.type, value, path)
        info = self._info_of(position, path)
        answer = resolve(value, info, position.type)
        if self._run.is_awaitable(answer):
            return self._run.wait(position, path, self._typed(position, value, answer, path))
        return self.of_type(position, self._type_of(position, value, answer, info), value, path)

    def _type_of(
        self, position: Position, value: Any, answer: Any, info: GraphQLResolveInfo
    ) -> GraphQLObjectType:
        shape = position.shapes.get(answer) if type(answer) is str else None
        if shape is not None:
            return shape.type
        nodes = position.field.nodes
        schema = self._run.program.planner.schema
        return core.runtime_type(core.TypeLookup(schema, answer, position.type, nodes, info, value))

    async def _typed(self, position: Position, value: Any, answer: Any, path: Path) -> Checked:
        info = self._info_of(position, path)
        object_type = self._type_of(position, value, await answer, info)
        shape = self._run.program.planner.shape(position, object_type)
        if object_type.is_type_of is not None:
            is_type: Any = object_type.is_type_of(value, info)
            if self._run.is_awaitable(is_type):
                return await self._checked(shape, value, is_type)
            if not is_type:
                raise core.invalid_type(object_type, value, position.field.nodes)
        return Checked(value, shape)


def _shape_named_in(position: Position, value: Any) -> Shape | None:
    """The shape that a dict names as its type, if it has been seen before."""
    return position.shapes.get(str(value.get("__typename")))


def _is_dict(value: object) -> bool:
    return type(value) is dict
