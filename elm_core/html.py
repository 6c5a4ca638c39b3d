"""An estimator as HTML, for notebooks: its name, whether it is trained, and its parameters."""

from __future__ import annotations

import inspect
from html import escape
from typing import Any

from elm_core.exceptions import plain

_LONGEST = 200


def html_of(estimator: Any) -> str:
    """Return a disclosure with a table of parameters, bold where they are not the usual ones."""
    defaults = inspect.signature(type(estimator)).parameters
    rows = []
    for name, value in estimator.get_params(deep=False).items():
        shown = repr(plain(value))
        usual = name in defaults and shown == repr(plain(defaults[name].default))
        text = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
        cell = escape(text) if usual else f"<b>{escape(text)}</b>"
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td><code>{cell}</code></td></tr>')
    state = "fitted" if estimator.is_fitted else "not fitted"
    table = f"<table><caption>Parameters</caption><tbody>{''.join(rows)}</tbody></table>"
    title = f"<summary><b>{escape(type(estimator).__name__)}</b> ({state})</summary>"
    return f"<details>{title}{table if rows else '<p>No parameters.</p>'}</details>"
