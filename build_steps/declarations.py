"""The JavaScript API as one page of Markdown: the declarations of its .d.ts files, commented."""

from __future__ import annotations

import re
from pathlib import Path

from build_steps.paths import WEB
from build_steps.site import FOR_EMBEDDERS


def javascript() -> str:
    """The declarations of all modules for embedders, as one page of Markdown."""
    parts = ["# JavaScript"]
    for folder, modules in FOR_EMBEDDERS.items():
        for module in modules:
            path = WEB / folder / f"{module}.d.ts"
            if path.exists():
                name = f"{folder}/{module}".replace("client", "elm-toolkit", 1)
                parts.append(f"## {name.removesuffix('/index')}")
                parts += _told_by(path)
    return "\n\n".join(parts) + "\n"


def _told_by(path: Path) -> list[str]:
    """The declarations of a module, and those of ``types/`` that it hands on."""
    text = path.read_text(encoding="utf-8")
    parts = declarations(text)
    for handed_on in re.findall(r"^export \* from '\./(types/\w+)\.js';$", text, re.M):
        parts += declarations((path.parent / f"{handed_on}.d.ts").read_text(encoding="utf-8"))
    return parts


def declarations(text: str) -> list[str]:
    """Each exported declaration: a heading, its comment as text, then its code."""
    parts: list[str] = []
    comment: list[str] = []
    code: list[str] = []
    for line in [*text.splitlines(), "export {}"]:
        begins = line.startswith(("/**", "export ", "import "))
        if begins and code:
            parts += _declaration(comment, code)
            comment, code = [], []
        if code or line.startswith("export "):
            code.append(line)
        elif line.startswith(("/**", " *")):
            comment.append(re.sub(r"^(/\*\*| \*/| \*) ?| ?\*/$", "", line))
        else:
            comment = []
    return parts


def _declaration(comment: list[str], code: list[str]) -> list[str]:
    named = re.match(r"export (?:class|interface|type|function|const) (\w+)", code[0])
    if not named:
        return []  # what another module tells
    return [
        f"### {named[1]}",
        "\n".join(comment).strip(),
        "\n".join(["```typescript", *code]).rstrip() + "\n```",
    ]
