"""Cells of text that a spreadsheet would take for formulas, and run.

``=HYPERLINK(…)`` in a text of a stranger is one; an apostrophe before it makes it a text. The same
in JavaScript: ``web/ui/export/formulas.js``. Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from typing import Any

_START = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
#: Signed numbers, with units of hundred and telephone numbers, run nothing.
_NUMBER = re.compile(
    r"[+-]?[0-9\s.,'\u2019]*[0-9][0-9\s.,'\u2019]*(e[+-]?[0-9]+)?\s*%?", re.IGNORECASE
)
_NAMED = re.compile(r"[+-]?(inf|infinity|nan)?", re.IGNORECASE)


def is_formula(cell: Any) -> bool:
    """Whether a cell is a text that a spreadsheet would run."""
    return (
        isinstance(cell, str)
        and _START.match(cell) is not None
        and not (_NUMBER.fullmatch(cell) or _NAMED.fullmatch(cell))
    )


def harmless(cell: Any) -> Any:
    """Return a cell as a spreadsheet shows it, whatever it begins with."""
    return f"'{cell}" if is_formula(cell) else cell
