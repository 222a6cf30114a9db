"""Decoder of `kernels.vfolder_mounts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kernelgraph.stored.containers import items_of, optional_fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.names import mount_permission, usage_mode
from kernelgraph.stored.parsing import parse_text
from kernelgraph_api.types import VFolderMount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def vfolder_mounts(stored: object, note: Note) -> Sequence[VFolderMount]:
    """The mounts in stored order; none if none are stored."""
    if stored is None:
        return ()
    items = items_of(stored, Degradation.VFOLDER_MOUNTS_CONTAINER, note)
    mounts = (_mount(item, note) for item in items)
    return [mount for mount in mounts if mount is not None]


def _mount(item: object, note: Note) -> VFolderMount | None:
    """The mount; null if it is no object, or lacks a text that nothing else could stand for."""
    fields = optional_fields_of(item, Degradation.VFOLDER_MOUNTS_ENTRY, note)
    if fields is None:
        return None
    name = parse_text(fields.get("name"))
    vfid = parse_text(fields.get("vfid"))
    host_path = parse_text(fields.get("host_path"))
    kernel_path = parse_text(fields.get("kernel_path"))
    if name is None or vfid is None or host_path is None or kernel_path is None:
        note(Degradation.VFOLDER_MOUNTS_ENTRY)
        return None
    return VFolderMount(
        name=name,
        vfid=vfid,
        vfsubpath=_subpath(fields, note),
        host_path=host_path,
        kernel_path=kernel_path,
        mount_perm=mount_permission(fields.get("mount_perm"), note),
        usage_mode=usage_mode(fields.get("usage_mode"), note),
    )


def _subpath(fields: Mapping[str, object], note: Note) -> str:
    """The path inside the folder; the folder's root if there is none."""
    subpath = parse_text(fields.get("vfsubpath", "."))
    if subpath is None:
        note(Degradation.VFOLDER_MOUNTS_SUBPATH)
        return "."
    return subpath
