"""Tests of UNSET and of what is made of lists that were not sent."""

from __future__ import annotations

import copy
import pickle

from graphwright.runtime import UNSET, UnsetType, given


def test_unset_is_falsy_and_shows_its_name() -> None:
    assert not UNSET
    assert repr(UNSET) == "UNSET"


def test_unset_stays_the_same_object_when_copied_or_pickled() -> None:
    assert copy.deepcopy(UNSET) is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert list(UnsetType) == [UNSET]


def test_unset_and_null_lists_have_no_values() -> None:
    assert given(UNSET) == ()
    assert given(None) == ()
    assert given([1, 2]) == [1, 2]
