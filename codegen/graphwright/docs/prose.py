"""Descriptions, which are Markdown, as HTML that can do no harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from graphwright.docs.reference import Link

#: Text that Markdown leaves as it is, but for what HTML needs escaped.
_PLAIN = re.compile(r"[A-Za-z][\w ,.;:'\"()/?%-]*", re.ASCII)
_HEADING_SHIFT = 3
_LAST_HEADING = 6
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\*+|`+")
_PARAGRAPH_END = re.compile(r"\n\s*(?:\n|[-+*|>#]|\d+[.)]\s)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`])")


class Prose:
    """Writes descriptions; names of the schema between backticks lead to their pages.

    Raw HTML stays text, and images become links: a page asks the network for nothing.
    """

    def __init__(self, links: Mapping[str, Link], href: Callable[[str, Link], str]) -> None:
        self._links = links
        self._href = href
        self._markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
        self._markdown.enable("table").disable("image")

    def html(self, text: str, root: str, about: str = "") -> Markup:
        """The description as blocks of HTML; `root` leads from the page to the first one.

        `about` is the coordinate of what is described: arguments of the same field, and fields of the
        same type, are known by their names alone.
        """
        if _PLAIN.fullmatch(text) and "_" not in text:
            return Markup("<p>{}</p>\n").format(text)
        env = {"link_of": lambda name: self._link_of(name, root, about)}
        # The renderer escapes: raw HTML is off, and so are links that would run something.
        return Markup(self._markdown.render(text, env))

    def _link_of(self, name: str, root: str, about: str) -> str | None:
        field = about.partition("(")[0]
        for coordinate in (name, f"{field}({name}:)", f"{field.partition('.')[0]}.{name}"):
            link = self._links.get(coordinate)
            if link is not None and coordinate != about:
                return self._href(root, link)
        return None


class _Renderer(RendererHTML):
    """Lowers headings below those of the page, and links what the schema defines."""

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The start of a heading."""
        return f"<{_lowered(tokens[idx])}>"

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The end of a heading."""
        return f"</{_lowered(tokens[idx])}>\n"

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The start of a link, which does not tell where it was followed from."""
        tokens[idx].attrSet("rel", "noopener noreferrer")
        return self.renderToken(tokens, idx, options, env)

    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Code, with a link if it names something of the schema and is in no link already."""
        code = f"<code>{escape(tokens[idx].content)}</code>"
        around = sum(token.nesting for token in tokens[:idx] if token.type.startswith("link_"))
        href = None if around else env["link_of"](tokens[idx].content)
        return f'<a href="{escape(href)}">{code}</a>' if href else code


def _lowered(heading: Token) -> str:
    return f"h{min(int(heading.tag[1:]) + _HEADING_SHIFT, _LAST_HEADING)}"


def summary(text: str) -> str:
    """The first sentence of a description, without what only Markdown needs."""
    paragraph = " ".join(_PARAGRAPH_END.split(text.strip(), maxsplit=1)[0].split())
    return _MARKS.sub(r"\1", _SENTENCE_END.split(paragraph, maxsplit=1)[0])
