"""Changes that matter less than their rule says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.diff.schemas import TODAY, reviewed, version

from graphwright.diff.change import Level
from graphwright.diff.judgement import Policy
from graphwright.diff.review import Context

_SINCE = "directive @since(version: String!) on FIELD_DEFINITION\n"


def _removal(reason: str, policy: Policy, next_version: str = "26.4.0") -> tuple[Level, str]:
    """The level and the note of the removal of a field that was deprecated for the reason."""
    kept = 'type Query {\n  a: Int @since(version: "26.2.0")\n  b: Int @since(version: "26.3.0")\n'
    before = f'{_SINCE}{kept}  old: Int @deprecated(reason: "{reason}")\n}}'
    context = Context(today=TODAY, policy=policy, next_version=version(next_version))
    (change,) = reviewed(before, f"{_SINCE}{kept}}}", context).changes
    return change.level, " ".join(change.notes)


def test_a_removal_announced_for_enough_releases_is_dangerous_only() -> None:
    """Releases are counted by the versions that the schema names."""
    level, note = _removal("Since 26.2.0: use a.", Policy(deprecation_releases=2))
    assert (level, note) == (
        Level.DANGEROUS,
        "It has been deprecated since 26.2.0, 2 releases ago.",
    )


@pytest.mark.parametrize(
    "reason", ["Since 26.3.0: use a.", "Use a.", "Since we have a, nobody needs it."]
)
def test_a_removal_announced_too_late_or_at_no_known_time_is_breaking(reason: str) -> None:
    """A reason without a version tells nothing of the time."""
    assert _removal(reason, Policy(deprecation_releases=2)) == (Level.BREAKING, "")


def test_a_removal_announced_for_enough_days_is_dangerous_only() -> None:
    """Days are counted from the day that the reason names."""
    policy = Policy(deprecation_releases=None, deprecation_days=90)
    assert _removal("Deprecated 2026-02-01.", policy)[0] is Level.DANGEROUS
    assert _removal("Deprecated 2026-05-01.", policy)[0] is Level.BREAKING
    assert _removal("Deprecated 2026-13-01.", policy)[0] is Level.BREAKING


def test_nothing_is_lowered_when_the_policy_is_off() -> None:
    """Both measures can be switched off."""
    policy = Policy(deprecation_releases=None, deprecation_days=None)
    assert _removal("Since 20.1.0, 2020-01-01.", policy)[0] is Level.BREAKING


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a(e: E): Int", [Level.SAFE, Level.BREAKING]),
        ("a: E", [Level.DANGEROUS, Level.DANGEROUS]),
        ("a(e: E): E", [Level.DANGEROUS, Level.BREAKING]),
    ],
)
def test_enum_values_count_where_the_enum_stands(field: str, expected: list[Level]) -> None:
    """A value more harms nobody who only sends it, a value less nobody who only receives it."""
    fewer = f"type Query {{\n  {field}\n}}\nenum E {{\n  A\n}}"
    more = fewer.replace("  A\n", "  A\n  B\n")
    levels = [reviewed(*pair).changes[0].level for pair in ((fewer, more), (more, fewer))]
    assert levels == expected


def test_directives_that_stand_in_sdl_only_break_no_operation() -> None:
    """Their removal is dangerous, that of one for operations breaking."""
    query = "type Query {\n  a: Int\n}\n"
    before = f"{query}directive @cost on OBJECT\ndirective @trace on FIELD"
    levels = {c.finding.coordinate: c.level for c in reviewed(before, query).changes}
    assert levels == {"@cost": Level.DANGEROUS, "@trace": Level.BREAKING}


def test_uses_of_harmless_directives_are_safe() -> None:
    """The project says which directives are no part of the contract."""
    before = "type Query {\n  a: Int\n}\ndirective @cost on FIELD_DEFINITION"
    after = before.replace("a: Int", "a: Int @cost")
    context = Context(today=TODAY, policy=Policy(harmless_directives=frozenset({"cost"})))
    assert reviewed(before, after, context).changes[0].level is Level.SAFE
    other = replace(context, policy=Policy())
    assert reviewed(before, after, other).changes[0].level is Level.DANGEROUS


def test_a_type_goes_with_all_that_led_to_it() -> None:
    """If each was announced, or is itself of a type that goes; a type in use is not let go."""
    before = """
type Query {
  old: Old @deprecated(reason: "Since 1.0.")
  new: Int @since(version: "1.1")
  used: Used
}

type Old {
  part: Part
}

type Part {
  whole: Old
}

type Used {
  loop: Used
}

type Unused {
  a: Int
}

directive @since(version: String!) on FIELD_DEFINITION
"""
    after = """
type Query {
  new: Int @since(version: "1.1")
}

directive @since(version: String!) on FIELD_DEFINITION
"""
    context = Context(today=TODAY, next_version=version("1.2"))
    levels = {change.key: change.level for change in reviewed(before, after, context).changes}
    assert levels == {
        "FIELD_REMOVED Query.old": Level.DANGEROUS,
        "FIELD_REMOVED Query.used": Level.BREAKING,
        "TYPE_REMOVED Old": Level.DANGEROUS,
        "TYPE_REMOVED Part": Level.DANGEROUS,
        "TYPE_REMOVED Unused": Level.DANGEROUS,
        "TYPE_REMOVED Used": Level.BREAKING,
    }
