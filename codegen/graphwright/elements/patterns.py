"""Glob patterns over names that no file system holds, such as those of a git tree."""

from __future__ import annotations

import re


def is_pattern(text: str) -> bool:
    """Whether the text has a wildcard."""
    return any(character in text for character in "*?[")


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """A regular expression for whole paths: `*` stays within a directory, `**/` spans any number."""
    written = ""
    position = 0
    while position < len(pattern):
        if pattern.startswith("**/", position):
            written += "(?:[^/]+/)*"
            position += 3
        elif pattern.startswith("**", position):
            written += ".*"
            position += 2
        else:
            character = pattern[position]
            written += {"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character))
            position += 1
    return re.compile(written)
