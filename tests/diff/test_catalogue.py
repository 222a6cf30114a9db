"""The catalogue of kinds of change against that of graphql-inspector, which is the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphwright.diff.catalogue import RULES

_INPUT_VALUE = (
    "{}_TYPE_CHANGED",
    "{}_LISTS_CHANGED",
    "{}_BECAME_REQUIRED",
    "{}_BECAME_OPTIONAL",
    "{}_BECAME_NON_NULL",
    "{}_BECAME_NULLABLE",
)
_DEFAULT = ("{}_DEFAULT_ADDED", "{}_DEFAULT_REMOVED", "{}_DEFAULT_CHANGED")
_DESCRIPTION = ("DESCRIPTION_ADDED", "DESCRIPTION_REMOVED", "DESCRIPTION_CHANGED")
_USAGE_ADDED = ("DIRECTIVE_USAGE_ADDED", "SINCE_ADDED", "AUTH_ADDED")
_USAGE_REMOVED = ("DIRECTIVE_USAGE_REMOVED", "SINCE_REMOVED", "AUTH_REMOVED")
_HOSTS = [
    "UNION_MEMBER",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "FIELD",
    "SCALAR",
    "OBJECT",
    "INTERFACE",
    "ARGUMENT_DEFINITION",
    "SCHEMA",
    "FIELD_DEFINITION",
    "INPUT_FIELD_DEFINITION",
]


def _of(patterns: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return tuple(pattern.format(prefix) for pattern in patterns)


#: The kinds of graphql-inspector, each with the rules that find such a change here.
REFERENCE: dict[str, tuple[str, ...]] = {
    "FIELD_ARGUMENT_DESCRIPTION_CHANGED": _DESCRIPTION,
    "FIELD_ARGUMENT_DEFAULT_CHANGED": _of(_DEFAULT, "ARGUMENT"),
    "FIELD_ARGUMENT_TYPE_CHANGED": _of(_INPUT_VALUE, "ARGUMENT"),
    "FIELD_ARGUMENT_ADDED": ("OPTIONAL_ARGUMENT_ADDED", "REQUIRED_ARGUMENT_ADDED"),
    "FIELD_ARGUMENT_REMOVED": ("ARGUMENT_REMOVED",),
    "DIRECTIVE_REMOVED": ("DIRECTIVE_REMOVED",),
    "DIRECTIVE_ADDED": ("DIRECTIVE_ADDED",),
    "DIRECTIVE_DESCRIPTION_CHANGED": _DESCRIPTION,
    "DIRECTIVE_LOCATION_ADDED": ("DIRECTIVE_LOCATION_ADDED",),
    "DIRECTIVE_LOCATION_REMOVED": ("DIRECTIVE_LOCATION_REMOVED",),
    "DIRECTIVE_REPEATABLE_ADDED": ("DIRECTIVE_REPEATABLE_ADDED",),
    "DIRECTIVE_REPEATABLE_REMOVED": ("DIRECTIVE_REPEATABLE_REMOVED",),
    "DIRECTIVE_ARGUMENT_ADDED": (
        "OPTIONAL_DIRECTIVE_ARGUMENT_ADDED",
        "REQUIRED_DIRECTIVE_ARGUMENT_ADDED",
    ),
    "DIRECTIVE_ARGUMENT_REMOVED": ("DIRECTIVE_ARGUMENT_REMOVED",),
    "DIRECTIVE_ARGUMENT_DESCRIPTION_CHANGED": _DESCRIPTION,
    "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED": _of(_DEFAULT, "DIRECTIVE_ARGUMENT"),
    "DIRECTIVE_ARGUMENT_TYPE_CHANGED": _of(_INPUT_VALUE, "DIRECTIVE_ARGUMENT"),
    "ENUM_VALUE_REMOVED": ("ENUM_VALUE_REMOVED",),
    "ENUM_VALUE_ADDED": ("ENUM_VALUE_ADDED",),
    "ENUM_VALUE_DESCRIPTION_CHANGED": _DESCRIPTION,
    "ENUM_VALUE_DEPRECATION_REASON_CHANGED": ("DEPRECATION_REASON_CHANGED",),
    "ENUM_VALUE_DEPRECATION_REASON_ADDED": ("DEPRECATION_ADDED", "DEPRECATION_REASON_CHANGED"),
    "ENUM_VALUE_DEPRECATION_REASON_REMOVED": ("DEPRECATION_REMOVED", "DEPRECATION_REASON_CHANGED"),
    "FIELD_REMOVED": ("FIELD_REMOVED",),
    "FIELD_ADDED": ("FIELD_ADDED",),
    "FIELD_DESCRIPTION_CHANGED": ("DESCRIPTION_CHANGED",),
    "FIELD_DESCRIPTION_ADDED": ("DESCRIPTION_ADDED",),
    "FIELD_DESCRIPTION_REMOVED": ("DESCRIPTION_REMOVED",),
    "FIELD_DEPRECATION_ADDED": ("DEPRECATION_ADDED",),
    "FIELD_DEPRECATION_REMOVED": ("DEPRECATION_REMOVED",),
    "FIELD_DEPRECATION_REASON_CHANGED": ("DEPRECATION_REASON_CHANGED",),
    "FIELD_DEPRECATION_REASON_ADDED": ("DEPRECATION_REASON_CHANGED",),
    "FIELD_DEPRECATION_REASON_REMOVED": ("DEPRECATION_REASON_CHANGED",),
    "FIELD_TYPE_CHANGED": (
        "FIELD_TYPE_CHANGED",
        "FIELD_LISTS_CHANGED",
        "FIELD_BECAME_NULLABLE",
        "FIELD_BECAME_NON_NULL",
    ),
    "INPUT_FIELD_REMOVED": ("INPUT_FIELD_REMOVED",),
    "INPUT_FIELD_ADDED": ("OPTIONAL_INPUT_FIELD_ADDED", "REQUIRED_INPUT_FIELD_ADDED"),
    "INPUT_FIELD_DESCRIPTION_ADDED": ("DESCRIPTION_ADDED",),
    "INPUT_FIELD_DESCRIPTION_REMOVED": ("DESCRIPTION_REMOVED",),
    "INPUT_FIELD_DESCRIPTION_CHANGED": ("DESCRIPTION_CHANGED",),
    "INPUT_FIELD_DEFAULT_VALUE_CHANGED": _of(_DEFAULT, "INPUT_FIELD"),
    "INPUT_FIELD_TYPE_CHANGED": _of(_INPUT_VALUE, "INPUT_FIELD"),
    "OBJECT_TYPE_INTERFACE_ADDED": ("INTERFACE_ADDED",),
    "OBJECT_TYPE_INTERFACE_REMOVED": ("INTERFACE_REMOVED",),
    **{
        f"SCHEMA_{operation}_TYPE_CHANGED": (
            "ROOT_TYPE_ADDED",
            "ROOT_TYPE_CHANGED",
            "ROOT_TYPE_REMOVED",
        )
        for operation in ("QUERY", "MUTATION", "SUBSCRIPTION")
    },
    "TYPE_REMOVED": ("TYPE_REMOVED", "STANDARD_SCALAR_REMOVED"),
    "TYPE_ADDED": ("TYPE_ADDED", "STANDARD_SCALAR_ADDED"),
    "TYPE_KIND_CHANGED": ("TYPE_KIND_CHANGED",),
    "TYPE_DESCRIPTION_CHANGED": ("DESCRIPTION_CHANGED",),
    "TYPE_DESCRIPTION_REMOVED": ("DESCRIPTION_REMOVED",),
    "TYPE_DESCRIPTION_ADDED": ("DESCRIPTION_ADDED",),
    "UNION_MEMBER_REMOVED": ("UNION_MEMBER_REMOVED",),
    "UNION_MEMBER_ADDED": ("UNION_MEMBER_ADDED",),
    **{f"DIRECTIVE_USAGE_{host}_ADDED": _USAGE_ADDED for host in _HOSTS},
    **{f"DIRECTIVE_USAGE_{host}_REMOVED": _USAGE_REMOVED for host in _HOSTS},
    **{
        f"DIRECTIVE_USAGE_ARGUMENT_{change}": (
            "DIRECTIVE_USAGE_CHANGED",
            "SINCE_CHANGED",
            "AUTH_CHANGED",
        )
        for change in ("ADDED", "REMOVED", "CHANGED")
    },
}

#: What the reference does not tell apart, or not at all.
BEYOND = frozenset(
    {
        "ONE_OF_ADDED",
        "ONE_OF_REMOVED",
        "SPECIFIED_BY_ADDED",
        "SPECIFIED_BY_REMOVED",
        "SPECIFIED_BY_CHANGED",
    }
)


@pytest.mark.parametrize("kind", REFERENCE)
def test_every_kind_of_the_reference_has_rules(kind: str) -> None:
    """What the reference finds has a rule here."""
    assert set(REFERENCE[kind]) <= {rule.code for rule in RULES}


def test_every_rule_is_of_a_kind_of_the_reference_or_goes_beyond() -> None:
    """The table above is complete."""
    covered = {code for codes in REFERENCE.values() for code in codes}
    assert {rule.code for rule in RULES} == covered | BEYOND
    assert len(REFERENCE) >= 80


def test_the_guide_lists_every_rule() -> None:
    """With its level and its reason."""
    guide = (Path(__file__).parents[2] / "codegen/graphwright/diff/README.md").read_text("utf-8")
    rows = [f"| {rule.code} | {rule.level.word} | {rule.reason} |" for rule in RULES]
    assert guide.endswith("\n".join(rows) + "\n")
