"""Random valid operations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLSchema,
    is_abstract_type,
    is_leaf_type,
    is_non_null_type,
)

if TYPE_CHECKING:
    from random import Random

LITERALS = {
    "String": ('"x"', '"it\'s \\"quoted\\" {} \\\\"', "null"),
    "Int": ("1", "-5", "null"),
    "Float": ("1.5", "2", "null"),
    "Boolean": ("true", "false", "null"),
    "ID": ('"7"', "7", "null"),
    "Even": ("4", "null"),
    "Plain": ("GREEN", "null"),
    "Member": ("DOWN", "null"),
    "Box": ("{size: 2}", '{name: "n", inner: {size: 9, color: BLUE}}', "null"),
    "[Int]": ("[1, null]", "5", "[]", "null"),
    "[Box!]": ("[{size: 1}, {name: null}]", "{size: 4}", "null"),
}
VALUES: dict[str, tuple[Any, ...]] = {
    "String": ("v", None),
    "Int": (3, None),
    "Float": (0.5, 3),
    "Boolean": (True, False),
    "ID": ("id", 12),
    "Even": (8,),
    "Plain": ("RED",),
    "Member": ("UP",),
    "Box": ({"size": 6, "inner": {"name": "w"}}, {}),
    "[Int]": ([1, 2, None], 4),
    "[Box!]": ([{}, {"size": 2}],),
}


@dataclass
class Builder:
    """Collects the variables and fragments of one operation."""

    random: Random
    schema: GraphQLSchema
    variables: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    keys: int = 0

    def selection(self, named: Any, depth: int) -> str:
        """The text of a selection set on a type."""
        parts = [self._part(named, depth) for _ in range(self.random.randint(1, 4))]
        return "{ " + " ".join(part for part in parts if part) + " __typename }"

    def _part(self, named: Any, depth: int) -> str:
        if depth > 0 and self.random.random() < 0.25:
            return self._fragment(named, depth - 1)
        fields = dict(getattr(named, "fields", {}))
        usable = [name for name in fields if depth > 0 or is_leaf_type(_named(fields[name].type))]
        if not usable:
            return self._key("__typename")
        name = self.random.choice(usable)
        definition = fields[name]
        arguments = [self._argument(*item) for item in definition.args.items()]
        given = [argument for argument in arguments if argument]
        text = name + (f"({', '.join(given)})" if given else "") + self._condition()
        target = _named(definition.type)
        below = "" if is_leaf_type(target) else " " + self.selection(target, depth - 1)
        is_plain = text == name
        alias = "" if is_plain and self.random.random() < 0.5 else self._next() + ": "
        return f"{alias}{text}{below}"

    def _key(self, name: str) -> str:
        return f"{self._next()}: {name}"

    def _next(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    def _fragment(self, named: Any, depth: int) -> str:
        if is_abstract_type(named):
            types = [*self.schema.get_possible_types(named), named]
            target: Any = self.random.choice(types)
        else:
            target = self.random.choice([named, *named.interfaces])
        body = self.selection(target, depth)
        if self.random.random() < 0.5:
            return f"... on {target.name}{self._condition()} {body}"
        name = f"F{len(self.fragments)}"
        self.fragments[name] = f"fragment {name} on {target.name} {body}"
        return f"...{name}{self._condition()} ...{name}"

    def _argument(self, name: str, definition: Any) -> str:
        if self.random.random() < 0.4 and not is_non_null_type(definition.type):
            return ""
        kind = str(definition.type)
        if self.random.random() < 0.4:
            return f"{name}: ${self._variable(kind)}"
        return f"{name}: {self.random.choice(LITERALS[kind])}"

    def _variable(self, kind: str) -> str:
        name = f"v{len(self.variables)}"
        default = f" = {self.random.choice(LITERALS[kind])}" if self.random.random() < 0.3 else ""
        self.variables[name] = f"${name}: {kind}{default}"
        if self.random.random() < 0.7:
            self.values[name] = self.random.choice(VALUES[kind])
        return name

    def _condition(self) -> str:
        if self.random.random() > 0.2:
            return ""
        directive = self.random.choice(("skip", "include"))
        if self.random.random() < 0.5:
            return f" @{directive}(if: {self.random.choice(('true', 'false'))})"
        name = f"v{len(self.variables)}"
        self.variables[name] = f"${name}: Boolean!"
        self.values[name] = self.random.random() < 0.5
        return f" @{directive}(if: ${name})"


def random_operation(random: Random, schema: GraphQLSchema) -> tuple[str, dict[str, Any]]:
    """The text of a document with one operation, and values for its variables."""
    builder = Builder(random, schema)
    kind = "mutation" if random.random() < 0.15 else "query"
    root = schema.mutation_type if kind == "mutation" else schema.query_type
    body = builder.selection(root, random.randint(1, 4))
    variables = f"({', '.join(builder.variables.values())})" if builder.variables else ""
    return "\n".join([f"{kind} Q{variables} {body}", *builder.fragments.values()]), builder.values


def _named(output_type: Any) -> Any:
    while hasattr(output_type, "of_type"):
        output_type = output_type.of_type
    return output_type
