"""Breaking changes that somebody wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.diff.schemas import TODAY, reviewed, version

from graphwright.diff.acknowledgements import read_acknowledgements
from graphwright.diff.review import Context, Review
from graphwright.errors import DiagnosticsError

if TYPE_CHECKING:
    from graphwright.diff.change import Acknowledgement

_BEFORE = "type Query {\n  a: Int\n  b: Int\n}"
_AFTER = "type Query {\n  a: Int\n}"


def _entry(code: str = "FIELD_REMOVED", element: str = "Query.b", until: str = "26.4.0") -> str:
    return (
        f'[[acknowledged]]\nchange = "{code}"\nelement = "{element}"\n'
        f'reason = "Nobody asks for it."\nuntil = "{until}"\n\n'
    )


def _review(text: str, merged: frozenset[Acknowledgement] = frozenset()) -> Review:
    context = Context(
        today=TODAY,
        next_version=version("26.4.0"),
        acknowledgements=read_acknowledgements("schema/acknowledged.toml", text),
        merged=merged,
    )
    return reviewed(_BEFORE, _AFTER, context)


def test_an_acknowledged_change_passes() -> None:
    """The entry is named with the change."""
    review = _review(_entry())
    assert review.passes
    assert review.changes[0].acknowledgement is not None
    assert review.changes[0].acknowledgement.reason == "Nobody asks for it."


@pytest.mark.parametrize("text", ["", _entry(element="Query.a"), _entry(code="TYPE_REMOVED")])
def test_a_change_passes_only_with_its_own_entry(text: str) -> None:
    """Kind and element have to fit."""
    assert [change.key for change in _review(text).to_approve] == ["FIELD_REMOVED Query.b"]


def test_an_expired_entry_is_an_error_and_acknowledges_nothing() -> None:
    """After its last version an entry has to go."""
    review = _review(_entry(until="26.3.9"))
    assert [str(problem) for problem in review.problems] == [
        "schema/acknowledged.toml:1:1: GW622 The acknowledgement of 'FIELD_REMOVED Query.b' held"
        " until 26.3.9. Remove it."
    ]
    assert review.to_approve


def test_an_entry_without_its_change_is_an_error() -> None:
    """An entry that is left over could hide a change to come."""
    review = _review(_entry() + _entry(element="Query.c"))
    assert [(p.line, p.code) for p in review.problems] == [(7, "GW621")]


def test_an_entry_that_was_there_before_may_stay_until_it_expires() -> None:
    """Once the change is merged it is on both sides, and so is its entry."""
    text = _entry() + _entry(element="Query.c")
    merged = frozenset(read_acknowledgements("then.toml", _entry(element="Query.c")))
    assert _review(text, merged).passes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[[acknowledged]\n",
            "Expected ']]' at the end of an array declaration (at line 1, column 15).",
        ),
        ("[other]\n", "The file may hold nothing but [[acknowledged]] tables."),
        (_entry().replace("reason", "why"), "An acknowledgement needs a text 'reason'."),
        (
            _entry().replace("reason", "why"),
            "Unknown key 'why'. Known are change, element, reason, until.",
        ),
        (
            _entry(code="FIELD_REMOVE"),
            "There is no kind of change 'FIELD_REMOVE'. Did you mean 'FIELD_REMOVED'",
        ),
        (_entry(until="soon"), "'soon' is not a version."),
        ("acknowledged = [1]\n", "An entry of 'acknowledged' must be a table."),
    ],
)
def test_a_malformed_file_is_an_error_with_a_hint(text: str, message: str) -> None:
    """Unknown input is never passed over."""
    with pytest.raises(DiagnosticsError) as caught:
        read_acknowledgements("acknowledged.toml", text)
    assert message in str(caught.value)
    assert all(problem.code == "GW620" for problem in caught.value.diagnostics)
