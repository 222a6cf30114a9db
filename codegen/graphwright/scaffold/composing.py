"""Arguments put into the call that makes `Resolvers`; all that was there stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst
from libcst import matchers
from libcst.helpers import get_full_name_for_node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graphwright.scaffold.import_lines import ImportLines

_NOTHING, _SPACE = cst.SimpleWhitespace(""), cst.SimpleWhitespace(" ")
_EQUAL = cst.AssignEqual(whitespace_before=_NOTHING, whitespace_after=_NOTHING)
_INDENT = " " * 4


def with_arguments(
    text: str,
    arguments: Mapping[str, str],
    imports: ImportLines,
    imported: Mapping[str, Sequence[str]],
    is_meant: Callable[[str], bool],
) -> str:
    """The text of a module whose one call that is meant has further arguments, expressions by name.

    `is_meant` tells it by the name of what is called; `imported` are names by module.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    tree = cst.parse_module(text.removeprefix(mark))
    new = [
        cst.Arg(keyword=cst.Name(name), equal=_EQUAL, value=cst.parse_expression(expression))
        for name, expression in arguments.items()
    ]
    (call,) = (each for each in matchers.findall(tree, matchers.Call()) if _is(each, is_meant))
    assert isinstance(call, cst.Call)
    changed = tree.deep_replace(call, _with_more(call, new))
    assert isinstance(changed, cst.Module)
    body = imports.add(list(changed.body), imported)
    return mark + changed.with_changes(body=body).code


def _is(node: cst.CSTNode, is_meant: Callable[[str], bool]) -> bool:
    assert isinstance(node, cst.Call)
    called = node.func.value if isinstance(node.func, cst.Subscript) else node.func
    return is_meant(get_full_name_for_node(called) or "")


def _with_more(call: cst.Call, new: Sequence[cst.Arg]) -> cst.Call:
    """The call with further arguments, laid out like the ones that it has."""
    if not call.args:
        return _filled(call, new)
    *before, last = call.args
    has_comma = isinstance(last.comma, cst.Comma)
    gap = _behind(before[-1]) if before else call.whitespace_before_args
    end = _behind(last)
    between = _line_break(gap)
    if isinstance(gap, cst.ParenthesizedWhitespace) and isinstance(
        end, cst.ParenthesizedWhitespace
    ):
        # Comments behind the last argument stay behind it.
        separator: cst.BaseParenthesizableWhitespace = end.with_changes(
            indent=gap.indent, last_line=gap.last_line
        )
        end = _line_break(end)
    else:
        separator = between
    comma = last.comma if isinstance(last.comma, cst.Comma) else cst.Comma()
    followed = last.with_changes(
        comma=comma.with_changes(whitespace_after=separator),
        whitespace_after_arg=last.whitespace_after_arg if has_comma else _NOTHING,
    )
    return call.with_changes(args=[*before, followed, *_row(new, between, end, has_comma)])


def _filled(call: cst.Call, new: Sequence[cst.Arg]) -> cst.Call:
    """The call without arguments with some, each on a line if there are lines for them."""
    inside = call.whitespace_before_args
    if not isinstance(inside, cst.ParenthesizedWhitespace):
        return call.with_changes(args=_row(new, _SPACE, inside, has_comma=False))
    last_line = cst.SimpleWhitespace(inside.last_line.value + _INDENT)
    start = inside.with_changes(last_line=last_line)
    row = _row(new, _line_break(start), _line_break(inside), has_comma=True)
    return call.with_changes(whitespace_before_args=start, args=row)


def _row(
    new: Sequence[cst.Arg],
    between: cst.BaseParenthesizableWhitespace,
    end: cst.BaseParenthesizableWhitespace,
    has_comma: bool,
) -> list[cst.Arg]:
    *before, last = new
    row = [each.with_changes(comma=cst.Comma(whitespace_after=between)) for each in before]
    if has_comma:
        return [*row, last.with_changes(comma=cst.Comma(whitespace_after=end))]
    return [*row, last.with_changes(whitespace_after_arg=end)]


def _behind(argument: cst.Arg) -> cst.BaseParenthesizableWhitespace:
    """What stands between an argument and what follows."""
    if isinstance(argument.comma, cst.Comma):
        return argument.comma.whitespace_after
    return argument.whitespace_after_arg


def _line_break(like: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    """A new line that is indented alike, without comments; a space where there is no new line."""
    if isinstance(like, cst.ParenthesizedWhitespace):
        return cst.ParenthesizedWhitespace(indent=like.indent, last_line=like.last_line)
    return _SPACE
