"""The world of the tests tells its personas apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.kernelgraph.access.world import World


def test_each_persona_finds_other_kernels(world: World) -> None:
    open_to = {
        name: {row["id"] for row in world.kernels_open_to(viewer)}
        for name, viewer in world.viewers.items()
    }
    assert len({frozenset(ids) for ids in open_to.values()}) == len(open_to)
    assert open_to["stranger"] == set()
    assert open_to["superadmin"] == {row["id"] for row in world.rows["kernels"]}
    for name in ("superadmin", "owner", "project admin", "domain admin"):
        assert world.kernel["id"] in open_to[name]


def test_no_persona_but_the_superadmin_finds_all_of_anything_that_has_a_rule(world: World) -> None:
    for type_name in ("KernelV2", "SessionV2", "KernelResourceAllocation", "UserV2", "ProjectV2"):
        everything = {node_id for node_id, _ in world.nodes(type_name)}
        for name, viewer in world.viewers.items():
            found = world.open_ids(type_name, viewer)
            assert (found == everything) == (name == "superadmin"), (type_name, name)
