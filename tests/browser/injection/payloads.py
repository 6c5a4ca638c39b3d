"""Thirty texts that do harm where text becomes HTML, an address, a template or a name of JavaScript.

Some run from right to left, and turn round what stands beside them unless they stand apart.
"""

from __future__ import annotations

#: Elements of theirs carry the attribute pwn, and code of theirs calls pwned(). At most 40
#: characters each, as long as a name may be.
PAYLOADS = [
    "אב <img pwn src=x onerror=pwned()>",
    "<script pwn>pwned()</script> ג 1",
    'ד 2"><svg pwn onload=pwned()>',
    "<iframe pwn src=javascript:top.pwned()>",
    "<math pwn href=javascript:pwned()>x",
    "<svg pwn><animate pwn onbegin=pwned()>",
    "<template pwn><script>pwned()</script>",
    "<details pwn open ontoggle=pwned()>",
    "<object pwn data=javascript:pwned()>",
    "<a pwn href=javascript:pwned()>x</a>",
    "<form pwn><input pwn name=parentNode>",
    "<base pwn href=//evil.test/>",
    "<meta pwn http-equiv=refresh content=0>",
    "<link pwn rel=stylesheet href=//e.test>",
    "<style pwn>*{background:url(//e.test)}",
    "<!--><img pwn src=x onerror=pwned()>",
    "</script><script pwn>pwned()</script>",
    "</textarea><img pwn src onerror=pwned()>",
    "</title><script pwn>pwned()</script>",
    "' pwn autofocus onfocus=pwned() x='",
    '" pwn onmouseover="pwned()',
    "&lt;img pwn src=x onerror=pwned()&gt;",
    "javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
    "__proto__",
    "constructor",
    "ה<b pwn>\u202egnp.elif",
    "<u pwn>\0<img pwn src=x>",
]
ALL = "\n".join(PAYLOADS)
#: A text file with a zero byte is refused as a whole.
IN_TEXT = [payload for payload in PAYLOADS if "\0" not in payload]
