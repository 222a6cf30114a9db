"""Stored mounts come out mount by mount, never with more rights than stored."""

from __future__ import annotations

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.vfolder_mounts import vfolder_mounts
from kernelgraph_api.enums import MountPermission, VFolderUsageMode
from kernelgraph_api.types import VFolderMount

GOOD = {
    "name": "data",
    "vfid": "user:6f0c1e7a-0000-4000-8000-000000000001/00112233445566778899aabbccddeeff",
    "vfsubpath": ".",
    "host_path": "/host/x",
    "kernel_path": "/home/work/data",
    "mount_perm": "rw",
    "usage_mode": "general",
}


def decoded(stored: object) -> tuple[list[VFolderMount], list[Degradation]]:
    noted: list[Degradation] = []
    return list(vfolder_mounts(stored, noted.append)), noted


def test_a_whole_mount_is_read_without_a_note() -> None:
    mounts, kinds = decoded([GOOD])
    assert mounts == [
        VFolderMount(
            name="data",
            vfid="user:6f0c1e7a-0000-4000-8000-000000000001/00112233445566778899aabbccddeeff",
            vfsubpath=".",
            host_path="/host/x",
            kernel_path="/home/work/data",
            mount_perm=MountPermission.READ_WRITE,
            usage_mode=VFolderUsageMode.GENERAL,
        )
    ]
    assert kinds == []


@pytest.mark.parametrize(
    ("code", "permission"),
    [
        ("ro", MountPermission.READ_ONLY),
        ("rw", MountPermission.READ_WRITE),
        ("wd", MountPermission.RW_DELETE),
    ],
)
def test_permissions_are_stored_as_codes(code: str, permission: MountPermission) -> None:
    mounts, kinds = decoded([GOOD | {"mount_perm": code}])
    assert (mounts[0].mount_perm, kinds) == (permission, [])


@pytest.mark.parametrize("code", ["rwx", "", None, 7, ["rw"]])
def test_an_unknown_permission_becomes_read_only(code: object) -> None:
    mounts, kinds = decoded([GOOD | {"mount_perm": code}])
    assert mounts[0].mount_perm is MountPermission.READ_ONLY
    assert kinds == [Degradation.VFOLDER_MOUNTS_PERMISSION]


@pytest.mark.parametrize("mode", list(VFolderUsageMode))
def test_every_usage_mode_is_stored_in_lower_case(mode: VFolderUsageMode) -> None:
    mounts, kinds = decoded([GOOD | {"usage_mode": mode.name.lower()}])
    assert (mounts[0].usage_mode, kinds) == (mode, [])


@pytest.mark.parametrize("mode", ["scratch", None, 3, {}])
def test_an_unknown_usage_mode_becomes_general(mode: object) -> None:
    mounts, kinds = decoded([GOOD | {"usage_mode": mode}])
    assert mounts[0].usage_mode is VFolderUsageMode.GENERAL
    assert kinds == [Degradation.VFOLDER_MOUNTS_USAGE_MODE]


def test_a_missing_subpath_is_the_root_of_the_folder() -> None:
    mounts, kinds = decoded([{key: GOOD[key] for key in GOOD if key != "vfsubpath"}])
    assert (mounts[0].vfsubpath, kinds) == (".", [])


def test_a_subpath_of_another_type_is_the_root_of_the_folder() -> None:
    mounts, kinds = decoded([GOOD | {"vfsubpath": 1}])
    assert (mounts[0].vfsubpath, kinds) == (".", [Degradation.VFOLDER_MOUNTS_SUBPATH])


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "data",
        [],
        {},
        *(GOOD | {key: None} for key in ("name", "vfid", "host_path", "kernel_path")),
        GOOD | {"kernel_path": 5},
    ],
)
def test_a_bad_mount_is_left_out_and_its_neighbours_stay(bad: object) -> None:
    mounts, kinds = decoded([GOOD, bad, GOOD | {"name": "last"}])
    assert [mount.name for mount in mounts] == ["data", "last"]
    assert kinds == [Degradation.VFOLDER_MOUNTS_ENTRY]


@pytest.mark.parametrize("stored", [{}, "data", 1, False])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ([], [Degradation.VFOLDER_MOUNTS_CONTAINER])


def test_no_stored_value_is_no_mounts() -> None:
    assert decoded(None) == ([], [])
