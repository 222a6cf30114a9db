"""Comments that allow a fault: `# graphwright: allow RULE reason`.

On a line of its own, an allow covers the definition, field, argument or value that follows, with all
that is inside; at the end of a line, whatever begins on that line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import DocumentNode, Node, Token, TokenKind

from graphwright.lint.finding import Edit, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphwright.lint.finding import Finding

_MARK = "graphwright:"
_COMMENT = re.compile(rf"\s*{_MARK}\s*(?P<text>.*)")
_ALLOW = re.compile(r"allow\s+(?P<rule>[\w-]+)\s+(?P<reason>\S.*)")
_WITHOUT_REASON = re.compile(r"allow\s+(?P<rule>[\w-]+)\s*")
_LAST_COLUMN = 1 << 30


@dataclass(frozen=True, slots=True)
class Allow:
    """That findings of a rule are meant, from `start` to `end`; `removal` takes the comment away."""

    rule: str
    reason: str
    spot: Spot
    start: tuple[int, int]
    end: tuple[int, int]
    removal: Edit

    def covers(self, rule: str, finding: Finding) -> bool:
        """Whether the finding is one that is meant."""
        spot = finding.spot
        if rule != self.rule or spot.path != self.spot.path:
            return False
        return self.start <= (spot.line, spot.column) <= self.end


@dataclass(frozen=True, slots=True)
class BadAllow:
    """A comment that wants to be an allow; `rule` is the one that it names, if any."""

    spot: Spot
    rule: str = ""


def read_allows(document: DocumentNode) -> tuple[tuple[Allow, ...], tuple[BadAllow, ...]]:
    """The allows of a document, and the comments that look like one."""
    if document.loc is None or _MARK not in document.loc.source.body:
        return (), ()
    tokens = _comments(document.loc.start_token)
    comments = [token for token in tokens if _matched(token) is not None]
    if not comments:
        return (), ()
    ends = _ends_of_elements(document)
    allows: list[Allow] = []
    bad: list[BadAllow] = []
    path, body = document.loc.source.name, document.loc.source.body
    for token in comments:
        text = (_matched(token) or "").rstrip()
        spot = Spot(path, token.line, token.column)
        if written := _ALLOW.fullmatch(text):
            start, end = _range(token, ends)
            removal = _removal(path, body, token)
            allows.append(Allow(written["rule"], written["reason"], spot, start, end, removal))
        else:
            rule = _WITHOUT_REASON.fullmatch(text)
            bad.append(BadAllow(spot, rule["rule"] if rule else ""))
    return tuple(allows), tuple(bad)


def _comments(token: Token | None) -> Iterator[Token]:
    while token is not None:
        if token.kind is TokenKind.COMMENT:
            yield token
        token = token.next


def _matched(token: Token) -> str | None:
    found = _COMMENT.fullmatch(token.value or "")
    return found["text"] if found else None


def _range(
    token: Token, ends: dict[tuple[int, int], tuple[int, int]]
) -> tuple[tuple[int, int], tuple[int, int]]:
    before = token.prev
    if before is not None and before.kind is not TokenKind.SOF and before.line == token.line:
        return (token.line, 0), (token.line, _LAST_COLUMN)
    after = token.next
    while after is not None and after.kind is TokenKind.COMMENT:
        after = after.next
    start = (after.line, after.column) if after else (token.line, token.column)
    return start, ends.get(start, start)


def _ends_of_elements(document: DocumentNode) -> dict[tuple[int, int], tuple[int, int]]:
    """Of each place where nodes begin, the end of the longest of them."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    stack: list[Node] = list(document.definitions)
    while stack:
        node = stack.pop()
        if node.loc is not None:
            first, last = node.loc.start_token, node.loc.end_token
            start = (first.line, first.column)
            ends[start] = max(ends.get(start, (0, 0)), (last.line, last.column))
        stack.extend(_children(node))
    return ends


def _children(node: Node) -> Iterator[Node]:
    for key in node.keys:
        value = getattr(node, key, None)
        values: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
        yield from (child for child in values if isinstance(child, Node))


def _removal(path: str, body: str, token: Token) -> Edit:
    """The edit that takes the comment away, with its line if nothing else stands on it."""
    start, end = token.start, token.end
    while start > 0 and body[start - 1] in " \t":
        start -= 1
    if start == 0 or body[start - 1] in "\r\n":
        ending = re.compile(r"\r\n|[\n\r]?").match(body, end)
        end = ending.end() if ending else end
    return Edit(path, start, end, "")
