"""What a page asks for at once: all that its head names, before a script that the parser waits for.

``load-errors.js`` must run before anything can fail, so it blocks the parser; under a policy in a
``<meta>`` Chromium does not look ahead meanwhile. Without these links the sheets and the module
came one round trip later.
"""

from __future__ import annotations

import re

_FIRST = re.compile(r"""[ \t]*<script src="\./js/load-errors\.js"></script>""")
_PRELOAD = re.compile(r"""[ \t]*<link rel="preload"[^>]*/>\n""")
_SHEET = re.compile(r"""<link rel="stylesheet" href="([^"]+)" />""")
_MODULE = re.compile(r"""<script type="module" src="([^"]+)"></script>""")


def preloaded(document: str) -> str:
    """Return a page that names each sheet and module, and what it preloads itself, on top."""
    head, closing, body = document.partition("</head>")
    own = [link.strip() for link in _PRELOAD.findall(head)]
    head = _PRELOAD.sub("", head)
    links = [f'<link rel="modulepreload" href="{path}" />' for path in _MODULE.findall(head)]
    links += [f'<link rel="preload" as="style" href="{path}" />' for path in _SHEET.findall(head)]
    links.insert(0, '<link rel="preload" as="script" href="./js/load-errors.js" />')
    lines = "".join(f"    {link}\n" for link in [*links, *own])
    return _FIRST.sub(lambda first: lines + first[0], head, count=1) + closing + body
