"""Tests of global object ids."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphwright.runtime import GlobalId

NAMES = st.from_regex(r"[_A-Za-z][_0-9A-Za-z]*", fullmatch=True)


def test_a_global_id_is_the_base64_of_type_and_local_id() -> None:
    assert GlobalId("Item", "7").encode() == "SXRlbTo3"


@given(NAMES, st.text(st.characters(codec="utf-8"), min_size=1))
def test_every_id_survives_encoding(type_name: str, local_id: str) -> None:
    found = GlobalId(type_name, local_id)
    assert GlobalId.decode(found.encode()) == found


def test_a_local_id_may_have_colons() -> None:
    text = GlobalId("AgentResourceSlot", "i-1:cuda:x").encode()
    assert GlobalId.decode(text) == GlobalId("AgentResourceSlot", "i-1:cuda:x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Item:7",
        "SXRlbTo3=",
        "SXRlbTo3 ",
        "SXRlbTo",
        "é",
        b64encode(b"Item").decode(),
        b64encode(b"Item:").decode(),
        b64encode(b":7").decode(),
        b64encode(b"Item:\xff").decode(),
        "SXRlbTo33Q==",
    ],
)
def test_a_malformed_id_is_none(text: str) -> None:
    assert GlobalId.decode(text) is None


@given(st.text())
def test_no_text_makes_decoding_fail(text: str) -> None:
    found = GlobalId.decode(text)
    assert found is None or found.encode() == text
