"""Added elements name the version in which they come."""

from __future__ import annotations

from tests.diff.schemas import TODAY, reviewed, version

from graphwright.diff.review import Context

BEFORE = """directive @since(version: String!) on OBJECT | ENUM_VALUE | FIELD_DEFINITION

type Query {
  a: Int
}

enum E {
  A
}
"""


def _problems(added: str) -> list[str]:
    context = Context(today=TODAY, next_version=version("26.4.0"))
    after = BEFORE.replace("  a: Int\n", f"  a: Int\n{added}\n")
    return [f"{p.line}: {p.code}" for p in reviewed(BEFORE, after, context).problems]


def test_an_element_without_since_is_a_problem() -> None:
    """It is reported at its place."""
    assert _problems("  b: Int") == ["5: GW611"]


def test_an_element_of_another_version_is_a_problem() -> None:
    """The next version is the only one that it can come in."""
    assert _problems('  b: Int @since(version: "26.3.0")') == ["5: GW612"]
    assert _problems('  b: Int @since(version: "26.4")') == []


def test_what_comes_with_its_type_need_not_repeat_it() -> None:
    """Fields of a new type are as old as the type, but may not say otherwise."""
    assert _problems('}\ntype T @since(version: "26.4.0") {\n  x: Int') == []
    wrong = '}\ntype T @since(version: "26.4.0") {\n  x: Int @since(version: "1.0")'
    assert _problems(wrong) == ["7: GW612"]


def test_nothing_is_asked_where_since_may_not_stand() -> None:
    """The directive of this schema may stand neither on arguments nor on scalars."""
    assert (
        _problems('}\nscalar S\nextend type Query {\n  c(x: Int): Int @since(version: "26.4.0")')
        == []
    )


def test_the_vocabulary_need_not_be_declared() -> None:
    """Without a declaration of its own, a project has the directive of graphwright."""
    context = Context(today=TODAY, next_version=version("2.0"))
    review = reviewed("type Query {\n  a: Int\n}", "type Query {\n  a(x: Int): Int\n}", context)
    assert [problem.code for problem in review.problems] == ["GW611"]
