"""Markdown as HTML without styles or scripts of its own; run in the environment, for markdown2."""

from __future__ import annotations

import re
from collections.abc import Collection

import markdown2  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

_EXTRAS = ["fenced-code-blocks", "tables", "header-ids", "code-friendly"]


def as_html(text: str, pages: Collection[str]) -> str:
    """Return the body of a page; links to Markdown files lead to those of ``pages`` (stems).

    What lies in the repository alone is named and not linked. Code that is wider than the page and
    tables can be reached by the keyboard, to be scrolled.
    """
    body = markdown2.markdown(text, extras=_EXTRAS)
    body = re.sub(r'<a href="([^"]*)">(.*?)</a>', lambda link: _link(link, pages), body, flags=re.S)
    body = re.sub(r' style="text-align: *\w+;?"', "", body)  # a policy of the site forbids them
    body = re.sub(r"<th>\s*</th>", "<td></td>", body)  # a corner heads nothing
    body = body.replace("<pre>", '<pre tabindex="0">')
    body = body.replace("<table>", '<div class="wide" tabindex="0"><table>')
    return body.replace("</table>", "</table></div>")


def code_styles() -> str:
    """Return the rules that colour code, for a light page."""
    return str(HtmlFormatter().get_style_defs(".codehilite"))


def _link(link: re.Match[str], pages: Collection[str]) -> str:
    address, text = link.groups()
    page = re.fullmatch(r"(?:\.\./)?(?:docs/)?([\w-]+)\.md(#.*)?", address)
    if page and page[1] in pages:
        name = "index" if page[1] == "README" else page[1]
        return f'<a href="{name}.html{page[2] or ""}">{text}</a>'
    return link[0] if re.match(r"https?:|#", address) else text
