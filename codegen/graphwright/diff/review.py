"""A comparison of two snapshots with what it means here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphwright.diff.acknowledgements import acknowledge
from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Acknowledgement, Change, Level
from graphwright.diff.changes import in_order, run_rules
from graphwright.diff.comparison import compare
from graphwright.diff.impact import with_breakages
from graphwright.diff.judgement import Circumstances, Policy, judged
from graphwright.diff.resolvers import with_resolvers
from graphwright.diff.since import since_problems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from graphwright.diff.resolvers import KnownResolvers
    from graphwright.elements.snapshot import Snapshot
    from graphwright.elements.uses import KnownOperations
    from graphwright.elements.versions import Version
    from graphwright.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class Context:
    """What a review knows besides the two snapshots.

    `operations` and `resolvers` are None when none are known. Without `next_version`, neither `@since` nor the expiry
    of acknowledgements can be checked, and there may be no acknowledgements. `acknowledged_in` is the file that
    they are read from, empty where none is; None if reports need not say how a change is approved.
    """

    today: date
    policy: Policy = field(default_factory=Policy)
    fail_on: Level = Level.BREAKING
    next_version: Version | None = None
    operations: KnownOperations | None = None
    resolvers: KnownResolvers | None = None
    acknowledgements: tuple[Acknowledgement, ...] = ()
    merged: frozenset[Acknowledgement] = frozenset()
    acknowledged_in: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a report tells: the changes, the worst first, and what else is wrong."""

    old: Snapshot
    new: Snapshot
    changes: tuple[Change, ...]
    problems: tuple[Diagnostic, ...]
    fail_on: Level
    operations: tuple[str, ...] | None
    acknowledged_in: str | None
    next_version: Version | None

    def at(self, level: Level) -> tuple[Change, ...]:
        """The changes of the level."""
        return tuple(change for change in self.changes if change.level is level)

    @property
    def counts(self) -> Mapping[Level, int]:
        """How many changes there are of each level, the worst first."""
        return {level: len(self.at(level)) for level in sorted(Level, reverse=True)}

    @property
    def to_approve(self) -> tuple[Change, ...]:
        """The changes that nobody has acknowledged and that may not pass without."""
        return tuple(change for change in self.changes if self.needs_approval(change))

    def needs_approval(self, change: Change) -> bool:
        """Whether the change may not pass as it is."""
        return change.level >= self.fail_on and change.acknowledgement is None

    @property
    def passes(self) -> bool:
        """Whether there is nothing to approve and nothing to mend."""
        return not self.to_approve and not self.problems


def review(old: Snapshot, new: Snapshot, context: Context) -> Review:
    """The review of all changes between two snapshots."""
    comparison = compare(old, new)
    circumstances = Circumstances(old, new, context.policy, context.next_version, context.today)
    changes = [judged(change, circumstances) for change in run_rules(RULES, comparison)]
    if context.operations is not None:
        changes = [with_breakages(change, context.operations) for change in changes]
    if context.resolvers is not None:
        changes = list(with_resolvers(changes, old, new, context.resolvers))
    problems: list[Diagnostic] = []
    if context.next_version is not None:
        problems.extend(since_problems(comparison, context.next_version))
        acknowledged = acknowledge(
            changes,
            context.acknowledgements,
            next_version=context.next_version,
            fail_on=context.fail_on,
            merged=context.merged,
        )
        changes = list(acknowledged.changes)
        problems.extend(acknowledged.problems)
    return Review(
        old=old,
        new=new,
        changes=in_order(changes),
        problems=tuple(sorted(problems)),
        fail_on=context.fail_on,
        operations=context.operations.names if context.operations else None,
        acknowledged_in=context.acknowledged_in,
        next_version=context.next_version,
    )
