"""Random schemas as trees that can be edited and written as SDL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALARS = ("Int", "Float", "String", "Boolean", "ID")
DEFAULTS = {"Int": "1", "Float": "1.5", "String": '"a"', "Boolean": "true", "ID": '"x"'}
OTHER_DEFAULTS = {"Int": "2", "Float": "2.5", "String": '"b"', "Boolean": "false", "ID": '"y"'}
#: What fields return, and arguments and input fields take, besides scalars.
_OTHERS = {
    "field": ("Type0", "Interface0", "Union0", "Enum0"),
    "argument": ("Input0", "Enum0"),
    "input field": ("Enum0",),
}
TAG = "directive @tag(name: String) on " + " | ".join(
    (
        "SCALAR",
        "OBJECT",
        "FIELD_DEFINITION",
        "ARGUMENT_DEFINITION",
        "INTERFACE",
        "UNION",
        "ENUM",
        "ENUM_VALUE",
        "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    )
)


@dataclass
class Node:
    """An element of a schema; `parts` are its fields, arguments or values, `links` other types."""

    keyword: str
    name: str
    coordinate: str
    type: str = ""
    default: str | None = None
    description: str | None = None
    directives: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Node] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    repeatable: bool = False

    def add(self, part: Node) -> None:
        """Put the part behind the others."""
        self.parts[part.name] = part

    def walk(self) -> Iterator[tuple[Node | None, Node]]:
        """The node and all below it, each with what it belongs to."""
        yield None, self
        for part in self.parts.values():
            for owner, node in part.walk():
                yield owner or self, node


@dataclass
class Schema:
    """Definitions by coordinate, and the types of the operations."""

    nodes: dict[str, Node]
    roots: dict[str, str]

    def sdl(self) -> str:
        """The schema as SDL, with a type that keeps all standard scalars in use."""
        roots = "\n".join(f"  {operation}: {name}" for operation, name in self.roots.items())
        scalars = "\n".join(f"  {name.lower()}: {name}" for name in SCALARS)
        texts = [
            f"schema {{\n{roots}\n}}",
            TAG,
            f"type Standard {{\n{scalars}\n}}",
            *map(_definition, self.nodes.values()),
        ]
        return "\n\n".join(texts) + "\n"


def part_of(owner: Node, keyword: str, name: str, type_ref: str = "") -> Node:
    """A part with its coordinate, not yet put into the owner."""
    argument = keyword == "argument"
    coordinate = f"{owner.coordinate}({name}:)" if argument else f"{owner.coordinate}.{name}"
    return Node(keyword, name, coordinate, type_ref)


def _definition(node: Node) -> str:
    head = f"{_description(node, '')}{node.keyword} {node.name}"
    directives = "".join(f" {text}" for text in node.directives.values())
    if node.keyword == "directive":
        arguments = _arguments(node, "")
        repeatable = " repeatable" if node.repeatable else ""
        name = f"{_description(node, '')}directive @{node.name}"
        return f"{name}{arguments}{repeatable} on {' | '.join(node.locations)}"
    if node.keyword == "union":
        return f"{head}{directives} = {' | '.join(node.links)}"
    if node.keyword == "scalar":
        return f"{head}{directives}"
    implements = f" implements {' & '.join(node.links)}" if node.links else ""
    parts = "\n".join(_part(part, "  ") for part in node.parts.values())
    return f"{head}{implements}{directives} {{\n{parts}\n}}"


def _part(node: Node, indent: str) -> str:
    arguments = _arguments(node, indent)
    type_ref = f": {node.type}" if node.type else ""
    default = "" if node.default is None else f" = {node.default}"
    directives = "".join(f" {text}" for text in node.directives.values())
    described = _description(node, indent)
    return f"{described}{indent}{node.name}{arguments}{type_ref}{default}{directives}"


def _arguments(node: Node, indent: str) -> str:
    if not node.parts:
        return ""
    inner = "\n".join(_part(part, f"{indent}  ") for part in node.parts.values())
    return f"(\n{inner}\n{indent})"


def _description(node: Node, indent: str) -> str:
    return f'{indent}"{node.description}"\n' if node.description else ""


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """A schema of every kind of definition, each with one to three parts.

    Types refer to those with the number 0 only, so that all others can be removed.
    """
    nodes: dict[str, Node] = {}
    for number in range(draw(st.integers(1, 2))):
        for keyword in ("type", "interface", "input", "enum", "union", "scalar", "directive"):
            node = draw(_nodes(keyword, number))
            nodes[node.coordinate] = node
    return Schema(nodes, {"query": "Type0"})


@st.composite
def _nodes(draw: st.DrawFn, keyword: str, number: int) -> Node:
    name = f"{keyword.capitalize()}{number}"
    coordinate = f"@{name}" if keyword == "directive" else name
    node = Node(keyword, name, coordinate, description=draw(st.sampled_from([None, "Text."])))
    kinds = {"type": "field", "interface": "field", "input": "input field", "enum": "value"}
    if keyword == "directive":
        kinds["directive"] = "argument"
        node.locations = ["FIELD", "QUERY"]
        node.repeatable = draw(st.booleans())
    if keyword == "union":
        node.links = ["Type0", "Standard"]
    elif keyword in kinds:
        for index in range(draw(st.integers(1, 3))):
            node.add(draw(_parts(node, kinds[keyword], index)))
    if draw(st.booleans()) and keyword != "directive":
        node.directives["tag"] = '@tag(name: "a")'
    return node


@st.composite
def _parts(draw: st.DrawFn, owner: Node, keyword: str, index: int) -> Node:
    name = f"{keyword.replace(' ', '_')}{index}"
    if keyword == "value":
        return part_of(owner, keyword, f"VALUE_{owner.name.upper()}_{index}")
    others = _OTHERS if owner.keyword != "directive" else {}
    base = draw(st.sampled_from((*SCALARS, *others.get(keyword, ()))))
    form = draw(st.sampled_from(["{}", "{}!", "[{}]", "[{}!]", "[{}]!", "[{}!]!"]))
    part = part_of(owner, keyword, name, form.format(base))
    if keyword == "field":
        for number in range(draw(st.integers(0, 2))):
            part.add(draw(_parts(part, "argument", number)))
    elif base in DEFAULTS and draw(st.booleans()):
        part.default = DEFAULTS[base] if "[" not in part.type else f"[{DEFAULTS[base]}]"
    if draw(st.booleans()) and not (part.type.endswith("!") and part.default is None):
        part.directives["deprecated"] = "@deprecated"
    return part
