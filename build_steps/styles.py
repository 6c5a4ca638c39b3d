"""Pico's style sheet without the rules that no page of ours needs: half its size."""

from __future__ import annotations

import re

#: Elements, roles, states and attributes that no page has, or that our own sheets dress without
#: Pico (sliders, marks, lists of choices). ``:not(…)`` of them is of no account, and so is a choice
#: among them and others.
_ABSENT = re.compile(
    r"dialog|modal|dropdown|data-tooltip|breadcrumb|aria-busy|aria-invalid|aria-haspopup|::-ms-"
    r"|role=(?:group|search|switch|link|listbox|button)"
    r"|type=(?:range|color|search|radio|reset|week|month|file)"
    r"|nav (?:ul|ol|li)"
    r"|\b(?:kbd|ins|del|mark|hgroup|blockquote|fieldset|legend|iframe|video|samp|template|dfn)\b"
)
_GROUP = re.compile(r":(not|is|where)\(([^()]*)\)")
_SET = re.compile(r"""(?<=[{;])(--pico-[\w-]+):(?:[^;{}"]|"[^"]*")*(?:;|(?=\}))""")
_USED = re.compile(r"var\((--pico-[\w-]+)")


def trim(css: str, others: str = "") -> str:
    """Return minified ``css`` without rules and variables that neither it nor ``others`` use."""
    css = _trim_rules(css)
    while (fewer := _trim_variables(css, set(_USED.findall(css + others)))) != css:
        css = fewer
    return css


def _trim_variables(css: str, used: set[str]) -> str:
    return _SET.sub(lambda found: found[0] if found[1] in used else "", css)


def _trim_rules(css: str) -> str:
    out = []
    for rule in _rules(css):
        head, body = rule.split("{", 1)
        if head.startswith(("@media", "@supports")):
            inner = _trim_rules(body[:-1])
            out.append(f"{head}{{{inner}}}" if inner else "")
            continue
        kept = [part for part in _parts(head) if not _ABSENT.search(_positive(part))]
        out.append(f"{','.join(kept)}{{{body}" if kept else "")
    return "".join(out)


def _rules(css: str) -> list[str]:
    """Split at the braces that close a rule or a block of rules."""
    out, depth, start = [], 0, 0
    for place, character in enumerate(css):
        depth += (character == "{") - (character == "}")
        if character == "}" and depth == 0:
            out.append(css[start : place + 1])
            start = place + 1
    return out


def _parts(selector: str) -> list[str]:
    """Split at commas outside brackets."""
    out, depth, start = [], 0, 0
    for place, character in enumerate(selector):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            out.append(selector[start:place])
            start = place + 1
    return [*out, selector[start:]]


def _positive(selector: str) -> str:
    """Drop what a selector excludes, and choices of which a page has one."""

    def kept(group: re.Match[str]) -> str:
        absent = [bool(_ABSENT.search(part)) for part in _parts(group[2])]
        return group[2] if group[1] != "not" and all(absent) else ""

    while (fewer := _GROUP.sub(kept, selector)) != selector:
        selector = fewer
    return selector
