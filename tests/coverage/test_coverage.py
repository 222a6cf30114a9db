"""What counts as used, and how."""

from __future__ import annotations

from graphql import build_schema, parse, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.coverage.covered import covered, hows
from tests.lint.well_formed import well_formed_schemas

from graphwright.coverage.coverage import Count, Coverage

SCHEMA = """
directive @weight(by: Weight) on FIELD_DEFINITION
directive @trace(level: Level) on FIELD

enum Weight { HEAVY }
enum Level { LOW HIGH }

type Query {
  node: Node
  agent(id: ID, by: Order): Agent
  agents(filter: AgentFilter): [Agent]
}

interface Node {
  id: ID!
  size(unit: Unit): Int
}

type Agent implements Node {
  id: ID!
  size(unit: Unit): Int
  status: Status
}

type Kernel implements Node {
  id: ID!
  size(unit: Unit): Int
}

input AgentFilter {
  id: ID
  status: Status
  AND: [AgentFilter!]
}

enum Status { ALIVE LOST }
enum Order { NAME RANK }
enum Unit { KB MB }
"""


def test_what_is_selected_or_given_is_written() -> None:
    """Fields, arguments, fields of inputs and values, each by itself."""
    found = hows(
        covered(SCHEMA, 'query A { agent(by: RANK) { id } agents(filter: { id: "a" }) { id } }')
    )
    assert found["Query.agent"] == found["Query.agent(by:)"] == found["Order.RANK"] == "written"
    assert found["AgentFilter.id"] == found["Agent.id"] == "written"
    assert found["Query.agent(id:)"] == found["Order.NAME"] == found["Query.node"] == "unused"
    assert found["AgentFilter.AND"] == found["Agent.status"] == "unused"


def test_what_a_variable_may_carry_is_carried() -> None:
    """All of an input, and all values of an enum in it."""
    found = hows(covered(SCHEMA, "query A($f: AgentFilter) { agents(filter: $f) { id } }"))
    assert found["Query.agents(filter:)"] == "written"
    assert found["AgentFilter.id"] == found["AgentFilter.AND"] == "carried"
    assert found["Status.ALIVE"] == found["Status.LOST"] == "carried"


def test_what_a_selected_field_may_return_is_received() -> None:
    """Clients have to know every value that can come."""
    found = hows(covered(SCHEMA, "{ agent { status } }"))
    assert found["Status.ALIVE"] == found["Status.LOST"] == "received"


def test_a_field_of_an_interface_is_used_in_all_that_implement_it() -> None:
    """With its arguments; selected from one type, it is not used in the others."""
    found = hows(covered(SCHEMA, "{ node { size(unit: KB) } }"))
    assert found["Agent.size"] == found["Kernel.size"] == found["Node.size"] == "written"
    assert found["Kernel.size(unit:)"] == "written"
    assert found["Agent.id"] == found["Unit.MB"] == "unused"
    found = hows(covered(SCHEMA, "{ agent { size } }"))
    assert (found["Agent.size"], found["Node.size"], found["Kernel.size"]) == (
        "written",
        "unused",
        "unused",
    )


def test_types_that_no_operation_can_reach_do_not_count() -> None:
    """An enum of a directive of the SDL, but not that of a directive of operations."""
    found = hows(covered(SCHEMA, "{ agent { id @trace(level: LOW) } }"))
    assert "Weight.HEAVY" not in found
    assert (found["Level.LOW"], found["Level.HIGH"]) == ("written", "unused")


def test_tells_which_operations_use_an_element() -> None:
    """Each once, whatever way it comes by a fragment."""
    text = "query A { ...F ...F } query B { ...F } query C { node { id } } fragment F on Query { agent { id } }"
    found = {element.coordinate: element.operations for element in covered(SCHEMA, text).elements}
    assert found["Query.agent"] == ("A", "B")
    assert found["Kernel.id"] == ("C",)
    assert found["Query.agents"] == ()


def test_of_nothing_all_is_used() -> None:
    """There is no share of none."""
    assert Count(0, 0).percent == 100
    assert Coverage((), ()).total == Count(0, 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(well_formed_schemas(), st.data())
def test_more_operations_never_use_less(text: str, data: st.DataObject) -> None:
    """What a part of the operations uses, all of them use; an operation uses all it selects."""
    definitions = text[text.index("query ") :]
    schema = text[: text.index("query ")]
    assert not validate(build_schema(schema), parse(definitions))
    queries = definitions.strip().split("\n")
    kept = data.draw(st.sampled_from(range(0, len(queries) + 1, 2)))
    everything = covered(schema, definitions)
    part = covered(schema, "\n".join(queries[:kept]) or "# Nothing.\nfragment F on Query { node }")
    used = {key for key, how in hows(part).items() if how != "unused"}
    assert used <= {key for key, how in hows(everything).items() if how != "unused"}
    assert everything.total.used >= part.total.used
    for query in queries[::2]:
        name = query.split()[1]
        assert hows(everything)[f"Query.a{name[1:]}"] == "written"
