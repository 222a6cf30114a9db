"""Every edit that can be made to a schema, with the change that it has to be reported as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.diff.random_schemas import DEFAULTS, OTHER_DEFAULTS, Node, Schema, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INPUTS = {"input field": "INPUT_FIELD", "argument": "ARGUMENT"}


@dataclass(frozen=True)
class Edit:
    """One edit: its target, the change expected as `CODE coordinate`, and how it is made.

    `removes` tells that the target is gone or of another kind after it, so that nothing inside it
    can be edited as well.
    """

    target: str
    expected: str
    apply: Callable[[], None]
    removes: bool = False

    def clashes(self, other: Edit) -> bool:
        """Whether the two cannot both be made."""
        return (
            self.target == other.target
            or (self.removes and _inside(other.target, self.target))
            or (other.removes and _inside(self.target, other.target))
        )


def _inside(inner: str, outer: str) -> bool:
    return inner.startswith((f"{outer}.", f"{outer}(", f"{outer} ", f"{outer}#"))


def possible_edits(schema: Schema) -> Iterator[Edit]:
    """All edits of the schema as it is now."""
    yield from _definitions(schema)
    for definition in schema.nodes.values():
        for owner, node in definition.walk():
            yield from _texts(node)
            if node.type:
                yield from _inputs(definition, node) if node.keyword in _INPUTS else _types(node)
            if owner is not None:
                yield from _removal(definition, owner, node)
        yield from _specific(definition)


def _setter(node: Node, **values: object) -> Callable[[], None]:
    def apply() -> None:
        for name, value in values.items():
            setattr(node, name, value)

    return apply


def _directive(node: Node, name: str, text: str | None) -> Callable[[], None]:
    def apply() -> None:
        node.directives.pop(name, None)
        if text is not None:
            node.directives[name] = text

    return apply


def _definitions(schema: Schema) -> Iterator[Edit]:
    added = Node("scalar", "Added", "Added")
    yield Edit("Added", "TYPE_ADDED Added", lambda: schema.nodes.update(Added=added))
    directive = Node("directive", "added", "@added", locations=["FIELD"])
    yield Edit(
        "@added", "DIRECTIVE_ADDED @added", lambda: schema.nodes.update({"@added": directive})
    )
    yield Edit(
        "schema.mutation",
        "ROOT_TYPE_ADDED schema.mutation",
        lambda: schema.roots.update(mutation="Standard"),
    )
    yield Edit(
        "schema.query",
        "ROOT_TYPE_CHANGED schema.query",
        lambda: schema.roots.update(query="Standard"),
    )
    for node in schema.nodes.values():
        if node.name.endswith("0"):
            continue
        code = "DIRECTIVE_REMOVED" if node.keyword == "directive" else "TYPE_REMOVED"
        coordinate = node.coordinate
        yield Edit(coordinate, f"{code} {coordinate}", _pop(schema.nodes, coordinate), removes=True)
        if node.keyword == "type":
            kind = _setter(node, keyword="interface")
            yield Edit(coordinate, f"TYPE_KIND_CHANGED {coordinate}", kind, removes=True)


def _pop(nodes: dict[str, Node], key: str) -> Callable[[], None]:
    def apply() -> None:
        del nodes[key]

    return apply


def _texts(node: Node) -> Iterator[Edit]:
    target = f"{node.coordinate}#description"
    coordinate = node.coordinate
    if node.description is None:
        edit = _setter(node, description="New.")
        yield Edit(target, f"DESCRIPTION_ADDED {coordinate}", edit)
    else:
        removal, change = _setter(node, description=None), _setter(node, description="Other.")
        yield Edit(target, f"DESCRIPTION_REMOVED {coordinate}", removal)
        yield Edit(target, f"DESCRIPTION_CHANGED {coordinate}", change)
    in_directive = node.coordinate.startswith("@")
    if not in_directive:
        yield from _tags(node)
    required = node.type.endswith("!") and node.default is None and node.keyword in _INPUTS
    if node.keyword in {"field", "value", *_INPUTS} and not required and not in_directive:
        yield from _deprecations(node)


def _tags(node: Node) -> Iterator[Edit]:
    target, key = f"{node.coordinate}#tag", f"{node.coordinate} @tag"
    if "tag" in node.directives:
        yield Edit(target, f"DIRECTIVE_USAGE_REMOVED {key}", _directive(node, "tag", None))
        other = _directive(node, "tag", '@tag(name: "b")')
        yield Edit(target, f"DIRECTIVE_USAGE_CHANGED {key}", other)
    else:
        yield Edit(target, f"DIRECTIVE_USAGE_ADDED {key}", _directive(node, "tag", "@tag"))


def _deprecations(node: Node) -> Iterator[Edit]:
    target, coordinate = f"{node.coordinate}#deprecated", node.coordinate
    if "deprecated" in node.directives:
        removal = _directive(node, "deprecated", None)
        yield Edit(target, f"DEPRECATION_REMOVED {coordinate}", removal)
        other = _directive(node, "deprecated", '@deprecated(reason: "Old.")')
        yield Edit(target, f"DEPRECATION_REASON_CHANGED {coordinate}", other)
    else:
        addition = _directive(node, "deprecated", "@deprecated")
        yield Edit(target, f"DEPRECATION_ADDED {coordinate}", addition)


def _base(type_ref: str) -> str:
    return type_ref.strip("[]!")


def _types(node: Node) -> Iterator[Edit]:
    target, coordinate, base = f"{node.coordinate}#type", node.coordinate, _base(node.type)
    other = "ID" if base != "ID" else "Int"
    changed = _setter(node, type=node.type.replace(base, other))
    yield Edit(target, f"FIELD_TYPE_CHANGED {coordinate}", changed)
    yield Edit(target, f"FIELD_LISTS_CHANGED {coordinate}", _setter(node, type=f"[{node.type}]"))
    if node.type.endswith("!"):
        looser = _setter(node, type=node.type[:-1])
        yield Edit(target, f"FIELD_BECAME_NULLABLE {coordinate}", looser)
    else:
        stricter = _setter(node, type=f"{node.type}!")
        yield Edit(target, f"FIELD_BECAME_NON_NULL {coordinate}", stricter)


def _inputs(definition: Node, node: Node) -> Iterator[Edit]:
    prefix = _INPUTS[node.keyword]
    if definition.keyword == "directive":
        prefix = "DIRECTIVE_ARGUMENT"
    target, coordinate, base = f"{node.coordinate}#type", node.coordinate, _base(node.type)
    is_list, non_null = "[" in node.type, node.type.endswith("!")

    def edit(code: str, **values: object) -> Edit:
        return Edit(target, f"{prefix}_{code} {coordinate}", _setter(node, **values))

    other = "ID" if base != "ID" else "Int"
    other_default = f"[{DEFAULTS[other]}]" if is_list else DEFAULTS[other]
    yield edit(
        "TYPE_CHANGED",
        type=node.type.replace(base, other),
        default=None if node.default is None else other_default,
    )
    yield edit("LISTS_CHANGED", type=f"[{node.type}]", default=None)
    default, another = DEFAULTS.get(base, "null"), OTHER_DEFAULTS.get(base, "null")
    if is_list:
        default, another = f"[{default}]", f"[{another}]"
    if node.default is not None:
        yield edit("DEFAULT_CHANGED", default=another)
        yield edit("BECAME_REQUIRED" if non_null else "DEFAULT_REMOVED", default=None)
        if non_null:
            yield edit("BECAME_NULLABLE", type=node.type[:-1])
        else:
            yield edit("BECAME_NON_NULL", type=f"{node.type}!")
    elif non_null:
        if base in DEFAULTS:
            yield edit("BECAME_OPTIONAL", default=default)
        yield edit("BECAME_OPTIONAL", type=node.type[:-1])
    else:
        if base in DEFAULTS:
            yield edit("DEFAULT_ADDED", default=default)
        yield edit("BECAME_REQUIRED", type=f"{node.type}!")
    if is_list and f"{base}!" not in node.type:
        yield edit("BECAME_NON_NULL", type=node.type.replace(base, f"{base}!"))
    elif is_list:
        yield edit("BECAME_NULLABLE", type=node.type.replace(f"{base}!", base))


def _removal(definition: Node, owner: Node, node: Node) -> Iterator[Edit]:
    if node.keyword != "argument" and node is next(iter(owner.parts.values())):
        # A type needs a field or a value.
        return
    names = {"field": "FIELD", "value": "ENUM_VALUE", **_INPUTS}
    prefix = names[node.keyword]
    if definition.keyword == "directive":
        prefix = "DIRECTIVE_ARGUMENT"
    removal = _pop(owner.parts, node.name)
    yield Edit(node.coordinate, f"{prefix}_REMOVED {node.coordinate}", removal, removes=True)


def _specific(node: Node) -> Iterator[Edit]:
    coordinate = node.coordinate
    if node.keyword in {"type", "interface"}:
        yield _addition(node, "field", "FIELD_ADDED", "Int!")
        field = next(iter(node.parts.values()))
        yield _addition(field, "argument", "OPTIONAL_ARGUMENT_ADDED", "Int")
        yield _addition(field, "argument", "REQUIRED_ARGUMENT_ADDED", "Int!")
    elif node.keyword == "input":
        yield _addition(node, "input field", "OPTIONAL_INPUT_FIELD_ADDED", "Int")
        yield _addition(node, "input field", "REQUIRED_INPUT_FIELD_ADDED", "Int!")
        one_of = _directive(node, "oneOf", "@oneOf")
        yield Edit(f"{coordinate}#oneOf", f"ONE_OF_ADDED {coordinate}", one_of)
    elif node.keyword == "enum":
        yield _addition(node, "value", "ENUM_VALUE_ADDED", "")
    elif node.keyword == "scalar":
        url = _directive(node, "specifiedBy", '@specifiedBy(url: "https://example.org")')
        yield Edit(f"{coordinate}#url", f"SPECIFIED_BY_ADDED {coordinate}", url)
    elif node.keyword == "union":
        key = f"{coordinate} | Standard"
        yield Edit(key, f"UNION_MEMBER_REMOVED {key}", _setter(node, links=["Type0"]))
    if node.keyword == "type":
        key = f"{coordinate} implements Interface0"
        yield Edit(key, f"INTERFACE_ADDED {key}", _setter(node, links=["Interface0"]))
    if node.keyword == "directive":
        yield _addition(node, "argument", "OPTIONAL_DIRECTIVE_ARGUMENT_ADDED", "Int")
        yield _addition(node, "argument", "REQUIRED_DIRECTIVE_ARGUMENT_ADDED", "Int!")
        yield from _directive_edits(node)


def _directive_edits(node: Node) -> Iterator[Edit]:
    coordinate = node.coordinate
    code = "REMOVED" if node.repeatable else "ADDED"
    flip = _setter(node, repeatable=not node.repeatable)
    yield Edit(f"{coordinate}#repeatable", f"DIRECTIVE_REPEATABLE_{code} {coordinate}", flip)
    more = _setter(node, locations=[*node.locations, "MUTATION"])
    target = f"{coordinate}#locations"
    yield Edit(target, f"DIRECTIVE_LOCATION_ADDED {coordinate} on MUTATION", more)
    less = _setter(node, locations=["FIELD"])
    yield Edit(target, f"DIRECTIVE_LOCATION_REMOVED {coordinate} on QUERY", less)


def _addition(owner: Node, keyword: str, code: str, type_ref: str) -> Edit:
    name = f"ADDED_{owner.name.upper()}" if keyword == "value" else "added"
    part = part_of(owner, keyword, name, type_ref)
    return Edit(part.coordinate, f"{code} {part.coordinate}", lambda: owner.add(part))
