"""What an operation is compiled to, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphql import GraphQLSchema, parse, validate

from . import core
from .conditions import NotCompiledError
from .emit import Emitter
from .engine import Engine
from .operations import select
from .planner import Planner
from .positions import Field, Kind, Position, Shape
from .program import Program, title_of
from .sources import Batch, Call
from .unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql.language import DocumentNode, OperationDefinitionNode


LEGEND: Final = """
# v: a value as it was read, r: its serialised form, s: an object or a list as it was read,
# l: a list of the answer, d: a value of the answer, w: where in the answer that is.
# A usual value is completed in line. Anything else, be it null where it must not be, of another type,
# an exception or something to await, goes to slow() or, with the leaves next to it, to leaves(); an
# object that raised goes on in resume(), as ensure() and as_list() have it do when its value or a
# list in it is not usual. These do what graphql-core does. Where the same is selected again, and is
# much, of_shape() calls a function that completes it.
"""


def explain(
    schema: GraphQLSchema,
    operation: str | DocumentNode,
    operation_name: str | None = None,
    variables: Mapping[str, Any] | None = None,
) -> str:
    """The functions of an operation as source text, below a table of its fields and batches.

    Conditions are decided by the variables; without any they are taken as true. Raises GraphQLError
    for a text that does not parse or is not valid, or for variables that are not accepted.
    """
    document = parse(operation) if isinstance(operation, str) else operation
    for error in validate(schema, document):
        raise error
    chosen = select(document, operation_name)
    if chosen is None:
        return "# The document has no such operation, or several.\n"
    engine = Engine(schema)
    found = engine.operations.find(*chosen)
    if isinstance(found.conditions, str):
        return f"# Not compiled, graphql-core executes it: {found.conditions}.\n"
    taken = dict.fromkeys(found.conditions.variables, True)
    try:
        if variables is not None:
            values = found.conditions.values(_coerced(schema, chosen[0], variables))
            taken = dict(zip(taken, values, strict=True))
        program = engine.operations.compile(Planner(schema, *chosen, taken))
    except NotCompiledError as reason:
        return f"# Not compiled, graphql-core executes it: {reason}.\n"
    return "\n".join([*_heading(program, taken), *_functions(program)])


def _coerced(
    schema: GraphQLSchema, node: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Mapping[str, Any]:
    values = core.variable_values(schema, node, variables, 1, False)
    if core.are_errors(values):
        raise values[0]
    return core.coerced(values)


def _heading(program: Program, conditions: Mapping[str, bool]) -> Iterator[str]:
    kind = program.planner.operation.operation.value
    name = program.planner.operation.name
    yield f"# {kind} {name.value if name else '(without a name)'}"
    if conditions:
        values = ", ".join(f"${name} {str(value).lower()}" for name, value in conditions.items())
        yield f"# One program for each way in which conditions fall; here: {values}."
    fields = [field for shape in _shapes(program, program.root) for field in shape.fields]
    batches = [field for field in fields if isinstance(field.source, Batch)]
    calls = [field for field in fields if isinstance(field.source, Call)]
    yield f"# {len(fields)} fields: {len(calls)} resolver calls, {len(batches)} batched"
    for field in sorted(batches, key=_level):
        yield f"# batch {_level(field)}: {_place(field)}, once for all parents of {_path(field)}"
    yield LEGEND


def _functions(program: Program) -> Iterator[str]:
    """The text of every function: the operation, then what has functions of its own."""
    pending: list[Shape | Position] = list(program.parts)
    while pending:
        part = pending.pop(0)
        if isinstance(part, Shape) and part.position is None and part.is_resolved:
            places = ", ".join(_place(field) for field in part.fields)
            yield f"# {title_of(part)} calls the resolvers of {places}\n"
            pending += _separate(program, [field.position for field in part.fields])
            continue
        unit = Unit(title_of(part) if isinstance(part, Shape) else f"{_place(part.field)}: list")
        emitter = Emitter(program.planner, unit)
        if isinstance(part, Shape):
            emitter.shape(part)
        else:
            emitter.items(part)
        yield unit.source()
        pending += _separate(program, emitter.separate)


def _separate(program: Program, positions: list[Position]) -> Iterator[Shape | Position]:
    for position in positions:
        if position.kind is Kind.LIST:
            yield position
        elif position.kind is not Kind.LEAF:
            for object_type in core.possible_types(program.planner.schema, position.type):
                yield program.planner.shape(position, object_type)


def _shapes(program: Program, shape: Shape) -> Iterator[Shape]:
    """A shape and all below it."""
    yield shape
    for field in shape.fields:
        position = field.position
        while position.item is not None:
            position = position.item
        if position.kind is not Kind.LEAF:
            for object_type in core.possible_types(program.planner.schema, position.type):
                yield from _shapes(program, program.planner.shape(position, object_type))


def _level(field: Field) -> int:
    """How many batches there are above a field, and itself."""
    above = field.position.parent
    count = 1
    while above is not None:
        count += isinstance(above.field.source, Batch) and not above.is_item
        above = above.parent
    return count


def _place(field: Field) -> str:
    return f"{field.parent_type.name}.{field.name}"


def _path(field: Field) -> str:
    """Where a field is in the answer, with brackets for lists."""
    above = field.position.parent
    path = field.key
    while above is not None:
        path = (
            f"[].{path}".replace("[].[]", "[][]") if above.is_item else f"{above.field.key}.{path}"
        )
        above = above.parent
    return path.replace(".[]", "[]")
