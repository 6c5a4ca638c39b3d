"""Model files with changed contents and a digest that fits them again, as an attacker would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any


def sealed(body: dict[str, Any]) -> str:
    """Return the text of a file with these contents."""
    body = {key: value for key, value in body.items() if key != "sha256"}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return json.dumps(body | {"sha256": hashlib.sha256(canonical.encode()).hexdigest()})


def resealed(text: str, change: Callable[[dict[str, Any]], object]) -> str:
    """Return the text of a file with `change` applied to its contents."""
    body = json.loads(text)
    change(body)
    return sealed(body)
