"""Schemas, with operations, that follow every rule."""

from __future__ import annotations

from hypothesis import strategies as st

RELAY = """
"Reads."
type Query {
  "A node by its id."
  node("The id." id: ID!): Node
  "The nodes of the ids."
  items("The ids." ids: [ID!]!): [Node]
  "The time."
  now: Moment
%s}

"What has an id."
interface Node {
  "The id."
  id: ID!
}

"What answers a change."
type Changed {
  "What it is now."
  node: Anything
}

"A node of some kind."
union Anything = %s

"Writes."
type Mutation {
  "Changes one."
  change("How." input: ChangeInput!): Changed
}

"Events."
type Subscription {
  "What was changed."
  changed("The ids." ids: [ID!]!): [Node!]!
}

"How one is changed."
input ChangeInput @marked {
  "Its id."
  id: ID!
}

"An input of a change."
directive @marked on INPUT_OBJECT

"Where a page stands."
type PageInfo {
  "Whether rows follow."
  hasNextPage: Boolean!
  "Whether rows precede."
  hasPreviousPage: Boolean!
  "The first cursor."
  startCursor: String
  "The last cursor."
  endCursor: String
}
"""

NODE = """
"A THING."
type THING implements Node {
  "The id."
  id: ID!
FIELDS}

"A page."
type THINGConnection {
  "The rows."
  edges: [THINGEdge!]!
  "The place."
  pageInfo: PageInfo!
}

"A row."
type THINGEdge {
  "The place."
  cursor: String!
  "The thing."
  node: THING!
}

"Which."
input THINGFilter {
  "By state."
  state: THINGState
  "All hold."
  AND: [THINGFilter!]
}

"How."
input THINGOrderBy {
  "By what."
  field: THINGState! = ON
}

"A state."
enum THINGState {
  "It is on."
  ON
  "It is off."
  SWITCHED_OFF2
}
"""

_ARGUMENTS = {
    "forward": '"A size." first: Int, "A cursor." after: String',
    "backward": '"A size." last: Int = 10, "A cursor." before: ID',
    "flag": '"Whether so." archived: Boolean = false',
    "offset": '"A size." limit: Int, "Rows to leave out." offset: Int',
}
_SCALARS = ("Int", "String!", "Boolean!", "[Float!]!", "ID", "Moment", "%sState")
_DEPRECATED = ("", ' @deprecated(reason: "Since 26.2.0: use another.")')
_NAMES = st.sampled_from(["a", "rowId", "v2Name", "getIt", "x9", "aBC", "typename"])
_TYPE_NAMES = st.sampled_from(["Agent", "V2", "GPUKind", "T1", "Type"])


@st.composite
def well_formed_schemas(draw: st.DrawFn) -> str:
    """SDL of nodes with connections, filters, orders and states, and a query of each list."""
    names = draw(st.lists(_TYPE_NAMES, min_size=1, max_size=4, unique=True))
    names = [f"{name}Thing" for name in names]
    fields = "".join(draw(_list_field(name)) for name in names)
    nodes = "\n".join(draw(_node(name, names)) for name in names)
    queries = "\n".join(_query(name) for name in names)
    relay = RELAY % (fields, " | ".join(names))
    return f'{relay}\n"A point in time."\nscalar Moment\n{nodes}\n{queries}\n'


@st.composite
def _list_field(draw: st.DrawFn, name: str) -> str:
    pages = draw(st.sampled_from([["forward"], ["backward"], ["forward", "backward"]]))
    others = draw(st.sets(st.sampled_from(["flag", "offset"])))
    arguments = ", ".join(_ARGUMENTS[key] for key in (*pages, *sorted(others)))
    filtered = f'"Which." filter: {name}Filter, "How." orderBy: [{name}OrderBy!]'
    return f'  "Things."\n  all{name}({filtered}, {arguments}): {name}Connection\n'


@st.composite
def _node(draw: st.DrawFn, name: str, names: list[str]) -> str:
    parts = draw(st.lists(_NAMES, max_size=4, unique=True))
    fields = "".join(draw(_field(part, name, names)) for part in parts)
    return NODE.replace("THING", name).replace("FIELDS", fields)


@st.composite
def _field(draw: st.DrawFn, part: str, name: str, names: list[str]) -> str:
    type_ref = draw(st.sampled_from([*_SCALARS, *names]))
    written = type_ref % name if "%" in type_ref else type_ref
    return f'  "A part."\n  {part}: {written}{draw(st.sampled_from(_DEPRECATED))}\n'


def _query(name: str) -> str:
    return (
        f"query All{name} {{ all{name} {{ edges {{ ...{name}Row }} }} }}\n"
        f"fragment {name}Row on {name}Edge {{ cursor node {{ id }} }}"
    )
